#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

TEST_F(PlanTest, ReadsWhoIsToBeMoved) {
  const auto loaded = load_plan(PlanTest::plan());
  const auto& plan = loaded.change.plan();
  EXPECT_EQ(plan.households_size(), 26);
  EXPECT_EQ(plan.facilities_size(), 2);
  EXPECT_EQ(plan.shelters_size(), 12);
  EXPECT_EQ(plan.villages(0).lead_time_ms(), 40 * 60'000);
  EXPECT_EQ(plan.SerializeAsString().find("许冬梅"), std::string::npos)
      << "whose household it is stays outside of the log";
  for (const auto& file : loaded.change.files()) EXPECT_NE(file.path(), "households.csv");
}

TEST_F(PlanTest, AHouseholdThatNobodyCanBeSentTo) {
  replace("households.csv", "shimen-helper,shimen-officer,许冬梅",
          "shimen-hepler,shimen-officer,许冬梅");
  expect_fault("households.csv:", "did you mean 'shimen-helper'");
}

TEST_F(PlanTest, AFacilityOfAVillageThatIsNotThere) {
  replace("facilities.csv", "Xiaxi care home,xiaxi,", "Xiaxi care home,xiaxy,");
  expect_fault("facilities.csv:", "did you mean 'xiaxi'");
}

TEST_F(PlanTest, AShelterThatSaysNeitherYesNorNo) {
  replace("shelters.csv", "60,yuantou,no", "60,yuantou,perhaps");
  expect_fault("shelters.csv:", "yes or no");
}

TEST_F(PlanTest, AShelterThatIsTooSmall) {
  replace("shelters.csv", "60,yuantou,no", "40,yuantou,no");
  expect_fault(place("shelters.csv", "40,yuantou"), "46 people come, it holds 40");
}

TEST_F(PlanTest, AShelterThatMessagesNameOtherwise) {
  EXPECT_TRUE(notices("areas.geojson").empty());
  replace("shelters.csv", "源头小学,Yuantou school", "源头祠堂,Yuantou hall");
  const auto found = notices("areas.geojson");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].find("'Yuantou school'"), std::string::npos) << found[0];
  EXPECT_NE(found[0].find("'Yuantou hall'"), std::string::npos) << found[0];
  EXPECT_NE(found[0].find("make shelter and shelter_en of areas.geojson the same"),
            std::string::npos)
      << found[0];
}

TEST_F(PlanTest, AMessageMayNameTwoShelters) {
  replace("shelters.csv", "源头小学,Yuantou school", "小学,school");
  EXPECT_TRUE(notices("areas.geojson").empty());
}

TEST_F(PlanTest, ALeadTimeThatIsNone) {
  replace("areas.geojson", "\"lead_time_min\": 40", "\"lead_time_min\": -4");
  expect_fault("areas.geojson:", "a number of minutes");
}

TEST_F(PlanTest, AVillageSaysWhomMessagesReach) {
  replace("areas.geojson", "\"lead_time_min\": 40", "\"lead_time_min\": 40, \"subscribers\": 0.22");
  EXPECT_EQ(load_plan(PlanTest::plan()).change.plan().villages(0).subscribers(), 0.22);
}

TEST_F(PlanTest, AShareIsNoNumberOfPeople) {
  replace("areas.geojson", "\"lead_time_min\": 40", "\"lead_time_min\": 40, \"subscribers\": 22");
  expect_fault("areas.geojson:", "above 0 to 1, as 0.22");
}

TEST_F(PlanTest, MorePeopleWhoNeedHelpThanThereAre) {
  replace("facilities.csv", "xiaxi,23,17", "xiaxi,23,24");
  expect_fault("facilities.csv:", "more people need help");
}

TEST_F(PlanTest, HowManyPeopleIsWrittenDown) {
  const std::string facilities = read("facilities.csv");
  replace("facilities.csv", "xiaxi,23,17", "xiaxi,,17");
  expect_fault(place("facilities.csv", ",17"), "'people' must not be empty: write a number");
  write("facilities.csv", facilities);
  write("households.csv",
        read("households.csv") + "added,shimen,,0,shimen-helper,shimen-officer,\n");
  expect_fault("households.csv:", "'people' must not be empty: write a number");
}

TEST_F(PlanTest, HowManyAShelterHoldsIsWrittenDown) {
  replace("shelters.csv", "60,yuantou,no", ",yuantou,no");
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].text.en, "'capacity' must not be empty: write a number");
}

}  // namespace
}  // namespace fenghuo::adapters
