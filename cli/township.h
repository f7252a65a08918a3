// The machine of a township: which stages it has, and in which order.
#pragma once

#include "adapters/plan/folder.h"
#include "engine/machine.h"
#include "engine/plan_problem.h"

namespace fenghuo::cli {

Machine township_machine();

/// It is one of an exercise that was stopped.
bool exercise_is_over(const Machine& machine);

/// What rules and playbooks find wrong with a plan.
PlanProblems problems_of(const wire::Plan& plan);

/// The plan with the faults of its files, rules and playbooks, in order.
adapters::LoadedPlan load_whole_plan(const std::string& folder);

}  // namespace fenghuo::cli
