// What check() finds wrong with how people are to be moved: shelters, households, the time it
// takes.
#pragma once

#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

/// Each with a counter-example that a clerk can read. Paths: shelters[ID], households[ID],
/// villages[ID].
PlanProblems check_evacuations(const wire::Plan& plan);

}  // namespace fenghuo::playbooks
