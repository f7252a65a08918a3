// An earlier drill, as `fenghuo drill --format json` printed it: last year's, to compare with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/time.h"
#include "simulator/expectation_watch.h"

namespace fenghuo::cli {

struct DrillBefore {
  struct Expectation {
    std::string id;
    std::string what;
    simulator::Outcome::Verdict verdict = simulator::Outcome::Verdict::missed;
    std::optional<Instant> by;
    std::optional<Instant> at;
  };
  struct Village {
    std::string id;
    std::optional<Instant> warned_at;
    std::optional<Instant> answered_at;
    std::optional<Instant> moving_at;
    std::optional<Instant> safe_at;
    std::optional<Instant> danger_at;
    std::uint32_t people = 0;
    std::uint32_t caught = 0;
  };
  struct Objective {
    std::string id;
    std::string grade;  // P, S, M, U or -
  };
  std::string scenario;
  std::string title;
  std::string plan_version;
  std::string chain;  // in hexadecimal
  bool passed = false;
  std::uint64_t gaps = 0;
  std::uint64_t caught = 0;
  std::vector<Expectation> expectations;
  std::vector<Village> villages;
  std::vector<Objective> objectives;  // empty where the file doesn't tell

  const Expectation* expectation(const std::string& id) const;
  const Village* village(const std::string& id) const;
  const Objective* objective(const std::string& id) const;
};

/// 10,000 expectations of 400 bytes, and as much again.
inline constexpr std::size_t kDrillBeforeBytesMax = 8 * 1024 * 1024;

/// Errors: not_found; too_many; bad_input where it isn't what the verb prints.
Result<DrillBefore> read_drill_before(const std::string& path);

}  // namespace fenghuo::cli
