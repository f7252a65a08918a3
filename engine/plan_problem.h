// What is wrong with a plan, as those say it who understand the part: rules, playbooks. They name
// the place by its path in the plan; the edge that read the files turns that into file, line and
// column.
#pragma once

#include <string>
#include <vector>

#include "engine/text.h"

namespace fenghuo {

struct PlanProblem {
  std::string path;  // such as rules[flash-flood].levels[red]
  int line = 1;      // within the text found there, from 1
  int column = 1;
  Text text;
};

using PlanProblems = std::vector<PlanProblem>;

}  // namespace fenghuo
