#include "cli/verify/deaf_rules.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "rules/condition.h"
#include "rules/rulebook.h"

namespace fenghuo::cli {
namespace {

using rules::Condition;
using rules::Truth;

std::string_view first_word(std::string_view property) {
  return property.substr(0, property.find('_'));
}

class NightHeard {
 public:
  explicit NightHeard(const simulator::Scenario& scenario) {
    for (const auto& station : scenario.stations) words_.emplace(first_word(station.property));
  }

  // Reports, warnings and silences come without an observation of what is asked; other rules'
  // alarms may be of anything.
  bool may_hear(const Condition& condition) const {
    return !condition.alarms().empty() || !condition.reports().empty() ||
           !condition.warnings().empty() ||
           std::ranges::any_of(condition.calls(),
                               [&](const rules::SeriesCall& call) {
                                 return call.function == rules::SeriesFunction::silence ||
                                        words_.contains(first_word(call.property));
                               }) ||
           std::ranges::any_of(condition.tests(), [&](const rules::StationTest& test) {
             return may_hear(*test.condition) ||
                    truth_of_nothing(*test.condition) != Truth::unknown;
           });
  }

  // Where nothing was observed, and each test can't be told.
  static Truth truth_of_nothing(Condition condition) {
    const std::vector<rules::Reading> unknown(condition.calls().size());
    const std::vector<double> deadbands(condition.calls().size());
    const std::vector<rules::Tally> tallies(
        condition.tests().size(), {.stations = 1, .unknown = 1, .groups = 1, .votes_possible = 1});
    return condition.run({{unknown.data()}, deadbands, tallies, {}, {}, {}});
  }

 private:
  std::set<std::string, std::less<>> words_;
};

std::vector<std::string> conditions_of(const wire::Rule& rule) {
  std::vector<std::string> all;
  for (const auto& level : rule.levels()) all.push_back(level.when());
  if (!rule.fire().empty()) all.push_back(rule.fire());
  return all;
}

// One of a pattern is heard: it also looks for what doesn't come.
bool is_deaf(const wire::Plan& plan, const wire::Rule& rule, const NightHeard& heard) {
  return !rule.has_pattern() &&
         std::ranges::all_of(conditions_of(rule), [&](const std::string& when) {
           auto condition = Condition::compile(when, rules::settings_of(plan, rule));
           return condition && !heard.may_hear(*condition) &&
                  NightHeard::truth_of_nothing(*condition) != Truth::yes;
         });
}

}  // namespace

std::set<std::string> deaf_rules(const wire::Plan& plan, const simulator::Scenario& scenario) {
  const NightHeard heard(scenario);
  std::set<std::string> deaf;
  for (const auto& rule : plan.rules())
    if (is_deaf(plan, rule, heard)) deaf.insert(rule.id());
  return deaf;
}

wire::Plan without_deaf_rules(wire::Plan plan, const simulator::Scenario& scenario) {
  const auto deaf = deaf_rules(plan, scenario);
  auto& rules = *plan.mutable_rules();
  rules.erase(std::remove_if(rules.begin(), rules.end(),
                             [&](const wire::Rule& rule) { return deaf.contains(rule.id()); }),
              rules.end());
  return plan;
}

}  // namespace fenghuo::cli
