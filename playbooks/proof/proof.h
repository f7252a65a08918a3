// What can be shown to be wrong with a plan from the plan alone, before any night is simulated.
// Each fault comes with its counter-example, a course that a clerk can follow with a finger on the
// plan's files, and with what would mend it.
//
// check() (handbook.h) says what makes a plan unusable, prove() what makes it fail although every
// line of it is right. It is for plans without faults, and finds nothing twice there; of others it
// may repeat what check() says. What is proved holds of the desk: who is called, in which order and
// for how long, is read by the desk's own code (rungs.h).
#pragma once

#include <string>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

struct Proof {
  std::string path;  // the place, as in plan_problem.h: villages[a], playbooks[p].levels[red]
  Text fault;
  std::vector<Text> counter_example;  // a line each
  Text remedy;
};

/// Looks at the plan with its everyday roles and, where it has them, with its emergency roles.
/// Equal plans, equal proofs in the same order: by kind, then as the plan lists what they are
/// about.
std::vector<Proof> prove(const wire::Plan& plan);

}  // namespace fenghuo::playbooks
