#include "playbooks/dispatch/road_graph.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

namespace fenghuo::dispatch {
namespace {

// A degree of latitude on the sphere of 6,371 km.
constexpr std::int64_t kMetresPerDegree = 111'195;
constexpr std::int64_t kCosineUnit = 10'000;

// The cosine of a latitude in 1/10,000, within 16 (Bhaskara I): integers, so that all machines find
// the same junction.
std::int64_t cosine(std::int64_t latitude_e7) {
  const std::int64_t milli_deg = std::min<std::int64_t>(std::abs(latitude_e7) / 10'000, 90'000);
  const std::int64_t square = milli_deg * milli_deg;
  constexpr std::int64_t kHalfTurnSquared = 180'000LL * 180'000;
  return kCosineUnit * (kHalfTurnSquared - 4 * square) / (kHalfTurnSquared + square);
}

// The square of the distance in decimetres: at most (4e8)^2 + (4e8)^2, which fits.
std::int64_t squared_dm(Position a, Position b) {
  const std::int64_t east_e7 = static_cast<std::int64_t>(b.longitude_e7) - a.longitude_e7;
  const std::int64_t north_e7 = static_cast<std::int64_t>(b.latitude_e7) - a.latitude_e7;
  const std::int64_t middle_e7 = (static_cast<std::int64_t>(a.latitude_e7) + b.latitude_e7) / 2;
  const std::int64_t north_dm = north_e7 * kMetresPerDegree / 1'000'000;
  const std::int64_t east_dm =
      east_e7 * kMetresPerDegree / 1'000'000 * cosine(middle_e7) / kCosineUnit;
  return north_dm * north_dm + east_dm * east_dm;
}

// Rounded up. Halves the interval: 31 steps at most.
std::int64_t root(std::int64_t square) {
  std::int64_t low = 0;
  std::int64_t high = 1'000'000'000;
  while (low < high) {
    const std::int64_t middle = (low + high) / 2;
    if (middle * middle < square)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

bool may_use(Vehicle vehicle, RoadUse use) {
  switch (use) {
    case RoadUse::all:
      return true;
    case RoadUse::no_trucks:
      return vehicle != Vehicle::truck;
    case RoadUse::on_foot:
      return vehicle == Vehicle::on_foot;
  }
  return false;
}

Result<RoadGraph> RoadGraph::make(std::vector<Position> junctions, std::vector<RoadEdge> edges,
                                  std::uint32_t roads) {
  if (junctions.size() > kJunctionsMax || edges.size() > kEdgesMax)
    return Error{Errc::too_many,
                 {"路口最多 25 万个、路段最多 75 万段",
                  "at most 250,000 junctions and 750,000 edges of roads"}};
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const RoadEdge& edge = edges[i];
    if (edge.from < junctions.size() && edge.to < junctions.size() && edge.road < roads &&
        edge.length_m >= 0 && edge.seconds >= 0)
      continue;
    const std::string number = std::to_string(i);
    return Error{Errc::bad_input,
                 {"第 " + number + " 路段的端点、道路或长度不对",
                  "edge " + number + " has no such junction or road, or a negative length"}};
  }
  RoadGraph graph;
  graph.positions_ = std::move(junctions);
  graph.edges_ = std::move(edges);
  graph.roads_ = roads;
  graph.index();
  return graph;
}

void RoadGraph::index() {
  first_arc_.assign(positions_.size() + 1, 0);
  for (const RoadEdge& edge : edges_) {
    if (edge.from == edge.to) continue;
    ++first_arc_[edge.from + 1];
    ++first_arc_[edge.to + 1];
  }
  for (std::size_t i = 1; i < first_arc_.size(); ++i) first_arc_[i] += first_arc_[i - 1];
  arcs_.resize(first_arc_.back());
  joins_.assign(positions_.size(), 0);
  std::vector<std::uint32_t> free(first_arc_.begin(), first_arc_.end() - 1);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const RoadEdge& edge = edges_[i];
    if (edge.from != edge.to) {
      arcs_[free[edge.from]++] = {edge.to, 2 * i};
      arcs_[free[edge.to]++] = {edge.from, 2 * i + 1};
    }
    if (!edge.open_to_places) continue;
    for (const Vehicle vehicle : {Vehicle::car, Vehicle::truck, Vehicle::on_foot}) {
      if (!may_use(vehicle, edge.use)) continue;
      const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(vehicle));
      joins_[edge.from] |= bit;
      joins_[edge.to] |= bit;
    }
  }
}

std::int64_t metres_between(Position a, Position b) {
  return (root(squared_dm(a, b)) + 9) / 10;
}

std::optional<Join> join(const RoadGraph& graph, Position place, Vehicle vehicle,
                         std::int32_t limit_m) {
  std::optional<std::uint32_t> nearest;
  std::int64_t least = 0;
  for (std::uint32_t i = 0; i < graph.junctions(); ++i) {
    if (!graph.joins(i, vehicle)) continue;
    const std::int64_t squared = squared_dm(place, graph.position(i));
    if (nearest && squared >= least) continue;
    nearest = i;
    least = squared;
  }
  if (!nearest) return std::nullopt;
  const std::int64_t metres = metres_between(place, graph.position(*nearest));
  if (metres > limit_m) return std::nullopt;
  return Join{*nearest, walking_s(static_cast<std::int32_t>(metres))};
}

}  // namespace fenghuo::dispatch
