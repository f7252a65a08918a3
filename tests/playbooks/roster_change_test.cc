// A plan that is put right while its village is being moved: found by a reader, nobody was called
// for whom it listed since.
#include "tests/playbooks/evacuation_rig.h"

namespace fenghuo {
namespace {

using Count = wire::CountHousehold;

class PlanChangeTest : public EvacuationTest {
 protected:
  /// What the changed plan brings about.
  Story change() {
    story();
    rig_.use(plan_, "changed");
    return only(story(), {"evacuate", "duty visit", "call", "closed", "complete", "incident over"});
  }
  void list(const std::string& id, std::uint32_t people, const std::string& helper) {
    auto& household = *plan_.add_households();
    household.set_id(id);
    household.set_village("A");
    household.set_people(people);
    household.set_need_help(helper.empty() ? 0 : 1);
    household.set_helper(helper);
  }
  void set_at_risk(std::uint32_t people, int village = 0) {
    plan_.mutable_villages(village)->set_people_at_risk(people);
  }
  void put_into_b(int household) { plan_.mutable_households(household)->set_village("B"); }
  wire::StandingEvacuation evacuation_of(const std::string& area) {
    const auto standing = rig_.engine().describe();
    for (const auto& one : standing.evacuations())
      if (one.area() == area) return one;
    return {};
  }

