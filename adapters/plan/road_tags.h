// What the tags of a road mean (wiki.openstreetmap.org/wiki/Key:highway, Key:access, Key:oneway):
// who may use it, in which direction, and how fast a car is on it on an ordinary day.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/plan/road_map.h"

namespace fenghuo::adapters {

/// A class of roads, by OpenStreetMap's word for it.
struct RoadClass {
  std::string_view word;
  std::int32_t speed_kmh;
  RoadUse use;
};

/// Nothing for a word that is no road: proposed, construction, bus_stop.
const RoadClass* find_road_class(std::string_view word);

struct TaggedRoad {
  RoadTraits traits;
  bool backwards = false;  // oneway=-1: against the order of its points
};

/// Nothing where it is no road, is an area, or leads to one house or along a car park (service=
/// driveway, parking_aisle). A closed gate (access=no, private) lets pass only who is on foot.
std::optional<TaggedRoad> read_road_tags(const boost::json::object& tags);

/// How much slower a road is for its bends: of lines as they are before they are cut at junctions.
std::int32_t speed_in_bends_kmh(std::int32_t speed_kmh, std::span<const RoadLine> lines);

}  // namespace fenghuo::adapters
