#include "simulator/hazard/muskingum.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "tests/random.h"

namespace fenghuo::simulator {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// Chow, Maidment and Mays, Applied Hydrology (1988), example 8.4.1 and table 8.4.1: K 2.3 h, x
// 0.15, an hour's step, 85 at the outlet when it begins. The book rounds to whole cfs and four
// digits.
TEST(Muskingum, ChowExample8_4_1) {
  const std::vector<double> inflow{93,  137, 208, 320, 442, 546, 630, 678, 691, 675,
                                   634, 571, 477, 390, 329, 247, 184, 134, 108, 90};
  const std::vector<double> printed{85,  91,  114, 159, 233, 324, 420, 509, 578, 623,
                                    642, 635, 603, 546, 479, 413, 341, 274, 215, 170};
  const auto by = muskingum_coefficients({.k_h = 2.3, .x = 0.15}, 1).value();
  EXPECT_NEAR(by.of_inflow, 0.0631, 5e-5);
  EXPECT_NEAR(by.of_inflow_before, 0.3442, 5e-5);
  EXPECT_NEAR(by.of_outflow_before, 0.5927, 5e-5);
  const auto outflow = routed_m3_s(inflow, {.k_h = 2.3, .x = 0.15}, 1, 85).value();
  ASSERT_EQ(outflow.size(), printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) EXPECT_NEAR(outflow[i], printed[i], 0.51) << i;
}

// Bedient, Huber and Vieux, Hydrology and Floodplain Analysis (5th ed.), example 4-3: K 2 days, x
// 0.2, a day's step, steady before. The book goes on with rounded numbers.
TEST(Muskingum, BedientExample4_3) {
  const std::vector<double> inflow{4000,  7000,  11000, 17000, 22000, 27000, 30000,
                                   28000, 25000, 23000, 20000, 17000, 14000, 11000,
                                   8000,  5000,  4000,  4000,  4000,  4000};
  const std::vector<double> printed{4000,  4143,  5694,  8506,  12789, 17413, 22121,
                                    25778, 26693, 25792, 24319, 22120, 19539, 16758,
                                    13873, 10934, 8061,  6127,  5114,  4583};
  const auto by = muskingum_coefficients({.k_h = 48, .x = 0.2}, 24).value();
  EXPECT_NEAR(by.of_inflow, 0.0476, 5e-5);
  EXPECT_NEAR(by.of_inflow_before, 0.4286, 5e-5);
  EXPECT_NEAR(by.of_outflow_before, 0.5238, 5e-5);
  const auto outflow = routed_m3_s(inflow, {.k_h = 48, .x = 0.2}, 24).value();
  ASSERT_EQ(outflow.size(), printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) EXPECT_NEAR(outflow[i], printed[i], 1) << i;
}

TEST(Muskingum, WhatComesInGoesOut) {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    const double x = random.below(50) / 100.0;
    const double k_h = 0.5 + random.below(50) / 10.0;
    const double step_h = 2 * k_h * (x + (1 - 2 * x) * random.below(100) / 100.0);
    if (step_h <= 0) continue;
    std::vector<double> inflow(40);
    for (std::size_t i = 1; i < inflow.size(); ++i) inflow[i] = random.below(1000);
    const double before = sum(inflow);
    inflow.resize(3000);
    const auto outflow = routed_m3_s(inflow, {.k_h = k_h, .x = x, .sub_reaches = 1}, step_h);
    ASSERT_TRUE(outflow) << outflow.error().text.en;
    // A step that is short for K leaves a tail; its last value times what it shrinks to is the
    // rest.
    const double kept = muskingum_coefficients({.k_h = k_h, .x = x}, step_h)->of_outflow_before;
    EXPECT_NEAR(sum(*outflow) + outflow->back() * kept / (1 - kept), before, 1e-6 * before);
    for (const double discharge : *outflow) EXPECT_GE(discharge, 0);
  }
}

TEST(Muskingum, SubReachesKeepWaterToo) {
  std::vector<double> inflow(500);
  for (std::size_t i = 1; i < 20; ++i) inflow[i] = 100;
  const auto outflow = routed_m3_s(inflow, {.k_h = 6, .x = 0.3, .sub_reaches = 4}, 1).value();
  EXPECT_NEAR(sum(outflow), sum(inflow), 1e-6);
}

TEST(Muskingum, ASteadyRiverStaysSteady) {
  const std::vector<double> inflow(50, 12.5);
  const auto outflow = routed_m3_s(inflow, {.k_h = 2, .x = 0.1}, 1).value();
  for (const double discharge : outflow) EXPECT_NEAR(discharge, 12.5, 1e-9);
}

TEST(Muskingum, WithoutAReachTheFloodIsHandedOn) {
  const std::vector<double> inflow{1, 5, 2};
  EXPECT_EQ(routed_m3_s(inflow, {.k_h = 0}, 1).value(), inflow);
}

TEST(Muskingum, AnUnstableStepIsRefusedWithTheNumberOfSubReachesThatWouldDo) {
  const auto too_short = routed_m3_s(std::vector{1.0, 2.0}, {.k_h = 6, .x = 0.3}, 1);
  ASSERT_FALSE(too_short);
  EXPECT_EQ(too_short.error().code, Errc::bad_input);
  EXPECT_NE(too_short.error().text.en.find("(3.6–8.4 h)"), std::string::npos)
      << too_short.error().text.en;
  EXPECT_NE(too_short.error().text.en.find("4 sub-reaches"), std::string::npos);
  EXPECT_NE(too_short.error().text.zh.find("分成 4 段"), std::string::npos);
  const auto too_long = routed_m3_s(std::vector{1.0, 2.0}, {.k_h = 0.25, .x = 0.2}, 1);
  ASSERT_FALSE(too_long) << "no number of sub-reaches helps";
  EXPECT_EQ(too_long.error().text.en.find("sub-reaches"), std::string::npos);
}

TEST(Muskingum, RefusesWhatItCannotReckonWith) {
  const auto refuses = [](std::vector<double> inflow, const MuskingumReach& reach, double step_h) {
    const auto outflow = routed_m3_s(inflow, reach, step_h);
    return !outflow && outflow.error().code == Errc::bad_input;
  };
  EXPECT_TRUE(refuses({1, -1}, {.k_h = 1, .x = 0.2}, 1));
  EXPECT_TRUE(refuses({1, std::numeric_limits<double>::infinity()}, {.k_h = 1, .x = 0.2}, 1));
  EXPECT_TRUE(refuses({1, 1}, {.k_h = 1, .x = 0.51}, 1));
  EXPECT_TRUE(refuses({1, 1}, {.k_h = 1, .x = -0.01}, 1));
  EXPECT_TRUE(refuses({1, 1}, {.k_h = -1, .x = 0.2}, 1));
  EXPECT_TRUE(refuses({1, 1}, {.k_h = 1, .x = 0.2, .sub_reaches = 0}, 1));
  EXPECT_TRUE(refuses({1, 1}, {.k_h = 1, .x = 0}, 0));
  EXPECT_EQ(routed_m3_s(std::vector<double>(100'001), {.k_h = 1}, 1).error().code, Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::simulator
