// What check() finds wrong with what a plan can send and hand out: units, supplies, roads.
#pragma once

#include "engine/plan.pb.h"
#include "engine/plan_problem.h"

namespace fenghuo::playbooks {

/// Paths: units[ID], supplies[ID], roads, villages[ID], playbooks[ID].levels[LEVEL].
PlanProblems check_resources(const wire::Plan& plan);

}  // namespace fenghuo::playbooks
