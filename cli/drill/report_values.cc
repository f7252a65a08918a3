// How well the values of a scenario are known: counts up front, all of them at the end.
#include <map>

#include "cli/drill/html_table.h"
#include "cli/drill/known_values.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using simulator::Mark;

constexpr Mark kMarks[] = {Mark::documented, Mark::rough, Mark::memory, Mark::invented};

std::string explained(const ReportPage& page, Mark mark) {
  Text why{"没有出处，为演练编的", "no source: made up for the drill"};
  if (mark == Mark::documented) why = {"出处里写明的", "stated in a source"};
  if (mark == Mark::rough)
    why = {"出处里大致写的，或说法不一", "stated roughly, or sources disagree"};
  if (mark == Mark::memory) why = {"凭记忆，没有核对", "from memory, not looked up"};
  return page.mark({mark, ""}) + " " + page.say(mark_words(mark)) + page.say({"：", ": "}) +
         page.say(why);
}

}  // namespace

std::string known_section(const ReportPage& page) {
  std::map<ValueKind, std::map<Mark, std::size_t>> counts;
  std::map<Mark, std::size_t> sums;
  for (const auto& value : known_values(page)) {
    counts[value.kind][value.origin.mark] += value.count;
    sums[value.origin.mark] += value.count;
  }
  std::string legend = "<ul class=\"legend lines\">";
  for (const Mark mark : kMarks) legend += "<li>" + explained(page, mark) + "</li>";
  legend += "</ul>\n";
  std::vector<std::string> columns{page.say({"值", "values"})};
  for (const Mark mark : kMarks) columns.push_back(std::string(1, letter_of(mark)));
  HtmlTable table(columns);
  const auto row = [&](const std::string& name, const std::map<Mark, std::size_t>& of) {
    std::vector<std::string> cells{name};
    for (const Mark mark : kMarks) {
      const auto found = of.find(mark);
      cells.push_back(std::to_string(found == of.end() ? 0 : found->second));
    }
    table.row(cells);
  };
  for (const ValueKind kind : kValueKinds)
    if (const auto found = counts.find(kind); found != counts.end())
      row(page.say(words_of(kind)), found->second);
  row("<strong>" + page.say({"合计", "in all"}) + "</strong>", sums);
  return page.section(
      "known", {"这一夜有几分是真的", "How well the night is known"},
      page.paragraph({"情景里的每个值都有标记；报告里凡写到这样的值，旁边都带着它。"
                      "逐个的值和出处在最后一节。",
                      "Every value of the scenario has a mark, and keeps it wherever the report "
                      "shows the value. All of them, with their sources, stand in the last "
                      "section."}) +
          legend + table.markup("compact"));
}

std::string values_section(const ReportPage& page) {
  const auto values = known_values(page);
  std::string tables;
  for (const ValueKind kind : kValueKinds) {
    HtmlTable table({page.say({"什么", "what"}), page.say({"值", "value"}),
                     page.say({"标记", "mark"}), page.say({"出处", "source"})});
    std::string source_above;
    for (const auto& value : values) {
      if (value.kind != kind) continue;
      const std::string count =
          value.count > 1 ? "&nbsp;×&nbsp;" + std::to_string(value.count) : std::string();
      const std::string& source = value.origin.source;
      const bool again = !source.empty() && source == source_above;
      table.row({value.what, value.value, page.mark(value.origin) + count,
                 source.empty() ? "–"
                 : again        ? page.say({"同上", "as above"})
                                : escaped(source)});
      source_above = source;
    }
    if (!table.empty())
      tables += "<h3>" + page.say(words_of(kind)) + "</h3>\n" + table.markup("values");
  }
  return page.section("values", {"全部数值和出处", "All values, with their sources"},
                      page.paragraph({"人口、名册、道路等取自预案，不在这里重复。",
                                      "People, rosters and roads are the plan's, and not "
                                      "repeated here."}) +
                          tables);
}

}  // namespace fenghuo::cli
