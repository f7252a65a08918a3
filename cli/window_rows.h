// The observations that stood in a window when a rule was judged.
#pragma once

#include <vector>

#include "engine/datastreams.h"
#include "engine/fact.pb.h"
#include "engine/log.h"

namespace fenghuo::cli {

struct WindowRow {
  Offset offset;
  std::uint32_t row = 0;
  std::string property;
  Instant observed_at{};
  double value = 0;
  std::uint8_t decimals = 0;
};

/// Rows of the finding's station and property (or the property that it is counted from), observed
/// within its window, in records up to `until`. Rows that retention dropped are not among them.
Result<std::vector<WindowRow>> rows_behind(const Log& log, const Datastreams& datastreams,
                                           const wire::Finding& finding, Offset until);

}  // namespace fenghuo::cli
