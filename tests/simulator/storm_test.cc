#include "simulator/storm.h"

#include <gtest/gtest.h>

#include <cmath>

namespace fenghuo::simulator {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kBegins = instant_ms(1'000'000'000'000);

Storm two_hours() {
  Storm storm;
  storm.begins = kBegins;
  storm.rain_mm = {12, 0};
  storm.rain_gauges = {{"near", 1, Span{0}}, {"far", 0.5, minutes{30}}};
  storm.river_gauges = {{"river", "near", 100, 0.1, hours{1}}};
  return storm;
}

TEST(Storm, AGaugeCountsWhatFellEvenlyThroughItsHour) {
  const auto all = readings_of(two_hours());
  ASSERT_EQ(all.size(), 3u);
  const auto& near = all[0];
  EXPECT_TRUE(near.is_rain);
  ASSERT_EQ(near.readings.size(), 25u) << "every five minutes, both ends included";
  for (std::size_t i = 0; i < near.readings.size(); ++i) {
    EXPECT_EQ(near.readings[i].at, kBegins + i * minutes{5});
    // A millimetre in each of the first twelve steps.
    EXPECT_EQ(near.readings[i].value,
              (Decimal{10 * std::int64_t(std::min<std::size_t>(i, 12)), 1}));
  }
}

TEST(Storm, AGaugeCountsInWholeBuckets) {
  const auto all = readings_of(two_hours());
  for (const auto& reading : all[1].readings) EXPECT_EQ(reading.value.mantissa % kBucketTenths, 0);
}

TEST(Storm, AFartherGaugeHasLessAndHasItLater) {
  const auto far = readings_of(two_hours())[1].readings;
  EXPECT_EQ(far[6].value.mantissa, 0) << "nothing in its first half hour";
  EXPECT_EQ(far[12].value.mantissa, 30);
  EXPECT_EQ(far.back().value.mantissa, 60) << "half of it in the end";
}

TEST(Storm, ARiverRisesWithTheRainAndFallsToAThirdInItsRecession) {
  const auto river = readings_of(two_hours())[2];
  EXPECT_FALSE(river.is_rain);
  EXPECT_EQ(river.readings.front().value, (Decimal{100'000, 3}));
  for (std::size_t i = 1; i <= 12; ++i)
    EXPECT_GT(river.readings[i].value.mantissa, river.readings[i - 1].value.mantissa);
  const auto above = [&](std::size_t i) {
    return static_cast<double>(river.readings[i].value.mantissa - 100'000);
  };
  EXPECT_NEAR(above(24) / above(12), std::exp(-1), 0.01);
}

TEST(Storm, SaysTheRainOfTheLastHour) {
  const Storm storm = two_hours();
  EXPECT_DOUBLE_EQ(rain_in_hour_before(storm, kBegins + hours{1}), 12);
  EXPECT_DOUBLE_EQ(rain_in_hour_before(storm, kBegins + minutes{90}), 6);
  EXPECT_DOUBLE_EQ(rain_in_hour_before(storm, kBegins), 0);
  EXPECT_DOUBLE_EQ(rain_in_hour_before(storm, kBegins + hours{9}), 0);
}

}  // namespace
}  // namespace fenghuo::simulator
