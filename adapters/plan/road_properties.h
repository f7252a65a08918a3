// The properties of a road of our own in roads.geojson (road_file.h lists them).
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <vector>

#include "adapters/plan/road_map.h"
#include "engine/text.h"

namespace fenghuo::adapters {

/// Longer is no road, but a slip of the pen.
inline constexpr double kRoadLengthMax_m = 1'000'000;

struct OwnRoad {
  RoadTraits traits;
  bool speed_said = false;
  std::optional<double> length_m;
};

/// Adds to `wrong` what can't be read, and properties that aren't known.
OwnRoad read_road_properties(const boost::json::object& properties, std::vector<Text>& wrong);

}  // namespace fenghuo::adapters
