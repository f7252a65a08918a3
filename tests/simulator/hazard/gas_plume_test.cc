#include "simulator/hazard/gas_plume.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <limits>

namespace fenghuo::simulator {
namespace {

constexpr double kMicrogramsOfMilligram = 1000;
constexpr Stability kAll[] = {Stability::a, Stability::b, Stability::c,
                              Stability::d, Stability::e, Stability::f};

// A. De Visscher, Air Dispersion Modeling: Foundations and Applications (2013), example 2.1: 100
// g/s at an effective height of 90 m in 7 m/s under class D; 1500 m downwind 160.3 ug/m3 at the
// ground, and 107.5 ug/m3 100 m beside.
TEST(GasPlume, DeVisscherExample2_1) {
  const PlumeSource stack{
      .rate_g_s = 100, .height_m = 90, .wind_m_s = 7, .stability = Stability::d};
  EXPECT_NEAR(concentration_mg_m3(stack, {.downwind_m = 1500}).value() * kMicrogramsOfMilligram,
              160.3, 0.05);
  EXPECT_NEAR(concentration_mg_m3(stack, {.downwind_m = 1500, .crosswind_m = 100}).value() *
                  kMicrogramsOfMilligram,
              107.5, 0.05);
}

// All that the source gives off goes through each plane across the wind.
TEST(GasPlume, TheFluxThroughAPlaneIsTheSource) {
  for (const Stability stability : kAll)
    for (const double height_m : {0.0, 30.0})
      for (const double downwind_m : {150.0, 2'000.0}) {
        const PlumeSource source{
            .rate_g_s = 250, .height_m = height_m, .wind_m_s = 3, .stability = stability};
        const auto sigma = open_country_sigmas(stability, downwind_m).value();
        const double dy = sigma.across_m / 4;
        const double dz = sigma.up_m / 8;
        double flux_g_s = 0;
        for (double y = -6 * sigma.across_m; y <= 6 * sigma.across_m; y += dy)
          for (double z = dz / 2; z <= height_m + 6 * sigma.up_m; z += dz)
            flux_g_s += 3 * dy * dz / 1000 *
                        concentration_mg_m3(
                            source, {.downwind_m = downwind_m, .crosswind_m = y, .height_m = z})
                            .value();
        EXPECT_NEAR(flux_g_s, 250, 0.25) << static_cast<int>(stability) << " at " << downwind_m;
      }
}

// Briggs's table at a kilometre, worked out by hand from his formulae: he prints no values.
TEST(GasPlume, SigmasAtAKilometreByTheirFormulae) {
  constexpr PlumeSigmas kTable[] = {{209.76, 200},  {152.55, 120},  {104.88, 73.03},
                                    {76.28, 37.95}, {57.21, 23.08}, {38.14, 12.31}};
  for (std::size_t i = 0; i < std::size(kAll); ++i) {
    const auto sigma = open_country_sigmas(kAll[i], 1000).value();
    EXPECT_NEAR(sigma.across_m, kTable[i].across_m, 0.006) << i;
    EXPECT_NEAR(sigma.up_m, kTable[i].up_m, 0.006) << i;
  }
}

TEST(GasPlume, StillerAirSpreadsLess) {
  PlumeSigmas before{1e9, 1e9};
  for (const Stability stability : kAll) {
    const auto sigma = open_country_sigmas(stability, 1000).value();
    EXPECT_LT(sigma.across_m, before.across_m);
    EXPECT_LT(sigma.up_m, before.up_m);
    before = sigma;
  }
}

TEST(GasPlume, TheReachIsWhereTheThresholdIs) {
  for (const Stability stability : kAll) {
    const PlumeSource leak{.rate_g_s = 500, .height_m = 2, .wind_m_s = 2, .stability = stability};
    const auto reach = plume_reach(leak, 88).value();
    ASSERT_TRUE(reach) << static_cast<int>(stability);
    ASSERT_FALSE(reach->farther);
    EXPECT_NEAR(concentration_mg_m3(leak, {.downwind_m = reach->downwind_m}).value(), 88, 1e-6);
    EXPECT_LT(concentration_mg_m3(leak, {.downwind_m = reach->downwind_m * 1.05}).value(), 88);
  }
}

TEST(GasPlume, UnderATallStackTheGasComesDownFartherOff) {
  const PlumeSource stack{
      .rate_g_s = 100, .height_m = 90, .wind_m_s = 7, .stability = Stability::d};
  EXPECT_LT(concentration_mg_m3(stack, {.downwind_m = 200}).value(), 1e-6);
  const auto reach = plume_reach(stack, 0.1).value();
  ASSERT_TRUE(reach);
  EXPECT_GT(reach->downwind_m, 1500);
}

TEST(GasPlume, AReachMayEndNowhereOrBeyondTheFormula) {
  const PlumeSource leak{.rate_g_s = 1, .height_m = 2, .wind_m_s = 3, .stability = Stability::c};
  EXPECT_FALSE(plume_reach(leak, 1'000).value().has_value());
  const auto far = plume_reach(leak, 1e-6).value();
  ASSERT_TRUE(far);
  EXPECT_TRUE(far->farther);
  EXPECT_EQ(far->downwind_m, kPlumeMetresMax);
}

TEST(GasPlume, RefusesWhatItCannotReckonWith) {
  const PlumeSource good{.rate_g_s = 1, .height_m = 2, .wind_m_s = 3};
  ASSERT_TRUE(concentration_mg_m3(good, {.downwind_m = 500}));
  PlumeSource calm = good;
  calm.wind_m_s = 0.4;
  PlumeSource negative = good;
  negative.rate_g_s = -1;
  PlumeSource buried = good;
  buried.height_m = std::numeric_limits<double>::quiet_NaN();
  for (const PlumeSource& source : {calm, negative, buried}) {
    EXPECT_EQ(concentration_mg_m3(source, {.downwind_m = 500}).error().code, Errc::bad_input);
    EXPECT_EQ(plume_reach(source, 1).error().code, Errc::bad_input);
  }
  EXPECT_FALSE(concentration_mg_m3(good, {.downwind_m = 50}));
  EXPECT_FALSE(concentration_mg_m3(good, {.downwind_m = 20'000}));
  EXPECT_FALSE(concentration_mg_m3(good, {.downwind_m = 500, .height_m = -1}));
  EXPECT_FALSE(open_country_sigmas(Stability::a, 99));
  EXPECT_FALSE(plume_reach(good, 0));
}

}  // namespace
}  // namespace fenghuo::simulator
