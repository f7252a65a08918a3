#include "rules/calm.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "rules/history.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kStart = instant_ms(1784075700250);

class CalmTest : public ::testing::Test {
 protected:
  bool note(Span after, std::int64_t value) { return calm_.note({kStart + after, value}); }

  StateCalm calm_;
};

TEST_F(CalmTest, NotesNothingBeforeItBegins) {
  EXPECT_FALSE(note(minutes{1}, 0));
  EXPECT_TRUE(calm_.empty());
}

TEST_F(CalmTest, NotesWhatIsInTheRange) {
  calm_.begin({.lowest = 990, .highest = 1020}, {kStart, 1000});
  EXPECT_FALSE(note(minutes{1}, 989));
  EXPECT_TRUE(note(minutes{1}, 990));
  EXPECT_FALSE(note(minutes{2}, 1021));
  EXPECT_TRUE(note(minutes{3}, 1020)) << "what wasn't noted ends nothing by itself";
  EXPECT_EQ(calm_.newest(), (Sample{kStart + minutes{3}, 1020}));
  EXPECT_EQ(calm_.before_newest(), (Sample{kStart + minutes{1}, 990}));
}

TEST_F(CalmTest, NotesInTheOrderOfTimeAndBeforeItsEnd) {
  calm_.begin({.lowest = 0, .highest = 9, .until = kStart + minutes{5}}, {kStart, 1});
  EXPECT_FALSE(note(minutes{0}, 1)) << "the one with which it began";
  EXPECT_FALSE(note(minutes{-1}, 1));
  EXPECT_TRUE(note(minutes{2}, 1));
  EXPECT_FALSE(note(minutes{2}, 1));
  EXPECT_FALSE(note(minutes{1}, 1));
  EXPECT_FALSE(note(minutes{3} + Span{1}, 1)) << "not a whole second after";
  EXPECT_TRUE(note(minutes{5} - seconds{1}, 1));
  EXPECT_FALSE(note(minutes{5}, 1));
}

