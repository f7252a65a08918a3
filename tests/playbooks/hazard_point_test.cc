// A slope that moves calls the village below it, each slope by itself.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

class HazardPointTest : public PersonTest {
 protected:
  HazardPointTest() {
    auto plan = person_plan();
    for (const char* id : {"slope1", "slope2"}) {
      auto& point = *plan.add_hazard_points();
      point.set_id(id);
      point.set_village("A");
      set_text(*point.mutable_name(), id, id);
    }
    auto& rule = *plan.mutable_rules(0);
    rule.set_for_each(wire::Rule::HAZARD_POINT);
    use(plan);
  }
};

TEST_F(HazardPointTest, ItsVillageIsWarnedWithItsName) {
  rain(81);
  const Story told = story();
  EXPECT_EQ(only(told, {"incident", "warning", "call leader"}),
            (Story{"incident A", "warning A red", "call leader 0/0", "incident A", "warning A red",
                   "call leader 0/0"}))
      << "two slopes, two sets of houses";
  EXPECT_EQ(rig_.engine().describe().incidents(0).headline().en(),
            "flash flood (slope1) red: A village");
  rig_.pass(std::chrono::minutes{61});
  rain(0);
  EXPECT_EQ(rig_.engine().describe().incidents(0).rules_size(), 0) << "and cleared";
  expect_replays();
}

TEST_F(HazardPointTest, OneThatLeavesThePlanEndsItsIncidentWhenItsAlarmClears) {
  rain(36);  // blue: an answer is all that is wanted
  story();
  auto plan = person_plan();
  plan.mutable_rules(0)->set_for_each(wire::Rule::HAZARD_POINT);
  use(plan);
  rig_.pass(std::chrono::minutes{70});
  rain(0);
  EXPECT_EQ(rig_.engine().describe().alarms_size(), 0);
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  expect_replays();
}

}  // namespace
}  // namespace fenghuo
