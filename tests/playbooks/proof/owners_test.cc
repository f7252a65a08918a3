#include "tests/playbooks/proof/proof_rig.h"

namespace fenghuo::playbooks {
namespace {

class Owners : public ProofTest {
 protected:
  // B, next to A, with the same duties and a gauge more.
  void add_neighbour() {
    add_village(plan_, "B");
    add_duty("B", "village_leader", "b1", "b2");
    add_duty("B", "warning_officer", "b2", "b3");
    for (auto& station : *plan_.mutable_stations()) station.add_covers("B");
    plan_.mutable_villages(0)->add_neighbours("B");
  }
  wire::Step& add_step(const std::string& id, const std::string& duty) {
    auto& step = *red().add_steps();
    step.set_id(id);
    step.set_duty(duty);
    step.set_within_ms(60'000);
    set_text(*step.mutable_task(), "关闸", "Shut the gate");
    return step;
  }
};

TEST_F(Owners, ADecisionForNeighboursThatNobodyThereOwns) {
  add_neighbour();
  add_duty("A", "dam_keeper", "keeper", "keeper2");
  auto& question = ask("next", {"dam_keeper"});
  question.set_for_neighbours(true);
  question.add_only("A");
  EXPECT_TRUE(check(plan_).empty()) << "A, of which it is asked there, has one";
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].decisions[next]");
  EXPECT_EQ(only().fault.en, "the decision 'next' needs a dam_keeper, whom B village doesn't have");
  EXPECT_EQ(course(only()),
            "the roster has no dam_keeper for B village (B) and none for the township: nobody is "
            "asked, and after 5 min it is a yes\n");
  question.set_release(wire::Question::NEVER);
  EXPECT_NE(course(only()).find("it is never decided"), std::string::npos);
  question.add_chain("duty_officer");
  EXPECT_NE(course(only()).find("is passed over, 1 are asked"), std::string::npos);
  add_duty("B", "dam_keeper", "b1", "b2");
  EXPECT_EQ(told(), "");
}

TEST_F(Owners, AStepOfOneVillageIsNobodysInAnother) {
  add_neighbour();
  add_duty("A", "dam_keeper", "keeper", "keeper2");
  add_step("gate", "dam_keeper");
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].steps[gate]");
  EXPECT_TRUE(only().fault.en.ends_with("needs a dam_keeper, whom B village doesn't have"));
  red().mutable_steps(0)->add_only("A");
  EXPECT_EQ(told(), "");
  red().mutable_steps(0)->clear_only();
  add_duty("T", "dam_keeper", "keeper", "keeper2");
  EXPECT_EQ(told(), "") << "the township's does it for all";
}

TEST_F(Owners, AStepForFacilitiesIsAskedWhereThereAreSome) {
  add_neighbour();
  add_duty("A", "school_head", "head", "head2");
  add_step("school", "school_head").set_for_each(wire::Step::FACILITY);
  EXPECT_EQ(told(), "");
  auto& school = *plan_.add_facilities();
  school.set_id("school");
  school.set_village("B");
  school.set_contact("x");
  school.set_stand_in("y");
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].steps[school]");
}

TEST_F(Owners, ARelayAndADutyAreOfSomebody) {
  red().add_relay("mayor");
  EXPECT_EQ(only().path, "playbooks[warn].levels[red]");
  red().clear_relay();
  plan_.mutable_playbooks(0)->add_duties("medic");
  EXPECT_EQ(only().path, "playbooks[warn]");
  add_duty("A", "medic", "m1", "m2");
  EXPECT_EQ(told(), "");
}

TEST_F(Owners, WhoIsToldByAYes) {
  ask("leave", {"duty_officer"}).add_tell("road_officer");
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].decisions[leave]");
  EXPECT_NE(course(only()).find("a yes calls the township's duty officer instead"),
            std::string::npos);
}

TEST_F(Owners, WhoMaySetTheResponse) {
  plan_.add_response_duties("mayor");
  plan_.add_response_duties("duty_officer");
  EXPECT_TRUE(check(plan_).empty());
  EXPECT_EQ(only().path, "roster");
  EXPECT_NE(only().fault.en.find("needs a mayor"), std::string::npos);
  add_duty("T", "mayor", "mayor", "vice");
  EXPECT_EQ(told(), "");
}

TEST_F(Owners, OfAPlaybookOfTheResponseIsTheTownship) {
  auto& playbook = *plan_.add_playbooks();
  playbook.set_id("response");
  playbook.set_on_response(true);
  playbook.add_duties("flood_leader");
  playbook.add_responses()->set_level(4);
  EXPECT_EQ(only().path, "playbooks[response]");
  add_duty("T", "flood_leader", "f1", "f2");
  EXPECT_EQ(told(), "");
}

}  // namespace
}  // namespace fenghuo::playbooks
