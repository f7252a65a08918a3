#include "cli/verification.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kDay = instant_ms(1'782'864'000'000);

Instant at(int hour, int minute = 0) {
  return kDay + hours{hour} + minutes{minute};
}

AlarmEpisode alarm(const char* area, Instant from, Instant until, Level level = Level::yellow) {
  return {"rain", area, {{from, level}}, until};
}

const std::vector<VerifiedRule> kRules{{"rain", {Level::yellow}, {"a", "b", "c"}}};

Score only_score(const std::vector<AlarmEpisode>& alarms, const Observed& observed) {
  const auto scores = verify(kRules, alarms, observed);
  EXPECT_EQ(scores.size(), 1u);
  return scores.at(0);
}

// By hand: 3 events are warned of, 1 is not, 2 alarms are about nothing: POD 3/4, FAR 2/5, CSI 3/6.
TEST(VerificationTest, TheTableOfAHandCase) {
  const Observed observed{
      {"a", "b"},
      {{"a", at(10), at(12)}, {"a", at(30), at(31)}, {"b", at(10), at(11)}, {"b", at(40), at(41)}}};
  const Score score = only_score({alarm("a", at(9, 30), at(11)),   // 30 min before
                                  alarm("a", at(30, 10), at(33)),  // 10 min late
                                  alarm("b", at(8), at(9)),        // over an hour before
                                  alarm("a", at(50), at(51)),      // false
                                  alarm("b", at(42), at(43))},     // after the event: false
                                 observed);
  EXPECT_EQ(score.hits, 3u);
  EXPECT_EQ(score.misses, 1u);
  EXPECT_EQ(score.false_alarms, 2u);
  EXPECT_EQ(score.late, 1u);
  EXPECT_DOUBLE_EQ(*score.pod(), 0.75);
  EXPECT_DOUBLE_EQ(*score.far(), 0.4);
  EXPECT_DOUBLE_EQ(*score.csi(), 0.5);
  EXPECT_EQ(score.lead_times, (std::vector<Span>{minutes{-10}, minutes{30}, minutes{120}}));
  EXPECT_EQ(*score.lead_median(), minutes{30});
}

TEST(VerificationTest, WhatIsOverTooLongBeforeIsAboutNothing) {
  const Observed observed{{"a"}, {{"a", at(20), at(21)}}};
  EXPECT_EQ(only_score({alarm("a", at(10), at(14))}, observed).hits, 1u) << "just six hours";
  const Score score = only_score({alarm("a", at(10), at(13, 59))}, observed);
  EXPECT_EQ(score.misses, 1u);
  EXPECT_EQ(score.false_alarms, 1u);
}

TEST(VerificationTest, TwoAlarmsForOneEventAreOneHitAndOneAlarmMayBeAboutTwo) {
  const Observed one{{"a"}, {{"a", at(10), at(14)}}};
  const Score two_alarms = only_score({alarm("a", at(9), at(10)), alarm("a", at(12), at(13))}, one);
  EXPECT_EQ(two_alarms.hits, 1u);
  EXPECT_EQ(two_alarms.false_alarms, 0u);
  EXPECT_EQ(two_alarms.lead_times, (std::vector<Span>{hours{1}}));
  const Observed two{{"a"}, {{"a", at(10), at(11)}, {"a", at(14), at(15)}}};
  const Score one_alarm = only_score({alarm("a", at(9), at(16))}, two);
  EXPECT_EQ(one_alarm.hits, 2u);
  EXPECT_EQ(*one_alarm.lead_median(), hours{3}) << "the mean of 1 h and 5 h";
}

TEST(VerificationTest, EachLevelCountsWhatReachedIt) {
  const std::vector<VerifiedRule> rules{{"rain", {Level::yellow, Level::red}, {"a"}}};
  AlarmEpisode rising = alarm("a", at(9), at(12));
  rising.steps.push_back({at(9, 45), Level::red});
  rising.steps.push_back({at(9, 50), Level::yellow});
  const Observed observed{{"a"}, {{"a", at(10), at(11)}}};
  const auto scores = verify(rules, std::vector{rising, alarm("a", at(30), at(31))}, observed);
  ASSERT_EQ(scores.size(), 2u);
  EXPECT_EQ(scores[0].lead_times, (std::vector<Span>{hours{1}}));
  EXPECT_EQ(scores[0].false_alarms, 1u);
  EXPECT_EQ(scores[1].lead_times, (std::vector<Span>{minutes{15}}));
  EXPECT_EQ(scores[1].false_alarms, 0u) << "the other alarm was never red";
}

TEST(VerificationTest, AreasThatNobodyWatchedAreNotLookedAt) {
  const Observed observed{{"a"}, {}};
  const Score score = only_score({alarm("a", at(1), at(2)), alarm("b", at(1), at(2))}, observed);
  EXPECT_EQ(score.false_alarms, 1u);
  EXPECT_FALSE(score.pod()) << "there was nothing to detect";
  EXPECT_DOUBLE_EQ(*score.far(), 1);
  EXPECT_FALSE(score.lead_median());
  EXPECT_TRUE(verify(kRules, {}, Observed{{"elsewhere"}, {}}).empty());
}

TEST(VerificationTest, AnAlarmThatStillStandsIsAboutWhateverComes) {
  const Observed observed{{"a"}, {{"a", at(100), at(101)}}};
  AlarmEpisode standing = alarm("a", at(1), at(2));
  standing.cleared_at.reset();
  EXPECT_EQ(only_score({standing}, observed).hits, 1u);
}

}  // namespace
}  // namespace fenghuo::cli
