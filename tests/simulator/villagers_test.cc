// Which shelter people reach, where there are two and roads to both, and which has room for them.
#include "simulator/villagers.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

constexpr double kLatitude = 26;

void add_shelter(wire::Plan& plan, const std::string& id, double longitude) {
  auto& shelter = *plan.add_shelters();
  shelter.set_id(id);
  shelter.set_capacity(40);
  shelter.add_villages("A");
  shelter.mutable_place()->set_longitude_deg(longitude);
  shelter.mutable_place()->set_latitude_deg(kLatitude);
  auto& roads = *plan.mutable_roads();
  roads.add_junction_longitude_e7(static_cast<std::int32_t>(longitude * 1e7));
  roads.add_junction_latitude_e7(static_cast<std::int32_t>(kLatitude * 1e7));
  roads.add_edge_from(0);
  roads.add_edge_to(static_cast<std::uint32_t>(roads.junction_longitude_e7_size() - 1));
  roads.add_edge_length_m(10'000);
  roads.add_edge_seconds(600);
  roads.add_edge_road(static_cast<std::uint32_t>(roads.roads_size()));
  roads.add_edge_flags(0);
  roads.add_roads()->set_id("to-" + id);
}

// school - A - hall
wire::PlanChanged plan_with_two_shelters() {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  plan.mutable_villages(0)->set_longitude_deg(112);
  plan.mutable_villages(0)->set_latitude_deg(kLatitude);
  plan.mutable_roads()->add_junction_longitude_e7(1'120'000'000);
  plan.mutable_roads()->add_junction_latitude_e7(static_cast<std::int32_t>(kLatitude * 1e7));
  add_shelter(plan, "school", 112.1);
  add_shelter(plan, "hall", 111.9);
  return change;
}

std::uint32_t caught_without(const std::vector<std::string>& elements,
                             const wire::PlanChanged& plan = plan_with_two_shelters()) {
  Scenario night = small_night();
  for (const auto& element : elements) night.failures.push_back(failing(element));
  return play(night, plan).caught();
}

TEST(VillagersTest, EitherOfTwoSheltersWillDo) {
  EXPECT_EQ(caught_without({}), 0U);
  EXPECT_EQ(caught_without({"shelter/school"}), 0U);
  EXPECT_EQ(caught_without({"shelter/hall"}), 0U);
  EXPECT_EQ(caught_without({"road/to-school"}), 0U);
  EXPECT_EQ(caught_without({"shelter/hall", "road/to-hall"}), 0U);
  EXPECT_EQ(caught_without({"shelter/school", "shelter/hall"}), 40U);
}

TEST(VillagersTest, NobodyIsSafeInAShelterThatNoOpenRoadLeadsTo) {
  EXPECT_EQ(caught_without({"shelter/school", "road/to-hall"}), 40U);
  EXPECT_EQ(caught_without({"shelter/hall", "road/to-school"}), 40U);
}

TEST(VillagersTest, WhoeverHasToWalkGetsToAnyOfThem) {
  auto plan = plan_with_two_shelters();
  plan.mutable_plan()->mutable_villages(0)->set_on_foot_ms(20 * 60'000);
  EXPECT_EQ(caught_without({"shelter/school", "road/to-school", "road/to-hall"}, plan), 0U);
}

// The road was open when they left, and nobody is turned back.
TEST(VillagersTest, ARoadThatIsCutLaterStopsNobody) {
  Scenario night = small_night();
  night.failures = {failing("shelter/school"), failing("road/to-hall", at(12))};
  EXPECT_EQ(play(night, plan_with_two_shelters()).caught(), 0U);
}

void hold(wire::PlanChanged& plan, std::uint32_t school, std::uint32_t hall) {
  plan.mutable_plan()->mutable_shelters(0)->set_capacity(school);
  plan.mutable_plan()->mutable_shelters(1)->set_capacity(hall);
}

// They come in ten parts of 4 (docs/verify.md).
TEST(VillagersTest, AShelterTakesAsManyAsItHolds) {
  auto plan = plan_with_two_shelters();
  hold(plan, 28, 12);
  EXPECT_EQ(caught_without({}, plan), 0U);
  EXPECT_EQ(caught_without({"shelter/school"}, plan), 28U);
  EXPECT_EQ(caught_without({"road/to-hall"}, plan), 12U);
  hold(plan, 39, 0);
  EXPECT_EQ(caught_without({}, plan), 4U);
}

TEST(VillagersTest, WhoWalksFindsNoMoreRoom) {
  auto plan = plan_with_two_shelters();
  plan.mutable_plan()->mutable_villages(0)->set_on_foot_ms(20 * 60'000);
  hold(plan, 20, 12);
  EXPECT_EQ(caught_without({"way/A"}, plan), 8U);
}

// The first who come have the places.
TEST(VillagersTest, WhoFindsNoPlaceIsSaidToHaveBeenTurnedAway) {
  auto plan = plan_with_two_shelters();
  hold(plan, 8, 0);
  const VillageNight village = play(small_night(), plan).villages.at("A");
  EXPECT_EQ(village.groups[1].safe_at, at(15, 2));
  EXPECT_FALSE(village.groups[1].turned_away_at);
  EXPECT_FALSE(village.groups[2].safe_at);
  EXPECT_EQ(village.groups[2].turned_away_at, at(17, 2));
  EXPECT_EQ(village.turned_away(at(17)), 0U);
  EXPECT_EQ(village.turned_away(at(17, 2)), 4U);
  EXPECT_EQ(village.turned_away(at(40)), 32U);
}

TEST(VillagersTest, WhoIsOnTheWayWhenTheDangerComesIsNotTurnedAway) {
  auto plan = plan_with_two_shelters();
  hold(plan, 0, 0);
  Scenario night = small_night();
  night.dangers[0].at = at(30);
  const VillageNight village = play(night, plan).villages.at("A");
  EXPECT_EQ(village.caught(), 40U);
  EXPECT_EQ(village.turned_away(at(30)), 36U);
}

void add_household(wire::Plan& plan, const std::string& id, std::uint32_t people) {
  auto& household = *plan.add_households();
  household.set_id(id);
  household.set_village("A");
  household.set_people(people);
}

wire::PlanChanged plan_with_households() {
  auto plan = plan_with_two_shelters();
  add_household(*plan.mutable_plan(), "h1", 10);
  add_household(*plan.mutable_plan(), "h2", 25);
  add_household(*plan.mutable_plan(), "h3", 5);
  return plan;
}

// 15 places in one, 20 in the other, and no 25 anywhere; the next one fits again.
TEST(VillagersTest, AHouseholdStaysTogether) {
  auto plan = plan_with_households();
  hold(plan, 15, 20);
  const VillageNight village = play(small_night(), plan).villages.at("A");
  EXPECT_TRUE(village.groups[0].safe_at);
  EXPECT_TRUE(village.groups[1].turned_away_at);
  EXPECT_TRUE(village.groups[2].safe_at);
  EXPECT_EQ(village.caught(), 25U);
}

TEST(VillagersTest, WhoGoesHomeLeavesThePlaceToOthers) {
  auto plan = plan_with_households();
  hold(plan, 25, 5);
  Scenario night = small_night();
  EXPECT_EQ(play(night, plan).caught(), 25U);
  night.goings_back = {{.household = "h1", .at = at(19)}};
  const auto record = play(night, plan);
  EXPECT_TRUE(record.villages.at("A").groups[1].safe_at);
  EXPECT_EQ(record.caught(), 10U);
}

}  // namespace
}  // namespace fenghuo::simulator
