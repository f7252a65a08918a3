// How long it takes from junction to junction, for one kind of traveller and what is closed at the
// moment: Dijkstra's algorithm (E. W. Dijkstra, A note on two problems in connexion with graphs,
// Numerische Mathematik 1, 1959). Closures change within a flood, so nothing is prepared ahead of
// them (ecosystem.md, D4).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "playbooks/dispatch/road_graph.h"

namespace fenghuo::dispatch {

/// The time to what can't be reached.
inline constexpr std::int32_t kNoRoute = std::numeric_limits<std::int32_t>::max();
inline constexpr std::uint32_t kNoEdge = std::numeric_limits<std::uint32_t>::max();

/// In any order; what isn't in the graph is ignored. A closed junction closes its edges.
struct Closures {
  std::vector<std::uint32_t> roads;
  std::vector<std::uint32_t> junctions;
};

/// Times from one junction to all, or from all to one.
struct Times {
  std::uint32_t origin = 0;
  std::vector<std::int32_t> seconds;   // by junction; kNoRoute where there is none
  std::vector<std::uint32_t> by_edge;  // on the way to or from the origin; kNoEdge at the origin
};

/// In the order of travel; one edge less than junctions. Empty where there is no way.
struct Path {
  std::vector<std::uint32_t> junctions;
  std::vector<std::uint32_t> edges;
};

/// Junctions that hang together, ignoring one-way signs.
struct Pieces {
  std::vector<std::uint32_t> of_junction;  // 0: the largest; equals by their first junction
  std::vector<std::uint32_t> sizes;        // in junctions
};

/// Holds on to the graph, which must outlive it.
class Travel {
 public:
  /// At `pace_percent` 150 everything takes half as long again: night, snow, water on the road.
  Travel(const RoadGraph& graph, Vehicle vehicle, const Closures& closures,
         std::uint16_t pace_percent = 100);

  /// From its beginning to its end; kNoRoute: closed, or not for this vehicle. The edge must be one
  /// of the graph's.
  std::int32_t seconds(std::uint32_t edge) const { return costs_[2 * std::size_t{edge}]; }

  /// Shortest times. With `targets` it stops at the last of them; what is further has kNoRoute
  /// then. A junction that isn't in the graph reaches nothing, and is no target.
  Times from(std::uint32_t junction, std::span<const std::uint32_t> targets = {}) const;
  Times to(std::uint32_t junction, std::span<const std::uint32_t> targets = {}) const;
  /// Of equally short ways always the same one.
  Path path_from(const Times& times, std::uint32_t junction) const;
  Path path_to(const Times& times, std::uint32_t junction) const;

  /// Islands: what can't be reached from each other by any road that is open.
  Pieces pieces() const;

 private:
  enum class Way : std::uint8_t { forth, back };
  Times search(std::uint32_t origin, Way way, std::span<const std::uint32_t> targets) const;
  Path back_to_origin(const Times& times, std::uint32_t junction) const;

  const RoadGraph* graph_;
  std::vector<std::int32_t> costs_;  // by half, as Arc has it
};

}  // namespace fenghuo::dispatch
