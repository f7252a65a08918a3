// What is to be mended: what was agreed on, with what this drill says of it, and proposals with
// room for an owner and a day, to be filled in by hand.
#include <algorithm>

#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

std::string field(const std::string& value) {
  return value.empty() ? "<span class=\"blank\">&nbsp;</span>" : escaped(value);
}

// What it is about, and how that came out this time.
std::string about(const ReportPage& page, const std::string& expectation,
                  const std::vector<FactId>& causes) {
  std::string out;
  if (const auto* outcome = page.outcome_of(expectation))
    out = verdict_symbol(outcome->verdict) + "<code>" + escaped(expectation) + "</code> ";
  else if (!expectation.empty())
    out = "<code>" + escaped(expectation) + "</code> " +
          page.say({"（这个情景没有这一条）", "(not expected in this scenario)"});
  constexpr std::size_t kCausesTold = 4;
  for (std::size_t i = 0; i < std::min(causes.size(), kCausesTold); ++i)
    out += "<code class=\"fact\">" + to_string(causes[i]) + "</code> ";
  if (causes.size() > kCausesTold) out += "…";
  return out.empty() ? "–" : out;
}

}  // namespace

std::string actions_section(const ReportPage& page, const std::vector<CorrectiveAction>& actions) {
  HtmlTable table({page.say({"编号", "no."}), page.say({"措施", "action"}),
                   page.say({"针对", "about"}), page.say({"负责人", "owner"}),
                   page.say({"期限", "due"}), page.say({"状态", "state"})});
  for (const auto& action : actions)
    table.row({escaped(action.id), page.say(action.action), about(page, action.expectation, {}),
               action.owner.empty() ? field("") : page.say(page.names().person(action.owner)),
               field(action.due), field(action.state)});
  std::size_t number = 0;
  for (const auto& proposal : open_proposals(page.drill(), actions))
    table.row({page.say({"建议 ", "proposal "}) + std::to_string(++number),
               page.say(proposal.action), about(page, proposal.expectation, proposal.causes),
               field(""), field(""), field("")});
  const std::string content =
      table.empty()
          ? page.paragraph({"没有要整改的：预期全部达到，没有空缺。",
                            "Nothing is to be mended: all that was expected came, without a gap."})
          : page.paragraph(
                {"“建议”由没达到的预期和空缺得来，由人改定：填上负责人和期限，或记进情景"
                 "旁边的 actions.csv，下一次演练就带着。",
                 "Proposals are made of what was missed and of gaps; people settle them: "
                 "fill in owner and day by hand, or write them to actions.csv beside the "
                 "scenario, and the next drill brings them along."},
                "soft") +
                table.markup("actions");
  return page.section("actions", {"整改措施", "Corrective actions"}, content);
}

}  // namespace fenghuo::cli
