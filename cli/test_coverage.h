// How much of a plan's rules its tests have tried. Only what a test expects something of counts:
// what happens to be judged beside it is not tested.
//
//   rule    a test expects something of it
//   level   it stood after some moment of such a test
//   branch  each comparison of each condition has two: met, and not met, after some moment of such
//           a test. A condition without comparisons (votes, reports, alarms of others) counts as
//           one. What can't be told is neither.
#pragma once

#include <string>
#include <vector>

#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/standing.pb.h"

namespace fenghuo::cli {

struct Branches {
  std::string comparison;  // rain.sum(60 min) >= 45; of a condition without one its expression
  Level level = Level::none;
  bool met = false;
  bool not_met = false;
};

struct LevelStood {
  Level level = Level::none;
  bool stood = false;
};

struct RuleCoverage {
  std::string rule;
  bool expected = false;
  std::vector<LevelStood> levels;
  std::vector<Branches> branches;
};

struct CoverageCount {
  std::size_t covered = 0;
  std::size_t all = 0;
  /// 1 where there is nothing to cover.
  double share() const {
    return all == 0 ? 1 : static_cast<double>(covered) / static_cast<double>(all);
  }
};

class TestCoverage {
 public:
  /// `shape`: how all conditions of the plan stand, at whatever moment.
  TestCoverage(const wire::Plan& plan, const wire::Assessments& shape);

  void expect(const std::string& rule);
  /// Of a rule and area that the test expects something of.
  void note(const wire::Assessment& assessment);

  const std::vector<RuleCoverage>& rules() const { return rules_; }
  CoverageCount rules_expected() const;
  CoverageCount levels_stood() const;
  CoverageCount branches_seen() const;

 private:
  RuleCoverage* find(const std::string& rule);
  std::vector<RuleCoverage> rules_;  // in the plan's order
};

CoverageCount branches_of(const RuleCoverage& rule);

}  // namespace fenghuo::cli
