// What those who took part in it wrote: controllers, evaluators, and who ended it.
#include "adapters/exercise_fact_json.h"
#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

std::string title_of(const ReportPage& page, const std::string& objective) {
  for (const auto& one : page.scenario().objectives)
    if (one.id == objective) return page.say(one.title);
  return escaped(objective);
}

std::string noted(const ReportPage& page) {
  HtmlTable table({page.say({"时间", "time"}), page.say({"谁", "who"}),
                   page.say({"目标", "objective"}), page.say({"评级", "rating"}),
                   page.say({"写了什么", "what was written"})});
  for (const auto& told : page.record().facts) {
    if (!told.fact.has_exercise_noted()) continue;
    const auto& note = told.fact.exercise_noted();
    std::string text = escaped(note.note());
    if (note.has_about()) text += " " + page.fact(from_wire(note.about()));
    table.row({page.clock(told.at), page.say(page.names().person(note.noted_by())),
               title_of(page, note.objective()), adapters::rating_word(note.rating()), text});
  }
  return table.empty() ? "" : table.markup();
}

std::string put_in(const ReportPage& page) {
  HtmlTable table({page.say({"时间", "time"}), page.say({"谁给的", "by whom"}),
                   page.say({"给谁", "to whom"}), page.say({"内容", "what it says"})});
  for (const auto& told : page.record().facts) {
    if (!told.fact.has_inject_given()) continue;
    const auto& given = told.fact.inject_given();
    table.row({page.clock(told.at), page.say(page.names().person(given.given_by())),
               given.person().empty() ? page.say({"所有人", "everybody"})
                                      : page.say(page.names().person(given.person())),
               page.say(from_wire(given.text()))});
  }
  return table.empty()
             ? ""
             : "<h3>" + page.say({"导调的话", "Words of controllers"}) + "</h3>\n" + table.markup();
}

std::string ended(const ReportPage& page) {
  for (const auto& told : page.record().facts)
    if (told.fact.has_exercise_stopped())
      return "<p>" + page.clock(told.at) + " " + page.fact(told.id) + "</p>\n";
  return "";
}

}  // namespace

std::string notes_section(const ReportPage& page) {
  const std::string content = noted(page) + put_in(page) + ended(page);
  if (content.empty()) return "";
  return page.section("notes", {"评估员和导调写下的", "Notes of evaluators and controllers"},
                      content);
}

}  // namespace fenghuo::cli
