#include "tests/playbooks/proof/proof_rig.h"

namespace fenghuo::playbooks {
namespace {

class HouseholdCalls : public ProofTest {
 protected:
  // Orange and red call the holder alone, and of the leader's duty alone.
  void call_the_leader_alone() {
    for (const int index : {1, 2}) {
      while (level(index).ladder_size() > 1) level(index).mutable_ladder()->RemoveLast();
      level(index).mutable_ladder(0)->add_channels("call_list");
    }
    plan_.mutable_playbooks(0)->mutable_duties()->RemoveLast();
  }
  void add_household(const std::string& id, std::uint32_t people, std::uint32_t need_help = 0) {
    auto& household = *plan_.add_households();
    household.set_id(id);
    household.set_village("A");
    household.set_people(people);
    household.set_need_help(need_help);
    if (need_help == 0) return;
    household.set_helper("wang");
    household.set_stand_in("li");
  }
};

TEST_F(HouseholdCalls, OfOnePersonAlone) {
  call_the_leader_alone();
  EXPECT_TRUE(check(plan_).empty()) << "every line of it is right";
  EXPECT_EQ(only().path, "villages[A]");
  EXPECT_EQ(only().fault.en,
            "A village: the people at risk (40 people): on orange leader alone is called to tell "
            "them: who can't be reached leaves them where they are");
  EXPECT_EQ(course(only()),
            "the warning is orange, and leader can't be reached\n"
            "minute 0: calls leader (webhook, call_list), no answer\n"
            "the ladder begins again, with leader\n");
}

TEST_F(HouseholdCalls, AreNamedByHouseholdWhereThereIsARoster) {
  call_the_leader_alone();
  add_household("h1", 4);
  add_household("h2", 2, 1);  // wang and li are sent to them
  add_household("h3", 3);
  EXPECT_EQ(only().path, "households[h1]");
  EXPECT_TRUE(only().fault.en.starts_with("A village: h1, h3 (7 people): ")) << told();
}

TEST_F(HouseholdCalls, AnyOtherRungIsAPath) {
  call_the_leader_alone();
  for (const int index : {1, 2}) add_rung(level(index), wire::Rung::STAND_IN, 5, {"call_list"});
  EXPECT_EQ(told(), "");
}

TEST_F(HouseholdCalls, AnotherDutyIsAPath) {
  call_the_leader_alone();
  plan_.mutable_playbooks(0)->add_duties("warning_officer");
  EXPECT_EQ(told(), "");
}

TEST_F(HouseholdCalls, AnotherWayToReachTheVillageIsAPath) {
  call_the_leader_alone();
  for (const int index : {1, 2}) {
    auto& reach = *level(index).mutable_reach();
    reach.set_after_ms(600'000);
    auto& rung = *reach.add_ladder();
    rung.set_callee(wire::Rung::TOWNSHIP_DUTY_OFFICER);
    rung.set_wait_ms(60'000);
  }
  EXPECT_EQ(told(), "");
}

TEST_F(HouseholdCalls, AnOrderToAnotherDutyOfTheVillageIsAPathAtItsLevel) {
  call_the_leader_alone();
  ask("leave", {"duty_officer"}).add_tell("warning_officer");
  EXPECT_NE(only().fault.en.find("on orange"), std::string::npos) << "it is asked at red alone";
  *level(1).add_decisions() = red().decisions(0);
  EXPECT_EQ(told(), "");
}

TEST_F(HouseholdCalls, SeveralDutiesOfOnePersonAreOne) {
  call_the_leader_alone();
  plan_.mutable_playbooks(0)->add_duties("warning_officer");
  plan_.mutable_roster(1)->set_holder("leader");
  EXPECT_EQ(only().path, "villages[A]");
}

TEST_F(HouseholdCalls, OfTheNightAreLookedAtToo) {
  auto& rung = *red().add_night_ladder();
  rung.set_wait_ms(60'000);
  rung.add_channels("knock");
  EXPECT_EQ(told(), "") << "leader and officer are two";
  plan_.mutable_roster(1)->set_holder("leader");
  EXPECT_NE(only().fault.en.find("on red by night leader alone"), std::string::npos) << told();
}

TEST_F(HouseholdCalls, OfNobody) {
  plan_.mutable_playbooks(0)->clear_duties();
  EXPECT_TRUE(check(plan_).empty());
  EXPECT_EQ(only().fault.en,
            "A village: the people at risk (40 people): on orange nobody is called for them");
  EXPECT_NE(course(only()).find("there is nobody on any rung"), std::string::npos);
}

TEST_F(HouseholdCalls, AFacilityWhoseContactIsTheOnlyOne) {
  call_the_leader_alone();
  add_household("h", 40, 1);
  auto& school = *plan_.add_facilities();
  school.set_id("school");
  set_text(*school.mutable_name(), "小学", "school");
  school.set_village("A");
  school.set_people(30);
  school.set_contact("leader");
  school.set_stand_in("head");
  EXPECT_EQ(told(), "") << "head is called, and the township after that";
  // Nobody else in the township: its duty officer is the same person.
  plan_.mutable_facilities(0)->set_stand_in("leader");
  plan_.mutable_roster(0)->set_stand_in("leader");
  plan_.mutable_roster(2)->set_holder("leader");
  plan_.mutable_roster(2)->set_stand_in("leader");
  EXPECT_NE(
      told().find("facilities[school]: A village: school (30 people): on orange leader alone"),
      std::string::npos)
      << told();
}

TEST_F(HouseholdCalls, AVillageOfNobodyNeedsNone) {
  call_the_leader_alone();
  plan_.mutable_villages(0)->set_people_at_risk(0);
  EXPECT_EQ(told(), "");
}

}  // namespace
}  // namespace fenghuo::playbooks
