#include "playbooks/dispatch/travel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

struct Case {
  std::vector<RoadEdge> edges;
  std::uint32_t junctions = 0;
  std::uint32_t roads = 0;
  Closures closures;

  RoadGraph graph() const {
    auto made = RoadGraph::make(std::vector<Position>(junctions), edges, roads);
    EXPECT_TRUE(made);
    return std::move(*made);
  }
};

Case random_case(Random& random, bool with_one_way) {
  Case made;
  made.junctions = 1 + random.below(14);
  made.roads = 1 + random.below(8);
  const std::uint32_t edges = random.below(40);
  for (std::uint32_t i = 0; i < edges; ++i)
    made.edges.push_back(
        {.from = random.below(made.junctions),
         .to = random.below(made.junctions),
         .length_m = static_cast<std::int32_t>(random.below(30)),
         .seconds = static_cast<std::int32_t>(random.below(random.one_in(4) ? 1'000'000 : 30)),
         .road = random.below(made.roads),
         .use = static_cast<RoadUse>(random.below(3)),
         .one_way = with_one_way && random.one_in(3)});
  while (random.one_in(2)) made.closures.roads.push_back(random.below(made.roads + 1));
  while (random.one_in(3)) made.closures.junctions.push_back(random.below(made.junctions + 1));
  return made;
}

// The rules once more, in plain words: what an edge costs in a direction.
std::int64_t cost(const Case& given, const RoadEdge& edge, Vehicle vehicle, bool against) {
  const auto has = [](const std::vector<std::uint32_t>& all, std::uint32_t one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  if (has(given.closures.roads, edge.road) || has(given.closures.junctions, edge.from) ||
      has(given.closures.junctions, edge.to))
    return kNoRoute;
  if (vehicle == Vehicle::on_foot) return edge.length_m;
  if (edge.use == RoadUse::on_foot) return kNoRoute;
  if (edge.use == RoadUse::no_trucks && vehicle == Vehicle::truck) return kNoRoute;
  if (edge.one_way && against) return kNoRoute;
  return edge.seconds;
}

using Matrix = std::vector<std::vector<std::int64_t>>;

// R. W. Floyd, Algorithm 97: Shortest path, Communications of the ACM 5 (1962).
Matrix floyd_warshall(const Case& given, Vehicle vehicle) {
  const std::size_t n = given.junctions;
  Matrix times(n, std::vector<std::int64_t>(n, kNoRoute));
  for (std::size_t i = 0; i < n; ++i) times[i][i] = 0;
  for (const RoadEdge& edge : given.edges) {
    auto& there = times[edge.from][edge.to];
    there = std::min(there, cost(given, edge, vehicle, false));
    auto& back = times[edge.to][edge.from];
    back = std::min(back, cost(given, edge, vehicle, true));
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (times[i][k] != kNoRoute && times[k][j] != kNoRoute)
          times[i][j] = std::min(times[i][j], times[i][k] + times[k][j]);
  return times;
}

// A path goes along edges that are open in its direction, and takes the time that was said.
void expect_path(const Case& given, Vehicle vehicle, const Path& path, std::uint32_t first,
                 std::uint32_t last, std::int32_t seconds) {
  if (seconds == kNoRoute) {
    EXPECT_TRUE(path.junctions.empty() && path.edges.empty());
    return;
  }
  ASSERT_EQ(path.junctions.size(), path.edges.size() + 1);
  EXPECT_EQ(path.junctions.front(), first);
  EXPECT_EQ(path.junctions.back(), last);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    const RoadEdge& edge = given.edges[path.edges[i]];
    const bool against = edge.from != path.junctions[i];
    EXPECT_EQ(against ? edge.to : edge.from, path.junctions[i]);
    EXPECT_EQ(against ? edge.from : edge.to, path.junctions[i + 1]);
    const std::int64_t step = cost(given, edge, vehicle, against);
    EXPECT_NE(step, kNoRoute) << "edge " << path.edges[i] << " is closed";
    sum += step;
  }
  EXPECT_EQ(sum, seconds);
}

class TravelByVehicle : public ::testing::TestWithParam<Vehicle> {};

TEST_P(TravelByVehicle, TimesAndPathsAreThoseOfFloydAndWarshall) {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const Case given = random_case(random, true);
    const RoadGraph graph = given.graph();
    const Travel travel(graph, GetParam(), given.closures);
    const Matrix wanted = floyd_warshall(given, GetParam());
    for (std::uint32_t i = 0; i < given.junctions; ++i) {
      const Times from = travel.from(i);
      const Times to = travel.to(i);
      for (std::uint32_t j = 0; j < given.junctions; ++j) {
        ASSERT_EQ(from.seconds[j], wanted[i][j]) << i << " to " << j;
        ASSERT_EQ(to.seconds[j], wanted[j][i]) << j << " to " << i;
        expect_path(given, GetParam(), travel.path_from(from, j), i, j, from.seconds[j]);
        expect_path(given, GetParam(), travel.path_to(to, j), j, i, to.seconds[j]);
      }
    }
  }
}

