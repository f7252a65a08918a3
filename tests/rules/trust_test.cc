// What doubtful values and lost stations do to alarms.
#include <gmock/gmock.h>

#include "tests/rules/trust_rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(TrustTest, WhatCannotBeIsNotUsed) {
  trust->mutable_fail_outside()->set_low(-1);
  trust->mutable_fail_outside()->set_high(20);
  start();
  reads("S", 99);
  EXPECT_THAT(story(), ElementsAre("S flag 4 gross_range"));
  reads("S", 0.5);
  EXPECT_THAT(story(), ElementsAre("S flag 1"));
  expect_replays();
}

TEST_F(TrustTest, AStationsOwnLimitsGoFirst) {
  trust->mutable_fail_outside()->set_low(-1);
  trust->mutable_fail_outside()->set_high(20);
  auto& own = *plan.add_limits();
  own.set_station("S");
  own.set_property("water_level");
  own.set_name("fail_high");
  own.set_value(200);
  start();
  reads("S", 99);
  reads("T", 99);
  EXPECT_THAT(story(), ElementsAre("raised level A red", "T flag 4 gross_range"));
}

TEST_F(TrustTest, SuspectAloneIsOrangeNotRed) {
  trust->set_rate_per_hour(3);
  start();
  reads("S", 0.5);
  rig.pass(minutes{5});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level A orange"));
  EXPECT_THAT(reason, HasSubstr("red rests on suspect values alone"));
  rig.pass(minutes{5});
  reads("S", 3.6);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A red")) << "confirmed";
  expect_replays();
}

TEST_F(TrustTest, TwoIndependentStationsConfirmEachOther) {
  trust->set_rate_per_hour(3);
  start();
  reads("S", 0.5);
  reads("T", 0.5);
  rig.pass(minutes{5});
  reads("S", 3.5);
  reads("T", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level A orange",
                                   "T flag 3 rate_of_change", "changed level A red"));
  expect_replays();
}

// Found by a reader: T's word isn't the worst of the area, so nobody was told of it.
TEST_F(TrustTest, AValueThatNobodyDoubtsConfirmsAWorseOneThatIsSuspect) {
  trust->set_rate_per_hour(3);
  start();
  reads("S", 0.5);
  reads("T", 2.8);
  rig.pass(minutes{5});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("raised level A orange", "S flag 3 rate_of_change"));
  rig.pass(minutes{30});
  reads("T", 3.2);
  EXPECT_THAT(story(), ElementsAre("changed level A red"));
  expect_replays();
}

// Found by a reader: a doubt counted by its age alone, wherever the window was.
TEST_F(TrustTest, ADoubtCountsInAWindowOfThePast) {
  trust->set_rate_per_hour(3);
  *plan.mutable_rules(0) =
      make_rule("level", {{"orange", "water_level.previous().max(duration('1h')) >= 2.0"},
                          {"red", "water_level.previous().max(duration('1h')) >= 3.0"}});
  start();
  reads("S", 0.5);
  rig.pass(minutes{5});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change"));
  rig.pass(minutes{90});
  reads("S", 0.5);
  EXPECT_THAT(story(), Contains("raised level A orange"));
}

TEST_F(TrustTest, StationsOnOnePowerFeedAreOneVoice) {
  trust->set_rate_per_hour(3);
  for (auto& station : *plan.mutable_stations()) station.add_depends_on("feed-1");
  start();
  reads("S", 0.5);
  reads("T", 0.5);
  rig.pass(minutes{5});
  reads("S", 3.5);
  reads("T", 3.5);
  EXPECT_THAT(story(), Contains("raised level A orange"));
  EXPECT_THAT(story(), IsEmpty());
}

TEST_F(TrustTest, ANeighbourThatMovesTheSameWayBacksAFastChange) {
  trust->set_rate_per_hour(3);
  trust->mutable_neighbour()->set_within_km(5);
  trust->mutable_neighbour()->set_rate_per_hour(0.5);
  start();
  reads("T", 0.1);
  reads("S", 0.5);
  rig.pass(minutes{20});
  reads("T", 0.6);
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("raised level A red"));
}

TEST_F(TrustTest, ASpikeIsToldAndTellsNobodyToLeave) {
  trust->set_spike_suspect(0.5);
  plan.mutable_rules(0)->mutable_levels(2)->set_when("water_level.max(duration('1h')) >= 3.0");
  start();
  reads("S", 0.5);
  rig.pass(minutes{5});
  reads("S", 2.9);
  rig.pass(minutes{5});
  reads("S", 0.5);
  EXPECT_THAT(story(), ElementsAre("raised level A orange", "S flag 3 spike", "cleared level A"));
  expect_replays();
}

