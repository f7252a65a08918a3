#include "simulator/remedies.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using Kind = Remedy::Kind;

const wire::Response& response_at(const wire::Plan& plan, Level level) {
  for (const auto& response : plan.playbooks(0).responses())
    if (response.level() == to_wire(level)) return response;
  return wire::Response::default_instance();
}

TEST(RemediesTest, EachChangesThePlanAsItSays) {
  wire::Plan plan = night_plan().plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
    if (response.level() == to_wire(Level::red)) response.mutable_action()->set_zh("马上走");
  const auto quick = with_remedy(plan, {Kind::shorter_waits, ""});
  for (const auto& rung : response_at(quick, Level::red).ladder())
    EXPECT_LE(rung.wait_ms(), 60'000);
  EXPECT_EQ(response_at(quick, Level::blue).ladder(0).wait_ms(), 300'000);
  const auto loud = with_remedy(plan, {Kind::siren, ""});
  EXPECT_EQ(response_at(loud, Level::red).ladder(0).channels_size(), 3);
  const auto early = with_remedy(plan, {Kind::earlier, ""});
  EXPECT_EQ(response_at(early, Level::orange).action().zh(), "马上走");
  EXPECT_NE(response_at(plan, Level::orange).action().zh(), "马上走");
}

TEST(RemediesTest, ASecondMonitorSparesTheVillageWhoseOnlyPersonIsAway) {
  auto plan = night_plan();
  for (auto& duty : *plan.mutable_plan()->mutable_roster())
    if (duty.area() == "A") {
      duty.set_holder("leader");
      duty.set_stand_in("");
    }
  Scenario night = small_night();
  night.failures.push_back(failing("person/leader"));
  EXPECT_EQ(play(night, plan).villages.at("A").caught(), 40U);
  *plan.mutable_plan() = with_remedy(plan.plan(), {Kind::second_person, "A"});
  EXPECT_LT(play(night, plan).villages.at("A").caught(), 40U);
}

TEST(RemediesTest, ASecondMonitorIsTriedForEachVillage) {
  const auto all = remedies_for({"A", "B"});
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[1].village, "A");
  EXPECT_EQ(all[2].village, "B");
}

}  // namespace
}  // namespace fenghuo::simulator
