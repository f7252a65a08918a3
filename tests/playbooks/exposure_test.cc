// Who is exposed, whatever the lists say, and whether they are reached in time: F17 and F22 of
// ../shared/domain/failures.md, and roads that are cut.
#include "tests/playbooks/evacuation_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using Count = wire::CountHousehold;

class ExposureTest : public EvacuationTest {};

// F17: a tenth of the people isn't on the list, and still has a task.
TEST_F(ExposureTest, WhoIsAtRiskAndOnNoListIsLookedForToo) {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_people_at_risk(10);
  use(plan);
  red();
  EXPECT_EQ(evacuation().people(), 40u);
  EXPECT_EQ(only(first_, {"call leader"}), (Story{"call leader 0/0", "call leader 0/0"}))
      << "for the village, and for whoever is on no list";
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  EXPECT_TRUE(only(story(), {"complete"}).empty());
  count("leader", "A/others", Count::SAFE, 1);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 40+0+0=40"});
  expect_replays();
}

TEST_F(ExposureTest, ACutRoadTakesThePeopleLonger) {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_lead_time_ms(60 * 60'000);
  plan.mutable_villages(0)->set_clearing_ms(20 * 60'000);
  plan.mutable_villages(0)->set_on_foot_ms(55 * 60'000);
  use(plan);
  red();
  story();
  report("li", "blocked_road", "A");
  EXPECT_EQ(only(story(), {"road", "no time"}), (Story{"road cut A", "no time A"}));
  EXPECT_TRUE(rig_.engine().describe().times(0).road_cut());
  EXPECT_EQ(rig_.engine().describe().times(0).move_ms(), 55 * 60'000);
  report("li", "blocked_road", "A");
  EXPECT_EQ(only(story(), {"road", "no time"}), Story{}) << "known";
  report("li", "road_open", "A");
  EXPECT_EQ(only(story(), {"road", "enough"}), (Story{"road open A", "enough time A"}));
  expect_replays();
}

TEST_F(ExposureTest, ACutRoadWithoutAWayOnFootIsTooLate) {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_lead_time_ms(600 * 60'000);
  plan.mutable_villages(0)->set_clearing_ms(1 * 60'000);
  use(plan);
  report("li", "blocked_road", "A");  // before the order
  red();
  EXPECT_EQ(only(first_, {"no time"}), Story{"no time A"});
}

// F22: a zone in which few are reached: said, and another way taken, within ten minutes.
TEST_F(ExposureTest, TooFewReachedTakesAnotherWay) {
  auto plan = roster_plan();
  auto& reach = *plan.mutable_playbooks(0)->mutable_responses(2)->mutable_reach();
  reach.set_after_ms(10 * 60'000);
  reach.set_share(0.8);
  set_text(*reach.mutable_action(), "{village}敲锣", "sound the gong in {village}");
  auto& rung = *reach.add_ladder();
  rung.set_callee(wire::Rung::NAMED_DUTY);
  rung.set_duty("warning_officer");
  rung.add_channels("knock");
  rung.set_wait_ms(60'000);
  use(plan);
  red();
  answer(duty_of("school"), "head", wire::Answer::RECEIVED);  // 30 of 39
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"reached", "call officer"}),
            (Story{"reached 30 of 39", "call officer 0/0"}));
  expect_replays();
}

TEST_F(ExposureTest, AWorseOrderThatAsksForItIsLookedAtToo) {
  auto plan = roster_plan();
  auto& reach = *plan.mutable_playbooks(0)->mutable_responses(2)->mutable_reach();
  reach.set_after_ms(10 * 60'000);
  reach.set_share(0.8);
  use(plan);
  rain(61);  // orange orders, without it
  rig_.pass(minutes{1});
  rain(21);
  story();
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"reached"}), Story{"reached 0 of 39"});
}

TEST_F(ExposureTest, EnoughReachedTakesNone) {
  auto plan = roster_plan();
  auto& reach = *plan.mutable_playbooks(0)->mutable_responses(2)->mutable_reach();
  reach.set_after_ms(10 * 60'000);
  reach.set_share(0.8);
  use(plan);
  red();
  answer(duty_of("school"), "head", wire::Answer::RECEIVED);
  count("leader", "h1", Count::REFUSED);  // found, though they won't go
  rig_.pass(minutes{10});
  EXPECT_TRUE(only(story(), {"reached"}).empty()) << "34 of 39";
}

}  // namespace
}  // namespace fenghuo
