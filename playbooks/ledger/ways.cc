#include "playbooks/ledger/ways.h"

#include <algorithm>
#include <cmath>

#include "engine/wire_text.h"

namespace fenghuo::playbooks {

using dispatch::Vehicle;
using fenghuo::from_wire;

namespace {

constexpr std::uint32_t kOneWay = 1;
constexpr std::uint32_t kNoTrucks = 2;
constexpr std::uint32_t kOnFootOnly = 4;
constexpr std::uint32_t kPassesBy = 8;

constexpr double kE7 = 1e7;

std::int32_t e7(double degrees) {
  return static_cast<std::int32_t>(std::lround(std::clamp(degrees, -180.0, 180.0) * kE7));
}

dispatch::RoadUse use_of(std::uint32_t flags) {
  if ((flags & kOnFootOnly) != 0) return dispatch::RoadUse::on_foot;
  return (flags & kNoTrucks) != 0 ? dispatch::RoadUse::no_trucks : dispatch::RoadUse::all;
}

}  // namespace

Result<dispatch::RoadGraph> graph_of(const wire::Roads& roads) {
  std::vector<dispatch::Position> junctions;
  const int positions =
      std::min(roads.junction_longitude_e7_size(), roads.junction_latitude_e7_size());
  for (int i = 0; i < positions; ++i)
    junctions.push_back({roads.junction_longitude_e7(i), roads.junction_latitude_e7(i)});
  const int edges =
      std::min({roads.edge_from_size(), roads.edge_to_size(), roads.edge_length_m_size(),
                roads.edge_seconds_size(), roads.edge_road_size(), roads.edge_flags_size()});
  std::vector<dispatch::RoadEdge> all;
  for (int i = 0; i < edges; ++i)
    all.push_back({.from = roads.edge_from(i),
                   .to = roads.edge_to(i),
                   .length_m = static_cast<std::int32_t>(roads.edge_length_m(i)),
                   .seconds = static_cast<std::int32_t>(roads.edge_seconds(i)),
                   .road = roads.edge_road(i),
                   .use = use_of(roads.edge_flags(i)),
                   .one_way = (roads.edge_flags(i) & kOneWay) != 0,
                   .open_to_places = (roads.edge_flags(i) & kPassesBy) == 0});
  return dispatch::RoadGraph::make(std::move(junctions), std::move(all),
                                   static_cast<std::uint32_t>(roads.roads_size()));
}

Ways::Ways(const wire::Plan& plan) {
  if (plan.roads().edge_from_size() > 0)
    if (auto graph = graph_of(plan.roads()))
      graph_ = std::make_shared<const dispatch::RoadGraph>(std::move(*graph));
  for (const auto& road : plan.roads().roads()) {
    road_index_.emplace(road.id(), static_cast<std::uint32_t>(road_index_.size()));
    road_ids_.push_back(road.id());
  }
  std::map<std::string_view, const wire::Village*> villages;
  for (const auto& village : plan.villages()) villages.emplace(village.id(), &village);
  const auto beside = [&](const std::string& id, const wire::Text& name,
                          const std::string& village) {
    if (const auto at = villages.find(village); at != villages.end())
      add(id, from_wire(name), village, at->second->longitude_deg(), at->second->latitude_deg());
  };
  for (const auto& village : plan.villages()) beside(village.id(), village.name(), village.id());
  for (const auto& point : plan.hazard_points())
    add(point.id(), from_wire(point.name()), point.village(), point.longitude_deg(),
        point.latitude_deg());
  for (const auto& facility : plan.facilities())
    beside(facility.id(), facility.name(), facility.village());
  for (const auto& shelter : plan.shelters()) {
    const std::string village = shelter.villages_size() > 0 ? shelter.villages(0) : "";
    if (shelter.has_place())
      add(shelter.id(), from_wire(shelter.name()), "", shelter.place().longitude_deg(),
          shelter.place().latitude_deg());
    else
      beside(shelter.id(), shelter.name(), village);
  }
  for (const auto& unit : plan.units())
    if (unit.has_place())
      add(unit.id(), from_wire(unit.name()), "", unit.place().longitude_deg(),
          unit.place().latitude_deg());
}

void Ways::add(const std::string& id, const Text& name, const std::string& village,
               double longitude, double latitude) {
  Spot spot{.name = name, .village = village, .position = {e7(longitude), e7(latitude)}};
  spot.index = static_cast<std::uint32_t>(places_.size());
  if (graph_ != nullptr)
    for (std::size_t i = 0; i < dispatch::kVehicles; ++i)
      spot.joins[i] = dispatch::join(*graph_, spot.position, static_cast<Vehicle>(i));
  places_.try_emplace(id, std::move(spot));
}

void Ways::close(const std::set<std::string>& roads, const std::set<std::string>& villages) {
  closures_ = {};
  for (const auto& road : roads)
    if (const auto found = road_index_.find(road); found != road_index_.end())
      closures_.roads.push_back(found->second);
  cut_ = villages;
  times_.clear();
}

Text in_minutes(std::int64_t seconds) {
  const std::string number = std::to_string((seconds + 59) / 60);
  return {number + " 分钟", number + " min"};
}

Text Ways::name(std::string_view place) const {
  const auto found = places_.find(place);
  if (found != places_.end()) return found->second.name;
  return {std::string(place), std::string(place)};
}

bool Ways::joins_road(std::string_view place, Vehicle vehicle) const {
  const auto found = places_.find(place);
  return graph_ == nullptr || (found != places_.end() &&
                               found->second.joins[static_cast<std::size_t>(vehicle)].has_value());
}

const std::vector<std::int32_t>& Ways::times_from(const Spot& from, Vehicle vehicle) {
  const auto [entry, fresh] = times_.try_emplace({from.index, vehicle});
  if (!fresh) return entry->second;
  const auto at = static_cast<std::size_t>(vehicle);
  std::vector<std::uint32_t> targets;
  for (const auto& [id, spot] : places_)
    if (spot.joins[at]) targets.push_back(spot.joins[at]->junction);
  const dispatch::Travel travel(*graph_, vehicle, closures_);
  const auto times = travel.from(from.joins[at]->junction, targets);
  entry->second.assign(places_.size(), dispatch::kNoRoute);
  for (const auto& [id, spot] : places_)
    if (spot.joins[at]) entry->second[spot.index] = times.seconds[spot.joins[at]->junction];
  return entry->second;
}

std::optional<std::int64_t> Ways::seconds(std::string_view from, std::string_view to,
                                          Vehicle vehicle) {
  const auto begin = places_.find(from);
  const auto end = places_.find(to);
  if (begin == places_.end() || end == places_.end()) return std::nullopt;
  if (begin == end) return 0;
  const Spot& a = begin->second;
  const Spot& b = end->second;
  const bool same_village = !a.village.empty() && a.village == b.village;
  if (vehicle != Vehicle::on_foot && !same_village && (cut(a) || cut(b))) return std::nullopt;
  if (graph_ == nullptr) {
    const std::int64_t metres =
        dispatch::metres_between(a.position, b.position) * kDetourPercent / 100;
    if (vehicle == Vehicle::on_foot) return dispatch::walking_s(static_cast<std::int32_t>(metres));
    return metres * 3'600 / kCarMetresAnHour;
  }
  const auto at = static_cast<std::size_t>(vehicle);
  if (!a.joins[at] || !b.joins[at]) return std::nullopt;
  const std::int32_t drive = times_from(a, vehicle)[b.index];
  if (drive == dispatch::kNoRoute) return std::nullopt;
  return std::int64_t{drive} + a.joins[at]->walk_s + b.joins[at]->walk_s;
}

std::optional<std::vector<std::string>> Ways::roads_between(std::string_view from,
                                                            std::string_view to,
                                                            Vehicle vehicle) const {
  const auto begin = places_.find(from);
  const auto end = places_.find(to);
  if (begin == places_.end() || end == places_.end()) return std::nullopt;
  std::vector<std::string> roads;
  if (begin == end || graph_ == nullptr) return roads;
  const auto at = static_cast<std::size_t>(vehicle);
  const auto& a = begin->second.joins[at];
  const auto& b = end->second.joins[at];
  if (!a || !b) return std::nullopt;
  if (a->junction == b->junction) return roads;
  const dispatch::Travel travel(*graph_, vehicle, closures_);
  const std::uint32_t target[] = {b->junction};
  const auto times = travel.from(a->junction, target);
  const auto path = travel.path_from(times, b->junction);
  if (path.edges.empty()) return std::nullopt;
  for (const std::uint32_t edge : path.edges) {
    const std::string& road = road_ids_[graph_->edges()[edge].road];
    if (std::find(roads.begin(), roads.end(), road) == roads.end()) roads.push_back(road);
  }
  return roads;
}

}  // namespace fenghuo::playbooks
