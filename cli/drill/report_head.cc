// What was played, whether it passed, and its objectives, rated.
#include <algorithm>

#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using simulator::Grade;
using Verdict = simulator::Outcome::Verdict;

Text grade_words(Grade grade) {
  if (grade == Grade::performed) return {"顺利完成", "performed without challenges"};
  if (grade == Grade::some) return {"完成，有些问题", "performed with some challenges"};
  if (grade == Grade::major) return {"完成，问题很大", "performed with major challenges"};
  if (grade == Grade::unable) return {"没能完成", "unable to be performed"};
  return {"没有测", "not measured"};
}

std::string grade_tag(const ReportPage& page, Grade grade) {
  const std::string letter(1, letter_of(grade));
  return "<span class=\"grade grade-" + letter + "\">" + letter + "</span> " +
         page.say(grade_words(grade));
}

std::string verdict(const ReportPage& page) {
  const auto& outcomes = page.score().outcomes;
  const std::string all = std::to_string(outcomes.size());
  const std::string missed = std::to_string(page.score().missed());
  if (outcomes.empty())
    return "<p class=\"verdict\">" +
           page.say({"情景没有写预期，无从评判通过与否",
                     "The scenario expects nothing, so nothing says whether this passed"}) +
           "</p>\n";
  if (page.drill().passed())
    return "<p class=\"verdict passed\">" + verdict_symbol(Verdict::met) + "<strong>" +
           page.say({"通过", "Passed"}) + "</strong> " +
           page.say({"预期 " + all + " 条，全部达到", "All that was expected came: " + all}) +
           "</p>\n";
  return "<p class=\"verdict failed\">" + verdict_symbol(Verdict::missed) + "<strong>" +
         page.say({"没有通过", "Not passed"}) + "</strong> " +
         page.say({"预期 " + all + " 条，" + missed + " 条没有达到",
                   "Expectations that weren't met: " + missed + " of " + all}) +
         "</p>\n";
}

class Figures {
 public:
  void add(const std::string& number, const std::string& words) {
    markup_ += "<div><dd>" + number + "</dd><dt>" + words + "</dt></div>";
  }
  std::string markup() const { return "<dl class=\"figures\">" + markup_ + "</dl>\n"; }

 private:
  std::string markup_;
};

std::string figures(const ReportPage& page) {
  const auto& score = page.score();
  const auto& record = page.record();
  std::uint64_t people = 0;
  std::uint64_t safe = 0;
  for (const auto& village : score.villages) {
    if (!village.danger_at) continue;
    people += village.people;
    safe += village.safe;
  }
  Figures out;
  if (people > 0)
    out.add(std::to_string(safe) + " / " + std::to_string(people),
            page.say({"险情到时已安全的人", "people safe when the danger came"}));
  if (people > 0)
    out.add(std::to_string(score.caught()), page.say({"没来得及走的人", "people caught by it"}));
  out.add(std::to_string(score.gaps()),
          page.say({"没人答复的任务（空缺）", "duties that nobody answered"}));
  out.add(std::to_string(record.messages), page.say({"发出的消息", "messages sent"}));
  out.add(std::to_string(record.calls), page.say({"人工拨打和上门", "calls made by hand"}));
  return out.markup();
}

std::string objectives(const ReportPage& page) {
  HtmlTable table({page.say({"目标", "objective"}), page.say({"评级", "rating"}),
                   page.say({"达到的预期", "expectations met"})});
  for (const auto& one : page.score().objectives) {
    if (one.objective.id.empty() && one.of == 0) continue;
    std::string met = std::to_string(one.met) + " / " + std::to_string(one.of);
    if (one.untold > 0)
      met += page.say({"（" + std::to_string(one.untold) + " 条无从判断）",
                       " (" + std::to_string(one.untold) + " can't be told)"});
    table.row({one.objective.id.empty()
                   ? page.say({"不属于任何目标的预期", "expectations of no objective"})
                   : page.say(one.objective.title),
               grade_tag(page, one.grade), met});
  }
  if (table.empty())
    return page.paragraph(
        {"情景没有写目标，没有评级。", "The scenario has no objectives to rate."});
  return table.markup("objectives") +
         page.paragraph(
             {"评级用 HSEEP 的四个字母，按达到的预期算，不是评估员的印象：P "
              "顺利完成，预期全部达到；"
              "S 完成，有些问题，达到三分之二以上；M 完成，问题很大，达到三分之一以上；U 没能完成，"
              "不到三分之一；- 没有测，什么也判断不了。无从判断的按没有达到算。本报告照 AQ/T 9009 "
              "的要求，写明评估结果和整改措施。",
              "Ratings have HSEEP's four letters, and are counted from what was expected, not an "
              "evaluator's impression. P: performed without challenges, all expectations met. S: "
              "with some challenges, two thirds at least. M: with major challenges, one third at "
              "least. U: unable to be performed, less. -: nothing could be measured. What can't be "
              "told counts as not met. As AQ/T 9009 asks, the report ends with corrective "
              "actions."},
             "soft");
}

std::string facts_of_the_night(const ReportPage& page) {
  const auto& scenario = page.scenario();
  std::string out = "<dl class=\"facts\">";
  const auto line = [&](const Text& name, const std::string& value) {
    out += "<div><dt>" + page.say(name) + "</dt><dd>" + value + "</dd></div>";
  };
  line({"情景", "scenario"}, escaped(scenario.id) + " " + page.say(scenario.title));
  if (!scenario.based_on.empty()) line({"依据", "based on"}, escaped(scenario.based_on));
  line({"时间", "time"}, to_day_and_clock(scenario.start, scenario.utc_offset) + " – " +
                             to_day_and_clock(scenario.end, scenario.utc_offset) + " (" +
                             escaped(to_rfc3339(scenario.start, scenario.utc_offset)) + ")");
  std::string players;
  for (const auto& player : scenario.players)
    players +=
        (players.empty() ? "" : page.say({"、", ", "})) + page.say(page.names().person(player));
  if (!players.empty()) line({"真人参加", "took part in person"}, players);
  const auto& name = page.plan().name();
  line({"预案", "plan"}, page.say({name.zh(), name.en()}) + page.say({"，版本 ", ", version "}) +
                             "<code>" + escaped(page.drill().plan.version()) + "</code>");
  line({"随机数种子", "seed"},
       std::to_string(scenario.seed) +
           (scenario.has_luck() || scenario.has_seeded_model
                ? ""
                : page.say({"（这一夜照情景演，没有用到）",
                            " (not used: the night went as it is written)"})));
  line(
      {"记录", "record"},
      page.say({std::to_string(page.record().records) + " 条记录，" +
                    std::to_string(page.record().facts.size()) + " 条结论，末尾的哈希：",
                std::to_string(page.record().records) + " records, " +
                    std::to_string(page.record().facts.size()) + " facts; the hash at its end: "}) +
          "<code>" + to_hex(page.record().chain) + "</code>");
  return out + "</dl>\n" +
         page.paragraph({"同一预案、情景、种子和程序，再演一遍哈希相同，这份报告也一字不差。",
                         "The same plan, scenario, seed and program give the same hash again, and "
                         "this report to the last byte."},
                        "soft");
}

}  // namespace

std::string head_section(const ReportPage& page) {
  std::string out = verdict(page);
  if (page.scenario().is_control)
    out += page.paragraph({"这是对照：这一夜不该发出任何消息。",
                           "This is a control: a night in which nothing is to be sent."});
  return page.section("outcome", {"结果", "Outcome"},
                      out + figures(page) + objectives(page) + facts_of_the_night(page));
}

}  // namespace fenghuo::cli
