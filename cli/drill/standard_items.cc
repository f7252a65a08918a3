#include "cli/drill/standard_items.h"

#include <algorithm>

#include "cli/drill/known_values.h"
#include "cli/sentence.h"

namespace fenghuo::cli::on_record {
namespace {

std::uint64_t unsigned_of(std::ptrdiff_t count) {
  return static_cast<std::uint64_t>(count);
}

bool is_live(const ReportPage& page) {
  return !page.scenario().players.empty() ||
         std::ranges::any_of(page.record().facts,
                             [](const auto& told) { return told.fact.has_drill_began(); });
}

}  // namespace

// Who wrote as an evaluator; whether anybody made them a team the record doesn't tell.
Held team(const ReportPage& page, const WrittenNotes& notes) {
  if (notes.by_evaluators == 0) return std::nullopt;
  if (notes.evaluators.empty()) return Text{"评语没有署名", "the notes aren't signed"};
  Text names;
  for (const auto& person : notes.evaluators)
    names = names + (names.zh.empty() ? Text{} : Text{"、", ", "}) + page.names().person(person);
  return Text{"写评语的人：", "who wrote notes: "} + names +
         Text{"；由谁任命、怎样分工没有记录",
              "; who appointed them, and to what, is not on record"};
}

Text material(const ReportPage& page, const DrillBefore* before) {
  std::size_t documented = 0;
  std::size_t all = 0;
  for (const auto& value : known_values(page)) {
    all += value.count;
    if (value.origin.mark == simulator::Mark::documented) documented += value.count;
  }
  const std::string& based_on = page.scenario().based_on;
  Text words = Text{"情景“", "scenario \""} + plain(page.plain(page.scenario().title)) +
               Text{"”，", "\", "} +
               (based_on.empty() ? Text{"没有写依据", "based on nothing that it names"}
                                 : Text{"依据：", "based on: "} + plain(based_on)) +
               Text{"；有据（D）的值 ", "; documented values (D): "} + number(documented) +
               Text{" 个，共 ", " of "} + number(all) + Text{" 个", ""};
  return before == nullptr
             ? words
             : words + Text{"；有以前一次演练的结果", "; the outcome of an earlier drill"};
}

Text method(const ReportPage& page, const WrittenNotes& notes) {
  Text words = is_live(page) ? Text{"带人的演练，点名参加的真人：",
                                    "a drill with people; named as taking part in person: "} +
                                   number(page.scenario().players.size())
                             : Text{"模拟的一夜，没有真人", "a simulated night, without people"};
  if (!page.score().outcomes.empty())
    words = words + Text{"；预期由程序逐条判", "; the program judged each expectation"};
  if (notes.by_evaluators > 0) words = words + Text{"；评估员写评语", "; evaluators wrote notes"};
  return words;
}

Held criteria(const ReportPage& page) {
  const auto& objectives = page.scenario().objectives;
  const auto& outcomes = page.score().outcomes;
  if (objectives.empty() && outcomes.empty()) return std::nullopt;
  Text words = Text{"目标 ", "objectives: "} + number(objectives.size()) +
               Text{" 个，预期 ", "; expectations: "} + number(outcomes.size()) + Text{" 条", ""};
  for (const auto& one : page.score().objectives)
    if (one.objective.id.empty() && one.of > 0)
      words = words + Text{"，不属于任何目标的 ", ", of no objective: "} + number(one.of) +
              Text{" 条", ""};
  return words +
         Text{"；评估方案的文本没有记录", "; a written plan of evaluation is not on record"};
}

// Evaluators are meant. The record tells when they wrote first, and which players answered.
Held in_place(const ReportPage& page, const WrittenNotes& notes) {
  const auto& players = page.scenario().players;
  if (players.empty() && !notes.first_at) return std::nullopt;
  Text words{"评估人员几时就位没有记录", "when evaluators were in place is not on record"};
  if (notes.first_at)
    words = words + Text{"，第一条评语写于 ", "; their first note is of "} +
            plain(page.clock(*notes.first_at));
  if (players.empty()) return words;
  const auto& people = page.score().people;
  const auto answered = std::ranges::count_if(players, [&](const auto& player) {
    const auto found = people.find(player);
    return found != people.end() && found->second.answers > 0;
  });
  return words + Text{"；点名参加的 ", "; named as taking part: "} + number(players.size()) +
         Text{" 人里，有答复的 ", ", of them with an answer on record: "} +
         number(unsigned_of(answered)) + Text{" 人", ""};
}

Text observed(const ReportPage& page, const WrittenNotes& notes) {
  return Text{"日志里的结论 ", "facts of the log: "} + number(page.record().facts.size()) +
         Text{" 条；评估员的评语 ", "; evaluators' notes: "} + number(notes.by_evaluators) +
         Text{" 条", ""};
}

Held evaluated(const ReportPage& page) {
  using Verdict = simulator::Outcome::Verdict;
  const auto& outcomes = page.score().outcomes;
  if (outcomes.empty()) return std::nullopt;
  const auto of = [&](Verdict verdict) {
    return number(unsigned_of(std::ranges::count_if(
        outcomes, [&](const auto& outcome) { return outcome.verdict == verdict; })));
  };
  return Text{"程序判的：预期达到 ", "by the program: expectations met: "} + of(Verdict::met) +
         Text{" 条，未达到 ", ", missed: "} + of(Verdict::missed) +
         Text{" 条，无从判断 ", ", can't be told: "} + of(Verdict::untold) +
         Text{" 条；没人答复的任务 ", "; duties that nobody answered: "} +
         number(page.score().gaps()) + Text{" 件", ""};
}

// Nothing but a duty that it refers to tells whom a note is about.
Held of_themselves(const WrittenNotes& notes) {
  if (notes.by_players == 0) return std::nullopt;
  return Text{"参加的人写的评语 ", "notes by those who took part: "} + number(notes.by_players) +
         Text{" 条，写明关于本人任务的 ", ", which refer to a duty of their own: "} +
         number(notes.of_own_duties) +
         Text{" 条；别的是不是自评，记录分不出",
              "; whether others are about themselves the record can't tell"};
}

Held by_team(const ReportPage& page, const WrittenNotes& notes) {
  if (notes.ratings == 0) return std::nullopt;
  return Text{"评估员的评级 ", "evaluators' ratings: "} + number(notes.ratings) +
         Text{" 个，评到的目标 ", "; objectives that were rated: "} + number(notes.rated.size()) +
         Text{" 个，共 ", " of "} + number(page.scenario().objectives.size()) +
         Text{" 个；几个人合议没有，没有记录", "; whether they agreed on them is not on record"};
}

Text mended(const ReportPage& page, const std::vector<CorrectiveAction>& actions) {
  const auto with = [&](std::string CorrectiveAction::* field) {
    return number(unsigned_of(std::ranges::count_if(
        actions, [&](const auto& action) { return !(action.*field).empty(); })));
  };
  return Text{"定下的措施 ", "actions agreed on: "} + number(actions.size()) +
         Text{" 项，有负责人的 ", ", with an owner: "} + with(&CorrectiveAction::owner) +
         Text{" 项，有期限的 ", ", with a due date: "} + with(&CorrectiveAction::due) +
         Text{" 项；没有定的建议 ", "; proposals still open: "} +
         number(open_proposals(page.drill(), actions).size()) + Text{" 条", ""};
}

}  // namespace fenghuo::cli::on_record
