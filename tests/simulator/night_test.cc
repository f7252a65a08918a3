#include "simulator/night.h"

#include <gmock/gmock.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(NightTest, GoesAsReckonedByHand) {
  const auto record = play(small_night());
  const auto warnings = facts_of(record, wire::Fact::kWarningIssued);
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].at, at(10));
  // A message takes 2 s, an answer 60.
  const auto answers = facts_of(record, wire::Fact::kObligationAnswered);
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(answers[0].at, at(11, 2));
  const VillageNight& village = record.villages.at("A");
  EXPECT_EQ(village.told_at, at(11, 2));
  ASSERT_THAT(village.groups, SizeIs(10));  // 4 people each
  EXPECT_EQ(village.groups[0].safe_at, at(13, 2));
  EXPECT_EQ(village.groups[9].safe_at, at(31, 2));
  EXPECT_EQ(village.safe(at(20)), 16U);
  EXPECT_EQ(village.caught(), 0U);
}

TEST(NightTest, WhoeverIsOnTheWayWhenTheDangerComesIsCaught) {
  Scenario night = small_night();
  night.dangers[0].at = at(30);
  EXPECT_EQ(play(night).villages.at("A").caught(), 4U);  // the last tenth, at 20:31:02
}

TEST(NightTest, TheSameNightIsTheSameToTheLastByte) {
  Scenario night = small_night();
  night.chances = {.asleep = 0.3, .promises = 0.1, .slower = 2, .danger_shift_h = 0.5};
  const auto once = play(night);
  const auto again = play(night);
  EXPECT_EQ(once.chain, again.chain);
  EXPECT_EQ(once.facts.size(), again.facts.size());
  night.seed = 2;
  EXPECT_NE(play(night).chain, once.chain);
}

TEST(NightTest, NothingIsSentWhereNothingHappens) {
  Scenario night = small_night();
  night.stations[0].points = {{at(0), 0.0}};
  const auto record = play(night);
  EXPECT_THAT(facts_of(record, wire::Fact::kWarningIssued), IsEmpty());
  EXPECT_EQ(record.messages, 0U);
}

TEST(NightTest, ASleeperIsWokenByATelephone) {
  Scenario night = small_night();
  for (const char* person : {"leader", "officer", "deputy"})
    night.behaviours.push_back({.person = person, .until = Instant::max(), .does = Does::asleep});
  const auto answers = facts_of(play(night), wire::Fact::kObligationAnswered);
  ASSERT_FALSE(answers.empty());
  // The second rung after 5 minutes adds a call: it is answered after 60 s and 2 min of waking up.
  EXPECT_EQ(answers[0].at, at(18));
}

TEST(NightTest, WhoeverComesFromOutsideComesLater) {
  Scenario night = small_night();
  for (const char* person : {"leader", "officer", "deputy"})
    night.failures.push_back(failing(std::string("person/") + person));
  // Called by message for 5 minutes, then by telephone, one call after the other, where 30 s of
  // ringing end a rung: the leader, the officer, and at 20:16:00 the deputy. So the duty officer's
  // turn is at 20:16:30; he answers after a minute, and needs 30 to get there.
  EXPECT_EQ(play(night).villages.at("A").told_at, at(47, 30));
}

TEST(NightTest, APromiseMovesNobody) {
  Scenario night = small_night();
  night.behaviours.push_back({.until = Instant::max(), .does = Does::promise});
  const auto record = play(night);
  EXPECT_FALSE(facts_of(record, wire::Fact::kObligationAnswered).empty());
  EXPECT_EQ(record.villages.at("A").caught(), 40U);
}

TEST(NightTest, ADeadGaugeWarnsNobody) {
  Scenario night = small_night();
  night.failures.push_back(failing("station/S1"));
  const auto record = play(night);
  EXPECT_THAT(facts_of(record, wire::Fact::kWarningIssued), IsEmpty());
  EXPECT_EQ(record.villages.at("A").caught(), 40U);
}

TEST(NightTest, WithoutAGatewayTheDutyOfficerCalls) {
  Scenario night = small_night();
  night.failures.push_back(failing("channel/webhook"));
  const auto record = play(night);
  const auto answers = facts_of(record, wire::Fact::kObligationAnswered);
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(answers[0].fact.obligation_answered().recorded_by(), "town");
  EXPECT_GT(record.calls, 0U);
}

TEST(NightTest, WithoutARoadPeopleWalkOrStay) {
  Scenario night = small_night();
  night.failures.push_back(failing("way/A"));
  EXPECT_EQ(play(night).villages.at("A").caught(), 40U);
  auto plan = night_plan();
  plan.mutable_plan()->mutable_villages(0)->set_on_foot_ms(25 * 60'000);
  EXPECT_EQ(play(night, plan).villages.at("A").caught(), 0U);
}

TEST(NightTest, AnInjectThatNamesNoFactIsRefusedAndSaid) {
  Scenario night = small_night();
  night.injects.push_back(
      {.id = "none", .at = at(1), .make = [](const NightRecord&, Instant) -> Result<wire::Event> {
         return Error{Errc::not_found, {"没有", "none"}};
       }});
  const auto record = play(night);
  ASSERT_THAT(record.injects, SizeIs(1));
  EXPECT_EQ(record.injects[0].refused, "没有 / none");
}

}  // namespace
}  // namespace fenghuo::simulator
