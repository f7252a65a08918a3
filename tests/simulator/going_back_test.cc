// People who were moved, and go home by night (failures.md, E06).
#include <gmock/gmock.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// Of the village's 40 people 10 are in household h1, which `li` sees to, and arrive at 20:21:02;
// the others are there ten minutes later.
wire::PlanChanged roster_night_plan() {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  for (const auto& [id, people] : {std::pair("h1", 10U), std::pair("h2", 30U)}) {
    auto& household = *plan.add_households();
    household.set_id(id);
    household.set_village("A");
    household.set_people(people);
  }
  plan.mutable_households(0)->set_helper("li");
  plan.add_people()->set_id("li");
  return change;
}

// Red all night, so that the roll is called two hours after the order, at 22:10.
Scenario long_night() {
  Scenario night = small_night();
  night.end = at(245);
  night.dangers[0].at = at(240);
  auto& points = night.stations[0].points;
  points.clear();
  for (int minute = 10; minute < 240; minute += 30) points.push_back({at(minute), 90.0});
  return night;
}

GoingBack h1_goes_back(Instant when) {
  return {.household = "h1", .at = when};
}

TEST(GoingBackTest, WhoeverIsAtHomeWhenTheDangerComesIsCaught) {
  Scenario night = small_night();
  night.goings_back = {h1_goes_back(at(35))};
  const VillageNight village = play(night, roster_night_plan()).villages.at("A");
  EXPECT_EQ(village.safe(at(34)), 40U);
  EXPECT_EQ(village.safe(at(35)), 30U);
  EXPECT_EQ(village.caught(), 10U);
  night.goings_back[0].at = night.dangers[0].at;
  EXPECT_EQ(play(night, roster_night_plan()).caught(), 10U);
}

TEST(GoingBackTest, NobodyGoesToWhereTheDangerHasBeen) {
  Scenario night = small_night();
  night.goings_back = {h1_goes_back(at(41))};
  const VillageNight village = play(night, roster_night_plan()).villages.at("A");
  EXPECT_EQ(village.caught(), 0U);
  EXPECT_THAT(village.groups[0].earlier_stays, IsEmpty());
}

TEST(GoingBackTest, NobodyGoesBackWhoWasNeverSafe) {
  Scenario night = small_night();
  const auto before = play(night, roster_night_plan());
  night.goings_back = {h1_goes_back(at(15))};  // still on the way
  const auto record = play(night, roster_night_plan());
  EXPECT_EQ(record.chain, before.chain);
  EXPECT_EQ(record.villages.at("A").groups[0].safe_at, at(21, 2));
  EXPECT_EQ(record.caught(), 0U);
}

TEST(GoingBackTest, TheRollCallMissesThemAndTheyAreFetched) {
  Scenario night = long_night();
  night.goings_back = {h1_goes_back(at(100))};
  const auto record = play(night, roster_night_plan());
  // Called at 22:10:00 by telephone and by message, answered a minute later.
  const auto missing = facts_of(record, wire::Fact::kPeopleMissing);
  ASSERT_THAT(missing, SizeIs(1));
  EXPECT_GE(missing[0].at, at(131));
  EXPECT_LE(missing[0].at, at(131, 2));
  EXPECT_EQ(missing[0].fact.people_missing().safe(), 40U);
  EXPECT_EQ(missing[0].fact.people_missing().present(), 30U);
  // By another than who had counted them.
  for (const auto& told : facts_of(record, wire::Fact::kCommandRefused))
    EXPECT_NE(told.fact.command_refused().reason_code(), "second_person_needed");
  // `li` hears of it, answers within another minute, is at the door 5 min later and at the
  // shelter 15 on.
  const VillageNight& village = record.villages.at("A");
  ASSERT_TRUE(village.groups[0].safe_at);
  EXPECT_GE(*village.groups[0].safe_at, at(152));
  EXPECT_LE(*village.groups[0].safe_at, at(152, 34));
  EXPECT_THAT(village.groups[0].earlier_stays, SizeIs(1));
  EXPECT_EQ(village.safe(at(150)), 30U);
  EXPECT_EQ(village.caught(), 0U);
}

TEST(GoingBackTest, TheRollIsCalledUntilAllAreThereAgain) {
  Scenario night = long_night();
  night.goings_back = {h1_goes_back(at(100))};
  const auto record = play(night, roster_night_plan());
  FactId roll;
  for (const auto& told : facts_of(record, wire::Fact::kObligationOpened))
    if (told.fact.obligation_opened().purpose() == "roll_call") roll = told.id;
  std::vector<std::uint32_t> numbers;
  for (const auto& told : facts_of(record, wire::Fact::kObligationAnswered)) {
    const auto& answered = told.fact.obligation_answered();
    if (from_wire(answered.obligation()) == roll && answered.kind() == wire::Answer::MOVED)
      numbers.push_back(answered.people_moved());
  }
  EXPECT_THAT(numbers, testing::ElementsAre(30U, 40U));
}

TEST(GoingBackTest, AHouseholdMayGoMoreThanOnce) {
  Scenario night = long_night();
  night.goings_back = {h1_goes_back(at(100)), h1_goes_back(at(200))};
  const VillageNight village = play(night, roster_night_plan()).villages.at("A");
  EXPECT_THAT(village.groups[0].earlier_stays, SizeIs(2));
  EXPECT_EQ(village.safe(at(190)), 40U);
  EXPECT_EQ(village.caught(), 10U);  // before the roll is called again, at 00:10
}

}  // namespace
}  // namespace fenghuo::simulator
