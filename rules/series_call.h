// What a rule asks of a series, such as rain.sum(duration('1h')), and the comparison of an answer
// with a limit: the kind that has a deadband and can be explained as "was 47.5, limit 45".
#pragma once

#include <bit>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time.h"

namespace fenghuo::rules {

enum class SeriesFunction : std::uint8_t {
  sum,
  min,
  max,
  avg,
  count,  // of those that pass the test, where there is one
  last,
  above,  // newest less the station's own limit of that name
  first,
  delta,     // newest less oldest
  rate,      // delta an hour
  slope,     // an hour, by least squares
  quantile,  // interpolated between the two nearest (Hyndman and Fan 1996, type 7)
  stddev,    // of the population
  increase,  // what a counter rose by; a fall is a start from zero
  time,  // for how long the test was passed, in seconds; a value stands until the next, at most 1 h
  holds,   // 1 where the test was passed all the time, 0 where not; unknown while the series is
           // young
  silence  // since the station was last heard, in seconds
};

std::string_view to_string(SeriesFunction function);

enum class WindowKind : std::uint8_t {
  sliding,   // (newest - length, newest]
  tumbling,  // [k x length, (k + 1) x length) since 1970 UTC, the last that is over
  day        // (the last start of the day, newest]
};

enum class Comparison : std::uint8_t { less, at_most, at_least, greater };

std::string_view to_string(Comparison comparison);
inline bool compare(double value, Comparison comparison, double limit) {
  switch (comparison) {
    case Comparison::less:
      return value < limit;
    case Comparison::at_most:
      return value <= limit;
    case Comparison::at_least:
      return value >= limit;
    case Comparison::greater:
      break;
  }
  return value > limit;
}

/// v >= 3.0, of each sample.
struct SampleTest {
  Comparison comparison{};
  double limit = 0;
  auto operator<=>(const SampleTest&) const = default;
};

struct SeriesCall {
  std::string property;
  SeriesFunction function{};
  Span window{};  // zero for last, above and silence; of a day its start, in UTC
  WindowKind kind = WindowKind::sliding;
  Span ago{};  // the same window so much earlier
  std::optional<SampleTest> test{};
  double share = 0;          // of a quantile
  std::string limit_name{};  // of above
  bool day_before = false;   // of a day: all of the one before

  auto operator<=>(const SeriesCall&) const = default;
};

/// The moments (after, until] that the call asks about.
struct Bounds {
  Instant after{};
  Instant until{};
};
/// `newest` is the time of the series' newest sample; for a tumbling window any moment after it.
Bounds bounds_of(const SeriesCall& call, Instant newest);
inline bool is_sliding(const SeriesCall& call) {
  return call.kind == WindowKind::sliding && call.ago == Span{0};
}

/// Of two values as people write them: 760.55 less 760.25 is 0.3, not 0.29999999999995.
inline double difference(double a, double b) {
  constexpr double kStep = 1e6;
  return std::round((a - b) * kStep) / kStep;
}

/// What a series answers, in the property's unit; what nobody knows is no number. In eight bytes:
/// each station has one for each call.
struct Reading {
  double value = std::numeric_limits<double>::quiet_NaN();

  Reading() = default;
  Reading(bool is_known, double number) {
    if (is_known) value = number;
  }
  bool known() const { return !std::isnan(value); }
  friend bool operator==(const Reading& a, const Reading& b) {
    return std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
  }
};

struct Threshold {
  std::uint32_t call = 0;  // index into the condition's calls
  Comparison comparison{};
  double limit = 0;
};

/// The difference of two answers, compared: a level above its lowest of the last quarter of an
/// hour.
struct Difference {
  std::uint32_t from = 0;  // indices into the condition's calls
  std::uint32_t less = 0;
  Comparison comparison{};
  double limit = 0;
};

/// What can't be computed (no data, a division by zero) is unknown, never calm.
enum class Truth : std::uint8_t { no, yes, unknown };

/// Whether it holds for `reading`; with a deadband, whether it still holds once it has held.
Truth holds(const Threshold& threshold, const Reading& reading, double deadband);
/// The limit that holds() compares with.
double effective_limit(const Threshold& threshold, double deadband);

/// A window reaches back at most this far: 31 days at 5 minutes are 8,928 samples, 36 KiB a series.
inline constexpr Span kWindowMax = std::chrono::days{31};
/// A tumbling window is at least this long: at the end of each, every station is looked at.
inline constexpr Span kTumblingMin = std::chrono::seconds{1};

}  // namespace fenghuo::rules
