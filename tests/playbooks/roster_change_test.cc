// A plan that is put right while its village is being moved: found by a reader, nobody was called
// for whom it listed since.
#include "tests/playbooks/evacuation_rig.h"

namespace fenghuo {
namespace {

using Count = wire::CountHousehold;

class RosterChangeTest : public EvacuationTest {
 protected:
  RosterChangeTest() { red(); }
  /// What the changed plan brings about.
  Story change() {
    story();
    rig_.use(plan_, "changed");
    return only(story(), {"evacuate", "duty visit", "call", "closed", "complete"});
  }
  void list(const std::string& id, std::uint32_t people, const std::string& helper) {
    auto& household = *plan_.add_households();
    household.set_id(id);
    household.set_village("A");
    household.set_people(people);
    household.set_need_help(helper.empty() ? 0 : 1);
    household.set_helper(helper);
  }
  void set_at_risk(std::uint32_t people) { plan_.mutable_villages(0)->set_people_at_risk(people); }

  wire::Plan plan_ = roster_plan();
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

}  // namespace
}  // namespace fenghuo
