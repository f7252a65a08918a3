// What is wrong with the rules of a plan.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/decimal.h"
#include "engine/nearest.h"
#include "engine/property.h"
#include "rules/level_order.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {
namespace {

class Checker {
 public:
  explicit Checker(const wire::Plan& plan) : plan_(plan) {
    for (const auto& rule : plan.rules()) rules_.emplace(rule.id(), &rule);
  }

  PlanProblems run() {
    for (const auto& rule : plan_.rules()) check(rule);
    forget_what_ends();
    for (const auto& rule : plan_.rules())
      if (asks_.contains(rule.id())) check_circle(rule);
    return std::move(problems_);
  }

 private:
  void fault(const std::string& path, Text text, language::Position at = {}) {
    problems_.push_back({path, at.line, at.column, std::move(text)});
  }

  void check(const wire::Rule& rule) {
    const std::string path = "rules[" + rule.id() + "]";
    const int kinds = (rule.levels().empty() ? 0 : 1) + (rule.fire().empty() ? 0 : 1) +
                      (rule.has_pattern() ? 1 : 0);
    if (kinds != 1)
      fault(path, {"规则须有 levels、fire、pattern 三者之一",
                   "a rule has one of levels, fire and pattern"});
    for (const auto& condition : rule.levels())
      check_condition(rule, condition.when(), path_of(rule, condition));
    check_levels(rule, path);
    if (!rule.fire().empty()) check_condition(rule, rule.fire(), path + ".fire");
    if (rule.has_pattern()) check_pattern(rule, path + ".pattern");
    check_only(rule, path + ".only");
    for (const auto& deadband : rule.deadbands())
      if (find_property(deadband.property()) == nullptr || !(deadband.value() >= 0))
        fault(path + ".deadband",
              {"回差须写作 观测要素: 非负数，“" + deadband.property() + "”不是观测要素",
               "a deadband is written property: number >= 0; '" + deadband.property() +
                   "' is no observed property"});
  }

  static Level level_of(const wire::LevelCondition& condition) {
    return level_from_wire(condition.level()).value_or(Level::none);
  }
  static std::string path_of(const wire::Rule& rule, const wire::LevelCondition& condition) {
    return "rules[" + rule.id() + "].levels[" + std::string(to_string(level_of(condition))) + "]";
  }

  // Each level beside the others, which those that can't be read have no part in.
  void check_levels(const wire::Rule& rule, const std::string& path) {
    struct Compiled {
      const wire::LevelCondition* source;
      Condition condition;
    };
    std::vector<Compiled> levels;
    for (const auto& source : rule.levels())
      if (auto condition = Condition::compile(source.when(), settings_of(plan_, rule)))
        levels.push_back({&source, std::move(*condition)});
    std::stable_sort(levels.begin(), levels.end(), [](const Compiled& a, const Compiled& b) {
      return severity(level_of(*a.source)) < severity(level_of(*b.source));
    });
    for (std::size_t higher = 1; higher < levels.size(); ++higher)
      for (std::size_t lower = 0; lower < higher; ++lower) {
        const auto found = contradiction(levels[lower].condition, levels[higher].condition);
        if (found) contradicts(*found, rule, *levels[lower].source, *levels[higher].source);
        if (found) break;
      }
    for (const auto& deadband : rule.deadbands())
      for (const auto& level : levels) {
        const auto stuck = never_clears(level.condition, deadband.property(), deadband.value());
        if (!stuck) continue;
        const std::string question = to_string(level.condition.calls()[stuck->call]);
        const std::string size = format_number(deadband.value(), kDecimalsMax);
        const std::string limit = format_number(stuck->limit, kDecimalsMax);
        fault(path + ".deadband",
              {"回差 " + size + " 太大：" + question + " 过了 " + limit + " 以后，警报永远不能解除",
               "a deadband of " + size + " is so large that the alarm never clears once " +
                   question + " has passed " + limit});
        break;
      }
  }