TEST_P(TravelByVehicle, WithTargetsItStopsAtTheLastOfThem) {
  bool stopped = false;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const Case given = random_case(random, true);
    const RoadGraph graph = given.graph();
    const Travel travel(graph, GetParam(), given.closures);
    const std::vector<std::uint32_t> targets{random.below(given.junctions),
                                             random.below(given.junctions)};
    const std::uint32_t origin = random.below(given.junctions);
    const Times all = travel.from(origin);
    const Times some = travel.from(origin, targets);
    const std::int32_t last =
        std::max(all.seconds[targets[0]], all.seconds[targets[1]]);  // kNoRoute: looked at all
    for (std::uint32_t j = 0; j < given.junctions; ++j) {
      const bool nearer = all.seconds[j] < last || j == targets[0] || j == targets[1];
      EXPECT_TRUE(some.seconds[j] == all.seconds[j] || (!nearer && some.seconds[j] == kNoRoute));
      EXPECT_TRUE(some.seconds[j] <= last || some.seconds[j] == kNoRoute) << j;
      EXPECT_TRUE(some.seconds[j] != kNoRoute || some.by_edge[j] == kNoEdge) << j;
      stopped |= some.seconds[j] != all.seconds[j];
      expect_path(given, GetParam(), travel.path_from(some, j), origin, j, some.seconds[j]);
    }
  }
  EXPECT_TRUE(stopped);
}

TEST_P(TravelByVehicle, WithoutOneWaySignsThereAndBackTakeTheSame) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    const Case given = random_case(random, false);
    const RoadGraph graph = given.graph();
    const Travel travel(graph, GetParam(), given.closures);
    for (std::uint32_t i = 0; i < given.junctions; ++i)
      EXPECT_EQ(travel.from(i).seconds, travel.to(i).seconds);
  }
}

TEST_P(TravelByVehicle, PiecesAreWhatHangsTogether) {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    Case given = random_case(random, true);
    const RoadGraph graph = given.graph();
    const Pieces pieces = Travel(graph, GetParam(), given.closures).pieces();
    for (RoadEdge& edge : given.edges) edge.one_way = false;
    const Matrix together = floyd_warshall(given, GetParam());
    std::vector<std::uint32_t> sizes(pieces.sizes.size());
    std::uint32_t seen = 0;
    for (std::uint32_t i = 0; i < given.junctions; ++i) {
      ASSERT_LT(pieces.of_junction[i], sizes.size());
      ++sizes[pieces.of_junction[i]];
      for (std::uint32_t j = 0; j < given.junctions; ++j)
        EXPECT_EQ(pieces.of_junction[i] == pieces.of_junction[j], together[i][j] != kNoRoute);
      // Of equal sizes the one with the lowest junction comes first.
      if (pieces.sizes[pieces.of_junction[i]] != pieces.sizes[0]) continue;
      EXPECT_LE(pieces.of_junction[i], seen);
      if (pieces.of_junction[i] == seen) ++seen;
    }
    EXPECT_EQ(pieces.sizes, sizes);
    EXPECT_TRUE(std::is_sorted(sizes.rbegin(), sizes.rend()));
  }
}

INSTANTIATE_TEST_SUITE_P(All, TravelByVehicle,
                         ::testing::Values(Vehicle::car, Vehicle::truck, Vehicle::on_foot));

RoadGraph line(std::vector<std::int32_t> seconds) {
  std::vector<RoadEdge> edges;
  for (std::uint32_t i = 0; i < seconds.size(); ++i)
    edges.push_back({.from = i, .to = i + 1, .length_m = 1, .seconds = seconds[i]});
  auto made = RoadGraph::make(std::vector<Position>(seconds.size() + 1), edges, 1);
  EXPECT_TRUE(made);
  return std::move(*made);
}

TEST(TravelTest, ASlowerPaceIsRoundedUp) {
  const RoadGraph graph = line({10, 7, 0});
  const Travel travel(graph, Vehicle::car, {}, 150);
  EXPECT_EQ(travel.from(0).seconds, (std::vector<std::int32_t>{0, 15, 26, 26}));
}

TEST(TravelTest, WhatTakesLongerThanASecondsNumberCanSayIsNoRoute) {
  constexpr std::int32_t kLong = kNoRoute - 5;
  const RoadGraph graph = line({kLong, 4, 1});
  EXPECT_EQ(Travel(graph, Vehicle::car, {}).from(0).seconds,
            (std::vector<std::int32_t>{0, kLong, kLong + 4, kNoRoute}));
  EXPECT_EQ(Travel(graph, Vehicle::car, {}, 200).from(0).seconds[1], kNoRoute);
}

TEST(TravelTest, AClosedJunctionIsLeftByNoRoad) {
  const RoadGraph graph = line({10, 7});
  const Travel travel(graph, Vehicle::car, {.roads = {}, .junctions = {1}});
  EXPECT_EQ(travel.from(1).seconds, (std::vector<std::int32_t>{kNoRoute, 0, kNoRoute}));
  EXPECT_EQ(travel.seconds(0), kNoRoute);
}

TEST(TravelTest, WhatIsNotInTheGraphReachesNothing) {
  const RoadGraph graph = line({10});
  const Travel travel(graph, Vehicle::car, {.roads = {9}, .junctions = {9}});
  const Times none = travel.from(2);
  EXPECT_EQ(none.seconds, (std::vector<std::int32_t>{kNoRoute, kNoRoute}));
  EXPECT_TRUE(travel.path_from(none, 0).junctions.empty());
  EXPECT_TRUE(travel.path_from(travel.from(0), 7).junctions.empty());
  const std::vector<std::uint32_t> targets{1, 77};
  EXPECT_EQ(travel.from(0, targets).seconds[1], 10);
  const RoadGraph empty;
  EXPECT_TRUE(Travel(empty, Vehicle::car, {}).from(0).seconds.empty());
  EXPECT_TRUE(Travel(empty, Vehicle::car, {}).pieces().sizes.empty());
}

}  // namespace
}  // namespace fenghuo::dispatch
