// The machine of a township: which stages it has, and in which order.
#pragma once

#include "engine/machine.h"
#include "engine/plan_problem.h"

namespace fenghuo::cli {

Machine township_machine();

/// What rules and playbooks find wrong with a plan.
PlanProblems problems_of(const wire::Plan& plan);

}  // namespace fenghuo::cli