  void contradicts(const Contradiction& found, const wire::Rule& rule,
                   const wire::LevelCondition& lower, const wire::LevelCondition& higher) {
    const Text early = name_of(level_of(higher));
    const Text late = name_of(level_of(lower));
    const std::string at = format_number(found.higher_limit, kDecimalsMax);
    const std::string not_before = format_number(found.lower_limit, kDecimalsMax);
    fault(path_of(rule, higher),
          {"级别颠倒：" + found.question + " 到 " + at + " 就是" + early.zh + "，而" + late.zh +
               "要到 " + not_before,
           "the levels contradict each other: " + found.question + " is " + early.en + " at " + at +
               ", but " + late.en + " only at " + not_before});
  }

  // The ids of all that a rule of the kind may be for.
  const std::set<std::string>& areas(wire::Rule::Each each) {
    const auto known = areas_.find(each);
    if (known != areas_.end()) return known->second;
    const auto ids = area_ids(plan_, each);
    return areas_.emplace(each, std::set<std::string>(ids.begin(), ids.end())).first->second;
  }

  void check_only(const wire::Rule& rule, const std::string& path) {
    if (rule.only().empty()) return;
    const auto& known = areas(rule.for_each());
    for (const auto& id : rule.only()) {
      if (known.contains(id)) continue;
      const auto in_order = area_ids(plan_, rule.for_each());
      const std::vector<std::string_view> names(in_order.begin(), in_order.end());
      const auto near = nearest(id, names);
      const std::string like = near ? std::string(*near) : "";
      fault(path, {"规则所针对的对象中没有“" + id + "”" + (near ? "，是否为“" + like + "”？" : ""),
                   "none of what the rule is for has the id '" + id + "'" +
                       (near ? "; did you mean '" + like + "'?" : "")});
    }
  }

  void check_condition(const wire::Rule& rule, const std::string& when, const std::string& path) {
    const auto compiled = Condition::compile(when, settings_of(plan_, rule));
    if (!compiled) return fault(path, compiled.error().text, compiled.error().at);
    if (uses_tumbling(*compiled) && rule.fire().empty())
      fault(path, {"tumbling 只用于 fire：窗口结束时才判断一次",
                   "tumbling windows are for fire: they are judged once, at their end"});
    check_alarms(rule, *compiled, rule.for_each(), path);
    for (const auto& test : compiled->tests()) {
      check_alarms(rule, *test.condition, wire::Rule::STATION, path);
      if (test.of && test.of->kind == wire::StationSet::WITHIN &&
          rule.for_each() == wire::Rule::CATCHMENT)
        fault(path, {"流域没有坐标，within_km 一个测站也看不到；流域可用 own、upstream",
                     "a catchment has no coordinates, so within_km sees no station; of a catchment "
                     "there are own and upstream"});
      if (uses_tumbling(*test.condition))
        fault(path, {"tumbling 不能用在 stations 的条件里：窗口结束时只判断规则自己的",
                     "no tumbling window stands in a condition of stations: at its end only what "
                     "the rule asks by itself is judged"});
    }
  }

  static bool uses_tumbling(const Condition& condition) {
    return std::any_of(condition.calls().begin(), condition.calls().end(),
                       [](const auto& call) { return call.kind == WindowKind::tumbling; });
  }

  // The alarm asked about must be one of the same area.
  void check_alarms(const wire::Rule& rule, const Condition& condition, wire::Rule::Each each,
                    const std::string& path) {
    for (const auto& alarm : condition.alarms()) {
      const auto known = rules_.find(alarm.rule);
      if (known == rules_.end()) {
        std::vector<std::string_view> names;
        for (const auto& [id, other] : rules_) names.emplace_back(id);
        const auto near = nearest(alarm.rule, names);
        const std::string like = near ? std::string(*near) : "";
        fault(path, {"没有规则“" + alarm.rule + "”" + (near ? "，是否为“" + like + "”？" : ""),
                     "there is no rule '" + alarm.rule + "'" +
                         (near ? "; did you mean '" + like + "'?" : "")});
      } else if (known->second->for_each() != each || known->second->levels().empty()) {
        fault(path,
              {"规则“" + alarm.rule + "”没有针对同一对象的警报（for_each 不同，或没有 levels）",
               "the rule '" + alarm.rule +
                   "' has no alarm of the same area: its for_each differs, or it has no "
                   "levels"});
      } else {
        asks_[rule.id()].insert(alarm.rule);
      }
    }
  }

