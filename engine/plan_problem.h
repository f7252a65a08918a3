// What is wrong with a plan, as those say it who understand the part: rules, playbooks. They name
// the place by its path in the plan; the edge that read the files turns that into file, line and
// column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.h"

namespace fenghuo {

/// A plan with faults is not used; a notice is something to look at.
enum class Severity : std::uint8_t { fault, notice };

inline std::string_view to_string(Severity severity) {
  return severity == Severity::fault ? "fault" : "notice";
}

struct PlanProblem {
  std::string path;  // such as rules[flash-flood].levels[red]
  int line = 1;      // within the text found there, from 1
  int column = 1;
  Text text;
  Severity severity = Severity::fault;
};

using PlanProblems = std::vector<PlanProblem>;

}  // namespace fenghuo
