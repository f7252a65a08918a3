// What a hazard model tells, as a scenario has it: points of a station, and the moment at which a
// limit is passed. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "engine/time.h"
#include "simulator/scenario.h"

namespace fenghuo::cli {

double hours_of(Span span);
Span span_of_hours(double hours);

/// Values at equal steps, the first at the beginning.
struct ModelSeries {
  Instant begins{};
  Span step{};
  std::vector<double> values;

  Instant at(std::size_t i) const { return begins + step * static_cast<Span::rep>(i); }
};

/// Millimetres of each step.
struct ModelRain {
  Instant begins{};
  Span step{};
  std::vector<double> mm;
  std::size_t steps_max = 0;  // to the night's end
};

/// All that has fallen at the beginning, 0, and at the end of each step.
ModelSeries sums_of(const ModelRain& rain, double times);

/// When a series is first above the limit: on the line between two steps, to the second before.
std::optional<Instant> first_above(const ModelSeries& series, double limit);

/// A series as a station reads it from the night's beginning, with its first value, to its end.
std::vector<simulator::StationScript::Point> points_of(const ModelSeries& series,
                                                       const simulator::Scenario& night);

/// Rain as a station sends it that tells what fell in each step, dry ones included, all night.
std::vector<simulator::StationScript::Point> amounts_of(const ModelRain& rain, double times,
                                                        const simulator::Scenario& night);

}  // namespace fenghuo::cli
