#include "rules/coverage.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "rules/geography.h"

namespace fenghuo::rules {
namespace {

// An area, with what decides which stations it sees.
struct Area {
  std::string id;
  std::string village;    // whose stations are its own
  std::string catchment;  // likewise
  std::optional<Degrees> at;
  bool everything = false;
};

std::vector<Area> areas_of_plan(const wire::Plan& plan, wire::Rule::Each each) {
  std::vector<Area> areas;
  if (each == wire::Rule::STATION) {
    for (const auto& station : plan.stations()) areas.push_back({.id = station.id()});
  } else if (each == wire::Rule::CATCHMENT) {
    for (const auto& catchment : plan.catchments())
      areas.push_back({.id = catchment.id(), .catchment = catchment.id()});
  } else if (each == wire::Rule::HAZARD_POINT) {
    for (const auto& point : plan.hazard_points())
      areas.push_back({.id = point.id(),
                       .village = point.village(),
                       .at = Degrees{point.longitude_deg(), point.latitude_deg()}});
  } else if (each == wire::Rule::JURISDICTION) {
    areas.push_back({.id = plan.id(), .everything = true});
  } else {
    for (const auto& village : plan.villages())
      areas.push_back({.id = village.id(),
                       .village = village.id(),
                       .catchment = village.catchment(),
                       .at = Degrees{village.longitude_deg(), village.latitude_deg()}});
  }
  return areas;
}

// The catchment and all that flow into it. A village's is looked up for a hazard point.
std::set<std::string> upstream_of(const wire::Plan& plan, const Area& area) {
  std::string below = area.catchment;
  for (const auto& village : plan.villages())
    if (below.empty() && village.id() == area.village) below = village.catchment();
  std::set<std::string> found;
  if (below.empty()) return found;
  found.insert(below);
  for (std::size_t before = 0; before != found.size();) {
    before = found.size();
    for (const auto& catchment : plan.catchments())
      if (found.contains(catchment.flows_to())) found.insert(catchment.id());
  }
  return found;
}

bool covers(const wire::Station& station, const std::string& village) {
  return !village.empty() && std::find(station.covers().begin(), station.covers().end(), village) !=
                                 station.covers().end();
}

// Whether the area sees the station.
using Sees = std::function<bool(const wire::Station&)>;

Sees sees(const wire::Plan& plan, const Area& area, const CoverageKey& key) {
  if (area.everything) return [](const wire::Station&) { return true; };
  if (key.each == wire::Rule::STATION)
    return [&area](const wire::Station& station) { return station.id() == area.id; };
  if (key.stations == wire::StationSet::UPSTREAM)
    return [above = upstream_of(plan, area)](const wire::Station& station) {
      return above.contains(station.catchment());
    };
  if (key.stations == wire::StationSet::WITHIN)
    return [&area, km = key.within_km](const wire::Station& station) {
      return area.at && station.has_longitude_deg() && station.has_latitude_deg() &&
             distance_km(*area.at, {station.longitude_deg(), station.latitude_deg()}) <= km;
    };
  if (key.each == wire::Rule::CATCHMENT)
    return [&area](const wire::Station& station) { return station.catchment() == area.id; };
  return [&area](const wire::Station& station) { return covers(station, area.village); };
}

// Numbers stations so that those that depend on one thing, directly or by way of others, have the
// same number.
std::vector<std::uint32_t> groups(const wire::Plan& plan,
                                  const std::vector<std::uint32_t>& stations) {
  std::vector<std::uint32_t> leader(stations.size());
  std::iota(leader.begin(), leader.end(), 0U);
  const std::function<std::uint32_t(std::uint32_t)> find = [&](std::uint32_t i) {
    return leader[i] == i ? i : leader[i] = find(leader[i]);
  };
  std::map<std::string, std::uint32_t> first;
  for (std::uint32_t i = 0; i < stations.size(); ++i)
    for (const auto& need : plan.stations(static_cast<int>(stations[i])).depends_on()) {
      const auto [known, fresh] = first.emplace(need, i);
      if (!fresh) leader[find(i)] = find(known->second);
    }
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < stations.size(); ++i) found.push_back(find(i));
  return found;
}

}  // namespace

