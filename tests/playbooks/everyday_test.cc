// Everyday work: confirmed numbers, routines, roles, and how often people are called.
#include "tests/playbooks/everyday_rig.h"

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

class EverydayTest : public EverydayRig {
 protected:
  void add_patrol() {
    auto& patrol = *plan_.add_routines();
    patrol.set_id("patrol");
    set_text(*patrol.mutable_task(), "巡查{name}", "look at {name}");
    patrol.set_for_each(wire::Routine::VILLAGE);
    patrol.set_duty("village_leader");
    patrol.set_every_ms(Span{days{10}}.count());
    auto& pace = *patrol.add_paces();
    pace.set_level(to_wire(Level::orange));
    pace.set_every_ms(Span{hours{1}}.count());
  }
};

TEST_F(EverydayTest, ANumberGrowsOldInAYear) {
  plan_.mutable_people(0)->set_confirmed("2025-07-20");
  use(plan_);
  EXPECT_EQ(person("leader").confirmed(), "2025-07-20");
  EXPECT_FALSE(person("leader").confirmed_long_ago());
  EXPECT_TRUE(person("town").confirmed_long_ago()) << "never";
  rig_.pass(days{6});
  rain(0);
  EXPECT_TRUE(person("leader").confirmed_long_ago());
  EXPECT_EQ(confirm("nobody"), "no_such_person");
  EXPECT_EQ(confirm("leader"), "");
  EXPECT_EQ(person("leader").confirmed(), "2026-07-21");
  EXPECT_FALSE(person("leader").confirmed_long_ago());
}

TEST_F(EverydayTest, ARoutineIsDueRemindedOfAndDone) {
  add_patrol();
  use(plan_);
  rig_.pass(days{10});
  EXPECT_EQ(only(story(), {"due"}), (Story{"due patrol A leader", "due patrol B leader_b"}));
  EXPECT_EQ(messages(wire::SendMessage::ROUTINE), (Story{"webhook leader", "webhook leader_b"}));
  rig_.pass(days{1});
  const auto again = story();
  EXPECT_TRUE(only(again, {"due"}).empty());
  EXPECT_EQ(only(again, {"reminded"}), (Story{"reminded of patrol A", "reminded of patrol B"}));
  EXPECT_EQ(messages(wire::SendMessage::ROUTINE).size(), 2u) << "a reminder";
  EXPECT_EQ(routine_done("patrol", "C"), "no_such_routine");
  EXPECT_EQ(routine_done("patrol", "A"), "");
  EXPECT_EQ(only(story(), {"done"}), Story{"done patrol A late 1440"});
  rig_.pass(days{10});
  EXPECT_EQ(only(story(), {"due"}), Story{"due patrol A leader"});
  expect_replays();
}

TEST_F(EverydayTest, PatrolsComeMoreOftenWhileTheTownshipResponds) {
  add_patrol();
  use(plan_);
  rig_.pass(hours{2});
  respond(Level::red);
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"due"}).size(), 2u) << "an hour has passed long ago";
  routine_done("patrol", "A");
  rig_.pass(hours{1});
  EXPECT_EQ(only(story(), {"due"}), Story{"due patrol A leader"});
  expect_replays();
}

TEST_F(EverydayTest, WhoIsLateAlreadyIsRemindedAtTheNewPaceToo) {
  add_patrol();
  use(plan_);
  rig_.pass(days{10} + hours{1});
  ASSERT_EQ(only(story(), {"due"}).size(), 2u);
  messages(wire::SendMessage::ROUTINE);
  respond(Level::red);
  rig_.pass(hours{1});
  EXPECT_EQ(messages(wire::SendMessage::ROUTINE), (Story{"webhook leader", "webhook leader_b"}));
  expect_replays();
}

TEST_F(EverydayTest, EmergencyRolesTakeThePlaceOfEverydayOnes) {
  auto& night = *plan_.add_roster();
  night.set_area("A");
  night.set_duty("village_leader");
  night.set_holder("commander");
  night.set_stand_in("deputy");
  night.set_emergency(true);
  use(plan_);
  EXPECT_EQ(roles("leader", true), "not_theirs");
  EXPECT_EQ(roles("mayor", true), "");
  EXPECT_EQ(roles("mayor", true), "already_so");
  EXPECT_TRUE(rig_.engine().describe().response().emergency_roles());
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call commander 0/0"});
  EXPECT_EQ(roles("mayor", false), "");
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 1/0"}) << "back, in the middle of it";
  expect_replays();
}

TEST_F(EverydayTest, InterruptionsOfEachPersonAreCounted) {
  use(plan_);
  rain(36);
  rig_.pass(minutes{6});  // leader twice, then the deputy
  EXPECT_EQ(person("leader").calls_last_hour(), 2u);
  EXPECT_EQ(person("deputy").calls_last_hour(), 1u);
  rig_.pass(hours{2});
  EXPECT_GT(person("leader").calls_last_day(), person("leader").calls_last_hour());
}

}  // namespace
}  // namespace fenghuo