  wire::Plan plan_ = roster_plan();
};

class RosterChangeTest : public PlanChangeTest {
 protected:
  RosterChangeTest() { red(); }
};

// Of A the number is known, and nobody by name.
class NumberChangeTest : public PlanChangeTest {
 protected:
  NumberChangeTest() {
    plan_.clear_households();
    plan_.clear_facilities();
    set_at_risk(120);
    use(plan_);
    red();
  }
};

TEST_F(RosterChangeTest, WhoComesOntoTheListIsMovedToo) {
  list("h4", 2, "zhao");
  plan_.mutable_households(0)->set_people(6);
  set_at_risk(13);
  EXPECT_EQ(change(), (Story{"evacuate A 43", "duty visit A", "call zhao 0/0"}));
  EXPECT_EQ(refusal(count("zhao", "h4", Count::SAFE)), "");
  EXPECT_EQ(evacuation().safe(), 2u);
  expect_adds_up();
  EXPECT_EQ(change(), Story{}) << "the same list again";
  expect_replays();
}

TEST_F(RosterChangeTest, WhereAllWereSafeTheOthersAreLookedFor) {
  for (const char* one : {"h1", "h2", "h3", "school"}) count("leader", one, Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 39+0+0=39"});
  plan_.mutable_households(0)->set_people(6);
  set_at_risk(11);
  EXPECT_EQ(change(), (Story{"evacuate A 41", "duty visit A", "call leader 0/0"}));
  EXPECT_FALSE(evacuation().complete());
  EXPECT_EQ(evacuation().unknown(), 2u);
  count("leader", "h1", Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 41+0+0=41"});
  expect_replays();
}

TEST_F(RosterChangeTest, NobodyLooksForWhomTheListHasByNow) {
  set_at_risk(12);
  EXPECT_EQ(change(), (Story{"evacuate A 42", "duty visit A", "call leader 0/0"}))
      << "three are on no list";
  list("h4", 3, "");
  EXPECT_EQ(change(), (Story{"evacuate A 42", "closed 3"}));
  EXPECT_EQ(evacuation().unknown(), 42u);
  expect_adds_up();
  expect_replays();
}

TEST_F(RosterChangeTest, AfterTheAllClearNobodyIsCalled) {
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(incident_, "chief");
  stand_down(incident_, "mayor");
  list("h4", 2, "zhao");
  set_at_risk(11);
  EXPECT_EQ(change(), Story{});
}

TEST_F(RosterChangeTest, WhereOneHasGoneHomeSinceAllWereSafeTheNewOneIsVisited) {
  for (const char* one : {"h1", "h2", "h3", "school"}) count("leader", one, Count::SAFE);
  count("town", "h1", Count::SAFE, 3, "one is missing");
  list("h4", 2, "");
  set_at_risk(11);
  EXPECT_EQ(change(), (Story{"evacuate A 41", "duty visit A", "call leader 0/0"}))
      << "h4: h1 has somebody, and the leader's own duty is over";
  count("leader", "h1", Count::SAFE, 4);
  count("leader", "h4", Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 41+0+0=41"});
  expect_replays();
}

TEST_F(RosterChangeTest, WhoIsSentHearsOfTheNewNumber) {
  const FactId first = duty_of("h2");
  plan_.mutable_households(1)->set_people(3);
  set_at_risk(10);
  EXPECT_EQ(change(), (Story{"evacuate A 40", "duty visit A", "call li 0/0", "closed 3"}));
  EXPECT_EQ(change(), Story{}) << "once";
  const auto standing = rig_.engine().describe();
  for (const auto& duty : standing.obligations())
    if (duty.subject() == "h2" && !duty.done()) {
      EXPECT_NE(duty.text().en().find("(people: 3,"), std::string::npos) << duty.text().en();
    }
  answer(first, "li", wire::Answer::MOVED, 3);
  EXPECT_EQ(only(story(), {"counted", "closed"}), (Story{"counted h2 1 3", "closed 2"}))
      << "by the link of the first call";
  expect_replays();
}

TEST_F(RosterChangeTest, WhereNobodyWasFoundTheAdditionalOnesAreLookedFor) {
  set_at_risk(12);
  change();
  for (int visit = 0; visit < 2; ++visit) count("leader", "A/others", Count::UNREACHABLE);
  set_at_risk(14);
  EXPECT_EQ(change(), (Story{"evacuate A 44", "duty visit A", "call leader 0/0"}));
  EXPECT_EQ(evacuation().unreachable(), 0u);
  count("leader", "A/others", Count::UNREACHABLE);
  EXPECT_EQ(only(story(), {"duty visit"}), Story{"duty visit A"}) << "twice, as of the others";
  expect_adds_up();
  expect_replays();
}

TEST_F(RosterChangeTest, WhoLeavesTheListIsOneOfThoseAtRisk) {
  plan_.mutable_households()->DeleteSubrange(0, 1);
  EXPECT_EQ(change(), Story{});
  EXPECT_EQ(evacuation().people(), 39u) << "h1 is looked for as itself, and not once more";
  set_at_risk(10);
  EXPECT_EQ(change(), (Story{"evacuate A 40", "duty visit A", "call leader 0/0"}))
      << "the one who is on no list";
  expect_adds_up();
  expect_replays();
}

TEST_F(RosterChangeTest, AFacilityThatLeavesTheListIsNoneOfThem) {
  set_at_risk(12);
  change();
  plan_.clear_facilities();
  EXPECT_EQ(change(), Story{});
  EXPECT_EQ(evacuation().people(), 42u) << "nine, the school's thirty and three on no list";
}

TEST_F(RosterChangeTest, AnotherIdIsNoOtherHousehold) {
  const FactId first = duty_of("h2");
  plan_.mutable_households(1)->set_id("a2");
  EXPECT_EQ(change(), (Story{"evacuate A 39", "duty visit A", "call li 0/0", "closed 3"}));
  EXPECT_EQ(evacuation().people(), 39u);
  answer(first, "li", wire::Answer::MOVED, 2);
  EXPECT_EQ(only(story(), {"counted"}), Story{"counted a2 1 2"});
  expect_replays();
}

TEST_F(RosterChangeTest, AnotherHouseholdDoesNotPassForSafe) {
  count("leader", "h1", Count::SAFE);
  plan_.mutable_households(0)->set_id("a1");
  EXPECT_EQ(change(), Story{"evacuate A 43"});
  EXPECT_EQ(evacuation().safe(), 4u);
  EXPECT_EQ(refusal(count("leader", "a1", Count::SAFE)), "");
  EXPECT_EQ(evacuation().safe(), 8u);
}

TEST_F(RosterChangeTest, AHouseholdOfAnotherVillageIsMovedWithThatOne) {
  warn("chief", {"B"}, Level::red);
  count("leader", "h1", Count::SAFE);
  put_into_b(0);
  put_into_b(1);
  set_at_risk(3);
  set_at_risk(46, 1);
  EXPECT_EQ(change(),
            (Story{"closed 3", "evacuate A 33", "evacuate B 46", "duty visit B", "call li 0/0"}));
  EXPECT_EQ(evacuation_of("B").safe(), 4u) << "h1 is safe still";
  EXPECT_EQ(refusal(count("li", "h2", Count::SAFE)), "");
  EXPECT_EQ(evacuation_of("B").safe(), 6u);
  for (const char* one : {"h3", "school"}) count("leader", one, Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 33+0+0=33"});
  expect_replays();
}

TEST_F(RosterChangeTest, AHouseholdOfAVillageThatNobodyMovesIsNotInDanger) {
  put_into_b(1);
  set_at_risk(7);
  EXPECT_EQ(change(), (Story{"closed 3", "evacuate A 37"}));
  EXPECT_EQ(refusal(count("li", "h2", Count::SAFE)), "no_evacuation");
  for (const char* one : {"h1", "h3", "school"}) count("leader", one, Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 37+0+0=37"});
  expect_replays();
}

TEST_F(RosterChangeTest, WhoIsAwayFromHomeStaysCountedWhereNobodyMovesTheirVillage) {
  count("leader", "h1", Count::SAFE);
  put_into_b(0);
  set_at_risk(5);
  EXPECT_EQ(change(), Story{"evacuate A 39"});
  EXPECT_EQ(evacuation().safe(), 4u) << "somebody has to order their return";
  warn("chief", {"B"}, Level::red);
  EXPECT_EQ(only(story(), {"evacuate"}), (Story{"evacuate B 40", "evacuate A 35"}));
  EXPECT_EQ(evacuation_of("B").safe(), 4u) << "from now on with the others of B";
  EXPECT_EQ(evacuation_of("A").safe(), 0u);
  for (const char* one : {"h2", "h3", "school"}) count("leader", one, Count::SAFE);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 35+0+0=35"});
  expect_replays();
}

TEST_F(RosterChangeTest, AVillageThatHasAnotherIdIsMovedOn) {
  count("leader", "h1", Count::SAFE);
  plan_.mutable_villages(0)->set_id("A2");
  plan_.mutable_stations(0)->clear_covers();
  for (auto& household : *plan_.mutable_households()) household.set_village("A2");
  plan_.mutable_facilities(0)->set_village("A2");
  EXPECT_EQ(change(), Story{}) << "whoever is on the way goes on";
  EXPECT_EQ(refusal(count("leader", "h3", Count::SAFE)), "");
  EXPECT_EQ(evacuation().safe(), 7u);
  story();
  warn("chief", {"A2"}, Level::red);
  EXPECT_EQ(only(story(), {"evacuate", "duty visit", "closed", "complete"}),
            (Story{"closed 3", "closed 3", "evacuate A2 39", "duty visit A2", "duty visit A2",
                   "closed 2"}));
  EXPECT_EQ(evacuation_of("A2").safe(), 7u);
  EXPECT_EQ(evacuation_of("A").people(), 0u);
  expect_replays();
}

// Nobody is away from home, and nobody is looked for any more.
TEST_F(RosterChangeTest, WhereTheLastWhoWasOpenIsNoneTheIncidentEnds) {
  set_at_risk(12);
  change();
  for (const char* one : {"h1", "h2", "h3", "school"})
    for (int visit = 0; visit < 2; ++visit) count("leader", one, Count::REFUSED);
  rig_.pass(std::chrono::minutes{65});
  rain(0);
  rig_.pass(std::chrono::minutes{1});
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 1);
  ASSERT_FALSE(rig_.engine().describe().incidents(0).alarm_stands());
  set_at_risk(9);
  EXPECT_EQ(change(), (Story{"evacuate A 39", "closed 3", "complete A 0+39+0=39", "closed 2",
                             "incident over A"}));
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  EXPECT_EQ(rig_.engine().describe().evacuations_size(), 0);
  expect_replays();
}

TEST_F(NumberChangeTest, WhoHadMovedAllIsCalledForTheOthers) {
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
  set_at_risk(150);
  EXPECT_EQ(change(), (Story{"evacuate A 150", "call leader 0/0"}));
  EXPECT_EQ(evacuation().safe(), 120u);
  EXPECT_EQ(evacuation().unknown(), 30u);
  EXPECT_EQ(change(), Story{}) << "once";
  answer(duties_[0], "leader", wire::Answer::MOVED, 150);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"}) << "by the link of the first call";
  expect_replays();
}

TEST_F(NumberChangeTest, TheNumberOfBeforeIsNotEnough) {
  answer(duties_[0], "leader", wire::Answer::MOVED, 100);
  set_at_risk(150);
  EXPECT_EQ(change(), Story{"evacuate A 150"}) << "the leader is at it";
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  EXPECT_EQ(only(story(), {"closed"}), Story{});
  answer(duties_[0], "leader", wire::Answer::MOVED, 150);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
}

TEST_F(NumberChangeTest, ThoseWhomTheLeaderMovedStayMovedWhenAHouseholdIsListed) {
  answer(duties_[0], "leader", wire::Answer::MOVED, 19);
  list("h1", 4, "zhao");
  EXPECT_EQ(change(), (Story{"evacuate A 120", "duty visit A", "call zhao 0/0"}));
  EXPECT_EQ(evacuation().safe(), 19u);
  expect_adds_up();
  count("zhao", "h1", Count::SAFE);
  EXPECT_EQ(evacuation().safe(), 19u) << "they may be among the nineteen";
  expect_adds_up();
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  EXPECT_EQ(evacuation().safe(), 120u);
  EXPECT_EQ(only(story(), {"closed"}), (Story{"closed 2", "closed 2"}));
  expect_replays();
}

TEST_F(NumberChangeTest, TheLowerNumberIsEnough) {
  set_at_risk(150);
  change();
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  EXPECT_EQ(only(story(), {"closed"}), Story{});
  set_at_risk(120);
  EXPECT_EQ(change(), (Story{"evacuate A 120", "closed 2"}));
  EXPECT_EQ(change(), Story{});
  expect_replays();
}

TEST_F(NumberChangeTest, WhereAllHouseholdsWereCountedTheLeaderIsCalledNoMore) {
  set_at_risk(9);
  list("h1", 4, "");
  list("h2", 5, "");
  EXPECT_EQ(change(), Story{"evacuate A 9"});
  count("leader", "h1", Count::SAFE);
  EXPECT_EQ(only(story(), {"complete", "closed"}), Story{});
  count("leader", "h2", Count::SAFE);
  EXPECT_EQ(only(story(), {"complete", "closed"}), (Story{"complete A 9+0+0=9", "closed 2"}));
  expect_replays();
}

TEST_F(NumberChangeTest, WhoWontGoAndWhomTheLeaderMovedAreAll) {
  set_at_risk(9);
  list("h1", 4, "");
  list("h2", 5, "");
  change();
  answer(duties_[0], "leader", wire::Answer::MOVED, 4);
  for (int visit = 0; visit < 2; ++visit) count("leader", "h1", Count::REFUSED);
  EXPECT_EQ(only(story(), {"complete", "closed"}), Story{"closed 1"})
      << "and no closed 2: one left";
  answer(duties_[0], "leader", wire::Answer::MOVED, 5);
  EXPECT_EQ(only(story(), {"complete", "closed"}), (Story{"complete A 5+4+0=9", "closed 2"}));
  expect_adds_up();
  set_at_risk(8);
  EXPECT_EQ(change(), Story{"evacuate A 9"}) << "nobody is left, and nobody called";
  expect_replays();
}

TEST_F(NumberChangeTest, WhoWasListedMeanwhileIsAmongThoseWhomTheLeaderMoved) {
  list("h1", 4, "");
  EXPECT_EQ(change(), Story{"evacuate A 120"}) << "the leader is at it";
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  EXPECT_EQ(only(story(), {"closed", "complete"}), (Story{"closed 2", "complete A 120+0+0=120"}));
  count("town", "h1", Count::SAFE, 3, "one is missing");
  EXPECT_EQ(only(story(), {"duty visit", "complete"}), Story{"duty visit A"});
  EXPECT_EQ(evacuation().unknown(), 1u) << "of a household that was counted that count holds";
  EXPECT_FALSE(evacuation().complete());
  expect_adds_up();
  expect_replays();
}

TEST_F(NumberChangeTest, WhoIsListedOnceTheLeaderHasMovedAllIsNotVisited) {
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  list("h1", 4, "zhao");
  list("h2", 3, "");
  EXPECT_EQ(change(), (Story{"evacuate A 120", "complete A 120+0+0=120"}));
  EXPECT_EQ(evacuation().unknown(), 0u);
  list("h3", 120, "");
  EXPECT_EQ(only(change(), {"evacuate", "duty visit"}),
            (Story{"evacuate A 127", "duty visit A", "duty visit A", "duty visit A"}))
      << "more than the leader has told of";
  expect_adds_up();
  expect_replays();
}

TEST_F(PlanChangeTest, OfAVillageWithoutAListTheFacilityMayBeTheLast) {
  plan_.clear_households();
  set_at_risk(40);
  use(plan_);
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed", "complete"}), Story{});
  count("head", "school", Count::SAFE);
  EXPECT_EQ(only(story(), {"closed", "complete"}), (Story{"closed 2", "closed 2"}));
  expect_replays();
}

TEST_F(NumberChangeTest, OfAHouseholdThatIsFoundInPartTheOthersAreLookedFor) {
  answer(duties_[0], "leader", wire::Answer::MOVED, 120);
  list("h1", 4, "");
  list("h2", 2, "");
  EXPECT_EQ(only(change(), {"duty visit", "complete"}), Story{"complete A 120+0+0=120"});
  count("town", "h2", Count::UNREACHABLE);
  EXPECT_EQ(only(story(), {"duty visit"}), Story{"duty visit A"});
  count("town", "h1", Count::SAFE, 2);
  EXPECT_EQ(only(story(), {"duty visit", "complete"}), Story{"duty visit A"})
      << "the leader counts no more, and whoever looks for h2 isn't sent to h1";
  count("town", "h1", Count::SAFE, 3);
  EXPECT_EQ(only(story(), {"duty visit", "complete"}), Story{}) << "somebody is on the way";
  expect_replays();
}

}  // namespace
}  // namespace fenghuo
