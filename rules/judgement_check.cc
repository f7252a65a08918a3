// What is wrong with a plan's suppressions, and with the stations' own limits.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/decimal.h"
#include "engine/nearest.h"
#include "engine/property.h"
#include "rules/rulebook.h"
#include "rules/series_words.h"

namespace fenghuo::rules {
namespace {

void check_suppression(const wire::Plan& plan, PlanProblems& problems) {
  std::vector<std::string_view> names;
  std::map<std::string_view, const wire::Rule*> by_id;
  for (const auto& rule : plan.rules()) {
    names.push_back(rule.id());
    by_id.emplace(rule.id(), &rule);
  }
  for (const auto& rule : plan.rules())
    for (const auto& other : rule.suppressed_by()) {
      const std::string path = "rules[" + rule.id() + "].suppressed_by";
      const auto found = by_id.find(other);
      const wire::Rule* known = found == by_id.end() ? nullptr : found->second;
      if (known == nullptr) {
        const Text like = did_you_mean(nearest(other, names));
        problems.push_back(
            {path,
             1,
             1,
             {"没有规则“" + other + "”" + like.zh, "there is no rule '" + other + "'" + like.en}});
      } else if (known->for_each() != rule.for_each() || known->levels().empty() ||
                 rule.levels().empty()) {
        problems.push_back(
            {path,
             1,
             1,
             {"只有针对同一对象、有 levels 的规则才能压制：“" + other + "”不是",
              "only a rule with levels suppresses one with levels, of the same for_each: '" +
                  other + "' is none"}});
      } else if (!known->suppressed_by().empty()) {
        problems.push_back(
            {path,
             1,
             1,
             {"压制别人的规则自己不能被压制：“" + other + "”",
              "a rule that suppresses others is not suppressed itself: '" + other + "'"}});
      }
    }
}

void check_limits(const wire::Plan& plan, PlanProblems& problems) {
  std::vector<std::string_view> stations;
  for (const auto& station : plan.stations()) stations.push_back(station.id());
  const StationPlaces places(plan);
  for (int i = 0; i < plan.limits_size(); ++i) {
    const auto& limit = plan.limits(i);
    const std::string path = "limits[" + std::to_string(i) + "]";
    if (!places.find(limit.station())) {
      const Text like = did_you_mean(nearest(limit.station(), stations));
      problems.push_back({path + ".station",
                          1,
                          1,
                          {"没有测站“" + limit.station() + "”" + like.zh,
                           "there is no station '" + limit.station() + "'" + like.en}});
    }
    if (find_property(limit.property()) == nullptr)
      problems.push_back({path + ".property",
                          1,
                          1,
                          {"没有名为“" + limit.property() + "”的观测要素",
                           "there is no observed property '" + limit.property() + "'"}});
  }
}

// A name that no station has a limit of would make the rule's verdict "can't tell" for ever. Of a
// pack that is no fault: few townships have all that a pack looks at.
void check_asked_limits(const wire::Plan& plan, const Rulebook& rulebook, PlanProblems& problems) {
  std::map<std::string, std::set<std::string>> names;  // by property
  for (const auto& limit : plan.limits()) names[limit.property()].insert(limit.name());
  for (const auto& rule : rulebook.rules())
    Rule::each_condition(rule, [&](const Asked& asked) {
      for (const std::uint32_t call : asked.calls) {
        const SeriesCall& question = rulebook.calls()[call];
        const auto& known = names[question.property];
        if (question.function != SeriesFunction::above || known.contains(question.limit_name))
          continue;
        const std::vector<std::string_view> others(known.begin(), known.end());
        const Text like = did_you_mean(nearest(question.limit_name, others));
        problems.push_back(
            {"rules[" + rule.id + "]",
             1,
             1,
             {"limits.csv 里没有 " + question.property + " 的界限“" + question.limit_name + "”" +
                  like.zh,
              "limits.csv has no limit '" + question.limit_name + "' of " + question.property +
                  like.en},
             rule.version.starts_with("pack:") ? Severity::notice : Severity::fault});
      }
    });
}

// What a level asks of a station's own limit, where it asks of nothing else.
std::optional<Threshold> lone_limit(const Asked& asked) {
  const Condition& condition = asked.condition;
  if (condition.thresholds().size() != 1 || condition.calls().size() != 1 ||
      condition.calls()[0].function != SeriesFunction::above)
    return std::nullopt;
  const Threshold& threshold = condition.thresholds()[0];
  const bool up =
      threshold.comparison == Comparison::at_least || threshold.comparison == Comparison::greater;
  return up ? std::optional(threshold) : std::nullopt;
}

// A station whose guarantee level stands below its warning level: one of the two is a slip of the
// pen. The others are right, and even this one warns, so the plan is used.
class LimitOrder {
 public:
  LimitOrder(const wire::Plan& plan, PlanProblems& problems) : plan_(plan), problems_(problems) {}

  void look_at(const Rule& rule) {
    for (const auto& higher : rule.levels)
      for (const auto& lower : rule.levels)
        if (above(higher.level, lower.level)) compare(lower.asked, higher.asked);
  }

 private:
  void compare(const Asked& lower, const Asked& higher) {
    const auto late = lone_limit(lower);
    const auto early = lone_limit(higher);
    if (!late || !early) return;
    const SeriesCall& of_late = lower.condition.calls()[0];
    const SeriesCall& of_early = higher.condition.calls()[0];
    if (of_late.property != of_early.property || of_late.limit_name == of_early.limit_name) return;
    std::map<std::string, const wire::Limit*> by_station;
    for (const auto& limit : plan_.limits())
      if (limit.property() == of_late.property && limit.name() == of_late.limit_name)
        by_station.emplace(limit.station(), &limit);
    for (int i = 0; i < plan_.limits_size(); ++i) {
      const auto& limit = plan_.limits(i);
      if (limit.property() != of_early.property || limit.name() != of_early.limit_name) continue;
      const auto other = by_station.find(limit.station());
      if (other != by_station.end() &&
          limit.value() + early->limit < other->second->value() + late->limit)
        tell(i, limit, *other->second);
    }
  }

  void tell(int place, const wire::Limit& limit, const wire::Limit& other) {
    if (!told_.insert({place, other.name()}).second) return;
    const std::string value = format_number(limit.value(), kDecimalsMax);
    const std::string other_value = format_number(other.value(), kDecimalsMax);
    problems_.push_back({"limits[" + std::to_string(place) + "].name",
                         1,
                         1,
                         {"测站“" + limit.station() + "”的界限颠倒：" + limit.name() + " " + value +
                              " 低于 " + other.name() + " " + other_value,
                          "the limits of the station '" + limit.station() +
                              "' contradict each other: " + limit.name() + " " + value +
                              " is below " + other.name() + " " + other_value},
                         Severity::notice});
  }

  const wire::Plan& plan_;
  PlanProblems& problems_;
  std::set<std::pair<int, std::string>> told_;  // by place and the other's name
};

void check_limit_order(const wire::Plan& plan, const Rulebook& rulebook, PlanProblems& problems) {
  LimitOrder order(plan, problems);
  for (const auto& rule : rulebook.rules()) order.look_at(rule);
}

}  // namespace

void check_judgement(const wire::Plan& plan, PlanProblems& problems) {
  check_suppression(plan, problems);
  check_limits(plan, problems);
  const Rulebook rulebook(plan);
  check_asked_limits(plan, rulebook, problems);
  check_limit_order(plan, rulebook, problems);
}

}  // namespace fenghuo::rules
