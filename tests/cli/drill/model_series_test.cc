#include "cli/drill/model_series.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1784116800000);

simulator::Scenario night() {
  simulator::Scenario one;
  one.start = kStart;
  one.end = kStart + std::chrono::hours{2};
  return one;
}

TEST(ModelSeries, PassesALimitOnTheLineBetweenTwoSteps) {
  const ModelSeries stage{kStart, minutes{10}, {1, 2, 4, 3}};
  EXPECT_EQ(first_above(stage, 3), kStart + minutes{15});
  EXPECT_EQ(first_above(stage, 1), kStart) << "it leaves 1 at once";
  EXPECT_EQ(first_above(stage, 0.5), kStart);
  EXPECT_EQ(first_above(stage, 4), std::nullopt) << "reaching is not passing";
  // 10 min x 1/3 is 3 min 20 s; 10 min x 1/7 is 1 min 25.7 s, told as the second before.
  EXPECT_EQ(first_above({kStart, minutes{10}, {0, 3}}, 1), kStart + std::chrono::seconds{200});
  EXPECT_EQ(first_above({kStart, minutes{10}, {0, 7}}, 1), kStart + std::chrono::seconds{85});
  EXPECT_EQ(first_above({}, 0), std::nullopt);
}

TEST(ModelSeries, IsReadFromTheNightsBeginningToItsEnd) {
  const auto points = points_of({kStart + minutes{30}, minutes{60}, {5, 6, 7}}, night());
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].at, kStart);
  EXPECT_EQ(points[0].value, 5);
  EXPECT_EQ(points[1].at, kStart + minutes{30});
  EXPECT_EQ(points[2].at, kStart + minutes{90});
  EXPECT_EQ(points[2].value, 6);
  EXPECT_EQ(points_of({kStart, minutes{60}, {5, 6}}, night()).size(), 2U);
}

TEST(ModelSeries, RainIsSummedOrToldStepByStep) {
  const ModelRain rain{.begins = kStart + minutes{45}, .step = minutes{30}, .mm = {2, 3}};
  EXPECT_EQ(sums_of(rain, 2).values, (std::vector<double>{0, 4, 10}));
  const auto amounts = amounts_of(rain, 2, night());
  ASSERT_EQ(amounts.size(), 3U);
  EXPECT_EQ(amounts[0].at, kStart + minutes{45});
  EXPECT_EQ(amounts[0].value, 0) << "it was dry until then";
  EXPECT_EQ(amounts[1].at, kStart + minutes{75});
  EXPECT_EQ(amounts[1].value, 4);
  EXPECT_EQ(amounts[2].value, 6);
  const auto after = amounts_of({.begins = kStart, .step = minutes{30}, .mm = {1}}, 1, night());
  ASSERT_EQ(after.size(), 4U);
  EXPECT_EQ(after[0].value, 1);
  EXPECT_EQ(after[3].value, 0) << "dry steps are told as well";
}

TEST(ModelSeries, HoursComeBackAsTheyWere) {
  EXPECT_EQ(hours_of(minutes{45}), 0.75);
  EXPECT_EQ(span_of_hours(0.75), minutes{45});
  EXPECT_EQ(span_of_hours(hours_of(minutes{10})), minutes{10});
}

}  // namespace
}  // namespace fenghuo::cli
