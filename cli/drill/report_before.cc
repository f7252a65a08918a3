// This drill beside an earlier one: ratings, minutes of each village, expectations.
#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using simulator::Outcome;
using Moment = std::optional<Instant>;

// Then, now, and the change.
std::string change(const ReportPage& page, const Moment& from_then, const Moment& to_then,
                   const Moment& from_now, const Moment& to_now) {
  std::string out =
      page.minutes(from_then, to_then) + " → <b>" + page.minutes(from_now, to_now) + "</b>";
  if (!from_then || !to_then || !from_now || !to_now) return out;
  const Span more = (*to_now - *from_now) - (*to_then - *from_then);
  if (std::chrono::round<std::chrono::minutes>(more).count() == 0)
    return out + page.say({"（没变）", " (the same)"});
  const std::string amount = page.minutes(std::chrono::abs(more));
  return out + (more < Span{0} ? page.say({"（快 " + amount + "）", " (" + amount + " faster)"})
                               : page.say({"（慢 " + amount + "）", " (" + amount + " slower)"}));
}

std::string villages_then(const ReportPage& page, const DrillBefore& before) {
  HtmlTable table({page.say({"村", "village"}), page.say({"预警→答复", "warned → answered"}),
                   page.say({"预警→动身", "warned → moving"}),
                   page.say({"预警→全部安全", "warned → all safe"}),
                   page.say({"没来得及", "caught"})});
  for (const auto* now : fastest_first(page.score())) {
    const auto* then = before.village(now->id);
    if (then == nullptr) continue;
    const auto minutes = [&](const Moment& then_to, const Moment& now_to) {
      return change(page, then->warned_at, then_to, now->warned_at, now_to);
    };
    table.row({page.say(page.names().area(now->id)), minutes(then->answered_at, now->answered_at),
               minutes(then->moving_at, now->moving_at), minutes(then->safe_at, now->safe_at),
               std::to_string(then->caught) + " → <b>" + std::to_string(now->caught) + "</b>"});
  }
  return table.empty() ? "" : table.markup("numbers");
}

// And how long before its limit an expectation was met.
std::string against_limit(const ReportPage& page, Outcome::Verdict of, const Moment& at,
                          const Moment& by) {
  std::string out = page.verdict(of);
  if (at && by && of == Outcome::Verdict::met)
    out +=
        page.say({"，离时限还有 ", ", "}) + page.minutes(*by - *at) + page.say({"", " to spare"});
  return out;
}

std::string expectations_then(const ReportPage& page, const DrillBefore& before) {
  HtmlTable table(
      {page.say({"预期", "expectation"}), page.say({"上次", "then"}), page.say({"这次", "now"})});
  std::size_t added = 0;
  for (const auto& outcome : page.score().outcomes) {
    const auto& one = *outcome.expectation;
    const auto* then = before.expectation(one.id);
    if (then == nullptr) {
      ++added;
      continue;
    }
    const bool comes = one.fact && !one.never;
    table.row({page.say(one.what),
               against_limit(page, then->verdict, comes ? then->at : std::nullopt, then->by),
               against_limit(page, outcome.verdict, came_at(outcome), one.by)});
  }
  std::string out = table.empty() ? "" : table.markup();
  if (added > 0)
    out += page.paragraph({"上次没有的预期：" + std::to_string(added) + " 条。",
                           "Expectations that weren't there then: " + std::to_string(added) + "."});
  return out;
}

// As the earlier drill told it, or else reckoned by what today's expectations belong to.
std::string grade_then(const ReportPage& page, const DrillBefore& before,
                       const simulator::ScoredObjective& now) {
  if (const auto* then = before.objective(now.objective.id)) return escaped(then->grade);
  std::uint32_t met = 0;
  std::uint32_t of = 0;
  for (const auto& outcome : page.score().outcomes) {
    if (outcome.expectation->objective != now.objective.id) continue;
    const auto* then = before.expectation(outcome.expectation->id);
    if (then == nullptr) continue;
    ++of;
    met += then->verdict == Outcome::Verdict::met;
  }
  return std::string(1, letter_of(simulator::grade_of(met, of)));
}

std::string ratings_then(const ReportPage& page, const DrillBefore& before) {
  HtmlTable table(
      {page.say({"目标", "objective"}), page.say({"上次", "then"}), page.say({"这次", "now"})});
  const auto tag = [](const std::string& letter) {
    return "<span class=\"grade grade-" + letter + "\">" + letter + "</span>";
  };
  bool any = false;
  for (const auto& one : page.score().objectives) {
    if (one.objective.id.empty()) continue;
    const std::string then = grade_then(page, before, one);
    any = any || then != "-";
    table.row(
        {page.say(one.objective.title), tag(then), tag(std::string(1, letter_of(one.grade)))});
  }
  return any ? table.markup("compact") : "";
}

Text result_words(bool is_judged, bool passed) {
  if (!is_judged) return {"没有预期，没有评判", "nothing was expected: not judged"};
  return passed ? Text{"通过", "passed"} : Text{"没有通过", "not passed"};
}

std::string summary(const ReportPage& page, const Text& result, std::uint64_t gaps,
                    std::uint64_t caught) {
  return page.say(result) + page.say({"，空缺 " + std::to_string(gaps) + " 个，没来得及走的 " +
                                          std::to_string(caught) + " 人",
                                      ", gaps: " + std::to_string(gaps) +
                                          ", people caught: " + std::to_string(caught)});
}

std::string summaries(const ReportPage& page, const DrillBefore& before) {
  const std::string told = before.title.empty() ? before.scenario : before.title;
  return "<ul class=\"bullets\"><li>" + page.say({"上次：", "then: "}) +
         summary(page, result_words(!before.expectations.empty(), before.passed), before.gaps,
                 before.caught) +
         page.say({"（", " ("}) + escaped(told) + page.say({"，预案版本 ", ", plan "}) + "<code>" +
         escaped(before.plan_version) + "</code>" + page.say({"，记录 ", ", record "}) + "<code>" +
         escaped(before.chain.substr(0, 16)) + "</code>" + page.say({"）", ")"}) + "</li><li>" +
         page.say({"这次：", "now: "}) + "<b>" +
         summary(page, result_words(page.drill().is_judged(), page.drill().passed()),
                 page.score().gaps(), page.score().caught()) +
         "</b></li></ul>\n";
}

}  // namespace

std::string beside_drill(const ReportPage& page, const DrillBefore& before) {
  std::string out = summaries(page, before);
  if (before.scenario != page.scenario().id)
    out +=
        page.paragraph({"注意：上次演的是另一个情景（" + before.scenario + "），分钟数不能直接比。",
                        "Mind: another scenario was played then (" + before.scenario +
                            "), so minutes don't compare as they are."},
                       "mind");
  return out + ratings_then(page, before) + villages_then(page, before) +
         expectations_then(page, before);
}

}  // namespace fenghuo::cli
