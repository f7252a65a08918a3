#include "cli/test_run.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "cli/finding_words.h"
#include "cli/rule_closure.h"
#include "cli/test_events.h"
#include "cli/township.h"
#include "engine/check.h"

namespace fenghuo::cli {
namespace {

using RuleArea = std::pair<std::string, std::string>;

Text words_of(Level level) {
  return level == Level::none ? Text{"没有警报", "no alarm"} : name_of(level);
}

// Of a condition that compares nothing: the expression, and what came of it.
Text words_of(const wire::AssessedCondition& condition) {
  const auto truth = condition.truth();
  const Text came = truth == wire::AssessedCondition::YES  ? Text{"成立", "holds"}
                    : truth == wire::AssessedCondition::NO ? Text{"不成立", "does not hold"}
                                                           : Text{"不能判断", "can't tell"};
  return {condition.expression() + "  " + came.zh, condition.expression() + "  " + came.en};
}

// What the facts of a test have said so far.
class Told {
 public:
  void take(std::span<const Entry> entries) {
    for (const auto& entry : entries)
      for (const auto& bytes : entry.facts) {
        wire::Fact fact;
        CHECK(fact.ParseFromString(bytes));
        take(fact);
      }
  }
  std::uint64_t count(wire::Fact::KindCase kind) const { return of(counts_, kind); }
  std::uint64_t fired(const RuleArea& of_whom) const { return of(fired_, of_whom); }
  /// Of the alarm's last change.
  Text reason(const RuleArea& of_whom) const { return of(reasons_, of_whom); }

 private:
  template <class Map>
  static typename Map::mapped_type of(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
  }
  template <class AlarmFact>
  void keep_reason(const AlarmFact& fact) {
    const auto& reason = fact.verdict().reason();
    reasons_[{fact.rule(), fact.area()}] = {reason.zh(), reason.en()};
  }
  void take(const wire::Fact& fact) {
    ++counts_[fact.kind_case()];
    if (fact.has_alarm_raised()) keep_reason(fact.alarm_raised());
    if (fact.has_alarm_changed()) keep_reason(fact.alarm_changed());
    if (fact.has_alarm_cleared()) keep_reason(fact.alarm_cleared());
    if (fact.has_rule_fired()) ++fired_[{fact.rule_fired().rule(), fact.rule_fired().area()}];
  }

  std::map<wire::Fact::KindCase, std::uint64_t> counts_;
  std::map<RuleArea, std::uint64_t> fired_;
  std::map<RuleArea, Text> reasons_;
};

// Holds expectations against what stands.
class Checker {
 public:
  Checker(const Machine& machine, const Told& told, const Names& names)
      : machine_(machine), told_(told), names_(names), standing_(machine.describe()) {}

  std::optional<TestFailure> check(const Expectation& expectation) const;

 private:
  std::optional<TestFailure> check_level(const Expectation& expectation) const;
  std::optional<TestFailure> check_count(const Expectation& expectation) const;
  std::vector<Text> findings_of(const RuleArea& of_whom) const;

