// How good warnings were: alarms held against what was observed.
//
// Scores of the 2 x 2 contingency table that WMO recommends for warnings of rare events (Forecast
// Verification for the African Severe Weather Forecasting Demonstration Projects, WMO-No. 1132,
// 2014: probability of detection, false alarm ratio, critical success index or threat score):
//
//   POD = hits / (hits + misses)
//   FAR = false alarms / (hits + false alarms)
//   CSI = hits / (hits + misses + false alarms)
//
// Correct negatives are not counted, since quiet time has no number of cases.
//
//   hit          an observed event with an alarm of the level, or above it, that stands at some
//   time
//                from kLeadMax before the event begins until it ends
//   miss         an event without one
//   false alarm  an alarm that is about no event in this sense
//   lead time    from when the level was reached until the event began, of the alarm about it that
//                reached it first; negative where the event was first: a hit all the same, but late
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/alarm_history.h"

namespace fenghuo::cli {

/// What is raised and over so long before an event was not about it.
inline constexpr Span kLeadMax = std::chrono::hours{6};

struct ObservedEvent {
  std::string area;
  Instant begin{};
  Instant end{};
};

/// What was observed: in these areas these events, and no others.
struct Observed {
  std::set<std::string> areas;
  std::vector<ObservedEvent> events;
};

struct Score {
  std::string rule;
  Level level = Level::none;
  std::size_t hits = 0;
  std::size_t misses = 0;
  std::size_t false_alarms = 0;
  std::size_t late = 0;          // of the hits
  std::vector<Span> lead_times;  // of the hits, in order of length

  /// Nothing where there is nothing to divide by.
  std::optional<double> pod() const;
  std::optional<double> far() const;
  std::optional<double> csi() const;
  /// Of an even number of hits the mean of the middle two.
  std::optional<Span> lead_median() const;
};

/// A rule with its levels (none for a rule that fires) and the areas that it judges.
struct VerifiedRule {
  std::string rule;
  std::vector<Level> levels;
  std::set<std::string> areas;
};

/// A score a rule and level, in that order. Only areas that both the rule judges and `observed`
/// knows are looked at; a rule without such an area has no score.
std::vector<Score> verify(std::span<const VerifiedRule> rules, std::span<const AlarmEpisode> alarms,
                          const Observed& observed);

}  // namespace fenghuo::cli
