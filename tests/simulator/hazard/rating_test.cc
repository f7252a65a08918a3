#include "simulator/hazard/rating.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fenghuo::simulator {
namespace {

// Bedient, Huber and Vieux, Hydrology and Floodplain Analysis (5th ed.), example 7-1: a channel 2 m
// wide, n 0.014, slope 0.006, carries 2.28 m3/s at a depth of 0.45 m.
TEST(Rating, BedientExample7_1) {
  const RectangularChannel channel{.width_m = 2, .slope = 0.006, .roughness = 0.014, .bed_m = 100};
  EXPECT_NEAR(stage_m(channel, 2.28).value(), 100.45, 0.005);
}

TEST(Rating, AWideChannelIsAPowerLaw) {
  const RectangularChannel wide{.width_m = 5000, .slope = 0.001, .roughness = 0.035, .bed_m = 3};
  const PowerLawRating law{
      .factor = 5000 * std::sqrt(0.001) / 0.035, .exponent = 5.0 / 3, .zero_m = 3};
  for (const double discharge : {10.0, 500.0, 5'000.0})
    EXPECT_NEAR(stage_m(wide, discharge).value(), stage_m(law, discharge).value(), 0.002);
}

TEST(Rating, AStageHasTheDischargeThatItCameFrom) {
  for (const Rating& rating :
       {Rating{RectangularChannel{.width_m = 12, .slope = 0.01, .roughness = 0.05, .bed_m = -2}},
        Rating{PowerLawRating{.factor = 18, .exponent = 1.9, .zero_m = 61.2}}})
    for (const double discharge : {0.0, 1e-6, 0.3, 40.0, 2'500.0, 1e6})
      EXPECT_NEAR(discharge_at_m3_s(rating, stage_m(rating, discharge).value()).value(), discharge,
                  1e-9 * discharge + 1e-12);
}

TEST(Rating, NothingFlowsAtTheBed) {
  const RectangularChannel channel{.width_m = 12, .slope = 0.01, .roughness = 0.05, .bed_m = 7};
  EXPECT_EQ(stage_m(channel, 0).value(), 7);
  EXPECT_EQ(discharge_at_m3_s(channel, 7).value(), 0);
  EXPECT_EQ(discharge_at_m3_s(channel, 6).value(), 0);
}

TEST(Rating, RefusesWhatItCannotReckonWith) {
  const auto refuses = [](const Rating& rating, double discharge) {
    const auto stage = stage_m(rating, discharge);
    return !stage && stage.error().code == Errc::bad_input;
  };
  const RectangularChannel channel{.width_m = 12, .slope = 0.01, .roughness = 0.05};
  auto flat = channel;
  flat.slope = 0;
  auto narrow = channel;
  narrow.width_m = 0;
  EXPECT_TRUE(refuses(flat, 1));
  EXPECT_TRUE(refuses(narrow, 1));
  EXPECT_TRUE(refuses(channel, -1));
  EXPECT_TRUE(refuses(channel, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_TRUE(refuses(PowerLawRating{.factor = 0, .exponent = 2}, 1));
  EXPECT_TRUE(refuses(PowerLawRating{.factor = 1, .exponent = 0.2}, 1));
  EXPECT_FALSE(discharge_at_m3_s(channel, 1e9));
}

}  // namespace
}  // namespace fenghuo::simulator
