#include "simulator/score.h"

#include <gmock/gmock.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

Expectation warned_by(Instant by) {
  Expectation one{.id = "warned"};
  one.after = kEvening;
  one.by = by;
  one.fact = [](const RecordedFact& told) -> Result<bool> {
    return told.fact.has_warning_issued();
  };
  return one;
}

Score score(const Scenario& night) {
  ExpectationWatch watch(night);
  const auto record = play_night(beginning_of(), night, watch.listener());
  return score_of(night, record, watch.outcomes(record));
}

Outcome only_outcome(Expectation expectation) {
  Scenario night = small_night();
  night.expectations = {std::move(expectation)};
  Outcome outcome = score(night).outcomes.front();
  outcome.expectation = nullptr;
  return outcome;
}

using Verdict = Outcome::Verdict;

TEST(ExpectationTest, IsMetByAFactInItsTime) {
  const auto outcome = only_outcome(warned_by(at(10)));
  EXPECT_EQ(outcome.verdict, Verdict::met);
  EXPECT_EQ(outcome.at, at(10));
  EXPECT_TRUE(outcome.fact);
}

TEST(ExpectationTest, IsMissedByOneThatComesLateAndSaysWhen) {
  const auto outcome = only_outcome(warned_by(at(9)));
  EXPECT_EQ(outcome.verdict, Verdict::missed);
  EXPECT_EQ(outcome.late, at(10));
}

TEST(ExpectationTest, NeverIsMissedByTheFirstOne) {
  Expectation never = warned_by(at(60));
  never.never = true;
  EXPECT_EQ(only_outcome(never).verdict, Verdict::missed);
  never.by = at(9);
  EXPECT_EQ(only_outcome(never).verdict, Verdict::met);
}

TEST(ExpectationTest, SoManyTimesAreCounted) {
  Expectation twice = warned_by(at(60));
  twice.times = 2;
  EXPECT_EQ(only_outcome(twice).verdict, Verdict::missed);
}

TEST(ExpectationTest, WhatCantBeToldIsSaidAndNotMet) {
  Expectation broken = warned_by(at(60));
  broken.fact = [](const RecordedFact&) -> Result<bool> {
    return Error{Errc::bad_input, {"没有这个字段", "no such member"}};
  };
  const auto outcome = only_outcome(broken);
  EXPECT_EQ(outcome.verdict, Verdict::untold);
  EXPECT_EQ(outcome.why.en, "no such member");
}

TEST(ExpectationTest, AsksWhatStandsAtItsMoment) {
  Expectation stands{.id = "stands"};
  stands.by = at(20);
  stands.standing = [](const wire::Standing& standing) -> Result<bool> {
    return standing.evacuations_size() == 1;
  };
  EXPECT_EQ(only_outcome(stands).verdict, Verdict::met);
  stands.by = at(5);
  EXPECT_EQ(only_outcome(stands).verdict, Verdict::missed);
}

// Neither met nor missed: nobody knows what would have come.
TEST(ExpectationTest, WhatADrillDidNotReachCantBeTold) {
  const auto verdict = [](Expectation expectation, Instant end, bool in_danger = true) {
    Scenario night = small_night();
    night.end = end;
    if (!in_danger) night.dangers.clear();
    night.expectations = {std::move(expectation)};
    return score(night).outcomes.front().verdict;
  };
  Expectation never = warned_by(at(60));
  never.never = true;
  Expectation stands{.id = "stands", .by = at(60)};
  stands.standing = [](const wire::Standing&) -> Result<bool> { return false; };
  const Expectation nobody{.id = "nobody", .by = at(60), .village = "A"};
  EXPECT_EQ(verdict(warned_by(at(60)), at(8)), Verdict::untold);
  EXPECT_EQ(verdict(warned_by(at(60)), at(12)), Verdict::met) << "it came before the end";
  EXPECT_EQ(verdict(warned_by(at(7)), at(8)), Verdict::missed) << "its time was over";
  EXPECT_EQ(verdict(never, at(8)), Verdict::untold);
  EXPECT_EQ(verdict(never, at(12)), Verdict::missed);
  EXPECT_EQ(verdict(stands, at(8)), Verdict::untold);
  EXPECT_EQ(verdict(stands, at(60)), Verdict::missed);
  EXPECT_EQ(verdict(nobody, at(8)), Verdict::untold);
  EXPECT_EQ(verdict(nobody, at(120)), Verdict::met);
  EXPECT_EQ(verdict(nobody, at(120), false), Verdict::untold) << "no danger was to come at all";
}

TEST(ScoreTest, HasTheMinutesOfAVillage) {
  const Score scored = score(small_night());
  ASSERT_EQ(scored.villages.size(), 1U);
  const auto& village = scored.villages.front();
  EXPECT_EQ(village.warned_at, at(10));
  EXPECT_EQ(village.answered_at, at(11, 2));
  EXPECT_EQ(village.moving_at, at(11, 2));
  EXPECT_EQ(village.safe_at, at(31, 2));
  EXPECT_EQ(village.people, 40U);
  EXPECT_EQ(village.safe, 40U);
  EXPECT_EQ(scored.gaps(), 0U);
}

TEST(ScoreTest, SaysWhomNoShelterTook) {
  auto plan = night_plan();
  auto& shelter = *plan.mutable_plan()->add_shelters();
  shelter.set_id("hut");
  shelter.set_capacity(10);
  shelter.add_villages("A");
  const Scenario night = small_night();
  const Score scored = score_of(night, play(night, plan), {});
  const auto& village = scored.villages.front();
  EXPECT_EQ(village.safe, 8U);  // two parts of four
  EXPECT_EQ(village.caught, 32U);
  EXPECT_EQ(village.turned_away, 32U);
}

TEST(ScoreTest, WhatNobodyAnsweredIsAGap) {
  Scenario night = small_night();
  night.behaviours.push_back({.until = Instant::max(), .does = Does::silent});
  const Score scored = score(night);
  EXPECT_EQ(scored.gaps(), 2U);  // leader and officer
  EXPECT_EQ(scored.caught(), 40U);
  EXPECT_GT(scored.people.at("leader").calls, 1U);
  EXPECT_EQ(scored.people.at("leader").answers, 0U);
}

TEST(ScoreTest, RatesByWhatWasMet) {
  EXPECT_EQ(grade_of(3, 3), Grade::performed);
  EXPECT_EQ(grade_of(2, 3), Grade::some);
  EXPECT_EQ(grade_of(1, 3), Grade::major);
  EXPECT_EQ(grade_of(0, 3), Grade::unable);
  EXPECT_EQ(grade_of(0, 0), Grade::not_measured);
}

TEST(ScoreTest, AnObjectiveOfWhichNothingCouldBeToldIsNotMeasured) {
  Scenario night = small_night();
  night.objectives.push_back({"o", {"目标", "objective"}});
  Expectation broken = warned_by(at(60));
  broken.objective = "o";
  broken.fact = [](const RecordedFact&) -> Result<bool> {
    return Error{Errc::bad_input, {"不行", "no"}};
  };
  night.expectations.push_back(broken);
  const Score scored = score(night);
  EXPECT_EQ(scored.objectives.front().grade, Grade::not_measured);
  EXPECT_EQ(scored.missed(), 1U);
}

}  // namespace
}  // namespace fenghuo::simulator
