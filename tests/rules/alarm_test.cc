#include "rules/alarm.h"

#include <gtest/gtest.h>

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1784075700000);

class AlarmTest : public ::testing::Test {
 protected:
  // Each level from blue on: y(es), n(o) or ? (can't tell).
  Level judge(const std::string& truths, Span observed_after, Span now_after) {
    return step(truths, kStart + observed_after, kStart + now_after);
  }
  Level judge(const std::string& truths, Span after) { return judge(truths, after, after); }
  Level wait(const std::string& truths, Span now_after) {
    return step(truths, std::nullopt, kStart + now_after);
  }

  Level step(const std::string& truths, std::optional<Instant> observed_at, Instant now) {
    Alarm::Truths given{};
    for (std::size_t i = 0; i < given.size(); ++i)
      given[i] = truths[i] == 'y' ? Truth::yes : truths[i] == '?' ? Truth::unknown : Truth::no;
    const auto outcome = alarm_.judge(given, {observed_at, now}, {on_delay, off_delay, steps});
    ask_again = outcome.ask_again;
    if (outcome.level != alarm_.level()) alarm_.go_to(outcome.level, {}, now, {});
    return alarm_.level();
  }

  Alarm alarm_;
  Span on_delay{};
  Span off_delay{};
  std::vector<Level> steps;
  std::optional<Instant> ask_again;
};

TEST_F(AlarmTest, TakesTheMostSevereLevelThatHolds) {
  EXPECT_EQ(judge("nnnn", minutes{0}), Level::none);
  EXPECT_EQ(judge("yynn", minutes{1}), Level::yellow);
  EXPECT_EQ(judge("nnny", minutes{2}), Level::red) << "levels don't build on each other";
  EXPECT_EQ(judge("ynnn", minutes{3}), Level::blue);
  EXPECT_EQ(judge("nnnn", minutes{4}), Level::none);
  EXPECT_FALSE(ask_again);
}

TEST_F(AlarmTest, WhatCannotBeToldNeitherRaisesNorClears) {
  EXPECT_EQ(judge("????", minutes{0}), Level::none);
  EXPECT_EQ(judge("yy??", minutes{1}), Level::yellow);
  EXPECT_EQ(judge("????", minutes{2}), Level::yellow);
  EXPECT_EQ(judge("n?nn", minutes{3}), Level::yellow);
  EXPECT_EQ(judge("?nnn", minutes{4}), Level::blue);
  EXPECT_EQ(judge("nn??", minutes{5}), Level::none);
}

TEST_F(AlarmTest, WaitsForTheOnDelay) {
  on_delay = minutes{10};
  EXPECT_EQ(judge("ynnn", minutes{0}), Level::none);
  EXPECT_EQ(ask_again, kStart + minutes{10});
  EXPECT_EQ(judge("nnnn", minutes{5}), Level::none) << "a short excursion is forgotten";
  EXPECT_EQ(judge("ynnn", minutes{6}), Level::none);
  EXPECT_EQ(judge("yyyn", minutes{12}), Level::none);
  EXPECT_EQ(judge("yyyn", minutes{16}), Level::blue)
      << "blue has held for ten minutes, orange hasn't";
  EXPECT_EQ(ask_again, kStart + minutes{22});
  EXPECT_EQ(wait("yyyn", minutes{22}), Level::orange) << "engine time is enough";
}

TEST_F(AlarmTest, OnDelayCountsInTimeOfObservationToo) {
  on_delay = minutes{10};
  EXPECT_EQ(judge("ynnn", minutes{-30}, minutes{0}), Level::none);
  EXPECT_EQ(judge("ynnn", minutes{-20}, minutes{0} + Span{1}), Level::blue)
      << "a backlog that arrives at once has its own time";
}

TEST_F(AlarmTest, WaitsForTheOffDelayAndFallsToWhatHeldMeanwhile) {
  off_delay = minutes{30};
  EXPECT_EQ(judge("yyyy", minutes{0}), Level::red);
  EXPECT_EQ(judge("ynnn", minutes{10}), Level::red);
  EXPECT_EQ(judge("yynn", minutes{20}), Level::red);
  EXPECT_EQ(judge("nnnn", minutes{39}), Level::red);
  EXPECT_EQ(ask_again, kStart + minutes{40});
  EXPECT_EQ(wait("nnnn", minutes{40}), Level::yellow);
  EXPECT_EQ(wait("nnnn", minutes{41}), Level::yellow) << "each step waits anew";
  EXPECT_EQ(wait("nnnn", minutes{71}), Level::none);
}

// What people reported ages, and no observation comes that would have the alarm judged again.
TEST_F(AlarmTest, AsksAgainForWhatIsOverByTheTimeItFallsToIt) {
  off_delay = minutes{30};
  EXPECT_EQ(judge("yyyy", minutes{0}), Level::red);
  EXPECT_EQ(wait("yyyn", minutes{10}), Level::red);
  EXPECT_EQ(wait("nnnn", minutes{20}), Level::red);
  EXPECT_EQ(wait("nnnn", minutes{40}), Level::orange);
  EXPECT_EQ(ask_again, kStart + minutes{70});
  EXPECT_EQ(wait("nnnn", minutes{70}), Level::none);
  EXPECT_FALSE(ask_again);
}

TEST_F(AlarmTest, ARiseEndsTheFall) {
  off_delay = minutes{30};
  judge("yynn", minutes{0});
  judge("nnnn", minutes{10});
  EXPECT_EQ(judge("yynn", minutes{39}), Level::yellow);
  EXPECT_EQ(judge("nnnn", minutes{45}), Level::yellow);
  EXPECT_EQ(wait("nnnn", minutes{74}), Level::yellow);
  EXPECT_EQ(wait("nnnn", minutes{75}), Level::none);
}

TEST_F(AlarmTest, IsTheSameAfterASnapshot) {
  on_delay = minutes{10};
  judge("ynnn", minutes{0});
  StateWriter writer;
  writer(alarm_);
  alarm_ = Alarm();
  StateReader reader(writer.bytes());
  reader(alarm_);
  EXPECT_EQ(judge("ynnn", minutes{10}), Level::blue);
}

TEST_F(AlarmTest, StepsDownOneLevelAtATime) {
  off_delay = minutes{30};
  steps = {Level::blue, Level::yellow, Level::red};
  EXPECT_EQ(judge("yyny", minutes{0}), Level::red);
  EXPECT_EQ(judge("nnnn", minutes{10}), Level::red);
  EXPECT_EQ(wait("nnnn", minutes{40}), Level::yellow) << "there is no orange";
  EXPECT_EQ(ask_again, kStart + minutes{70});
  EXPECT_EQ(wait("nnnn", minutes{69}), Level::yellow);
  EXPECT_EQ(wait("nnnn", minutes{70}), Level::blue);
  EXPECT_EQ(wait("nnnn", minutes{100}), Level::none);
  EXPECT_FALSE(ask_again);
}

TEST_F(AlarmTest, AStepDownStopsAtWhatHolds) {
  off_delay = minutes{30};
  steps = {Level::blue, Level::yellow, Level::red};
  EXPECT_EQ(judge("yyny", minutes{0}), Level::red);
  EXPECT_EQ(judge("ynnn", minutes{10}), Level::red);
  EXPECT_EQ(wait("ynnn", minutes{40}), Level::yellow);
  EXPECT_EQ(judge("yyny", minutes{50}), Level::red) << "and rises at once";
  EXPECT_FALSE(ask_again);
}

}  // namespace
}  // namespace fenghuo::rules
