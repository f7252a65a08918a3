// The geometry of roads, on a plane that touches the ground at each of them. Nothing of
// OpenStreetMap or of JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "adapters/plan/road_map.h"

namespace fenghuo::adapters {

/// Degrees in 1e-7; west to east, south to north, rims included. Not across the date line.
struct RoadBox {
  RoadPoint south_west;
  RoadPoint north_east;
  bool contains(RoadPoint point) const;
};

/// The box around a line, and `margin_m` more on each side.
RoadBox box_around(const RoadLine& line, double margin_m);

double metres_between(RoadPoint a, RoadPoint b);
double length_m(const RoadLine& line);

/// How many times longer the lines are than their chords of about 300 m; 1 is straight. A line that
/// ends where it began is as winding as can be.
double winding(std::span<const RoadLine> lines);

/// The parts within the box. A step across the rim is kept, so that what comes in at the rim is
/// seen; a step over the whole box, with both ends outside of it, isn't.
std::vector<RoadLine> clipped(const RoadLine& line, const RoadBox& box);

/// Fewer points, of which no left-out one is further than `tolerance_m` from the line; both ends
/// stay. (D. Douglas, T. Peucker, Algorithms for the reduction of the number of points required to
/// represent a digitized line or its caricature, Cartographica 10, 1973.) A closed line keeps
/// three.
RoadLine simplified(const RoadLine& line, double tolerance_m);

/// The point of a line that is nearest to a place.
struct RoadSpot {
  double distance_m = 0;
  std::size_t step = 0;  // between points `step` and `step` + 1
  RoadPoint point;
};
/// Nothing for a line without a step.
std::optional<RoadSpot> nearest_spot(const RoadLine& line, RoadPoint place);

}  // namespace fenghuo::adapters
