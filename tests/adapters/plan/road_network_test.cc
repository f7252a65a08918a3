#include "adapters/plan/road_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/random.h"

namespace fenghuo::adapters {
namespace {

// A grid of 100 m near the equator, where 1e-7 degrees are 1.11 cm either way.
RoadPoint at(std::int32_t east, std::int32_t north) {
  return {east * 8'993, north * 8'993};
}

DrawnRoad road(const std::string& id, RoadLine line, bool one_way = false) {
  return {.road = {id, {.speed_kmh = 36, .one_way = one_way}}, .lines = {std::move(line)}};
}

RoadMap map_of(std::vector<DrawnRoad> drawn, std::vector<RoadPoint> places = {}) {
  const RoadLine cuts = cut_at_places(drawn, places);
  auto map = connected(drawn, cuts);
  EXPECT_TRUE(map);
  return std::move(*map);
}

// "w1.2: 0-3 200 m 20 s": an edge a line.
std::vector<std::string> told(const RoadMap& map) {
  std::vector<std::string> all;
  for (const RoadEdge& edge : map.edges) {
    EXPECT_EQ(edge.shape.front(), map.junctions[edge.from]);
    EXPECT_EQ(edge.shape.back(), map.junctions[edge.to]);
    all.push_back(map.roads[edge.road].id + ": " + std::to_string(edge.from) + "-" +
                  std::to_string(edge.to) + " " + std::to_string(edge.length_m) + " m " +
                  std::to_string(edge.seconds) + " s");
  }
  return all;
}

using Told = std::vector<std::string>;

TEST(RoadNetworkTest, RoadsAreCutWhereTheyShareAPoint) {
  const RoadMap map = map_of({road("a", {at(0, 1), at(1, 1), at(2, 1), at(3, 1)}),
                              road("b", {at(2, 0), at(2, 1), at(2, 2)})});
  EXPECT_EQ(map.junctions, (RoadLine{at(0, 1), at(2, 0), at(2, 1), at(2, 2), at(3, 1)}));
  EXPECT_EQ(told(map), (Told{"a.1: 0-2 200 m 20 s", "a.2: 2-4 100 m 10 s", "b.1: 1-2 100 m 10 s",
                             "b.2: 2-3 100 m 10 s"}));
}

TEST(RoadNetworkTest, RoadsThatCrossWithoutAPointDoNotMeet) {
  EXPECT_EQ(told(map_of({road("a", {at(0, 1), at(2, 1)}), road("b", {at(1, 0), at(1, 2)})})),
            (Told{"a: 0-3 200 m 20 s", "b: 1-2 200 m 20 s"}));
}

TEST(RoadNetworkTest, WhatWasCutWithoutNeedIsOneEdge) {
  EXPECT_EQ(told(map_of({road("a", {at(1, 0), at(2, 0)}), road("b", {at(4, 0), at(2, 0)}),
                         road("c", {at(1, 0), at(0, 0)})})),
            (Told{"a: 0-1 400 m 40 s"}));
  auto other = road("b", {at(1, 0), at(2, 0)});
  other.road.traits.passage = RoadPassage::bridge;
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(1, 0)}), other})).size(), 2U) << "a bridge";
  other = road("b", {at(1, 0), at(2, 0)});
  other.whole = true;
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(1, 0)}), other})).size(), 2U) << "has its own id";
}

TEST(RoadNetworkTest, OneWayRoadsAreJoinedInTheirDirectionOnly) {
  const auto a = road("a", {at(1, 0), at(2, 0)}, true);
  EXPECT_EQ(told(map_of({a, road("b", {at(0, 0), at(1, 0)}, true)})), (Told{"a: 0-1 200 m 20 s"}));
  EXPECT_EQ(
      told(map_of({road("b", {at(2, 0), at(1, 0)}, true), road("a", {at(1, 0), at(0, 0)}, true)})),
      (Told{"b: 1-0 200 m 20 s"}));
  EXPECT_EQ(told(map_of({a, road("b", {at(1, 0), at(0, 0)}, true)})).size(), 2U);
  EXPECT_EQ(told(map_of({a, road("b", {at(0, 0), at(1, 0)})})).size(), 2U);
}

TEST(RoadNetworkTest, RingsComeBackToTheirJunction) {
  const RoadLine ring{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)};
  EXPECT_EQ(told(map_of({road("a", ring)})), (Told{"a: 0-0 400 m 40 s"}));
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(1, 0), at(1, 1)}),
                         road("b", {at(1, 1), at(0, 1), at(0, 0)})})),
            (Told{"a: 0-0 400 m 40 s"}))
      << "of two halves";
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(1, 0), at(1, 1), at(2, 1), at(2, 0), at(1, 0)})})),
            (Told{"a.1: 0-1 100 m 10 s", "a.2: 1-1 400 m 40 s"}))
      << "a line that meets itself";
}

TEST(RoadNetworkTest, WholeRoadsKeepTheirIdAndLength) {
  auto whole = road("a", {at(0, 0), at(1, 0), at(3, 0)});
  whole.whole = true;
  whole.stretch = 2;
  const RoadMap map = map_of({whole, road("b", {at(1, 0), at(1, 1)})});
  EXPECT_EQ(told(map), (Told{"a: 0-1 200 m 20 s", "a: 1-3 400 m 40 s", "b: 1-2 100 m 10 s"}));
  EXPECT_EQ(map.roads.size(), 2U);
}

