// Roads as a graph: junctions, and edges between them in compressed adjacency. Never changes once
// made; what is closed, and who travels, belongs to travel.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/result.h"

namespace fenghuo::dispatch {

/// A county has up to 250,000 (ecosystem.md, D4). 250,000 x 8 bytes of position = 2 MB.
inline constexpr std::size_t kJunctionsMax = 250'000;
/// Roads cross on the ground, so 3 edges a junction are more than a map can have.
/// 750,000 x (24 bytes an edge + 2 x 8 bytes an arc) = 30 MB.
inline constexpr std::size_t kEdgesMax = 3 * kJunctionsMax;
/// A place further than this from every road has none.
inline constexpr std::int32_t kJoinMax_m = 2'000;

struct Position {
  std::int32_t longitude_e7 = 0;  // 1e-7 degrees, about 1 cm
  std::int32_t latitude_e7 = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Who may use a road. Boats use none.
enum class RoadUse : std::uint8_t { all, no_trucks, on_foot };
/// A truck stands for all that is wide and heavy: buses, fire engines, carriers of boats.
enum class Vehicle : std::uint8_t { car, truck, on_foot };
inline constexpr std::size_t kVehicles = 3;

bool may_use(Vehicle vehicle, RoadUse use);

struct RoadEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int32_t length_m = 0;
  std::int32_t seconds = 0;  // of a car
  std::uint32_t road = 0;    // what is closed together
  RoadUse use = RoadUse::all;
  bool one_way = false;        // from -> to; not for those on foot
  bool open_to_places = true;  // no motorway, bridge or tunnel: one can get onto it from beside it
};

/// An edge as it is seen from one of its junctions. Eight bytes, since a search looks at all of
/// them.
struct Arc {
  std::uint32_t to = 0;    // the other end
  std::uint32_t half = 0;  // twice the edge, and one where it is gone against: to -> from
  std::uint32_t edge() const { return half / 2; }
  bool forward() const { return half % 2 == 0; }
};

class RoadGraph {
 public:
  RoadGraph() = default;
  /// Errors: bad_input where an edge names a junction or road that isn't there, or is longer than
  /// an int32 can say (negative); too_many above kJunctionsMax or kEdgesMax.
  static Result<RoadGraph> make(std::vector<Position> junctions, std::vector<RoadEdge> edges,
                                std::uint32_t roads);

  std::uint32_t junctions() const { return static_cast<std::uint32_t>(positions_.size()); }
  std::uint32_t roads() const { return roads_; }
  const Position& position(std::uint32_t junction) const { return positions_[junction]; }
  std::span<const RoadEdge> edges() const { return edges_; }
  /// In the order of edges. An edge back to its own junction leads nowhere and has none.
  std::span<const Arc> arcs(std::uint32_t junction) const {
    return std::span(arcs_).subspan(first_arc_[junction],
                                    first_arc_[junction + 1] - first_arc_[junction]);
  }
  /// Whether a place may be joined here: an edge is open to places and to this vehicle.
  bool joins(std::uint32_t junction, Vehicle vehicle) const {
    return (joins_[junction] >> static_cast<unsigned>(vehicle) & 1U) != 0;
  }

 private:
  void index();

  std::vector<Position> positions_;
  std::vector<RoadEdge> edges_;
  std::vector<std::uint32_t> first_arc_;
  std::vector<Arc> arcs_;
  std::vector<std::uint8_t> joins_;  // a bit a vehicle
  std::uint32_t roads_ = 0;
};

/// Metres as the crow flies, rounded up from whole decimetres; within 0.3 %, up to the distances of
/// a county.
std::int64_t metres_between(Position a, Position b);

/// How a place that lies beside the roads gets onto them.
struct Join {
  std::uint32_t junction = 0;
  std::int32_t walk_s = 0;  // between the place and the junction, whoever travels
};

/// The nearest junction that joins(), the first of equals; nothing where it is further than
/// `limit_m`. Linear in junctions: once a place and plan.
std::optional<Join> join(const RoadGraph& graph, Position place, Vehicle vehicle,
                         std::int32_t limit_m = kJoinMax_m);

/// On foot: 1 m/s, the pace of a crowd with many old people (Highway Capacity Manual 2000, chapter
/// 18: 1.0 m/s where more than 20 % are elderly).
inline constexpr std::int32_t walking_s(std::int32_t metres) {
  return metres;
}

}  // namespace fenghuo::dispatch
