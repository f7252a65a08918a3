#include "cli/drill/model_series.h"

#include <algorithm>
#include <cmath>

namespace fenghuo::cli {

using Point = simulator::StationScript::Point;

double hours_of(Span span) {
  return std::chrono::duration<double, std::ratio<3600>>(span).count();
}

Span span_of_hours(double hours) {
  return Span{std::llround(hours * 3'600'000)};
}

ModelSeries sums_of(const ModelRain& rain, double times) {
  ModelSeries sums{.begins = rain.begins, .step = rain.step, .values = {0}};
  for (const double mm : rain.mm) sums.values.push_back(sums.values.back() + times * mm);
  return sums;
}

std::optional<Instant> first_above(const ModelSeries& series, double limit) {
  const auto& values = series.values;
  const auto above = std::ranges::find_if(values, [&](double v) { return v > limit; });
  if (above == values.end()) return std::nullopt;
  if (above == values.begin()) return series.begins;
  const auto before = static_cast<std::size_t>(above - values.begin()) - 1;
  const double share = (limit - values[before]) / (*above - values[before]);
  const std::chrono::duration<double, std::milli> after = share * series.step;
  return std::chrono::floor<std::chrono::seconds>(series.at(before) +
                                                  std::chrono::floor<Span>(after));
}

std::vector<Point> points_of(const ModelSeries& series, const simulator::Scenario& night) {
  std::vector<Point> points;
  if (series.begins > night.start && !series.values.empty())
    points.push_back({night.start, series.values.front()});
  for (std::size_t i = 0; i < series.values.size() && series.at(i) <= night.end; ++i)
    points.push_back({series.at(i), series.values[i]});
  return points;
}

std::vector<Point> amounts_of(const ModelRain& rain, double times,
                              const simulator::Scenario& night) {
  std::vector<Point> points;
  const auto dry_steps = (rain.begins - night.start) / rain.step;
  Instant ends = rain.begins - rain.step * dry_steps + rain.step;
  for (auto i = -dry_steps; ends <= night.end; ++i, ends += rain.step) {
    const bool raining = i >= 0 && i < static_cast<Span::rep>(rain.mm.size());
    points.push_back({ends, raining ? times * rain.mm[static_cast<std::size_t>(i)] : 0});
  }
  return points;
}

}  // namespace fenghuo::cli
