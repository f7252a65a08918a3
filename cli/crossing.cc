#include "cli/crossing.h"

#include <algorithm>

#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

std::set<std::string> areas_of(const std::string& station_id, const wire::Plan& plan) {
  std::set<std::string> areas{station_id, plan.id()};
  for (const auto& station : plan.stations()) {
    if (station.id() != station_id) continue;
    areas.insert(station.covers().begin(), station.covers().end());
    if (!station.catchment().empty()) areas.insert(station.catchment());
  }
  for (const auto& point : plan.hazard_points())
    if (areas.contains(point.village())) areas.insert(point.id());
  return areas;
}

struct Stretch {
  Instant begin{};
  Instant end{};
};

}  // namespace

bool Crossing::met_by(double value) const {
  if (comparison == ">=") return value >= limit;
  if (comparison == ">") return value > limit;
  if (comparison == "<=") return value <= limit;
  return value < limit;
}

std::optional<Crossing> parse_crossing(std::string_view text) {
  const auto sign = text.find_first_of("<>");
  const auto at = text.rfind('@');
  if (sign == std::string_view::npos || at == std::string_view::npos || at < sign)
    return std::nullopt;
  const auto trimmed = [](std::string_view part) {
    const auto first = part.find_first_not_of(' ');
    if (first == std::string_view::npos) return std::string();
    return std::string(part.substr(first, part.find_last_not_of(' ') - first + 1));
  };
  Crossing crossing;
  crossing.property = trimmed(text.substr(0, sign));
  const bool with_equal = text.substr(sign + 1).starts_with('=');
  crossing.comparison = std::string(1, text[sign]) + (with_equal ? "=" : "");
  const auto number_at = sign + crossing.comparison.size();
  const auto limit = parse_decimal(trimmed(text.substr(number_at, at - number_at)));
  crossing.station = trimmed(text.substr(at + 1));
  if (!limit || crossing.property.empty() || crossing.station.empty()) return std::nullopt;
  crossing.limit = to_double(limit->mantissa, limit->decimals);
  return crossing;
}

void CrossingWatch::take(std::string_view station, std::string_view property, Instant at,
                         double value) {
  if (property == crossing_.property && station == crossing_.station)
    samples_.push_back({at, crossing_.met_by(value)});
}

Observed CrossingWatch::observed(const wire::Plan& plan) const {
  auto samples = samples_;
  std::stable_sort(samples.begin(), samples.end(),
                   [](const Sample& a, const Sample& b) { return a.at < b.at; });
  std::vector<Stretch> stretches;
  bool met = false;
  for (const auto& sample : samples) {
    if (sample.met && !met && (stretches.empty() || sample.at - stretches.back().end > kEventGap))
      stretches.push_back({sample.at, sample.at});
    if (sample.met || met) stretches.back().end = sample.at;
    met = sample.met;
  }
  Observed observed{.areas = areas_of(crossing_.station, plan), .events = {}};
  for (const auto& area : observed.areas)
    for (const auto& stretch : stretches)
      observed.events.push_back({area, stretch.begin, stretch.end});
  return observed;
}

}  // namespace fenghuo::cli
