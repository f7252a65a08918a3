#include "simulator/hazard/curve_number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "tests/random.h"

namespace fenghuo::simulator {
namespace {

constexpr double kMmOfInch = 25.4;

// USDA SCS, Technical Release 55, Urban Hydrology for Small Watersheds (1986), examples 2-2 and
// 4-1: 250 acres in Dyer County, half-acre lots, CN 75, 6.0 inches in 24 hours; 3.28 inches run
// off.
TEST(CurveNumber, Tr55Example2_2) {
  EXPECT_NEAR(runoff_mm(6.0 * kMmOfInch, 75).value() / kMmOfInch, 3.28, 0.005);
}

// V. M. Ponce, Engineering Hydrology, chapter 5, solved in his course CIV E 445 (San Diego State
// University, 2006): 5 cm of rain, CN 84; 1.8 cm run off.
TEST(CurveNumber, PonceChapter5) {
  EXPECT_NEAR(runoff_mm(50, 84).value() / 10, 1.8, 0.05);
}

// NEH-4, table 10.1, as K. Beven, Rainfall-Runoff Modelling (2nd ed.), table B6.3.2 prints it. The
// equations are not the table: they keep within 2 of it.
TEST(CurveNumber, DryAndWetGroundAreThoseOfTheHandbooksTable) {
  struct Row {
    double dry, average, wet;
  };
  for (const Row& row : {Row{100, 100, 100}, Row{78, 90, 96}, Row{63, 80, 91}, Row{51, 70, 85},
                         Row{40, 60, 78}, Row{31, 50, 70}, Row{22, 40, 60}, Row{15, 30, 50}}) {
    EXPECT_NEAR(curve_number_on(Wetness::dry, row.average), row.dry, 2);
    EXPECT_EQ(curve_number_on(Wetness::average, row.average), row.average);
    EXPECT_NEAR(curve_number_on(Wetness::wet, row.average), row.wet, 2);
  }
}

TEST(CurveNumber, NothingRunsOffBeforeTheInitialAbstractionIsFull) {
  const double abstraction_mm = kInitialAbstraction * retention_mm(80);
  EXPECT_EQ(runoff_mm(abstraction_mm, 80).value(), 0);
  EXPECT_GT(runoff_mm(abstraction_mm + 0.1, 80).value(), 0);
  EXPECT_EQ(runoff_mm(0, 100).value(), 0);
  EXPECT_EQ(runoff_mm(40, 100).value(), 40) << "a roof";
}

TEST(CurveNumber, StepsTogetherRunOffAsTheStormDoes) {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    fenghuo::Random random(seed);
    std::vector<double> rain_mm(1 + random.below(60));
    for (double& rain : rain_mm) rain = random.below(3) == 0 ? 0 : random.below(400) / 10.0;
    const double curve_number = 30 + random.below(71);
    const auto steps = runoff_steps_mm(rain_mm, curve_number).value();
    const double rain_sum_mm = std::accumulate(rain_mm.begin(), rain_mm.end(), 0.0);
    EXPECT_NEAR(std::accumulate(steps.begin(), steps.end(), 0.0),
                runoff_mm(rain_sum_mm, curve_number).value(), 1e-9);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      EXPECT_GE(steps[i], 0);
      EXPECT_LE(steps[i], rain_mm[i] + 1e-9) << "no more than fell in that step";
    }
  }
}

TEST(CurveNumber, WetGroundShedsMore) {
  const std::vector<double> rain_mm{10, 30, 20};
  const auto sum = [&](Wetness wetness) {
    const auto steps = runoff_steps_mm(rain_mm, 75, wetness).value();
    return std::accumulate(steps.begin(), steps.end(), 0.0);
  };
  EXPECT_LT(sum(Wetness::dry), sum(Wetness::average));
  EXPECT_LT(sum(Wetness::average), sum(Wetness::wet));
}

TEST(CurveNumber, RefusesWhatItCannotReckonWith) {
  const auto refuses = [](const auto& result) {
    return !result && result.error().code == Errc::bad_input && !result.error().text.zh.empty();
  };
  EXPECT_TRUE(refuses(runoff_mm(-1, 75)));
  EXPECT_TRUE(refuses(runoff_mm(std::numeric_limits<double>::quiet_NaN(), 75)));
  EXPECT_TRUE(refuses(runoff_mm(10, 29.9)));
  EXPECT_TRUE(refuses(runoff_mm(10, 100.1)));
  EXPECT_TRUE(refuses(runoff_steps_mm(std::vector{5.0, -0.1}, 75)));
  EXPECT_TRUE(refuses(runoff_steps_mm(std::vector{5.0}, 101)));
  EXPECT_EQ(runoff_steps_mm(std::vector{5.0}, 101).error().text.en,
            "the curve number must be within 30–100; it is 101");
  EXPECT_EQ(runoff_steps_mm(std::vector<double>(100'001), 75).error().code, Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::simulator
