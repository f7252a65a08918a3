#include "adapters/plan/plan_roads.h"

#include <cmath>

#include "adapters/plan/road_file.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

// engine/resource.proto says what they mean.
constexpr std::uint32_t kOneWay = 1;
constexpr std::uint32_t kNoTrucks = 2;
constexpr std::uint32_t kOnFootOnly = 4;
constexpr std::uint32_t kPassesBy = 8;

std::uint32_t flags_of(const RoadTraits& traits) {
  std::uint32_t flags = traits.one_way ? kOneWay : 0;
  if (traits.use == RoadUse::no_trucks) flags |= kNoTrucks;
  if (traits.use == RoadUse::on_foot) flags |= kOnFootOnly;
  if (!open_to_places(traits)) flags |= kPassesBy;
  return flags;
}

std::int32_t e7(double degrees) {
  return static_cast<std::int32_t>(std::lround(degrees * 1e7));
}

}  // namespace

std::vector<RoadPoint> road_places_of(const wire::Plan& plan) {
  std::vector<RoadPoint> places;
  const auto add = [&](const auto& at) {
    places.push_back({e7(at.longitude_deg()), e7(at.latitude_deg())});
  };
  for (const auto& village : plan.villages()) add(village);
  for (const auto& point : plan.hazard_points()) add(point);
  for (const auto& shelter : plan.shelters())
    if (shelter.has_place()) add(shelter.place());
  for (const auto& unit : plan.units())
    if (unit.has_place()) add(unit.place());
  return places;
}

void read_plan_roads(const PlanFile& file, PlanDraft& draft) {
  const RoadMap map = read_roads(file, {.places = road_places_of(draft.plan)}, draft.faults);
  draft.sources.add("roads", Place{file.name, 1, 1});
  auto& roads = *draft.plan.mutable_roads();
  for (const auto& junction : map.junctions) {
    roads.add_junction_longitude_e7(junction.longitude_e7);
    roads.add_junction_latitude_e7(junction.latitude_e7);
  }
  for (const auto& road : map.roads) {
    auto& added = *roads.add_roads();
    added.set_id(road.id);
    to_wire(road.traits.name, *added.mutable_name());
  }
  for (const auto& edge : map.edges) {
    roads.add_edge_from(edge.from);
    roads.add_edge_to(edge.to);
    roads.add_edge_length_m(static_cast<std::uint32_t>(edge.length_m));
    roads.add_edge_seconds(static_cast<std::uint32_t>(edge.seconds));
    roads.add_edge_road(edge.road);
    roads.add_edge_flags(flags_of(map.roads[edge.road].traits));
  }
}

}  // namespace fenghuo::adapters