TEST_F(CalmTest, GivesBackWhatItNoted) {
  constexpr std::int64_t kLarge = 4'000'000'000'000;
  calm_.begin({.lowest = kLarge - 600'000, .highest = kLarge + 600'000}, {kStart, kLarge});
  EXPECT_FALSE(note(seconds{1}, kLarge + 600'000)) << "further away than it can note";
  EXPECT_TRUE(note(seconds{1}, kLarge + 524'287));
  EXPECT_TRUE(note(seconds{4094}, kLarge - 524'287));
  EXPECT_FALSE(note(seconds{4096}, kLarge)) << "later than it can note";
  const auto noted = calm_.take_all();
  ASSERT_EQ(noted.count, 2u);
  EXPECT_EQ(noted.room[0], (Sample{kStart + seconds{1}, kLarge + 524'287}));
  EXPECT_EQ(noted.room[1], (Sample{kStart + seconds{4094}, kLarge - 524'287}));
  EXPECT_TRUE(calm_.empty());
}

TEST_F(CalmTest, IsFullSomeTime) {
  calm_.begin({.lowest = 0, .highest = 0}, {kStart, 0});
  for (int i = 1; i <= kStatesNotedMax; ++i) EXPECT_TRUE(note(minutes{i}, 0)) << i;
  EXPECT_FALSE(note(minutes{30}, 0));
  EXPECT_EQ(calm_.take_all().count, kStatesNotedMax);
}

// The newest value may itself lie outside: an average is calm while the newest value isn't.
TEST_F(CalmTest, IsNoneWhereTheRangeIsOutOfReach) {
  constexpr std::int64_t kFar = std::int64_t{1} << 40;
  for (const std::int64_t value : {kFar, -kFar}) {
    calm_.begin({.lowest = 0, .highest = 9}, {kStart, value});
    EXPECT_FALSE(note(minutes{1}, value));
    EXPECT_FALSE(note(minutes{1}, 5));
  }
  calm_.begin({.lowest = 0, .highest = 9, .until = kStart - hours{1}}, {kStart, 5});
  EXPECT_FALSE(note(minutes{1}, 5));
}

TEST_F(CalmTest, IsLookedForLessAndLessWhereItSoonEnds) {
  std::vector<int> waits;
  for (int i = 0; i < 5; ++i) {
    calm_.begin({.lowest = 0, .highest = 0}, {kStart, 0});
    calm_.end();
    int wait = 0;
    while (!calm_.is_to_be_looked_for()) ++wait;
    waits.push_back(wait);
  }
  EXPECT_EQ(waits, (std::vector<int>{8, 16, 32, 64, 64}));
  calm_.begin({.lowest = 0, .highest = 0}, {kStart, 0});
  for (int i = 1; i <= StateCalm::kWorthwhile; ++i) note(minutes{i}, 0);
  calm_.end();
  EXPECT_TRUE(calm_.is_to_be_looked_for());
}

// --- histories

const SeriesCall kMean{"wind", SeriesFunction::avg, minutes{10}};
const SeriesCall kLowest{"wind", SeriesFunction::min, minutes{15}};
const SeriesCall kHighest{"wind", SeriesFunction::max, minutes{7}};
const SeriesCall kGusts{"wind",     SeriesFunction::count,
                        minutes{5}, WindowKind::sliding,
                        Span{0},    SampleTest{Comparison::at_least, 30}};

// Asked after each sample, one that notes is no other than one that doesn't.
TEST(CalmHistory, AnswersAsOneThatIsNeverCalm) {
  HistoryShape shape;
  for (const auto& call : {kMean, kLowest, kHighest, kGusts}) shape.add(call);
  for (int asked_every = 1; asked_every < 30; ++asked_every) {
    SCOPED_TRACE(asked_every);
    StateHistory calm(1);
    StateHistory other(1);
    for (StateHistory* history : {&calm, &other}) history->reshape(shape);
    for (int i = 0; i < 400; ++i) {
      // Now and then one is missing; of the rest the value goes up and down.
      if (i % 37 == 5) continue;
      const Sample sample{kStart + minutes{i}, 250 + (i * 7919) % 101};
      if (!calm.take_calmly(sample)) {
        calm.add(sample, shape);
        calm.begin_calm(CalmRange{.lowest = 0, .highest = 340});
      }
      other.add(sample, shape);
      EXPECT_EQ(calm.newest(), other.newest());
      if (i % asked_every != 0) continue;
      for (std::size_t k = 0; k < shape.calls.size(); ++k)
        EXPECT_EQ(calm.answer(shape.calls[k], shape.slots[k]),
                  other.answer(shape.calls[k], shape.slots[k]))
            << "sample " << i << ", call " << k;
    }
  }
}

TEST(CalmHistory, TakesLateSamplesInTheirPlace) {
  HistoryShape shape;
  shape.lateness = hours{1};
  shape.add(kMean);
  StateHistory history(0);
  history.reshape(shape);
  history.add({kStart, 10}, shape);
  history.begin_calm(CalmRange{.lowest = 0, .highest = 100});
  EXPECT_TRUE(history.take_calmly({kStart + minutes{2}, 20}));
  EXPECT_FALSE(history.take_calmly({kStart + minutes{1}, 30}));
  EXPECT_EQ(history.add({kStart + minutes{1}, 30}, shape), Taken::taken);
  EXPECT_EQ(history.answer(kMean, shape.slot_of(kMean)).value, 20);
  EXPECT_FALSE(history.take_calmly({kStart + minutes{3}, 20})) << "it is over";
}

TEST(CalmHistory, OfAnAmountIsDryWeather) {
  HistoryShape shape;
  shape.amounts = true;
  shape.add({"rain", SeriesFunction::sum, minutes{30}});
  AmountHistory history;
  history.reshape(shape);
  int noted = 0;
  for (int i = 0; i < 200; ++i) {
    const Sample sample{kStart + minutes{i}, i == 100 ? 50 : 0};
    const bool calm = history.take_calmly(sample);
    noted += calm ? 1 : 0;
    if (!calm) history.add_amount(sample, shape);
    // The rain of minute 100 is in the window for 30 minutes.
    EXPECT_FALSE(calm && i >= 100 && i < 130) << i;
    if (i % 13 != 0) continue;
    EXPECT_EQ(history.answer(shape.calls[0], shape.slots[0]).value, i >= 100 && i < 130 ? 0.5 : 0.0)
        << i;
  }
  EXPECT_GT(noted, 100);
}

}  // namespace
}  // namespace fenghuo::rules
