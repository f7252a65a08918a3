// The parts have their published examples in their own tests; here they are put together, which no
// book does with numbers: what is held against is the parts, one by one, and the water.
#include "simulator/hazard/catchment_flood.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace fenghuo::simulator {
namespace {

constexpr double kStepH = 0.25;

double volume_m3(const std::vector<double>& discharge_m3_s) {
  return std::accumulate(discharge_m3_s.begin(), discharge_m3_s.end(), 0.0) * kStepH * 3600;
}

Catchment upper() {
  return {.area_km2 = 12,
          .curve_number = 78,
          .lag_h = 1.2,
          .rain_mm = {2, 5, 12, 20, 9, 3, 0, 1},
          .flows_to = 1,
          .reach = {.k_h = 0.5, .x = 0.2}};
}

Catchment lower() {
  return {.area_km2 = 30, .curve_number = 70, .lag_h = 2, .rain_mm = {1, 4, 10, 15, 12, 6}};
}

TEST(CatchmentFlood, OneCatchmentIsItsPartsInTurn) {
  Catchment alone = upper();
  alone.flows_to.reset();
  const auto floods = catchment_flood({.catchments = {alone}, .step_h = kStepH, .steps = 200});
  ASSERT_TRUE(floods) << floods.error().text.en;
  const auto runoff_mm = runoff_steps_mm(alone.rain_mm, 78).value();
  const auto unit = unit_hydrograph({.area_km2 = 12, .lag_h = 1.2}, kStepH).value();
  const auto discharge = convolved_m3_s(runoff_mm, unit.ordinates_m3_s_mm).value();
  const auto& flood = floods->front();
  ASSERT_EQ(flood.discharge_m3_s.size(), 201u);
  for (std::size_t i = 0; i < discharge.size(); ++i)
    EXPECT_NEAR(flood.discharge_m3_s[i], discharge[i], 1e-12);
  EXPECT_EQ(flood.discharge_m3_s[200], 0);
  EXPECT_EQ(flood.peak_step,
            static_cast<std::size_t>(std::ranges::max_element(discharge) - discharge.begin()));
  EXPECT_TRUE(flood.stage_m.empty());
}

TEST(CatchmentFlood, AllRunoffPassesTheLastOutlet) {
  const auto floods =
      catchment_flood({.catchments = {upper(), lower()}, .step_h = kStepH, .steps = 2'000}).value();
  EXPECT_NEAR(volume_m3(floods[0].discharge_m3_s), floods[0].runoff_m3, 1e-6);
  EXPECT_NEAR(volume_m3(floods[1].discharge_m3_s), floods[0].runoff_m3 + floods[1].runoff_m3, 1e-6);
}

TEST(CatchmentFlood, BelowAConfluenceWatersMeetAndTheReachDelays) {
  const auto together =
      catchment_flood({.catchments = {upper(), lower()}, .step_h = kStepH, .steps = 200}).value();
  const auto alone = catchment_flood({.catchments = {lower()}, .step_h = kStepH, .steps = 200});
  const auto routed = routed_m3_s(together[0].discharge_m3_s, upper().reach, kStepH).value();
  for (std::size_t i = 0; i < routed.size(); ++i)
    EXPECT_NEAR(together[1].discharge_m3_s[i], alone->front().discharge_m3_s[i] + routed[i], 1e-9);
}

TEST(CatchmentFlood, TheOrderOfTheListDoesNotMatter) {
  const auto downwards =
      catchment_flood({.catchments = {upper(), lower()}, .step_h = kStepH, .steps = 300}).value();
  Catchment first = upper();
  first.flows_to = 0;
  const auto upwards =
      catchment_flood({.catchments = {lower(), first}, .step_h = kStepH, .steps = 300}).value();
  EXPECT_EQ(downwards[0].discharge_m3_s, upwards[1].discharge_m3_s);
  for (std::size_t i = 0; i < downwards[1].discharge_m3_s.size(); ++i)
    EXPECT_NEAR(downwards[1].discharge_m3_s[i], upwards[0].discharge_m3_s[i], 1e-12);
}

TEST(CatchmentFlood, AStageFollowsTheDischargeAndBaseFlowKeepsItUp) {
  Catchment river = upper();
  river.flows_to.reset();
  river.base_flow_m3_s = 1.5;
  river.rating = RectangularChannel{.width_m = 15, .slope = 0.005, .roughness = 0.04, .bed_m = 210};
  const auto flood =
      catchment_flood({.catchments = {river}, .step_h = kStepH, .steps = 200}).value().front();
  EXPECT_EQ(flood.discharge_m3_s.front(), 1.5);
  ASSERT_EQ(flood.stage_m.size(), flood.discharge_m3_s.size());
  EXPECT_GT(flood.stage_m.front(), 210);
  EXPECT_EQ(std::ranges::max_element(flood.stage_m) - flood.stage_m.begin(),
            static_cast<std::ptrdiff_t>(flood.peak_step));
  EXPECT_NEAR(flood.stage_m.back(), flood.stage_m.front(), 1e-6) << "it has passed";
}

TEST(CatchmentFlood, HourlyRainIsMadeFinerForAShortLag) {
  const std::vector<double> hourly{8, 20};
  const auto finer = finer_rain_mm(hourly, 4).value();
  EXPECT_EQ(finer, (std::vector<double>{2, 2, 2, 2, 5, 5, 5, 5}));
  EXPECT_FALSE(finer_rain_mm(hourly, 0));
  EXPECT_EQ(finer_rain_mm(hourly, 60'000).error().code, Errc::too_many);
}

TEST(CatchmentFlood, FaultsNameTheCatchment) {
  const auto told = [](std::vector<Catchment> catchments) {
    const auto floods =
        catchment_flood({.catchments = std::move(catchments), .step_h = kStepH, .steps = 100});
    return floods ? std::string() : floods.error().text.en;
  };
  Catchment negative = lower();
  negative.rain_mm[2] = -1;
  EXPECT_EQ(told({upper(), negative}),
            "catchment 2: rain of a step (mm) must be within 0–10000; it is -1");
  Catchment flashy = lower();
  flashy.lag_h = 0.5;
  EXPECT_EQ(told({upper(), flashy}).find("catchment 2: the step"), 0u);
  Catchment unstable = upper();
  unstable.reach.k_h = 4;
  EXPECT_EQ(told({unstable, lower()}).find("catchment 1: a step of 0.25 h"), 0u);
  Catchment nowhere = upper();
  nowhere.flows_to = 7;
  EXPECT_EQ(told({nowhere}), "catchment 1: it flows to one that doesn't exist");
  Catchment long_rain = lower();
  long_rain.rain_mm.resize(101);
  EXPECT_EQ(told({long_rain}), "catchment 1: its rain is longer than the task");
  Catchment round = lower();
  round.flows_to = 0;
  EXPECT_EQ(told({upper(), round}), "some catchments flow in a circle");
  EXPECT_EQ(catchment_flood({.catchments = std::vector<Catchment>(1'001)}).error().code,
            Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::simulator