TEST(RoadNetworkTest, APlaceBesideTheRoadGetsAJunction) {
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(9, 0)})}, {at(4, 2)})),
            (Told{"a.1: 0-1 400 m 40 s", "a.2: 1-2 500 m 50 s"}));
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(9, 0)})}, {at(4, 2), at(4, -3), at(2, 1)})),
            (Told{"a.1: 0-1 200 m 20 s", "a.2: 1-2 200 m 20 s", "a.3: 2-3 500 m 50 s"}));
  EXPECT_EQ(told(map_of({road("a", {at(0, 0), at(9, 0)})}, {at(4, 21), at(-3, 0)})),
            (Told{"a: 0-1 900 m 90 s"}))
      << "too far; at the end";
  EXPECT_EQ(map_of({road("a", {at(0, 0), at(9, 9)})}, {at(25, -10)}).edges.size(), 1U)
      << "too far, if only at an angle";
  EXPECT_EQ(
      told(map_of({road("a", {at(0, 0), at(4, 0)}), road("b", {at(4, 0), at(9, 0)})}, {at(4, 2)}))
          .size(),
      2U)
      << "a point that would otherwise be joined";
}

TEST(RoadNetworkTest, APlaceGetsOneOnTheNearestRoadOfEachKind) {
  auto path = road("path", {at(0, 1), at(9, 1)});
  path.road.traits.use = RoadUse::on_foot;
  auto track = road("track", {at(0, 2), at(9, 2)});
  track.road.traits.use = RoadUse::no_trucks;
  auto bridge = road("bridge", {at(0, 3), at(9, 3)});
  bridge.road.traits.passage = RoadPassage::bridge;
  EXPECT_EQ(map_of({road("a", {at(0, 0), at(9, 0)}), path, track, bridge}, {at(4, 4)}).edges.size(),
            6U)
      << "the bridge is not cut; track (nearest for cars and feet) and road are";
  EXPECT_EQ(map_of({road("a", {at(0, 0), at(9, 0)}), path, track}, {at(4, 0)}).edges.size(), 4U)
      << "the road is nearest for all";
  EXPECT_EQ(map_of({road("a", {at(0, 0), at(9, 0)}), path, track}, {at(4, 1)}).edges.size(), 5U)
      << "of two that are equally near the first";
}

TEST(RoadNetworkTest, SecondsAreRoundedUp) {
  EXPECT_EQ(car_seconds(100, 36), 10);
  EXPECT_EQ(car_seconds(101, 36), 11);
  EXPECT_EQ(car_seconds(1, 130), 1);
  EXPECT_EQ(car_seconds(0, 130), 1);
  EXPECT_EQ(car_seconds(2'000'000'000, 1), 2'147'483'647);
  EXPECT_EQ(car_seconds(100, 0), 360);
}

TEST(RoadNetworkTest, TooManyJunctionsAreRefused) {
  std::vector<DrawnRoad> drawn(1);
  for (std::int32_t i = 0; i <= static_cast<std::int32_t>(kRoadJunctionsMax / 2); ++i)
    drawn[0].lines.push_back({{i, 0}, {i, 1}});
  EXPECT_EQ(connected(drawn, {}).error().code, Errc::too_many);
  drawn[0].lines.pop_back();
  EXPECT_TRUE(connected(drawn, {}));
}

// Steps of the grid between two points, each counted once in its direction.
using Steps = std::map<std::pair<RoadPoint, RoadPoint>, int>;

void count(Steps& steps, const RoadLine& line, bool one_way) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool turn = !one_way && line[i] < line[i - 1];
    ++steps[{line[turn ? i : i - 1], line[turn ? i - 1 : i]}];
  }
}

TEST(RoadNetworkTest, NoStepIsLostAndNoJunctionIsNeedless) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    Random random(seed);
    std::vector<DrawnRoad> drawn;
    Steps wanted;
    for (std::uint32_t i = 0, roads = 1 + random.below(8); i < roads; ++i) {
      RoadLine line{at(static_cast<std::int32_t>(random.below(4)), 0)};
      for (std::uint32_t n = 1 + random.below(6); n > 0; --n) {
        const auto by = static_cast<std::int32_t>(random.one_in(2) ? 1 : -1);
        const RoadPoint last = line.back();
        line.push_back(random.one_in(2)
                           ? RoadPoint{last.longitude_e7 + by * 8'993, last.latitude_e7}
                           : RoadPoint{last.longitude_e7, last.latitude_e7 + by * 8'993});
      }
      drawn.push_back(road("r" + std::to_string(i), line, random.one_in(2)));
      count(wanted, line, drawn.back().road.traits.one_way);
    }
    const RoadMap map = map_of(drawn);
    Steps found;
    std::vector<std::vector<const RoadEdge*>> ends(map.junctions.size());
    std::vector<std::string> ids;
    for (const Road& each : map.roads) ids.push_back(each.id);
    for (const RoadEdge& edge : map.edges) {
      count(found, edge.shape, map.roads[edge.road].traits.one_way);
      EXPECT_EQ(edge.length_m, 100 * static_cast<std::int32_t>(edge.shape.size() - 1));
      ends[edge.from].push_back(&edge);
      ends[edge.to].push_back(&edge);
    }
    EXPECT_EQ(found, wanted);
    EXPECT_TRUE(std::is_sorted(map.junctions.begin(), map.junctions.end()));
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end()) << "an id twice";
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].size() != 2 || ends[i][0] == ends[i][1]) continue;
      const auto& a = map.roads[ends[i][0]->road].traits;
      const auto& b = map.roads[ends[i][1]->road].traits;
      const bool through = (ends[i][0]->to == i) != (ends[i][1]->to == i);
      EXPECT_TRUE(a != b || (a.one_way && !through)) << "junction " << i << " is needless";
    }
  }
}

}  // namespace
}  // namespace fenghuo::adapters
