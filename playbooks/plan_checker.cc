#include "playbooks/plan_checker.h"

#include "engine/wire_text.h"
#include "playbooks/channels.h"

namespace fenghuo::playbooks {
namespace {

std::string channels(const std::string& between) {
  std::string all;
  for (const auto channel : kChannels) all += (all.empty() ? "" : between) + std::string(channel);
  return all;
}

}  // namespace

void PlanChecker::add(std::string path, Text text, Severity severity) {
  problems_.push_back({std::move(path), 1, 1, std::move(text), severity});
}

void PlanChecker::add_within(std::string path, int line, int column, Text text) {
  problems_.push_back({std::move(path), line, column, std::move(text)});
}

std::vector<std::string> PlanChecker::villages() const {
  std::vector<std::string> all;
  for (const auto& village : plan_.villages()) all.push_back(village.id());
  return all;
}

std::vector<std::string> PlanChecker::areas_of(
    const google::protobuf::RepeatedPtrField<std::string>& only, bool of_township) const {
  if (of_township) return {plan_.id()};
  if (only.empty()) return villages();
  return {only.begin(), only.end()};
}

void PlanChecker::check_template(const std::string& path, const wire::Text& pattern,
                                 std::span<const std::string_view> placeholders) {
  if (pattern.zh().empty() || pattern.en().empty())
    add(path, {"缺少中文或英文", "Chinese or English is missing"});
  for (const auto* text : {&pattern.zh(), &pattern.en()})
    for (const auto& unknown : unknown_placeholders(*text, placeholders))
      add(path, {"不认识的占位符 " + unknown, "unknown placeholder " + unknown});
}

void PlanChecker::check_ladder(const std::string& path,
                               const google::protobuf::RepeatedPtrField<wire::Rung>& ladder) {
  for (int i = 0; i < ladder.size(); ++i)
    check_rung(path + ".ladder[" + std::to_string(i) + "]", ladder[i]);
}

// Of a duty that nobody holds: its rungs say who.
void PlanChecker::check_named_ladder(const std::string& path,
                                     const google::protobuf::RepeatedPtrField<wire::Rung>& ladder) {
  check_ladder(path, ladder);
  for (int i = 0; i < ladder.size(); ++i)
    if (ladder[i].callee() == wire::Rung::HOLDER || ladder[i].callee() == wire::Rung::STAND_IN)
      add(path + ".ladder[" + std::to_string(i) + "]",
          {"这里没有职责人，call 写 township_duty_officer 或 duty:职责",
           "nobody holds this; call is township_duty_officer or duty:A DUTY"});
}

void PlanChecker::check_rung(const std::string& path, const wire::Rung& rung) {
  if (rung.wait_ms() < kRungWaitMin.count())
    add(path, {"等候时间至少 1 分钟", "the wait is at least a minute"});
  if (rung.channels().empty()) add(path, {"没有写明渠道", "no channel is named"});
  for (const auto& channel : rung.channels())
    if (!is_channel(channel))
      add(path, {"没有渠道“" + channel + "”，可用 " + channels("、"),
                 "there is no channel '" + channel + "'; there are " + channels(", ")});
  if (rung.callee() == wire::Rung::NAMED_DUTY && !rung.if_held())
    check_held_everywhere(path, rung.duty());
}

// Of the township, where it holds it for all; else of each village.
void PlanChecker::check_held_everywhere(const std::string& path, const std::string& duty) {
  check_held(path, duty, villages());
}

void PlanChecker::check_held(const std::string& path, const std::string& duty,
                             const std::vector<std::string>& areas) {
  if (handbook_.duty(plan_.id(), duty) != nullptr)
    return check_duty(path, plan_.id(), plan_.name(), duty);
  for (const auto& area : areas) {
    const auto* village = handbook_.village(area);
    if (village != nullptr) check_duty(path, area, village->name(), duty);
    if (area == plan_.id()) check_duty(path, area, plan_.name(), duty);
  }
}

void PlanChecker::check_duty(const std::string& path, const std::string& area,
                             const wire::Text& name, const std::string& duty) {
  if (!seen_.insert({area, duty}).second) return;
  const auto* held = handbook_.duty(area, duty);
  const std::string who = name.zh() + "（" + area + "）";
  if (held == nullptr || held->holder().empty())
    add(path, {"值班表没有 " + who + " 的 " + duty,
               "the roster has no " + duty + " for " + name.en() + " (" + area + ")"});
  else if (held->stand_in().empty() || held->stand_in() == held->holder())
    add("roster", {who + " 的 " + duty + " 没有 B 角",
                   "the " + duty + " of " + name.en() + " (" + area + ") has no stand-in"});
}

}  // namespace fenghuo::playbooks
