// Lines as GeoJSON has them (RFC 7946).
#pragma once

#include <boost/json/fwd.hpp>
#include <vector>

#include "adapters/plan/road_map.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// Of a LineString or MultiLineString. Points that repeat the one before are left out, so that each
/// line has two points at least and some length.
/// Errors: not_found where it is another geometry or none; bad_input.
Result<std::vector<RoadLine>> read_road_lines(const boost::json::object* geometry);

}  // namespace fenghuo::adapters
