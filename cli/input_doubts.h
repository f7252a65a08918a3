// What a file of observations may have wrong though each of its lines can be read: an order that
// isn't that of time, and names that the plan doesn't know. Nothing is refused for it; it is told
// once, when the file has been read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/datastreams.h"
#include "engine/plan.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

struct InputDoubts {
  std::uint64_t lines_late = 0;  // older than a line before them by more than late_after
  Span late_after{};
  std::vector<std::string> stations;    // that the plan doesn't have, as they came
  std::vector<std::string> properties;  // that no rule asks for, as they came

  /// Nothing where nothing is to be said. `file` is what was read.
  std::vector<Text> texts(const wire::Plan& plan, const std::string& file) const;
};

/// How far an observation may be behind others before it is left out: `reorder` of the plan, or the
/// longest lateness of its rules.
Span late_after(const wire::Plan& plan);

/// Looks at what there was in the end, so that reading a line costs nothing more.
InputDoubts doubts_about(const Datastreams& read, const wire::Plan& plan);

}  // namespace fenghuo::cli
