// The roads of a plan: read into it from roads.geojson, with its places beside them.
#pragma once

#include <vector>

#include "adapters/plan/files.h"
#include "adapters/plan/road_map.h"

namespace fenghuo::adapters {

/// Villages, hazard points, shelters and units that have a position of their own. They get a
/// junction on the road beside them.
std::vector<RoadPoint> road_places_of(const wire::Plan& plan);

}  // namespace fenghuo::adapters
