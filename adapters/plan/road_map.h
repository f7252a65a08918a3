// The roads of a plan as plain data: what the reader of roads.geojson makes and its writer takes.
// The graph to travel on (playbooks/dispatch/road_graph.h) is made from it by whoever has both.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/text.h"

namespace fenghuo::adapters {

/// A county has up to 250,000 junctions; with 24 bytes and a name of 40 each that is 16 MB.
inline constexpr std::size_t kRoadJunctionsMax = 250'000;

inline constexpr std::int32_t kRoadSpeedMax_kmh = 130;

/// 1e-7 degrees (about 1 cm), as OpenStreetMap keeps them: equal places are equal numbers.
struct RoadPoint {
  std::int32_t longitude_e7 = 0;
  std::int32_t latitude_e7 = 0;
  friend auto operator<=>(const RoadPoint&, const RoadPoint&) = default;
};

using RoadLine = std::vector<RoadPoint>;

/// Who may use it. A truck is anything up to 18 t and 2.55 m wide.
enum class RoadUse : std::uint8_t { all, no_trucks, on_foot };
/// What carries it over what would cut it, or lets it be cut.
enum class RoadPassage : std::uint8_t { ground, bridge, ford, tunnel };

struct RoadTraits {
  Text name;               // empty: it has none
  std::string road_class;  // OpenStreetMap's word: primary, residential, track
  RoadUse use = RoadUse::all;
  std::int32_t speed_kmh = 1;  // of a car, on an ordinary day
  bool one_way = false;
  RoadPassage passage = RoadPassage::ground;
  friend bool operator==(const RoadTraits&, const RoadTraits&) = default;
};

struct Road {
  std::string id;
  RoadTraits traits;
  friend bool operator==(const Road&, const Road&) = default;
};

struct RoadEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int32_t length_m = 1;
  std::int32_t seconds = 1;  // of a car; rounded up
  std::uint32_t road = 0;
  RoadLine shape;  // from the one junction to the other, both included
};

struct RoadMap {
  std::vector<RoadPoint> junctions;  // from west to east, from south to north where that is equal
  std::vector<Road> roads;
  std::vector<RoadEdge> edges;
};

/// Whether one can get onto the road from beside it: not onto motorways, bridges, into tunnels.
bool open_to_places(const RoadTraits& traits);

}  // namespace fenghuo::adapters
