#include "cli/drill/report_page.h"

#include <algorithm>
#include <cstdlib>

#include "cli/drill/night_facts.h"
#include "cli/drill/svg.h"
#include "cli/fact_words.h"

namespace fenghuo::cli {

using simulator::Mark;
using simulator::Origin;
using simulator::Outcome;

ReportPage::ReportPage(const Drill& drill, Language language)
    : drill_(drill), language_(language) {}

std::string ReportPage::plain(const Text& text) const {
  const std::string& words = in(language_, text);
  return words.empty() ? text.zh : words;
}

std::string ReportPage::say(const Text& text) const {
  return escaped(plain(text));
}

std::string ReportPage::clock(Instant at) const {
  const Span since = at - scenario().start;
  const Span offset = scenario().utc_offset;
  return since >= Span{0} && since < std::chrono::hours{24} ? to_clock(at, offset)
                                                            : to_day_and_clock(at, offset);
}

std::string ReportPage::clock(const std::optional<Instant>& at) const {
  return at ? clock(*at) : "–";
}

std::string ReportPage::minutes(Span span) const {
  using namespace std::chrono;
  if (abs(span) >= hours{48}) {
    const std::string number = std::to_string(round<hours>(span).count());
    return plain({number + " 小时", number + " h"});
  }
  const auto whole = round<std::chrono::minutes>(span).count();
  if (abs(span) < hours{5})
    return plain({std::to_string(whole) + " 分钟", std::to_string(whole) + " min"});
  const std::string part = std::to_string(std::abs(whole) % 60);
  const std::string number = std::to_string(whole / 60);
  return plain({number + " 小时 " + part + " 分", number + " h " + part + " min"});
}

std::string ReportPage::minutes(const std::optional<Instant>& from,
                                const std::optional<Instant>& until) const {
  return from && until ? minutes(*until - *from) : "–";
}

std::string ReportPage::difference(Instant ours, Instant theirs) const {
  const Span late = ours - theirs;
  if (std::chrono::round<std::chrono::minutes>(late).count() == 0)
    return plain({"同一分钟", "the same minute"});
  const std::string amount = minutes(std::chrono::abs(late));
  return late < Span{0} ? plain({"早 " + amount, amount + " earlier"})
                        : plain({"晚 " + amount, amount + " later"});
}

std::string ReportPage::fact(FactId id) const {
  const std::string code = "<code class=\"fact\">" + to_string(id) + "</code>";
  const auto* told = find_fact(record(), id);
  if (told == nullptr) return code;
  return code + " " + say(words_of(told->fact, names(), scenario().utc_offset));
}

const Outcome* ReportPage::outcome_of(const std::string& expectation) const {
  for (const auto& outcome : score().outcomes)
    if (outcome.expectation->id == expectation) return &outcome;
  return nullptr;
}

std::string ReportPage::verdict(Outcome::Verdict of) const {
  return verdict_symbol(of) + say(verdict_words(of));
}

std::string ReportPage::mark(const Origin& origin) const {
  const char letter = simulator::letter_of(origin.mark);
  std::string meaning = plain(mark_words(origin.mark));
  if (!origin.source.empty()) meaning += plain({"：", ": "}) + origin.source;
  return std::string("<abbr class=\"mark mark-") + letter + "\" title=\"" + escaped(meaning) +
         "\">" + letter + "</abbr>";
}

Origin ReportPage::origin_of_danger(const std::string& village, Instant at) const {
  for (const auto& danger : scenario().dangers)
    if (danger.village == village && danger.at == at) return danger.origin;
  return {Mark::invented, plain({"由种子移动", "moved by the seed"})};
}

std::string ReportPage::section(const std::string& id, const Text& title,
                                const std::string& content) const {
  return "<section class=\"panel\" id=\"" + id + "\">\n<h2>" + say(title) + "</h2>\n" + content +
         "</section>\n";
}

std::string ReportPage::paragraph(const Text& text, const std::string& style) const {
  return (style.empty() ? "<p>" : "<p class=\"" + style + "\">") + say(text) + "</p>\n";
}

Text mark_words(Mark mark) {
  if (mark == Mark::documented) return {"有据", "documented"};
  if (mark == Mark::rough) return {"大致", "rough"};
  if (mark == Mark::memory) return {"记忆", "from memory"};
  return {"虚构", "invented"};
}

Text verdict_words(Outcome::Verdict verdict) {
  if (verdict == Outcome::Verdict::met) return {"达到", "met"};
  if (verdict == Outcome::Verdict::missed) return {"未达到", "missed"};
  return {"无从判断", "can't be told"};
}

std::string verdict_symbol(Outcome::Verdict verdict) {
  std::string shape = svg_path("M0 -9l9 9l-9 9l-9 -9z", "untold") +
                      svg_text({0, 5}, Anchor::middle, "?", "question");
  if (verdict == Outcome::Verdict::met)
    shape = svg_circle({}, 8, "safe") + svg_path("M-4 0.5l3 3l5 -6.5", "tick");
  if (verdict == Outcome::Verdict::missed)
    shape =
        svg_rect({-8, -8, 16, 16}, "caught") + svg_path("M-4.5 -4.5l9 9M4.5 -4.5l-9 9", "strike");
  return "<svg class=\"symbol\" viewBox=\"-10 -10 20 20\" aria-hidden=\"true\">" + shape + "</svg>";
}

std::optional<Instant> came_at(const Outcome& outcome) {
  const auto& expectation = *outcome.expectation;
  if (!expectation.fact || expectation.never) return std::nullopt;
  if (outcome.verdict == Outcome::Verdict::met) return outcome.at;
  return outcome.late;
}

std::vector<const simulator::ScoredVillage*> fastest_first(const simulator::Score& score) {
  std::vector<const simulator::ScoredVillage*> villages;
  for (const auto& village : score.villages)
    if (village.warned_at || village.danger_at) villages.push_back(&village);
  const auto order = [](const simulator::ScoredVillage& village) {
    const bool whole = village.warned_at && village.safe_at;
    return std::pair(village.caught, whole ? *village.safe_at - *village.warned_at : Span::max());
  };
  std::stable_sort(villages.begin(), villages.end(),
                   [&](const auto* a, const auto* b) { return order(*a) < order(*b); });
  return villages;
}

}  // namespace fenghuo::cli
