// What other rules would have done differently: alarms of two histories of the same past, compared.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/alarm_history.h"

namespace fenghuo::cli {

/// Two alarms of a rule and area are about the same thing where they stand together, or not further
/// apart than this.
inline constexpr Span kSameAlarmGap = std::chrono::hours{1};
/// Smaller shifts are none: a live engine wakes a little after a timer is due, a replay at once.
inline constexpr Span kShiftMin = std::chrono::minutes{1};

struct AlarmDifference {
  enum class Kind : std::uint8_t {
    added,    // only `after`
    lost,     // only `before`
    earlier,  // the level was reached earlier, or later, by `shift`
    later,
    higher,  // it goes up to another level: `level`, where it was `before_level`
    lower
  };
  Kind kind{};
  std::string rule;
  std::string area;
  Level level = Level::none;  // none where the rule has none
  Level before_level = Level::none;
  std::optional<Instant> before;  // when the level was reached
  std::optional<Instant> after;
  Span shift() const { return before && after ? *after - *before : Span{0}; }
};

struct AlarmDiff {
  std::vector<AlarmDifference> differences;  // by rule and area, in order of time
  std::size_t alarms_before = 0;
  std::size_t alarms_after = 0;
  std::size_t unchanged = 0;  // alarms that are in both, without a difference
  std::size_t count(AlarmDifference::Kind kind) const;
};

/// `before` and `after` are in the order in which they were raised.
AlarmDiff diff_alarms(std::span<const AlarmEpisode> before, std::span<const AlarmEpisode> after);

}  // namespace fenghuo::cli
