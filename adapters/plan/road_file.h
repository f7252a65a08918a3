// roads.geojson: the roads of a plan. Read from what `osmium export` makes of OpenStreetMap, or
// from our own features; written as our own, small enough for a plan's folder.
//
//   osmium tags-filter county.osm.pbf w/highway -o roads.osm.pbf
//   osmium export roads.osm.pbf -u type_id --geometry-types=linestring -f geojson -o osm.geojson
//
// A feature of our own is a LineString (or MultiLineString) with these properties; all but the
// first two may be left out:
//
//   kind: road   id   name   name_en
//   class         OpenStreetMap's word (residential)
//   speed_kmh     of a car; else that of the class, less in bends
//   one_way, bridge, ford, tunnel   true
//   only          "cars" (no buses and trucks) or "foot"; else as the class is
//   length_m      along the road; else along the line as drawn
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/diagnostic.h"
#include "adapters/plan/files.h"
#include "adapters/plan/road_lines.h"
#include "adapters/plan/road_map.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// 200,000 roads of 15 points of 22 bytes. Read, it takes up to four times as much memory.
inline constexpr std::size_t kRoadFileBytesMax = 64 * 1024 * 1024;
inline constexpr std::size_t kRoadFaultsMax = 100;
/// What lies less than this beside the straight line isn't drawn; lengths are kept.
inline constexpr double kRoadTolerance_m = 10;

struct RoadReading {
  std::optional<RoadBox> within;  // else all
  std::vector<RoadPoint> places;  // that get a junction on the road beside them
};

/// A FeatureCollection, or a feature a line (RFC 8142, with its mark or without). Features that are
/// no roads are passed over. Faults name the feature by its number and id, and the first
/// kRoadFaultsMax of them are noted; a road with a fault is left out.
RoadMap read_roads(const PlanFile& file, const RoadReading& how, Diagnostics& faults);

/// A feature an edge. Read again it gives the same junctions, edges and seconds. The id is the
/// road's, with a number behind it where the road has several edges.
std::string to_geojson(const RoadMap& map, double tolerance_m = kRoadTolerance_m);

/// "W,S,E,N" in degrees. Errors: bad_input.
Result<RoadBox> parse_road_box(std::string_view degrees);

}  // namespace fenghuo::adapters
