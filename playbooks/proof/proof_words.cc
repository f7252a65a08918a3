#include "playbooks/proof/proof_words.h"

#include "engine/wire_text.h"

namespace fenghuo::playbooks {

Text operator+(const Text& a, const Text& b) {
  return {a.zh + b.zh, a.en + b.en};
}

Text plain(const std::string& text) {
  return {text, text};
}

Text number(std::uint64_t n) {
  return plain(std::to_string(n));
}

Text joined(const std::vector<Text>& all) {
  Text list;
  for (std::size_t i = 0; i < all.size() && i < kNamedMax; ++i)
    list = list + (i == 0 ? Text{} : Text{"、", ", "}) + all[i];
  if (all.size() <= kNamedMax) return list;
  return list + Text{"等 " + std::to_string(all.size()) + " 个",
                     " and " + std::to_string(all.size() - kNamedMax) + " more"};
}

Text joined(const std::vector<std::string>& all) {
  std::vector<Text> texts;
  for (const auto& one : all) texts.push_back(plain(one));
  return joined(texts);
}

Text length_of(Span span) {
  const auto minutes = std::to_string(span / std::chrono::minutes{1});
  const auto rest = span % std::chrono::minutes{1};
  if (rest == Span{0}) return {minutes + " 分钟", minutes + " min"};
  const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(rest).count());
  return {minutes + " 分 " + seconds + " 秒", minutes + " min " + seconds + " s"};
}

Text at(Span after) {
  const auto minutes = std::to_string(after / std::chrono::minutes{1});
  const auto rest = after % std::chrono::minutes{1};
  if (rest == Span{0}) return {"第 " + minutes + " 分钟：", "minute " + minutes + ": "};
  const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(rest).count());
  return {"第 " + minutes + " 分 " + seconds + " 秒：",
          "minute " + minutes + ", second " + seconds + ": "};
}

Text when(const Warned& warned) {
  const Text level = name_of(warned.level);
  if (warned.response->night_ladder().empty()) return level;
  return level + (warned.night ? Text{"（夜里）", " by night"} : Text{"（白天）", " by day"});
}

Text words_of(const Call& call) {
  const Text channels = joined(call.channels);
  return {call.callee + "（" + channels.zh + "）", call.callee + " (" + channels.en + ")"};
}

Text name_of_area(const Handbook& handbook, const std::string& area) {
  if (const auto* village = handbook.village(area)) return from_wire(village->name());
  return area == handbook.township() ? from_wire(handbook.plan().name()) : plain(area);
}

std::string path_of(const wire::Playbook& playbook, Level level) {
  return "playbooks[" + playbook.id() + "].levels[" + std::string(to_string(level)) + "]";
}

}  // namespace fenghuo::playbooks
