// Which shelter people reach, where there are two and roads to both.
#include "simulator/villagers.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

constexpr double kLatitude = 26;

void add_shelter(wire::Plan& plan, const std::string& id, double longitude) {
  auto& shelter = *plan.add_shelters();
  shelter.set_id(id);
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

}  // namespace
}  // namespace fenghuo::simulator
