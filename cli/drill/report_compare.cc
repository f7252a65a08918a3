// Our minutes beside history's, between villages, and beside an earlier drill.
#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using simulator::Outcome;
using Moment = std::optional<Instant>;

std::string margin(const ReportPage& page, const Moment& safe, const Moment& danger) {
  return safe && danger ? page.difference(*safe, *danger) : "–";
}

std::string between_villages(const ReportPage& page) {
  HtmlTable table({page.say({"村", "village"}), page.say({"预警→答复", "warned → answered"}),
                   page.say({"预警→动身", "warned → moving"}),
                   page.say({"动身→全部安全", "moving → all safe"}),
                   page.say({"预警→全部安全", "warned → all safe"}),
                   page.say({"比险情", "against the danger"}), page.say({"没来得及", "caught"})});
  std::size_t rank = 0;
  for (const auto* village : fastest_first(page.score())) {
    std::string against = margin(page, village->safe_at, village->danger_at);
    if (village->danger_at)
      against += " " + page.mark(page.origin_of_danger(village->id, *village->danger_at));
    table.row({std::to_string(++rank) + ". " + page.say(page.names().area(village->id)),
               page.minutes(village->warned_at, village->answered_at),
               page.minutes(village->warned_at, village->moving_at),
               page.minutes(village->moving_at, village->safe_at),
               page.minutes(village->warned_at, village->safe_at), against,
               std::to_string(village->caught)});
  }
  if (table.empty())
    return page.paragraph({"没有村收到预警或有险情。", "No village was warned or in danger."});
  return page.paragraph({"人都走得及的在前，其中用时短的在前；没有全部安全的在后。",
                         "Villages in which nobody was caught come first, and of these the "
                         "fastest; those where not all were safe come last."},
                        "soft") +
         table.markup("numbers");
}

}  // namespace

std::string history_section(const ReportPage& page) {
  HtmlTable table({page.say({"当年", "what happened then"}), page.say({"当年的时间", "then"}),
                   page.say({"对照的预期", "set beside"}), page.say({"我们的时间", "ours"}),
                   page.say({"相差", "difference"})});
  for (const auto& then : page.scenario().history) {
    const Outcome* outcome = page.outcome_of(then.expectation);
    const Moment ours = outcome != nullptr ? came_at(*outcome) : std::nullopt;
    std::string result = "–";
    if (outcome != nullptr)
      result = ours ? page.clock(ours) + " " + verdict_symbol(outcome->verdict)
                    : page.verdict(outcome->verdict);
    table.row({page.say(then.what), page.clock(then.at) + " " + page.mark(then.origin),
               outcome != nullptr ? page.say(outcome->expectation->what) : "–", result,
               ours && then.at ? "<b>" + page.difference(*ours, *then.at) + "</b>" : "–"});
  }
  const std::string content =
      table.empty()
          ? page.paragraph({"情景没有写史实。", "The scenario tells no history."})
          : page.paragraph({"“早”是我们比当年早。我们的时间是模拟的，靠的是情景里的值，看标记。",
                            "\"Earlier\": we were earlier than they were then. Our times are "
                            "simulated, and rest on the scenario's values: see the marks."},
                           "soft") +
                table.markup();
  return page.section("history", {"我们的分钟和当年的分钟", "Our minutes beside history's"},
                      content);
}

std::string comparison_section(const ReportPage& page, const DrillBefore* before) {
  std::string content = "<h3>" + page.say({"村与村", "Between villages"}) + "</h3>\n" +
                        between_villages(page) + "<h3>" +
                        page.say({"和上一次演练", "Beside the last drill"}) + "</h3>\n";
  content += before != nullptr ? beside_drill(page, *before)
                               : page.paragraph({"没有给出上一次演练的结果。",
                                                 "The outcome of an earlier drill wasn't given."});
  return page.section("comparison", {"对比", "Comparison"}, content);
}

}  // namespace fenghuo::cli
