// What nobody answered, what nobody decided, what was refused, and what couldn't be measured.
#include <algorithm>

#include "cli/drill/html_table.h"
#include "cli/drill/night_facts.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using Verdict = simulator::Outcome::Verdict;

// Whose it is, and of a visit whom it is about.
std::string duty_at(const ReportPage& page, const simulator::ScoredDuty& duty) {
  if (duty.purpose == "decision") return page.fact(duty.opened);
  std::string out = "<code class=\"fact\">" + to_string(duty.opened) + "</code> " +
                    page.say(duty_words(duty.duty));
  if (!duty.holder.empty()) out += " " + page.say(page.names().person(duty.holder));
  const auto* opened = find_fact(page.record(), duty.opened);
  if (opened != nullptr && !opened->fact.obligation_opened().subject().empty())
    out += page.say({"：", ": "}) +
           page.say(page.names().place(opened->fact.obligation_opened().subject()));
  return out;
}

std::string open_duties(const ReportPage& page) {
  HtmlTable table({page.say({"地方", "where"}), page.say({"任务", "duty"}),
                   page.say({"开始", "opened"}), page.say({"叫了几次", "calls"})});
  for (const auto& duty : page.score().duties)
    if (duty.is_gap())
      table.row({page.say(page.names().area(duty.area)), duty_at(page, duty),
                 page.clock(duty.opened_at), std::to_string(duty.calls)});
  if (table.empty())
    return page.paragraph({"没有。每个任务都有人答复，或已由别的接替。",
                           "None. Every duty was answered, or something else took its place."});
  return table.markup();
}

std::string decided_by_plan(const ReportPage& page) {
  HtmlTable table({page.say({"地方", "where"}), page.say({"请示", "question"}),
                   page.say({"问了几个人", "asked"}),
                   page.say({"预案的决定", "the plan's decision"})});
  for (const auto& duty : page.score().duties)
    if (nobody_decided(page.record(), duty))
      table.row({page.say(page.names().area(duty.area)), page.fact(duty.opened),
                 std::to_string(duty.calls), page.fact(*duty.answered)});
  if (table.empty()) return page.paragraph({"没有。", "None."});
  return table.markup();
}

std::string refused(const ReportPage& page) {
  HtmlTable table({page.say({"情景事件", "inject"}), page.say({"时间", "time"}),
                   page.say({"为什么不收", "why it was refused"})});
  for (const auto& inject : page.record().injects) {
    if (inject.refused.empty()) continue;
    std::string what = "<code>" + escaped(inject.id) + "</code>";
    for (const auto& one : page.scenario().injects)
      if (one.id == inject.id) what = page.say(one.what) + " " + what + " " + page.mark(one.origin);
    table.row({what, page.clock(inject.at), escaped(inject.refused)});
  }
  if (table.empty()) return page.paragraph({"没有。", "None."});
  return table.markup();
}

std::string unmeasured(const ReportPage& page) {
  std::string items;
  const auto add = [&](const std::string& item) { items += "<li>" + item + "</li>"; };
  for (const auto& outcome : page.score().outcomes)
    if (outcome.verdict == Verdict::untold)
      add(page.say(outcome.expectation->what) + page.say({"：", ": "}) + page.say(outcome.why));
  for (const auto& one : page.score().objectives)
    if (!one.objective.id.empty() && one.of == 0)
      add(page.say(one.objective.title) +
          page.say(
              {"：没有一条预期属于这个目标。", ": no expectation belongs to this objective."}));
  const auto& villages = page.score().villages;
  if (std::none_of(villages.begin(), villages.end(),
                   [](const auto& village) { return village.danger_at.has_value(); }))
    add(page.say({"没有一个村有险情时刻，人走得及不及无从判断。",
                  "No village has a moment of danger, so nothing tells whether people left in "
                  "time."}));
  if (page.scenario().history.empty())
    add(page.say({"情景没有写史实，无从对照。",
                  "The scenario tells no history, so there is nothing to set it beside."}));
  add(page.say({"人是模拟的：电话里说得清不清楚、路上乱不乱、人心慌不慌，这里测不到。",
                "People are simulated: how clearly somebody speaks, how roads fill and how people "
                "fear can't be measured here."}));
  return "<ul class=\"bullets\">" + items + "</ul>\n";
}

std::string part(const ReportPage& page, const Text& title, const std::string& content) {
  return "<h3>" + page.say(title) + "</h3>\n" + content;
}

}  // namespace

std::string gaps_section(const ReportPage& page) {
  return page.section(
      "gaps", {"空缺", "Gaps"},
      part(page, {"没人答复的任务", "Duties that nobody answered"}, open_duties(page)) +
          part(page, {"没人决定、由预案决定的事", "Decisions that the plan made, as nobody did"},
               decided_by_plan(page)) +
          part(page, {"被拒绝的情景事件", "Injects that were refused"}, refused(page)) +
          part(page, {"测不到的", "What couldn't be measured"}, unmeasured(page)));
}

}  // namespace fenghuo::cli
