// What is wrong with a plan's files, with its place: printed as file:line:column: message.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/plan_problem.h"
#include "engine/text.h"

namespace fenghuo::adapters {

struct Place {
  std::string file;  // relative to the plan's folder
  int line = 1;
  int column = 1;
};

struct Diagnostic {
  Place place;
  Text text;
  Severity severity = Severity::fault;
  bool of_whole_file = false;  // it can't be read as what it is; others may follow from that
};

using Diagnostics = std::vector<Diagnostic>;

/// Whether all files could be read: without one of them, what names its things is no fault.
inline bool all_read(const Diagnostics& faults) {
  return std::none_of(faults.begin(), faults.end(),
                      [](const Diagnostic& fault) { return fault.of_whole_file; });
}

inline std::string to_string(const Diagnostic& diagnostic, Language language) {
  const Text mark = diagnostic.severity == Severity::notice ? Text{"提醒：", "notice: "} : Text{};
  return diagnostic.place.file + ":" + std::to_string(diagnostic.place.line) + ":" +
         std::to_string(diagnostic.place.column) + ": " + in(language, mark) +
         in(language, diagnostic.text);
}

}  // namespace fenghuo::adapters
