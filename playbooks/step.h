// Steps of a playbook: pieces of work that a level asks for, side by side or one after the other,
// each under a condition in CEL over what the township knows at that moment.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"
#include "rules/language/problem.h"
#include "rules/language/program.h"

namespace fenghuo::playbooks {

/// What a condition may ask: the names and CEL types of these are `level`, `response` (1 is blue or
/// IV, 4 is red or I; 0 none), `village`, `hazard`, `people_at_risk`, `people_unknown`,
/// `facilities`, `hour` (of the local day), `night`, `road_cut`.
struct Situation {
  std::int64_t level = 0;
  std::int64_t response = 0;
  std::string village;
  std::string hazard;
  std::int64_t people_at_risk = 0;
  std::int64_t people_unknown = 0;
  std::int64_t facilities = 0;
  std::int64_t hour = 0;
  bool night = false;
  bool road_cut = false;
};

/// The conditions of a plan, compiled once.
class StepConditions {
 public:
  void compile(const wire::Plan& plan);
  /// What can't be told counts as true: rather a step too many than one too few.
  bool holds(const std::string& condition, const Situation& situation) const;

 private:
  std::map<std::string, std::shared_ptr<const language::Program>> programs_;
};

/// Why a condition is none; empty where it is one.
std::vector<language::Problem> problems_of_condition(std::string_view condition);

}  // namespace fenghuo::playbooks