TEST_F(TrustTest, AStationLostOnARisingLimbRaisesByOne) {
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(0.5);
  start();
  for (const double level : {0.5, 0.8, 1.1}) {
    rig.pass(minutes{10});
    reads("S", level);
  }
  EXPECT_THAT(story(), ElementsAre("raised level A blue"));
  rig.pass(minutes{16});
  EXPECT_THAT(story(), ElementsAre("S flag 9 gap", "lost S RISING", "changed level A orange"));
  EXPECT_THAT(reason, HasSubstr("lost while it rose"));
  const auto standing = rig.machine().describe();
  EXPECT_EQ(standing.stations(0).lost(), wire::StationLost::RISING);
  EXPECT_EQ(standing.stations(0).latest(0).flag(), 9U);
  expect_replays();
  reads("S", 1.2);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A blue")) << "it is seen again";
}

// Of soil it is enough to hear twice a day; that is no reason to miss a gauge for so long.
TEST_F(TrustTest, EachPropertyIsMissedAtItsOwnTime) {
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(0.5);
  auto& soil = *plan.add_trust();
  soil.set_property("soil_moisture_10cm");
  soil.set_gap_ms(Span{hours{6}}.count());
  start();
  rig.observe("S", "soil_moisture_10cm", rig.now(), 30);
  for (const double level : {0.5, 0.8, 1.1}) {
    rig.pass(minutes{10});
    reads("S", level);
  }
  story();
  rig.pass(minutes{16});
  EXPECT_THAT(story(), ElementsAre("S flag 9 gap", "lost S RISING", "changed level A orange"));
  expect_replays();
}

TEST_F(TrustTest, AStationLostOnAFallingLimbIsForATechnician) {
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(0.5);
  start();
  for (const double level : {2.5, 2.2, 1.9}) {
    reads("S", level);
    rig.pass(minutes{10});
  }
  rig.pass(minutes{6});
  EXPECT_THAT(story(), ElementsAre("raised level A orange", "changed level A blue", "S flag 9 gap",
                                   "lost S FALLING"));
  expect_replays();
}

TEST_F(TrustTest, AGaugeThatSaysNothingInTheRainIsAnEvent) {
  trust->set_property("rain");
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(10);
  trust->mutable_neighbour()->set_within_km(5);
  start();
  rig.observe("S", "rain", rig.now(), 0);
  for (int i = 0; i < 4; ++i) {
    rig.observe("T", "rain", rig.now(), 3);
    rig.pass(minutes{5});
  }
  EXPECT_THAT(story(), Contains("lost S IN_RAIN"));
}

// Most gauges send all that ever fell.
TEST_F(TrustTest, ACounterThatSaysNothingInTheRainIsOneToo) {
  trust->set_property("rain_cumulative");
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(10);
  trust->mutable_neighbour()->set_within_km(5);
  start();
  rig.observe("S", "rain_cumulative", rig.now(), 100);
  for (int i = 0; i < 4; ++i) {
    rig.observe("T", "rain_cumulative", rig.now(), 200 + 3 * i);
    rig.pass(minutes{5});
  }
  EXPECT_THAT(story(), Contains("lost S IN_RAIN"));
}

TEST_F(TrustTest, BeyondTheRecordItSaysAtLeast) {
  auto& own = *plan.add_limits();
  own.set_station("S");
  own.set_property("water_level");
  own.set_name("record_high");
  own.set_value(3.2);
  start();
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 3 climatology", "raised level A red"));
  EXPECT_THAT(reason, HasSubstr("is at least 3.5"));
}

TEST_F(TrustTest, ARiseThatNothingExplainsIsSuspect) {
  auto& explained = *trust->mutable_multivariate();
  explained.set_with("rain");
  explained.set_window_ms(Span{hours{1}}.count());
  explained.set_rise(0.5);
  explained.set_at_least(5);
  start();
  rig.observe("S", "rain", rig.now(), 0);
  reads("S", 1.5);
  rig.pass(minutes{10});
  rig.observe("S", "rain", rig.now(), 0);
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("raised level A blue", "S flag 3 multi_variate",
                                   "changed level A orange"));
  rig.pass(minutes{10});
  rig.observe("S", "rain", rig.now(), 9);
  reads("S", 3.6);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A red")) << "now it rains";
  expect_replays();
}

TEST_F(TrustTest, TheDevicesOwnDoubtCounts) {
  start();
  rig.observe("S", "water_level", rig.now(), 3.5, Quality::suspect);
  EXPECT_THAT(story(), ElementsAre("S flag 3 device", "raised level A orange"));
}