  void check_pattern(const wire::Rule& rule, const std::string& path) {
    const auto& pattern = rule.pattern();
    if (pattern.steps().empty())
      fault(path, {"pattern 至少要一个步骤", "a pattern has at least one step"});
    if (static_cast<std::size_t>(pattern.steps_size()) > kPatternStepsMax)
      fault(path, {"pattern 最多 16 个步骤", "a pattern has at most 16 steps"});
    if (pattern.then_no().empty() != (pattern.then_no_within_ms() == 0))
      fault(path, {"then_no 须有 when 和 within", "then_no has when and within"});
    check_matches(pattern, path);
    for (int i = 0; i < pattern.steps_size(); ++i) {
      const auto& step = pattern.steps(i);
      const std::string at = path + ".steps[" + std::to_string(i) + "]";
      check_condition(rule, step.when(), at + ".when");
      if (!step.without().empty()) check_condition(rule, step.without(), at + ".without");
      if (step.times() > kPatternTimesMax) fault(at, {"times 最多 64", "times is at most 64"});
      if (step.times() > 1 && i == 0 && step.within_ms() == 0)
        fault(at, {"第一步若有 times，须有 within", "a first step with times has a within"});
    }
    if (!pattern.then_no().empty()) check_condition(rule, pattern.then_no(), path + ".then_no");
  }

  // What is counted in all ways has one time for the whole, and nothing that uses up a match.
  void check_matches(const wire::Pattern& pattern, const std::string& path) {
    if (pattern.all_matches() != (pattern.within_ms() > 0) ||
        Span{pattern.within_ms()} > kWindowMax)
      fault(path, {"matches: all 须有 pattern 的 within（最多 31 天），其他 pattern 没有 within",
                   "matches: all has a within of the pattern of at most 31 days; other patterns "
                   "have none"});
    const bool plain =
        std::all_of(pattern.steps().begin(), pattern.steps().end(),
                    [](const auto& step) { return step.times() <= 1 && step.within_ms() == 0; });
    if (pattern.all_matches() &&
        (!plain || pattern.keep() || pattern.quiet_ms() != 0 || pattern.then_no_within_ms() != 0))
      fault(path, {"matches: all 的步骤没有 times 和 within，也没有 keep、quiet、then_no",
                   "with matches: all steps have no times and no within, and there is no keep, "
                   "quiet or then_no"});
  }

  // Rules whose questions come to an end, which are all of a sound plan, are in no circle: one
  // whose questions are all of such rules is such a rule too.
  void forget_what_ends() {
    std::map<std::string, std::vector<std::string>> asked_by;
    std::map<std::string, std::size_t> questions;
    std::vector<std::string> ended;
    for (const auto& [rule, others] : asks_) {
      questions[rule] = others.size();
      for (const auto& other : others) {
        asked_by[other].push_back(rule);
        if (!asks_.contains(other)) ended.push_back(other);
      }
    }
    while (!ended.empty()) {
      const std::string rule = std::move(ended.back());
      ended.pop_back();
      asks_.erase(rule);
      // A second time it has been asked by nobody.
      for (const auto& asking : std::exchange(asked_by[rule], {}))
        if (--questions[asking] == 0) ended.push_back(asking);
    }
  }

  // A rule may ask about alarms that ask about others, but not in a circle.
  void check_circle(const wire::Rule& rule) {
    std::set<std::string> reached;
    std::vector<std::string> open(asks_[rule.id()].begin(), asks_[rule.id()].end());
    while (!open.empty()) {
      const std::string next = std::move(open.back());
      open.pop_back();
      if (next == rule.id())
        return fault("rules[" + rule.id() + "]",
                     {"规则互相等待：“" + next + "”的警报最终取决于它自己",
                      "rules wait for each other: the alarm of '" + next +
                          "' depends on itself in the end"});
      if (!reached.insert(next).second) continue;
      open.insert(open.end(), asks_[next].begin(), asks_[next].end());
    }
  }

  const wire::Plan& plan_;
  std::map<std::string, const wire::Rule*> rules_;
  std::map<std::string, std::set<std::string>> asks_;
  std::map<wire::Rule::Each, std::set<std::string>> areas_;
  PlanProblems problems_;
};

}  // namespace

PlanProblems check(const wire::Plan& plan) {
  PlanProblems problems = Checker(plan).run();
  check_judgement(plan, problems);
  check_muting(plan, problems);
  return problems;
}

}  // namespace fenghuo::rules
