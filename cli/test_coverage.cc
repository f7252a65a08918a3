#include "cli/test_coverage.h"

#include <algorithm>

#include "cli/finding_words.h"

namespace fenghuo::cli {
namespace {

// Calls see(condition, finding, met, not_met) for each comparison; without a finding for a
// condition that has none.
template <class See>
void each_comparison(const wire::Assessment& assessment, See see) {
  for (const auto& condition : assessment.conditions()) {
    for (const auto& finding : condition.findings())
      see(condition, &finding, finding.known() && finding.met(), finding.known() && !finding.met());
    if (condition.findings().empty())
      see(condition, static_cast<const wire::Finding*>(nullptr),
          condition.truth() == wire::AssessedCondition::YES,
          condition.truth() == wire::AssessedCondition::NO);
  }
}

}  // namespace

TestCoverage::TestCoverage(const wire::Plan& plan, const wire::Assessments& shape) {
  for (const auto& rule : plan.rules()) {
    RuleCoverage& added = rules_.emplace_back();
    added.rule = rule.id();
    for (const Level level : kLevels)
      if (std::any_of(rule.levels().begin(), rule.levels().end(),
                      [&](const auto& has) { return has.level() == to_wire(level); }))
        added.levels.push_back({level, false});
    const auto assessed = std::find_if(shape.assessments().begin(), shape.assessments().end(),
                                       [&](const auto& one) { return one.rule() == rule.id(); });
    if (assessed == shape.assessments().end()) continue;
    each_comparison(*assessed, [&](const auto& condition, const auto* finding, bool, bool) {
      added.branches.push_back(
          {finding != nullptr ? question_of(*finding) : on_one_line(condition.expression()),
           level_from_wire(condition.level()).value_or(Level::none)});
    });
  }
}

RuleCoverage* TestCoverage::find(const std::string& rule) {
  const auto found = std::find_if(rules_.begin(), rules_.end(),
                                  [&](const RuleCoverage& one) { return one.rule == rule; });
  return found == rules_.end() ? nullptr : &*found;
}

void TestCoverage::expect(const std::string& rule) {
  if (RuleCoverage* found = find(rule)) found->expected = true;
}

void TestCoverage::note(const wire::Assessment& assessment) {
  RuleCoverage* rule = find(assessment.rule());
  if (rule == nullptr) return;
  for (auto& level : rule->levels)
    if (to_wire(level.level) == assessment.level()) level.stood = true;
  std::size_t at = 0;
  each_comparison(assessment, [&](const auto&, const auto*, bool met, bool not_met) {
    if (at == rule->branches.size()) return;
    rule->branches[at].met |= met;
    rule->branches[at].not_met |= not_met;
    ++at;
  });
}

CoverageCount branches_of(const RuleCoverage& rule) {
  CoverageCount count;
  for (const auto& branch : rule.branches) {
    count.covered += (branch.met ? 1 : 0) + (branch.not_met ? 1 : 0);
    count.all += 2;
  }
  return count;
}

CoverageCount TestCoverage::rules_expected() const {
  const auto covered = std::count_if(rules_.begin(), rules_.end(),
                                     [](const RuleCoverage& rule) { return rule.expected; });
  return {static_cast<std::size_t>(covered), rules_.size()};
}

CoverageCount TestCoverage::levels_stood() const {
  CoverageCount count;
  for (const auto& rule : rules_)
    for (const auto& level : rule.levels) {
      count.covered += level.stood ? 1 : 0;
      ++count.all;
    }
  return count;
}

CoverageCount TestCoverage::branches_seen() const {
  CoverageCount count;
  for (const auto& rule : rules_) {
    const CoverageCount of_rule = branches_of(rule);
    count.covered += of_rule.covered;
    count.all += of_rule.all;
  }
  return count;
}

}  // namespace fenghuo::cli
