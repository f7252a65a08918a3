#include "simulator/hazard/landslide.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fenghuo::simulator {
namespace {

// Dikshit and Satyam, Estimation of rainfall thresholds for landslide occurrences in Kalimpong,
// India, Innovative Infrastructure Solutions 3:24 (2018): I = 3.52 D^-0.41, "0.95 mm/h with a
// duration of 24 h".
TEST(Landslide, KalimpongsDayOfRain) {
  const IntensityDuration kalimpong{
      .alpha_mm_h = 3.52, .beta = 0.41, .shortest_h = 1, .longest_h = 1000};
  EXPECT_NEAR(threshold_mm_h(kalimpong, 24), 0.95, 0.01);
}

// Seattle's threshold is published in both units: I = 3.257 D^-1.13 in/h (Chleborad, Baum and Godt,
// USGS Open-File Report 2006-1064) and I = 82.73 D^-1.13 mm/h (the same with Powers, Reviews in
// Engineering Geology 20, 2008).
TEST(Landslide, SeattlesThresholdInBothUnits) {
  const IntensityDuration inches{
      .alpha_mm_h = 3.257 * 25.4, .beta = 1.13, .shortest_h = 1, .longest_h = 100};
  const IntensityDuration millimetres{
      .alpha_mm_h = 82.73, .beta = 1.13, .shortest_h = 1, .longest_h = 100};
  for (const double duration_h : {1.0, 24.0, 72.0})
    EXPECT_NEAR(threshold_mm_h(inches, duration_h), threshold_mm_h(millimetres, duration_h), 0.005);
}

// Caine and Guzzetti print their equations, but no reckoning with them: this is by the formula.
TEST(Landslide, CaineAndGuzzettiByTheirFormulae) {
  EXPECT_EQ(threshold_mm_h(kCaine1980, 1), 14.82);
  EXPECT_NEAR(threshold_mm_h(kCaine1980, 100), 14.82 / std::pow(10, 0.78), 1e-9);
  EXPECT_EQ(threshold_mm_h(kGuzzetti2008, 1), 2.20);
}

// Glade, Crozier and Smith give the sum, and no reckoning with it: this is by the formula.
TEST(Landslide, AntecedentIndexByItsFormula) {
  const std::vector<double> days_mm{30, 0, 10};  // three days ago, two, yesterday
  EXPECT_NEAR(antecedent_index_mm(days_mm).value(), 0.84 * 10 + 0.84 * 0.84 * 0.84 * 30, 1e-12);
  EXPECT_EQ(antecedent_index_mm({}).value(), 0);
  std::vector<double> long_ago(30, 0.0);
  long_ago[19] = 100;  // eleven days ago
  EXPECT_EQ(antecedent_index_mm(long_ago).value(), 0);
  long_ago[20] = 100;
  EXPECT_NEAR(antecedent_index_mm(long_ago).value(), 100 * std::pow(0.84, 10), 1e-9);
}

TEST(Landslide, ASlopeGoesWhenItsEventPassesTheThreshold) {
  // 10 mm an hour: Caine's mean of D hours falls under it after (14.82 / 10)^(1 / 0.39) = 2.74 h.
  const SlopeTask task{.rain_mm = std::vector<double>(12, 10.0), .step_h = 1};
  const auto failure = slope_failure(task).value();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->at_h, 3);
  EXPECT_EQ(failure->duration_h, 3);
  EXPECT_NEAR(failure->intensity_mm_h, 10, 1e-12);
}

TEST(Landslide, LightRainMovesNothing) {
  EXPECT_FALSE(
      slope_failure({.rain_mm = std::vector<double>(100, 1.0), .step_h = 1}).value().has_value());
}

TEST(Landslide, AShortBurstInALongRainIsFound) {
  std::vector<double> rain_mm(240, 0.1);  // of five minutes: 1.2 mm/h
  for (std::size_t i = 200; i < 206; ++i) rain_mm[i] = 4;
  const auto failure = slope_failure({.rain_mm = rain_mm, .step_h = 1.0 / 12}).value();
  ASSERT_TRUE(failure);
  EXPECT_GT(failure->at_h, 200.0 / 12);
  EXPECT_LE(failure->at_h, 206.0 / 12 + 1e-9);
  EXPECT_LT(failure->duration_h, 1);
}

TEST(Landslide, ADryGapBeginsAnotherEvent) {
  // Caine asks for 103 mm in 24 h, 157 mm in 48 h and 211 mm in 78 h.
  std::vector<double> rain_mm(24, 4.0);
  rain_mm.resize(24 + 6, 0.0);
  rain_mm.resize(24 + 6 + 48, 2.6);
  SlopeTask task{.rain_mm = rain_mm, .step_h = 1};
  EXPECT_FALSE(slope_failure(task).value().has_value()) << "96 mm, and 125 mm";
  task.dry_gap_h = 7;
  const auto failure = slope_failure(task).value();
  ASSERT_TRUE(failure) << "221 mm in one event";
  EXPECT_GT(failure->duration_h, 48);
}

TEST(Landslide, AWetSlopeGoesAndADryOneWaits) {
  SlopeTask task{.rain_mm = std::vector<double>(48, 8.0), .step_h = 1, .index_least_mm = 60};
  task.daily_rain_before_mm = {20, 80};
  const auto wet = slope_failure(task).value();
  ASSERT_TRUE(wet);
  EXPECT_NEAR(wet->index_mm, 0.84 * 80 + 0.84 * 0.84 * 20, 1e-9);
  EXPECT_LT(wet->at_h, 24);
  task.daily_rain_before_mm.clear();
  const auto waits = slope_failure(task).value();
  ASSERT_TRUE(waits);
  EXPECT_EQ(waits->at_h, 25) << "the first day's 192 mm count from midnight on";
  EXPECT_NEAR(waits->index_mm, 0.84 * 192, 1e-9);
}

TEST(Landslide, RefusesWhatItCannotReckonWith) {
  const auto refuses = [](const SlopeTask& task) {
    const auto failure = slope_failure(task);
    return !failure && failure.error().code == Errc::bad_input;
  };
  const SlopeTask good{.rain_mm = {1, 2}, .step_h = 1};
  ASSERT_TRUE(slope_failure(good));
  SlopeTask task = good;
  task.rain_mm[0] = -1;
  EXPECT_TRUE(refuses(task));
  task = good;
  task.step_h = 0;
  EXPECT_TRUE(refuses(task));
  task = good;
  task.step_h = 25;
  EXPECT_TRUE(refuses(task));
  task = good;
  task.threshold.alpha_mm_h = 0;
  EXPECT_TRUE(refuses(task));
  task = good;
  task.decay.per_day = 1.1;
  EXPECT_TRUE(refuses(task));
  task = good;
  task.daily_rain_before_mm = {std::numeric_limits<double>::quiet_NaN()};
  EXPECT_TRUE(refuses(task));
  task = good;
  task.rain_mm.resize(20'001);
  EXPECT_EQ(slope_failure(task).error().code, Errc::too_many);
  EXPECT_FALSE(antecedent_index_mm(std::vector{-1.0}));
}

}  // namespace
}  // namespace fenghuo::simulator
