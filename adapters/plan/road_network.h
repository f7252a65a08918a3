// From roads as they were drawn to junctions and edges: cuts them where they meet, and joins again
// what was cut without need.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/plan/road_lines.h"
#include "adapters/plan/road_map.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// A road as it was drawn.
struct DrawnRoad {
  Road road;
  std::vector<RoadLine> lines;  // each of two points or more, none equal to the one before it
  bool whole = false;           // one road of its own id, however many edges it has
  double stretch = 1;           // how many metres one metre as drawn is
};

/// Places further than this from a road don't cut it; travel needs no junction there.
inline constexpr double kPlaceToRoadMax_m = 2'000;

/// Puts a point into the roads where each place is nearest to them, once for those that are open to
/// all, to cars, and to who is on foot. These points, sorted; connected() makes junctions of them,
/// so that a village in the middle of a long road isn't taken to its far end.
RoadLine cut_at_places(std::vector<DrawnRoad>& drawn, std::span<const RoadPoint> places);

/// Junctions are ends of lines, points that lines share, and `cuts` (sorted). Where just two lines
/// meet whose traits are equal, and neither is whole, they become one edge. The edges of what isn't
/// whole are roads of their own: "w12" in three pieces are w12.1, w12.2, w12.3. In the order in
/// which they were drawn.
/// Errors: too_many above kRoadJunctionsMax.
Result<RoadMap> connected(const std::vector<DrawnRoad>& drawn, const RoadLine& cuts);

/// Of a car, rounded up, at least 1.
std::int32_t car_seconds(std::int32_t length_m, std::int32_t speed_kmh);

}  // namespace fenghuo::adapters
