#include "simulator/gauges.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/decimal.h"
#include "simulator/random.h"

namespace fenghuo::simulator {
namespace {

using Point = StationScript::Point;

// Points stand in the order of time.
std::vector<Point>::const_iterator first_after(const std::vector<Point>& points, Instant at) {
  return std::upper_bound(points.begin(), points.end(), at,
                          [](Instant t, const Point& p) { return t < p.at; });
}

double between(const Point& a, const Point& b, Instant at, Between how) {
  const double share =
      static_cast<double>((at - a.at).count()) / static_cast<double>((b.at - a.at).count());
  if (how == Between::log && *a.value > 0 && *b.value > 0)
    return *a.value * std::pow(*b.value / *a.value, share);
  return *a.value + share * (*b.value - *a.value);
}

}  // namespace

std::optional<double> value_at(const StationScript& script, Instant at) {
  const auto after = first_after(script.points, at);
  if (after == script.points.begin()) return std::nullopt;
  const Point& before = *(after - 1);
  if (!before.value) return std::nullopt;
  // Towards a point at which it falls silent there is nothing to go on.
  if (after == script.points.end() || !after->value || script.between == Between::steps)
    return before.value;
  return between(before, *after, at, script.between);
}

Gauges::Gauges(const Scenario& scenario, const Needs& needs, const Outages& outages, Agenda& agenda,
               Submit submit)
    : scenario_(scenario), outages_(outages), agenda_(agenda), submit_(std::move(submit)) {
  for (const auto& script : scenario.stations)
    needs_of_.push_back(&needs.of_station(script.station));
}

void Gauges::begin() {
  for (std::size_t i = 0; i < scenario_.stations.size(); ++i) {
    const auto& script = scenario_.stations[i];
    if (script.points.empty() || is_dead(scenario_, script.station)) continue;
    const Instant first = script.points.front().at;
    agenda_.plan(first, [this, i, first] { read(i, first); });
  }
}

bool is_dead(const Scenario& scenario, const std::string& station) {
  const double share = scenario.chances.station_dead;
  return share > 0 && Random(scenario.seed).of("dead").of(station).happens(share);
}

std::optional<Instant> Gauges::next_reading(const StationScript& script, Instant after) const {
  if (script.every > Span{0}) return after + script.every;
  const auto next = first_after(script.points, after);
  return next == script.points.end() ? std::nullopt : std::optional(next->at);
}

void Gauges::read(std::size_t i, Instant at) {
  const StationScript& script = scenario_.stations[i];
  if (const auto next = next_reading(script, at); next && *next <= scenario_.end)
    agenda_.plan(*next, [this, i, next] { read(i, *next); });
  const auto value = value_at(script, at);
  if (!value || !outages_.work(*needs_of_[i], at)) return;
  const double shown = as_the_gauge_has_it(script, *value, at);
  ObservationBlock block;
  block.sources.push_back({script.station, script.property, script.decimals});
  block.rows.push_back(
      {.observed_at = at, .value = std::llround(shown * kPowersOfTen[script.decimals])});
  submit_(std::move(block));
}

double Gauges::as_the_gauge_has_it(const StationScript& script, double value, Instant at) const {
  for (const auto& fault : scenario_.gauge_faults) {
    if (fault.station != script.station || at < fault.from || at >= fault.until) continue;
    if (fault.kind == GaugeFault::Kind::stuck)
      value = value_at(script, fault.from).value_or(value);
    else
      value +=
          fault.per_hour * std::chrono::duration<double, std::ratio<3600>>(at - fault.from).count();
  }
  return value;
}

}  // namespace fenghuo::simulator
