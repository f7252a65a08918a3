#include "cli/drill/drill_text.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "engine/digest.h"

namespace fenghuo::cli {

namespace json = boost::json;
using simulator::Outcome;

namespace {

std::string clock(const std::optional<Instant>& at, const Drill& drill) {
  return at ? to_day_and_clock(*at, drill.scenario.utc_offset) : "-";
}

Text verdict_words(Outcome::Verdict verdict) {
  if (verdict == Outcome::Verdict::met) return {"达到", "met"};
  if (verdict == Outcome::Verdict::missed) return {"未达到", "missed"};
  return {"无从判断", "can't tell"};
}

void print_villages(const Drill& drill, const Session& session) {
  std::printf("\n%s\n",
              session
                  .say({"村  预警  答复  开始转移  全部安全  险情到  安全/总人数  没来得及",
                        "village  warned  answered  moving  all safe  danger  "
                        "safe/people  caught"})
                  .c_str());
  for (const auto& village : drill.score.villages) {
    if (!village.warned_at && !village.danger_at) continue;
    std::printf(
        "%s  %s  %s  %s  %s  %s  %u/%u  %u\n", session.say(drill.names.area(village.id)).c_str(),
        clock(village.warned_at, drill).c_str(), clock(village.answered_at, drill).c_str(),
        clock(village.moving_at, drill).c_str(), clock(village.safe_at, drill).c_str(),
        clock(village.danger_at, drill).c_str(), village.safe, village.people, village.caught);
  }
}

Text turned_away_words() {
  return {"人到了安置点，没有一处收得下（坏了、到不了，或住满了）",
          "came, and no shelter took them (it fails, can't be reached, or is full)"};
}

// Why people who left in time aren't safe.
void print_turned_away(const Drill& drill, const Session& session) {
  for (const auto& village : drill.score.villages)
    if (village.turned_away > 0)
      std::printf("%s %u  %s\n", session.say(drill.names.area(village.id)).c_str(),
                  village.turned_away, session.say(turned_away_words()).c_str());
}

void print_outcomes(const Drill& drill, const Session& session) {
  std::printf("\n");
  for (const auto& outcome : drill.score.outcomes) {
    const auto& one = *outcome.expectation;
    const Instant by = one.by;
    std::string line = "[" + session.say(verdict_words(outcome.verdict)) + "] " +
                       session.say(one.what) + "（" + one.id + "，" + clock(by, drill) + "）";
    if (session.language == Language::en)
      line = "[" + session.say(verdict_words(outcome.verdict)) + "] " + one.what.en + " (" +
             one.id + ", by " + clock(by, drill) + ")";
    if (outcome.at) line += "  " + clock(outcome.at, drill);
    if (outcome.fact) line += "  " + to_string(*outcome.fact);
    if (outcome.late)
      line += session.say({"  迟到：", "  too late: "}) + clock(outcome.late, drill);
    if (!outcome.why.zh.empty()) line += "  " + session.say(outcome.why);
    std::printf("%s\n", line.c_str());
    for (const auto& then : drill.scenario.history)
      if (then.expectation == one.id)
        std::printf("    %s %s  %s [%c]\n", session.say({"史实：", "history:"}).c_str(),
                    session.say(then.what).c_str(), clock(then.at, drill).c_str(),
                    simulator::letter_of(then.origin.mark));
  }
}

void print_gaps(const Drill& drill, const Session& session) {
  for (const auto& duty : drill.score.duties) {
    if (!duty.is_gap()) continue;
    std::printf("%s %s  %s  %s  %s  %s\n", session.say({"空缺：", "gap:"}).c_str(),
                session.say(drill.names.area(duty.area)).c_str(),
                session.say(duty_words(duty.duty)).c_str(), duty.purpose.c_str(),
                clock(duty.opened_at, drill).c_str(), to_string(duty.opened).c_str());
  }
  for (const auto& inject : drill.record.injects)
    if (!inject.refused.empty())
      std::printf("%s %s  %s  %s\n", session.say({"情景事件被拒绝：", "inject refused:"}).c_str(),
                  inject.id.c_str(), clock(inject.at, drill).c_str(), inject.refused.c_str());
}

Text result_words(const Drill& drill) {
  if (!drill.is_judged())
    return {"情景没有写预期（expect），没有评判", "expects nothing (`expect`): not judged"};
  return drill.passed() ? Text{"通过", "passed"} : Text{"没有通过", "not passed"};
}

json::value moment_json(const std::optional<Instant>& at, const Drill& drill) {
  if (!at) return nullptr;
  return json::value_from(to_rfc3339(*at, drill.scenario.utc_offset));
}

json::object outcome_json(const Outcome& outcome, const Drill& drill, const Session& session) {
  const char* verdict = outcome.verdict == Outcome::Verdict::met      ? "met"
                        : outcome.verdict == Outcome::Verdict::missed ? "missed"
                                                                      : "untold";
  json::object out{{"id", outcome.expectation->id},
                   {"what", session.say(outcome.expectation->what)},
                   {"verdict", verdict},
                   {"by", moment_json(outcome.expectation->by, drill)},
                   {"at", moment_json(outcome.at, drill)},
                   {"why", session.say(outcome.why)}};
  if (outcome.fact) out["fact"] = to_string(*outcome.fact);
  return out;
}

}  // namespace

void print_drill(const Drill& drill, const Session& session) {
  const auto& scenario = drill.scenario;
  std::printf("%s%s  %s\n", session.say({"【演练】", "EXERCISE: "}).c_str(), scenario.id.c_str(),
              session.say(scenario.title).c_str());
  std::printf("%s %s  %s %s\n", session.say({"预案版本", "plan"}).c_str(),
              drill.plan.version().c_str(), session.say({"记录", "record"}).c_str(),
              to_hex(drill.record.chain).substr(0, 16).c_str());
  print_villages(drill, session);
  print_turned_away(drill, session);
  print_outcomes(drill, session);
  print_gaps(drill, session);
  for (const auto& one : drill.score.objectives)
    if (one.of > 0)
      std::printf("%s  %c  %u/%u\n",
                  one.objective.id.empty()
                      ? session.say({"不属于任何目标的", "of no objective"}).c_str()
                      : session.say(one.objective.title).c_str(),
                  letter_of(one.grade), one.met, one.of);
  std::printf("%s\n", session.say(result_words(drill)).c_str());
}

json::object drill_json(const Drill& drill, const Session& session) {
  json::object out{{"scenario", drill.scenario.id},
                   {"title", session.say(drill.scenario.title)},
                   {"plan_version", drill.plan.version()},
                   {"chain", to_hex(drill.record.chain)},
                   {"passed", drill.is_judged() ? json::value(drill.passed()) : nullptr},
                   {"records", drill.record.records},
                   {"facts", drill.record.facts.size()},
                   {"messages", drill.record.messages},
                   {"calls", drill.record.calls},
                   {"gaps", drill.score.gaps()},
                   {"caught", drill.score.caught()}};
  json::array outcomes;
  for (const auto& outcome : drill.score.outcomes)
    outcomes.push_back(outcome_json(outcome, drill, session));
  out["expectations"] = std::move(outcomes);
  json::array objectives;
  for (const auto& one : drill.score.objectives)
    if (one.of > 0)
      objectives.push_back(json::object{{"id", one.objective.id},
                                        {"title", session.say(one.objective.title)},
                                        {"met", one.met},
                                        {"of", one.of},
                                        {"grade", std::string(1, letter_of(one.grade))}});
  out["objectives"] = std::move(objectives);
  json::array villages;
  for (const auto& village : drill.score.villages)
    villages.push_back(json::object{{"village", village.id},
                                    {"warned_at", moment_json(village.warned_at, drill)},
                                    {"answered_at", moment_json(village.answered_at, drill)},
                                    {"moving_at", moment_json(village.moving_at, drill)},
                                    {"safe_at", moment_json(village.safe_at, drill)},
                                    {"danger_at", moment_json(village.danger_at, drill)},
                                    {"people", village.people},
                                    {"safe", village.safe},
                                    {"caught", village.caught},
                                    {"turned_away", village.turned_away}});
  out["villages"] = std::move(villages);
  return out;
}

}  // namespace fenghuo::cli