  const Machine& machine_;
  const Told& told_;
  const Names& names_;
  wire::Standing standing_;
};

std::optional<TestFailure> Checker::check(const Expectation& expectation) const {
  using enum Expectation::Kind;
  const bool of_level = expectation.kind == level || expectation.kind == unknown;
  return of_level ? check_level(expectation) : check_count(expectation);
}

std::optional<TestFailure> Checker::check_level(const Expectation& expectation) const {
  const auto stands = std::find_if(
      standing_.villages().begin(), standing_.villages().end(), [&](const auto& village) {
        return village.rule() == expectation.rule && village.area() == expectation.area;
      });
  CHECK(stands != standing_.villages().end());  // the names were checked
  const Level level = level_from_wire(stands->level()).value_or(Level::none);
  const bool wants_unknown = expectation.kind == Expectation::Kind::unknown;
  const Text reason = stands->known()
                          ? told_.reason({expectation.rule, expectation.area})
                          : Text{stands->unknown_because().zh(), stands->unknown_because().en()};
  const bool right_level =
      wants_unknown ? !stands->known() : stands->known() && level == expectation.level;
  const bool right_reason = reason.zh.find(expectation.reason) != std::string::npos ||
                            reason.en.find(expectation.reason) != std::string::npos;
  if (right_level && right_reason) return std::nullopt;

  TestFailure failure{.place = expectation.place};
  const Text wanted = wants_unknown ? Text{"不能判断", "can't tell"} : words_of(expectation.level);
  const std::string whose = expectation.rule + " " + expectation.area;
  failure.expected = {whose + "：" + wanted.zh, whose + ": " + wanted.en};
  if (!expectation.reason.empty())
    failure.expected = {failure.expected.zh + "，理由含“" + expectation.reason + "”",
                        failure.expected.en + ", for a reason with '" + expectation.reason + "'"};
  failure.stood = stands->known() ? words_of(level) : Text{"不能判断", "can't tell"};
  if (!reason.zh.empty()) failure.because.push_back(reason);
  for (auto& line : findings_of({expectation.rule, expectation.area}))
    failure.because.push_back(std::move(line));
  return failure;
}

std::optional<TestFailure> Checker::check_count(const Expectation& expectation) const {
  const bool fired = expectation.kind == Expectation::Kind::fired;
  const RuleArea of_whom{expectation.rule, expectation.area};
  const std::uint64_t times = fired ? told_.fired(of_whom) : told_.count(expectation.fact_kind);
  if (times == expectation.times) return std::nullopt;
  TestFailure failure{.place = expectation.place};
  const std::string what = fired ? expectation.rule + " " + expectation.area : expectation.fact;
  const std::string wanted = std::to_string(expectation.times);
  failure.expected = {what + "：" + wanted + " 次", what + ": " + wanted + " times"};
  failure.stood = {std::to_string(times) + " 次", std::to_string(times) + " times"};
  if (fired) failure.because = findings_of(of_whom);
  return failure;
}

// "  yellow: rain.sum(60 min) = 40 >= 45  does not hold (Shangxi)"
std::vector<Text> Checker::findings_of(const RuleArea& of_whom) const {
  std::vector<Text> lines;
  const wire::Assessments all = machine_.assess(of_whom.second);
  for (const auto& assessment : all.assessments()) {
    if (assessment.rule() != of_whom.first) continue;
    for (const auto& condition : assessment.conditions()) {
      const Level level = level_from_wire(condition.level()).value_or(Level::none);
      const Text name = level == Level::none ? Text{"条件", "condition"} : name_of(level);
      if (condition.findings().empty()) {
        const Text words = words_of(condition);
        lines.push_back({name.zh + "：" + words.zh, name.en + ": " + words.en});
      }
      for (const auto& finding : condition.findings()) {
        const Text words = cli::words_of(finding, names_);
        lines.push_back({name.zh + "：" + words.zh, name.en + ": " + words.en});
      }
    }
  }
  return lines;
}

}  // namespace

TestRunner::Beginning::Beginning(const wire::PlanChanged& plan, Instant start)
    : machine(township_machine()) {
  simulator::VirtualRun run(machine, [](std::span<const Entry>) {});
  run.begin(start, "fenghuo test", plan);
  head = run.head();
}

TestRunner::TestRunner(const wire::PlanChanged& plan)
    : plan_(plan),
      names_(plan.plan(), {}),
      coverage_(plan.plan(), Beginning(plan, Instant{}).machine.assess()) {
  plan_.mutable_plan()->set_reorder_ms(0);
  plan_.clear_files();  // no test is explained out of its log
}

// Rules that the test asks nothing of, and that those don't ask about either, change nothing; but
// facts are counted of all.
const TestRunner::Beginning& TestRunner::beginning_of(const RuleTest& test) {
  Rules rules;
  bool of_all = false;
  for (const auto& expectation : test.expectations) {
    of_all = of_all || expectation.rule.empty();
    rules.insert(expectation.rule);
  }
  if (!of_all) rules = with_rules_they_ask(std::move(rules), plan_.plan());
  if (of_all) rules.clear();
  const std::pair key{test.start, std::move(rules)};
  const auto found = beginnings_.find(key);
  if (found != beginnings_.end()) return found->second;
  if (beginnings_.size() == kBeginningsMax) beginnings_.clear();
  wire::PlanChanged plan = plan_;
  if (!of_all) {
    plan.mutable_plan()->clear_rules();
    for (const auto& rule : plan_.plan().rules())
      if (key.second.contains(rule.id())) *plan.mutable_plan()->add_rules() = rule;
  }
  return beginnings_.try_emplace(key, plan, test.start).first->second;
}

TestOutcome TestRunner::run(const RuleTest& test) {
  const auto began = std::chrono::steady_clock::now();
  TestOutcome outcome;
  const Beginning& beginning = beginning_of(test);
  Machine machine = beginning.machine.copy();
  Told told;
  simulator::VirtualRun run(
      machine, [&told](std::span<const Entry> entries) { told.take(entries); }, beginning.head);
  std::set<RuleArea> under_test;
  std::set<std::string> areas;
  for (const auto& expectation : test.expectations) {
    if (expectation.rule.empty()) continue;
    coverage_.expect(expectation.rule);
    under_test.emplace(expectation.rule, expectation.area);
    areas.insert(expectation.area);
  }
  for (const auto& [at, submissions] : events_of(test, plan_.plan())) {
    run.advance_to(at);
    if (!submissions.empty()) run.submit(submissions);
    run.advance_to(at);  // what the moment itself made due
    for (const auto& area : areas) {
      const wire::Assessments all = machine.assess(area);
      for (const auto& assessment : all.assessments())
        if (under_test.contains({assessment.rule(), assessment.area()})) coverage_.note(assessment);
    }
    std::optional<Checker> checker;
    for (const auto& expectation : test.expectations) {
      if (test.start + expectation.at != at) continue;
      if (!checker) checker.emplace(machine, told, names_);
      if (auto failure = checker->check(expectation))
        outcome.failures.push_back(std::move(*failure));
    }
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return outcome;
}

}  // namespace fenghuo::cli