TEST_F(TrustTest, OwnLimitsAreSeenByRules) {
  auto& rule = *plan.mutable_rules(0);
  rule.clear_levels();
  auto& level = *rule.add_levels();
  level.set_level(to_wire(Level::orange));
  level.set_when("water_level.above('flood') >= 0");
  for (const auto& [station, value] : {std::pair{"S", 5.0}, {"T", 2.0}}) {
    auto& own = *plan.add_limits();
    own.set_station(station);
    own.set_property("water_level");
    own.set_name("flood");
    own.set_value(value);
  }
  start();
  reads("S", 4.9);
  EXPECT_THAT(story(), ElementsAre());
  reads("T", 2.1);
  EXPECT_THAT(story(), ElementsAre("raised level A orange"));
  EXPECT_THAT(reason,
              HasSubstr("water level is 2.1 m, at or above this station's limit 'flood' 2 m"));
  expect_replays();
}

TEST_F(TrustTest, RulesOfStationsWithholdRedToo) {
  trust->set_rate_per_hour(3);
  plan.mutable_rules(0)->set_for_each(wire::Rule::STATION);
  start();
  reads("S", 0.5);
  rig.pass(minutes{5});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level S orange"));
  rig.pass(minutes{5});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level S red"));
  expect_replays();
}

// Found by the crisis gauges of December 2025: a value that failed came between.
TEST_F(TrustTest, AWithheldRedIsLookedAtAgainAfterAFailedValue) {
  trust->set_rate_per_hour(3);
  trust->mutable_fail_outside()->set_low(-1);
  trust->mutable_fail_outside()->set_high(20);
  start();
  reads("S", 0.5);
  for (const double level : {3.5, 99.0, 3.5}) {
    rig.pass(minutes{5});
    reads("S", level);
  }
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level A orange",
                                   "S flag 4 gross_range rate_of_change", "S flag 1",
                                   "changed level A red"));
  expect_replays();
}

TEST_F(TrustTest, ANeighbourThatHasStoodStillSinceItsFirstWordBacksNobody) {
  trust->set_first_reading_moved(0.02);
  trust->mutable_neighbour()->set_within_km(5);
  trust->mutable_neighbour()->set_rate_per_hour(0.5);
  start();
  reads("T", 0.1);
  rig.pass(hours{2});
  reads("S", 3.5);
  EXPECT_THAT(story(), ElementsAre("T flag 3 first_reading", "S flag 3 first_reading",
                                   "raised level A orange"));
}

TEST_F(TrustTest, AFirstReadingMayHaveToBeSeenBelowALimit) {
  trust->set_first_reading_moved(0.02);
  auto& own = *plan.add_limits();
  own.set_station("S");
  own.set_property("water_level");
  own.set_name("seen_below");
  own.set_value(3);
  start();
  for (const double level : {3.5, 3.6}) {
    reads("S", level);
    rig.pass(minutes{5});
  }
  EXPECT_THAT(story(), ElementsAre("S flag 3 first_reading", "raised level A orange"));
  for (const double level : {2.9, 3.5}) {
    reads("S", level);
    rig.pass(minutes{5});
  }
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A red"));
}

TEST_F(TrustTest, DifferencesAreThoseOfTheNumbersAsWritten) {
  trust->set_first_reading_moved(0.3);
  start();
  reads("S", 760.25);
  rig.pass(minutes{5});
  reads("S", 760.55);
  EXPECT_THAT(story(), Contains("S flag 1")) << "0.3 is 0.3";
}

// A datastream that is registered but waits to be judged is nothing yet, with or without a restart.
TEST_F(TrustTest, ARestartMeanwhileMakesNoDifference) {
  trust->set_rate_per_hour(3);
  plan.set_reorder_ms(Span{minutes{1}}.count());
  start();
  reads("S", 0.5);
  rig.pass(minutes{2});
  reads("S", 0.6);
  rig.pass(Span{30'000});
  reads("T", 0.5);  // waits longer than the one before
  Machine restarted(Rig::rules_only());
  ASSERT_TRUE(restarted.load(rig.machine().save()));
  const Offset then = rig.log().head().next;
  for (const double level : {0.7, 0.8, 0.9}) {
    rig.pass(Span{20'000});
    reads("S", level);
    auto cursor = rig.log().read(then);
    Machine again(Rig::rules_only());
    ASSERT_TRUE(again.load(restarted.save()));
    while (auto entry = *(*cursor)->next()) {
      const auto& record = entry->record;
      again.apply(record.header, *again.interpret(record.payload, record.header.recorded_at));
    }
    EXPECT_EQ(again.state_hash(), rig.machine().state_hash());
  }
}

TEST_F(TrustTest, ANewPlansShorterGapCountsAtOnce) {
  trust->set_gap_ms(Span{hours{5}}.count());
  start();
  reads("S", 0.5);
  trust->set_gap_ms(Span{minutes{15}}.count());
  rig.use(plan, "p2");
  rig.pass(minutes{16});
  EXPECT_THAT(story(), Contains("S flag 9 gap"));
  expect_replays();
}

}  // namespace
}  // namespace fenghuo::rules
