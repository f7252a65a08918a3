// drills/record.csv of a plan: which drills it has gone through, in which version, and what was
// missed. So a plan carries the last drill that it passed, and what was found wrong is tried again.
#pragma once

#include <string>
#include <vector>

#include "cli/drill/drill_text.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// At most so many rows are read: a drill a day for 27 years.
inline constexpr std::size_t kDrillRecordMax = 10'000;

struct PlayedDrill {
  std::string scenario;  // its file, relative to the plan's folder
  std::string variant;
  std::string plan_version;
  std::string played_on;  // a day
  bool passed = false;
  std::uint32_t met = 0;
  std::uint32_t of = 0;
  std::uint32_t gaps = 0;
  std::uint32_t caught = 0;
  std::vector<std::string> missed;  // expectations
  std::string chain;
  int line = 0;  // of the record, where it was read from one

  /// As Drill::is_judged().
  bool is_judged() const { return of > 0; }
};

/// Where the plan keeps it.
std::string drill_record_of(const std::string& plan_folder);

/// In order; none where there is no such file. Errors: bad_input with the line; too_many.
Result<std::vector<PlayedDrill>> read_drill_record(const std::string& path);

PlayedDrill played(const Drill& drill, const std::string& scenario, const std::string& variant,
                   const std::string& day);

/// Adds a row, and the head where the file is new. Errors: storage_failed.
Result<void> add_to_drill_record(const std::string& path, const PlayedDrill& drill);

/// The newest of each scenario and variant, in the order of their first.
std::vector<PlayedDrill> newest_of_each(const std::vector<PlayedDrill>& all);

}  // namespace fenghuo::cli
