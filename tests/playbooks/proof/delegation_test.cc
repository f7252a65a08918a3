#include "tests/playbooks/proof/proof_rig.h"

namespace fenghuo::playbooks {
namespace {

using Delegation = ProofTest;

TEST_F(Delegation, AChainThatEndsWithWhoWasAskedBefore) {
  add_duty("T", "town_leader", "town", "vice");
  ask("leave", {"town_leader", "duty_officer"});
  EXPECT_TRUE(check(plan_).empty());
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].decisions[leave]");
  EXPECT_EQ(only().fault.en, "the chain of 'leave' comes back to who was asked before (A village)");
  EXPECT_EQ(course(only()),
            "minute 0: asks town (town_leader), who doesn't decide\n"
            "minute 5: asks town (duty_officer), who doesn't decide: asked before\n"
            "minute 10: the chain is over, and has asked 1 in all\n");
  plan_.mutable_roster(3)->set_holder("mayor");
  EXPECT_EQ(told(), "");
}

TEST_F(Delegation, AStandInWhoIsAskedForAnotherDutyIsSomebodyNew) {
  add_duty("T", "town_leader", "mayor", "town");
  ask("leave", {"town_leader", "duty_officer"});
  EXPECT_EQ(told(), "") << "town wasn't asked for the leader's duty";
}

TEST_F(Delegation, GoesRoundInSomeVillages) {
  add_village(plan_, "B");
  for (auto& station : *plan_.mutable_stations()) station.add_covers("B");
  add_duty("B", "village_leader", "b1", "b2");
  add_duty("B", "warning_officer", "b1", "b3");
  ask("leave", {"village_leader", "warning_officer"});
  EXPECT_NE(only().fault.en.find("(B village)"), std::string::npos) << told();
  red().mutable_decisions(0)->add_only("A");
  EXPECT_EQ(told(), "") << "of B it isn't asked";
}

TEST_F(Delegation, OfWhatIsApprovedBeforehandNobodyIsAsked) {
  add_duty("T", "town_leader", "town", "vice");
  ask("leave", {"town_leader", "duty_officer"}).set_release(wire::Question::AT_ONCE);
  EXPECT_EQ(told(), "");
}

TEST_F(Delegation, OfNeighboursIsTheirs) {
  add_village(plan_, "B");
  for (auto& station : *plan_.mutable_stations()) station.add_covers("B");
  add_duty("B", "village_leader", "b1", "b2");
  add_duty("B", "warning_officer", "b1", "b3");
  auto& question = ask("next", {"village_leader", "warning_officer"});
  question.set_for_neighbours(true);
  question.add_only("A");
  EXPECT_EQ(told(), "") << "A has no neighbours";
  plan_.mutable_villages(0)->add_neighbours("B");
  EXPECT_NE(only().fault.en.find("(B village)"), std::string::npos) << told();
}

TEST_F(Delegation, WhoStandsInForHimself) {
  add_duty("A", "neighbour", "x", "x");
  EXPECT_TRUE(check(plan_).empty()) << "no playbook needs it";
  EXPECT_EQ(only().path, "roster[3].stand_in");
  EXPECT_EQ(only().fault.en, "A village, neighbour: x is the stand-in of x");
  plan_.mutable_roster(3)->set_stand_in("y");
  EXPECT_EQ(told(), "");
}

TEST_F(Delegation, AFacilityWhoseContactStandsInForHimself) {
  auto& school = *plan_.add_facilities();
  school.set_id("school");
  set_text(*school.mutable_name(), "小学", "school");
  school.set_village("A");
  school.set_people(30);
  school.set_contact("head");
  school.set_stand_in("head");
  EXPECT_TRUE(check(plan_).empty());
  EXPECT_EQ(only().path, "facilities[school].stand_in");
}

TEST_F(Delegation, AStepThatTurnsToWhoWasCalled) {
  auto& step = *red().add_steps();
  step.set_id("gate");
  step.set_duty("village_leader");
  step.add_then("keeper");
  step.set_within_ms(60'000);
  set_text(*step.mutable_task(), "关闸", "Shut the gate");
  add_duty("A", "keeper", "deputy", "leader");
  EXPECT_TRUE(check(plan_).empty());
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].steps[gate]");
  EXPECT_EQ(course(only()),
            "calls leader, deputy, no answer\nthen keeper: deputy, leader, called before\n");
  step.set_for_each(wire::Step::FACILITY);
  EXPECT_EQ(told(), "") << "there are none";
  step.set_for_each(wire::Step::ONCE);
  plan_.mutable_roster(3)->set_stand_in("keeper");
  EXPECT_EQ(told(), "");
}

}  // namespace
}  // namespace fenghuo::playbooks
