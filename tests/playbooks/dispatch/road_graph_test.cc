#include "playbooks/dispatch/road_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

// Great circles on the sphere (haversine).
double haversine_m(Position a, Position b) {
  const auto radians = [](double degrees_e7) { return degrees_e7 / 1e7 * std::numbers::pi / 180; };
  const double north = std::sin(radians(b.latitude_e7 - a.latitude_e7) / 2);
  const double east = std::sin(radians(b.longitude_e7 - a.longitude_e7) / 2);
  const double h = north * north + std::cos(radians(a.latitude_e7)) *
                                       std::cos(radians(b.latitude_e7)) * east * east;
  return 2 * 6'371'000 * std::asin(std::sqrt(h));
}

constexpr std::int32_t kNorth_m = 90;  // 1 m, in 1e-7 degrees of latitude

TEST(RoadGraphTest, ArcsStandAtBothEndsInTheOrderOfEdges) {
  const auto graph = RoadGraph::make({{}, {}, {}},
                                     {{.from = 1, .to = 0, .length_m = 5, .seconds = 1},
                                      {.from = 2, .to = 2, .length_m = 9, .seconds = 1},
                                      {.from = 0, .to = 2, .length_m = 7, .seconds = 1},
                                      {.from = 0, .to = 1, .length_m = 8, .seconds = 1}},
                                     1);
  ASSERT_TRUE(graph);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> at_0;
  for (const Arc& arc : graph->arcs(0)) at_0.emplace_back(arc.to, arc.edge());
  EXPECT_EQ(at_0, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 0}, {2, 2}, {1, 3}}));
  EXPECT_FALSE(graph->arcs(0)[0].forward());
  EXPECT_TRUE(graph->arcs(0)[1].forward());
  ASSERT_EQ(graph->arcs(2).size(), 1U) << "not the edge back to itself";
  EXPECT_EQ(graph->arcs(2)[0].to, 0U);
}

TEST(RoadGraphTest, AnEmptyOneIsOne) {
  EXPECT_EQ(RoadGraph().junctions(), 0U);
  const auto graph = RoadGraph::make({}, {}, 0);
  ASSERT_TRUE(graph);
  EXPECT_FALSE(join(*graph, {}, Vehicle::car));
}

TEST(RoadGraphTest, RefusesWhatIsNotThere) {
  const RoadEdge good{.from = 0, .to = 1, .length_m = 1, .seconds = 1};
  EXPECT_TRUE(RoadGraph::make({{}, {}}, {good}, 1));
  const auto refused = [&](auto spoil) {
    RoadEdge edge = good;
    spoil(edge);
    const auto made = RoadGraph::make({{}, {}}, {good, edge}, 1);
    return !made && made.error().code == Errc::bad_input &&
           made.error().text.en.starts_with("edge 1 ");
  };
  EXPECT_TRUE(refused([](RoadEdge& edge) { edge.from = 2; }));
  EXPECT_TRUE(refused([](RoadEdge& edge) { edge.to = 2; }));
  EXPECT_TRUE(refused([](RoadEdge& edge) { edge.road = 1; }));
  EXPECT_TRUE(refused([](RoadEdge& edge) { edge.length_m = -1; }));
  EXPECT_TRUE(refused([](RoadEdge& edge) { edge.seconds = -1; }));
  const auto many = RoadGraph::make(std::vector<Position>(kJunctionsMax + 1), {}, 0);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().code, Errc::too_many);
  EXPECT_FALSE(RoadGraph::make({{}, {}}, std::vector<RoadEdge>(kEdgesMax + 1, good), 1));
}

TEST(RoadGraphTest, WhoMayUseWhat) {
  for (const Vehicle vehicle : {Vehicle::car, Vehicle::truck, Vehicle::on_foot}) {
    EXPECT_TRUE(may_use(vehicle, RoadUse::all));
    EXPECT_EQ(may_use(vehicle, RoadUse::no_trucks), vehicle != Vehicle::truck);
    EXPECT_EQ(may_use(vehicle, RoadUse::on_foot), vehicle == Vehicle::on_foot);
  }
}

TEST(RoadGraphTest, DistancesAreThoseOnTheSphere) {
  Random random(7);
  for (int i = 0; i < 2'000; ++i) {
    const auto place = [&](std::int64_t spread) {
      return static_cast<std::int32_t>(random.between(-spread, spread));
    };
    const Position a{1'050'000'000 + place(400'000'000), place(600'000'000)};
    const Position b{a.longitude_e7 + place(2'000'000), a.latitude_e7 + place(2'000'000)};
    EXPECT_NEAR(static_cast<double>(metres_between(a, b)), haversine_m(a, b),
                2 + haversine_m(a, b) * 0.003);
    EXPECT_EQ(metres_between(a, b), metres_between(b, a));
  }
  EXPECT_EQ(metres_between({10, 10}, {10, 10}), 0);
  EXPECT_EQ(metres_between({0, 0}, {0, 13}), 1) << "1.4 dm, rounded up";
  EXPECT_GT(metres_between({-1'800'000'000, -900'000'000}, {1'800'000'000, 900'000'000}), 0);
}

TEST(RoadGraphTest, APlaceJoinsTheNearestJunctionOfItsVehicle) {
  const auto graph = RoadGraph::make(
      {{0, 0}, {0, 100 * kNorth_m}, {0, 200 * kNorth_m}, {0, 300 * kNorth_m}, {0, 400 * kNorth_m}},
      {{.from = 0, .to = 0, .use = RoadUse::all},
       {.from = 1, .to = 1, .use = RoadUse::no_trucks},
       {.from = 2, .to = 2, .use = RoadUse::on_foot},
       {.from = 3, .to = 3, .use = RoadUse::all, .open_to_places = false}},
      1);
  ASSERT_TRUE(graph);
  const Position place{0, 310 * kNorth_m};
  const auto foot = join(*graph, place, Vehicle::on_foot);
  ASSERT_TRUE(foot);
  EXPECT_EQ(foot->junction, 2U) << "neither the motorway nor a junction of no road";
  EXPECT_NEAR(foot->walk_s, 110, 1);
  EXPECT_EQ(join(*graph, place, Vehicle::car)->junction, 1U);
  EXPECT_EQ(join(*graph, place, Vehicle::truck)->junction, 0U);
  EXPECT_EQ(join(*graph, {0, 50 * kNorth_m}, Vehicle::car)->junction, 0U) << "the first of equals";
}

TEST(RoadGraphTest, BeyondTheLimitAPlaceHasNoRoad) {
  const auto graph = RoadGraph::make({{0, 0}}, {{.from = 0, .to = 0}}, 1);
  ASSERT_TRUE(graph);
  EXPECT_TRUE(join(*graph, {0, 1'990 * kNorth_m}, Vehicle::car));
  EXPECT_FALSE(join(*graph, {0, 2'010 * kNorth_m}, Vehicle::car));
  EXPECT_TRUE(join(*graph, {0, 2'010 * kNorth_m}, Vehicle::car, 2'100));
  EXPECT_FALSE(join(*graph, {1'800'000'000, 900'000'000}, Vehicle::car));
}

}  // namespace
}  // namespace fenghuo::dispatch
