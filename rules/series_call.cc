#include "rules/series_call.h"

#include <array>

namespace fenghuo::rules {
namespace {

constexpr Span kDay = std::chrono::days{1};

// The last multiple of `step` from `phase` on that is not after `moment`.
Instant floor_to(Instant moment, Span step, Span phase) {
  const Span since = moment - Instant{} - phase;
  Span rest = since % step;
  if (rest < Span{0}) rest += step;
  return moment - rest;
}

}  // namespace

std::string_view to_string(SeriesFunction function) {
  constexpr std::array<std::string_view, 17> kNames{
      "sum",  "min",   "max",      "avg",    "count",    "last", "above", "first",  "delta",
      "rate", "slope", "quantile", "stddev", "increase", "time", "holds", "silence"};
  return kNames[static_cast<std::size_t>(function)];
}

std::string_view to_string(Comparison comparison) {
  constexpr std::array<std::string_view, 4> kSigns{"<", "<=", ">=", ">"};
  return kSigns[static_cast<std::size_t>(comparison)];
}

Bounds bounds_of(const SeriesCall& call, Instant newest) {
  const Instant at = newest - call.ago;
  switch (call.kind) {
    case WindowKind::sliding:
      return {at - call.window, at};
    case WindowKind::tumbling: {
      const Instant end = floor_to(at, call.window, Span{0});
      return {end - call.window - Span{1}, end - Span{1}};
    }
    case WindowKind::day:
      break;
  }
  // What is observed at the very start of a day belongs to the day before.
  const Instant start = floor_to(at - Span{1}, kDay, call.window);
  return call.day_before ? Bounds{start - kDay, start} : Bounds{start, at};
}

double effective_limit(const Threshold& threshold, double deadband) {
  const bool upwards =
      threshold.comparison == Comparison::at_least || threshold.comparison == Comparison::greater;
  return upwards ? threshold.limit - deadband : threshold.limit + deadband;
}

Truth holds(const Threshold& threshold, const Reading& reading, double deadband) {
  if (!reading.known()) return Truth::unknown;
  return compare(reading.value, threshold.comparison, effective_limit(threshold, deadband))
             ? Truth::yes
             : Truth::no;
}

}  // namespace fenghuo::rules
