#include "simulator/hazard/unit_hydrograph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace fenghuo::simulator {
namespace {

constexpr double kKm2OfSquareMile = 2.589988;
constexpr double kMmOfInch = 25.4;
constexpr double kCfsOfM3S = 35.31467;

double volume_m3(const std::vector<double>& discharge_m3_s, double step_h) {
  return std::accumulate(discharge_m3_s.begin(), discharge_m3_s.end(), 0.0) * step_h * 3600;
}

// Bedient, Huber and Vieux, Hydrology and Floodplain Analysis (5th ed.), example 2-6: 10 square
// miles, lag 3.36 h, rain of 2 h; rise 4.36 h, peak 1110 cfs for an inch. The book reckons with 484
// in its units, which is 0.2 % more than 0.208 in ours.
TEST(UnitHydrograph, BedientExample2_6) {
  EXPECT_NEAR(time_to_peak_h(3.36, 2), 4.36, 1e-9);
  const double peak_cfs_inch =
      unit_peak_m3_s_mm(10 * kKm2OfSquareMile, 4.36) * kMmOfInch * kCfsOfM3S;
  EXPECT_NEAR(peak_cfs_inch, 1110, 0.002 * 1110);
}

// The same, table E2-6: ordinates of the curvilinear unit hydrograph.
TEST(UnitHydrograph, BedientTableE2_6) {
  struct Row {
    double times_to_peak, discharge_cfs;
  };
  constexpr Row kTable[] = {{0, 0},      {0.2, 111}, {0.3, 211},  {0.4, 344},  {0.5, 522},
                            {0.6, 733},  {0.7, 910}, {0.8, 1032}, {0.9, 1099}, {1.0, 1110},
                            {1.2, 1032}, {1.4, 866}, {1.6, 622},  {1.8, 433},  {2.0, 311},
                            {2.2, 230},  {2.4, 163}, {2.6, 119},  {2.8, 85},   {3.0, 61},
                            {3.4, 32},   {4.0, 12},  {5.0, 0}};
  for (const Row& row : kTable)
    EXPECT_NEAR(unit_ratio(UnitShape::curvilinear, row.times_to_peak) * 1110, row.discharge_cfs,
                0.6)
        << row.times_to_peak;
}

// V. M. Ponce, Engineering Hydrology, chapter 5, solved in his course CIV E 445 (San Diego State
// University, 2006): 11.2 km2, lag 1.72 h, rain of 0.38 h; peak after 1.91 h with 12.20 m3/s for a
// centimetre, base five times the rise.
TEST(UnitHydrograph, PonceChapter5) {
  const auto unit = unit_hydrograph({.area_km2 = 11.2, .lag_h = 1.72}, 0.38).value();
  EXPECT_NEAR(unit.time_to_peak_h, 1.91, 1e-9);
  EXPECT_NEAR(unit.peak_m3_s_mm * 10, 12.20, 0.005);
  const double base_h = static_cast<double>(unit.ordinates_m3_s_mm.size() - 1) * 0.38;
  EXPECT_GE(base_h, 9.55);
  EXPECT_LT(base_h, 9.55 + 0.38);
  EXPECT_NEAR(std::ranges::max(unit.ordinates_m3_s_mm), unit.peak_m3_s_mm,
              0.02 * unit.peak_m3_s_mm);
}

// Bedient, Huber and Vieux, example 2-2 and table E2-2: net rain in inches, unit hydrograph in cfs.
TEST(UnitHydrograph, BedientExample2_2) {
  const std::vector<double> rain{0.5, 1.0, 1.5, 0.0, 0.5};
  const std::vector<double> unit{0, 100, 320, 450, 370, 250, 160, 90, 40, 0};
  const std::vector<double> printed{0,   50,  260, 695, 1115, 1220, 1045,
                                    805, 535, 300, 140, 45,   20,   0};
  EXPECT_EQ(convolved_m3_s(rain, unit).value(), printed);
}

TEST(UnitHydrograph, WhatRunsOffPassesTheOutlet) {
  const std::vector<double> runoff_mm{0, 3, 12, 7.5, 0, 1};
  for (const auto shape : {UnitShape::curvilinear, UnitShape::triangular})
    for (const double step_h : {1.0 / 12, 0.25, 0.29}) {
      const auto unit = unit_hydrograph({.area_km2 = 42, .lag_h = 1, .shape = shape}, step_h);
      EXPECT_NEAR(volume_m3(unit->ordinates_m3_s_mm, step_h), 42'000, 1e-6) << "of a millimetre";
      EXPECT_EQ(unit->ordinates_m3_s_mm.front(), 0);
      EXPECT_EQ(unit->ordinates_m3_s_mm.back(), 0);
      const auto discharge = convolved_m3_s(runoff_mm, unit->ordinates_m3_s_mm).value();
      EXPECT_NEAR(volume_m3(discharge, step_h), 23.5 * 42'000, 1e-3);
    }
}

TEST(UnitHydrograph, TheTriangleRisesToOneAndFallsInOneAndTwoThirds) {
  EXPECT_EQ(unit_ratio(UnitShape::triangular, 0.5), 0.5);
  EXPECT_EQ(unit_ratio(UnitShape::triangular, 1), 1);
  EXPECT_NEAR(unit_ratio(UnitShape::triangular, 1 + 1.67 / 2), 0.5, 1e-12);
  EXPECT_EQ(unit_ratio(UnitShape::triangular, 2.67), 0);
  EXPECT_EQ(unit_ratio(UnitShape::triangular, -1), 0);
}

TEST(UnitHydrograph, LagIsSixTenthsOfTheTimeOfConcentration) {
  EXPECT_NEAR(lag_of_concentration_h(1.25), 0.75, 1e-12);
}

TEST(UnitHydrograph, RefusesAStepThatIsTooLongForTheLag) {
  const auto hourly = unit_hydrograph({.area_km2 = 5, .lag_h = 0.5}, 1);
  ASSERT_FALSE(hourly);
  EXPECT_EQ(hourly.error().code, Errc::bad_input);
  EXPECT_NE(hourly.error().text.en.find("0–0.145"), std::string::npos) << hourly.error().text.en;
}

TEST(UnitHydrograph, RefusesWhatItCannotReckonWith) {
  const auto code = [](const UnitCatchment& catchment, double step_h) {
    const auto unit = unit_hydrograph(catchment, step_h);
    return unit ? std::optional<Errc>{} : unit.error().code;
  };
  EXPECT_EQ(code({.area_km2 = 0, .lag_h = 1}, 0.1), Errc::bad_input);
  EXPECT_EQ(code({.area_km2 = 20'000, .lag_h = 1}, 0.1), Errc::bad_input);
  EXPECT_EQ(code({.area_km2 = 5, .lag_h = 0}, 0.1), Errc::bad_input);
  EXPECT_EQ(code({.area_km2 = 5, .lag_h = 1}, 0), Errc::bad_input);
  EXPECT_EQ(code({.area_km2 = 5, .lag_h = 200}, 1.0 / 60), Errc::too_many);
  EXPECT_EQ(convolved_m3_s(std::vector<double>(20'000), std::vector<double>(20'000)).error().code,
            Errc::too_many);
  EXPECT_TRUE(convolved_m3_s({}, std::vector{1.0}).value().empty());
}

}  // namespace
}  // namespace fenghuo::simulator
