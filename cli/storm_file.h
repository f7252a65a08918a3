// drills/*.yaml of a plan: a storm to be played. The example's file shows every key.
#pragma once

#include "adapters/plan/diagnostic.h"
#include "engine/plan.pb.h"
#include "engine/result.h"
#include "simulator/storm.h"

namespace fenghuo::cli {

/// A week of hours is the longest storm.
inline constexpr std::size_t kStormHoursMax = 168;

struct StormFile {
  simulator::Storm storm;
  adapters::Diagnostics faults;
};

/// Stations must be in the plan. Errors: not_found where there is no such file;
/// bad_input where it is a scenario.
Result<StormFile> read_storm(const std::string& path, const wire::Plan& plan);

}  // namespace fenghuo::cli
