// A report as the engine takes it: one block of observations for each station in it.
#pragma once

#include "adapters/sl651/report.h"
#include "engine/submission.h"

namespace fenghuo::adapters::sl651 {

struct Blocks {
  std::vector<ObservationBlock> blocks;  // none of them empty
  std::uint32_t missing = 0;             // readings without value, left out
  std::uint32_t repeated = 0;            // likewise: property and time were in the report already
};

/// The key of a block is function and serial, by which the engine drops what a station sends again.
/// No blocks for a test report (30H), whose values must not enter the real database (6.6.4.3).
Blocks to_blocks(const Report& report);

}  // namespace fenghuo::adapters::sl651
