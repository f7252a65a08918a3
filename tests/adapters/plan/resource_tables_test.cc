// resources.csv, volunteers.csv, supplies.csv, needs.yaml and roads.geojson of a plan, spoilt.
#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

TEST_F(PlanTest, ReadsWhatCanBeSent) {
  const auto loaded = load_plan(PlanTest::plan());
  const auto& plan = loaded.change.plan();
  ASSERT_EQ(plan.units_size(), 10);
  EXPECT_EQ(plan.units(0).skills_size(), 2);
  EXPECT_EQ(plan.units(0).travel(), wire::Unit::TRUCK);
  EXPECT_EQ(plan.units(9).owner(), wire::Unit::VOLUNTEERS);
  EXPECT_EQ(plan.units(9).from_min(), 7u * 60);
  EXPECT_EQ(plan.supplies_size(), 7);
  EXPECT_EQ(plan.supplies(0).batches(0).quantity(), 1'200u);
  EXPECT_EQ(plan.roads().roads_size(), 15);
  EXPECT_GT(plan.roads().edge_from_size(), 13);
}

TEST_F(PlanTest, AUnitWithoutAPlace) {
  replace("resources.csv", "clear_road,qiaotou,", "clear_road,,");
  expect_fault("resources.csv:", "it has no place");
}

TEST_F(PlanTest, AUnitAtAPlaceThatIsNotThere) {
  replace("resources.csv", "clear_road,qiaotou,", "clear_road,qiaotu,");
  expect_fault(place("resources.csv", "qiaotu,"), "did you mean 'qiaotou'");
}

TEST_F(PlanTest, TwoFilesThatGiveOneUnitTwoStations) {
  replace("volunteers.csv", "drone,", "boat-2,");
  expect_fault("volunteers.csv:", "stands twice: at 'shuangjiang' and at 'xiaxi'");
}

TEST_F(PlanTest, AUnitThatCanDoNothing) {
  replace("resources.csv", "bus,qingxi,bus-driver", ",qingxi,bus-driver");
  expect_fault("resources.csv:", "never sent");
}

TEST_F(PlanTest, AVolunteerWhoHasNotAgreed) {
  replace("volunteers.csv", "drone-second,car,2026-03-12", "drone-second,car,");
  expect_fault("volunteers.csv:", "the day on which they agreed");
}

TEST_F(PlanTest, HoursThatAreNone) {
  replace("volunteers.csv", "07:00-19:00", "7-19");
  expect_fault("volunteers.csv:", "08:00-20:00");
}

TEST_F(PlanTest, AStandInWhoIsTheContact) {
  replace("resources.csv", "clinic-doctor,clinic-nurse", "clinic-doctor,clinic-doctor");
  expect_fault("resources.csv:", "its own contact");
}

TEST_F(PlanTest, AStockThatNobodyHasCounted) {
  replace("supplies.csv", "2026-04,1200", "2026-04,");
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(to_string(found[0], Language::en).starts_with("supplies.csv:"));
  EXPECT_EQ(found[0].text.en, "'quantity' must not be empty: write a number");
}

TEST_F(PlanTest, ANegativeStock) {
  replace("supplies.csv", "2026-04,1200", "2026-04,-1200");
  expect_fault("supplies.csv:", "0");
}

TEST_F(PlanTest, ADayThatIsNone) {
  replace("supplies.csv", "2027-03-31,600", "2027-02-31,600");
  expect_fault("supplies.csv:", "a day is written 2027-05-31");
}

TEST_F(PlanTest, ASupplyInTwoPlaces) {
  replace("supplies.csv", "water-xiaxi,", "water-qingxi,");
  replace("supplies.csv", "xiaxi-shelter,瓶,2026-04", "xiaxi-shelter,瓶,2026-05");
  expect_fault("supplies.csv:", "has an id of its own");
}

TEST_F(PlanTest, ASkillThatNobodyHas) {
  replace("needs.yaml", "skill: rescue", "skill: rescu");
  expect_fault("needs.yaml:", "did you mean 'rescue'");
}

TEST_F(PlanTest, ASupplyThatIsNowhere) {
  replace("needs.yaml", "code: water", "code: wine");
  expect_fault("needs.yaml:", "nothing with the code 'wine'");
}

TEST_F(PlanTest, ALevelThatThePlaybookHasNot) {
  replace("needs.yaml", "levels: [red]", "levels: [purple]");
  expect_fault("needs.yaml:", "no level 'purple'");
}

TEST_F(PlanTest, WhatIsSentToAVillageThatIsCutOff) {
  replace("needs.yaml", "levels: [red]", "levels: [red, cut_off]");
  expect_fault("needs.yaml:", "is sent units alone");
}

TEST_F(PlanTest, ASkillThatNobodyHasForAVillageThatIsCutOff) {
  replace("needs.yaml",
          "    supplies:\n      - {code: water, for_each_person: 2}\n"
          "      - {code: blanket, for_each_person: 0.5}\n",
          "");
  replace("needs.yaml", "levels: [red]", "levels: [cut_off]");
  replace("needs.yaml", "skill: rescue", "skill: rescu");
  expect_fault("needs.yaml:", "did you mean 'rescue'");
}

TEST_F(PlanTest, ANeighbourThatIsNoVillage) {
  replace("areas.geojson", "\"id\": \"yuantou\",", "\"id\": \"yuantou\", \"neighbours\": [\"x\"],");
  expect_fault("areas.geojson:", "there is no village 'x'");
}

TEST_F(PlanTest, ARoadThatIsNoLine) {
  replace("roads.geojson", "[[112.101, 26.902], [112.10782, 26.89782], [112.112, 26.891]]",
          "[[112.101, 26.902]]");
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(to_string(found[0], Language::en),
            "roads.geojson:1:1: feature 1 (upper-1): a line has two points at least");
}

}  // namespace
}  // namespace fenghuo::adapters
