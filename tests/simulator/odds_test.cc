#include "simulator/odds.h"

#include <gtest/gtest.h>

#include "simulator/random.h"
#include "simulator/world.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

// Wilson's interval as in Newcombe, Two-sided confidence intervals for the single proportion,
// Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
TEST(ShareTest, HasThePublishedIntervals) {
  const auto check = [](std::uint64_t times, std::uint64_t of, double low, double high) {
    const Share share = share_of(times, of);
    EXPECT_NEAR(share.low, low, 5e-5) << times << " of " << of;
    EXPECT_NEAR(share.high, high, 5e-5) << times << " of " << of;
  };
  check(81, 263, 0.2553, 0.3662);
  check(15, 148, 0.0624, 0.1605);
  check(0, 20, 0.0000, 0.1611);
  check(1, 29, 0.0061, 0.1718);
}

TEST(DifferenceTest, IsOfPairs) {
  const auto same = difference_of({5, 7, 9}, {4, 6, 8});
  ASSERT_TRUE(same);
  EXPECT_DOUBLE_EQ(same->mean, 1);
  EXPECT_DOUBLE_EQ(same->half_width, 0);  // the luck cancels
  // 1, 3, 5: mean 3, standard deviation 2.
  const auto other = difference_of({1, 3, 5}, {0, 0, 0});
  ASSERT_TRUE(other);
  EXPECT_DOUBLE_EQ(other->mean, 3);
  EXPECT_NEAR(other->half_width, 1.959964 * 2 / std::sqrt(3.0), 1e-5);
}

TEST(DifferenceTest, OneNightTellsNothing) {
  EXPECT_FALSE(difference_of({5}, {0}));
  EXPECT_FALSE(difference_of({}, {}));
}

TEST(ScenarioTest, HasLuckWhereTheSeedDecidesWhoGetsAMessage) {
  const auto has_luck = [](const ChannelCondition& webhook) {
    Scenario night = small_night();
    night.channels = {webhook};
    return night.has_luck();
  };
  EXPECT_FALSE(small_night().has_luck());
  EXPECT_TRUE(has_luck({.channel = "webhook", .lost = 0.3}));
  EXPECT_TRUE(has_luck({.channel = "webhook", .twice = 0.3}));
  EXPECT_FALSE(has_luck({.channel = "webhook", .lost = 1})) << "all of them, whatever the seed";
  EXPECT_FALSE(has_luck({.channel = "webhook", .per_minute = 1}));
  Scenario night = small_night();
  night.chances.asleep = 0.1;
  EXPECT_TRUE(night.has_luck());
}

TEST(OddsTest, CountNightsInWhichAllAreSafe) {
  Scenario night = small_night();
  night.chances = {.asleep = 0.5};
  night.dangers[0].at = at(35);  // who is woken by a telephone is too late
  const auto beginning = beginning_of();
  Odds odds;
  for (night.seed = 1; night.seed <= 40; ++night.seed)
    count_night(play_until_decided(beginning, night), odds);
  EXPECT_EQ(odds.at("A").nights, 40U);
  EXPECT_GT(odds.at("A").all_safe, 0U);
  EXPECT_LT(odds.at("A").all_safe, 40U);
  EXPECT_GT(odds.at("A").caught, 0U);
  Odds sum = odds;
  add(sum, odds);
  EXPECT_EQ(sum.at("A").nights, 80U);
}

TEST(RandomTest, IsTheSameWhateverElseIsAsked) {
  const Random luck(7);
  Random one = luck.of("person", 3);
  Random other = luck.of("station", 1);
  other.next();
  Random again = luck.of("person", 3);
  EXPECT_EQ(one.next(), again.next());
  EXPECT_NE(luck.of("a").of("b").next(), luck.of("b").of("a").next());
}

// Ten equal parts, each within five standard deviations of a tenth.
TEST(RandomTest, IsEven) {
  int parts[10] = {};
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    Random one = Random(42).of("x", i);
    ++parts[static_cast<int>(one.uniform() * 10)];
  }
  for (const int part : parts) EXPECT_NEAR(part, 10'000, 5 * 95);
}

// The danger of a seed may come after the scenario's end: whoever is on the way by then isn't
// caught.
TEST(OddsTest, AreOfTheTimeUntilTheLastDanger) {
  Scenario night = small_night();
  night.chances = {.danger_shift_h = 0.5};
  night.end = at(30);
  const auto beginning = beginning_of();
  bool earlier = false;
  bool later = false;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    night.seed = seed;
    const Scenario cut = until_last_danger(night);
    EXPECT_EQ(cut.end, at(40) + danger_shift(night));
    EXPECT_EQ(play_night(beginning, cut).caught(), [&] {
      Scenario whole = night;
      whole.end = at(120);
      return play_night(beginning, whole).caught();
    }());
    earlier |= cut.end < at(30);
    later |= cut.end > at(60);
  }
  EXPECT_TRUE(earlier && later);
}

}  // namespace
}  // namespace fenghuo::simulator