Coverage::Coverage(const wire::Plan& plan, const CoverageKey& key) : key_(key) {
  std::vector<std::vector<std::uint32_t>> areas_of(static_cast<std::size_t>(plan.stations_size()));
  const auto areas = areas_of_plan(plan, key.each);
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    ids_.push_back(areas[i].id);
    auto& seen = stations_of_.emplace_back();
    if (of_stations()) {
      seen.push_back(i);
    } else {
      const Sees sees_station = sees(plan, areas[i], key);
      for (std::uint32_t station = 0; station < areas_of.size(); ++station)
        if (sees_station(plan.stations(static_cast<int>(station)))) seen.push_back(station);
    }
    for (const std::uint32_t station : seen) areas_of[station].push_back(i);
    groups_of_.push_back(of_stations() ? std::vector<std::uint32_t>{0} : groups(plan, seen));
  }
  for (const auto& seeing : areas_of) {
    first_area_.push_back(static_cast<std::uint32_t>(areas_seeing_.size()));
    areas_seeing_.insert(areas_seeing_.end(), seeing.begin(), seeing.end());
  }
  first_area_.push_back(static_cast<std::uint32_t>(areas_seeing_.size()));
}

namespace {

// A village or hazard point, and the catchment that it lies in.
std::optional<Area> place_in(const wire::Plan& plan, const std::string& id) {
  const auto village = [&](const std::string& wanted) -> const wire::Village* {
    for (const auto& known : plan.villages())
      if (known.id() == wanted) return &known;
    return nullptr;
  };
  if (const auto* known = village(id))
    return Area{.id = id,
                .village = id,
                .catchment = known->catchment(),
                .at = Degrees{known->longitude_deg(), known->latitude_deg()}};
  for (const auto& point : plan.hazard_points()) {
    if (point.id() != id) continue;
    const auto* around = village(point.village());
    return Area{.id = id,
                .village = point.village(),
                .catchment = around == nullptr ? "" : around->catchment(),
                .at = Degrees{point.longitude_deg(), point.latitude_deg()}};
  }
  return std::nullopt;
}

bool is_near(const wire::Plan& plan, const Area& area, const Area& place, const CoverageKey& key) {
  if (area.everything || area.id == place.id) return true;
  if (key.stations == wire::StationSet::UPSTREAM)
    return upstream_of(plan, area).contains(place.catchment);
  if (key.stations == wire::StationSet::WITHIN)
    return area.at && place.at && distance_km(*area.at, *place.at) <= key.within_km;
  if (key.each == wire::Rule::CATCHMENT) return area.id == place.catchment;
  return !area.village.empty() && area.village == place.village;
}

}  // namespace

std::vector<std::string> area_ids(const wire::Plan& plan, wire::Rule::Each each) {
  std::vector<std::string> ids;
  for (auto& area : areas_of_plan(plan, each)) ids.push_back(std::move(area.id));
  return ids;
}

std::vector<std::uint32_t> areas_near(const wire::Plan& plan, const CoverageKey& key,
                                      const std::string& place) {
  std::vector<std::uint32_t> near;
  const auto known = place_in(plan, place);
  const auto areas = areas_of_plan(plan, key.each);
  for (std::uint32_t i = 0; i < areas.size(); ++i)
    if (known ? is_near(plan, areas[i], *known, key) : areas[i].id == place || areas[i].everything)
      near.push_back(i);
  return near;
}

StationPlaces::StationPlaces(const wire::Plan& plan) {
  for (const auto& station : plan.stations())
    by_id_.emplace(station.id(), static_cast<std::uint32_t>(by_id_.size()));
}

std::optional<std::uint32_t> StationPlaces::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

}  // namespace fenghuo::rules
