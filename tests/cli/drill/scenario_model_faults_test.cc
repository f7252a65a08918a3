// What is wrong with a scenario's `models` is noted with its place, in both languages.
#include <gmock/gmock.h>

#include "tests/cli/drill/model_scenarios.h"

namespace fenghuo::cli {
namespace {

using ::testing::HasSubstr;

using ScenarioModelFaults = ModelScenarios;

TEST_F(ScenarioModelFaults, NamesThatArentThereAreNotedWithTheNearest) {
  EXPECT_THAT(faults(with(kFlood, "\"0061230201\"", "\"0061230291\"")),
              HasSubstr("14:21: the plan has no station '0061230291'; did you mean"));
  EXPECT_THAT(faults(with(kFlood, "village: shimen", "village: shiman")),
              HasSubstr("20:21: the plan has no village 'shiman'; did you mean 'shimen'?"));
  EXPECT_THAT(faults(with(kFlood, "flows_to: lower", "flows_to: lowr")),
              HasSubstr("this model has no catchment 'lowr'; did you mean 'lower'?"));
  EXPECT_THAT(faults(with(kFlood, "catchment: upper, times", "catchment: uper, times")),
              HasSubstr("this model has no catchment 'uper'; did you mean 'upper'?"));
  EXPECT_THAT(faults("models: [{floods: {}}]\n"), HasSubstr("did you mean 'flood'?"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorin, rate_g_s: 1, wind: {speed_m_s: 2}}}]\n"),
              HasSubstr("this model has no gas 'chlorin'; did you mean 'chlorine'?"));
  EXPECT_THAT(faults(with(kFire, "at: 村}]\n", "at: 庄}]\n")), HasSubstr("the map has no '庄'"));
}

TEST_F(ScenarioModelFaults, BoundsOfTheModelsAreNotedWhereTheyStand) {
  EXPECT_THAT(faults(with(kFlood, "curve_number: 78", "curve_number: 178")),
              HasSubstr("11:53: the curve number must be within 30–100; it is 178"));
  EXPECT_THAT(faults(with(kFlood, "lag: 60m", "lag: 30m")),
              HasSubstr("11:11: the step (h, above 0, at most 0.29 of the lag)"));
  EXPECT_THAT(faults(with(kFlood, "travel: 30m", "travel: 3h")),
              HasSubstr("it would do with 5 sub-reaches"));
  EXPECT_THAT(faults(with(kFlood, "width_m: 12", "width_m: 0")),
              HasSubstr("a section's width, slope and roughness must be above 0"));
  EXPECT_THAT(faults(with(kFlood, "20, 9, 3]", "20, -9, 3]")),
              HasSubstr("9:50: rain (mm) must be within 0–10000; it is -9"));
  EXPECT_THAT(faults(with(kFlood, "lag: 80m", "lag: 80m, flows_to: upper")),
              HasSubstr("some catchments flow in a circle"));
  EXPECT_THAT(faults(with(kFire, "cell_m: 50", "cell_m: 0")),
              HasSubstr("the cell's side (m) must be within 1–1000; it is 0"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorine, rate_g_s: 1, wind: {speed_m_s: 0.4}, "
                     "gauges: []}}]\n"),
              HasSubstr("the wind (m/s) must be within 1–60; it is 0.4"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorine, rate_g_s: 1, wind: {speed_m_s: 2}, danger: "
                     "[{village: shimen, downwind_m: 50, above_mg_m3: 1}]}}]\n"),
              HasSubstr("the distance downwind (m) must be within 100–10000; it is 50"));
  EXPECT_THAT(faults("models: [{landslide: {rain: {mm: [1]}, threshold: {alpha_mm_h: 0, beta: 1, "
                     "shortest: 1h, longest: 2h}}}]\n"),
              HasSubstr("the threshold can't be used"));
  EXPECT_THAT(faults(with(kEpidemic, "infectious_days: 4", "infectious_days: 0")),
              HasSubstr("transmission must be within 0–100 a day"));
  EXPECT_THAT(faults(with(kEpidemic, "people: 300", "people: 30")),
              HasSubstr("each village must have people"));
}

TEST_F(ScenarioModelFaults, ADangerThatNeverComesIsAFault) {
  EXPECT_THAT(faults(with(kFlood, "above_m: 214.9", "above_m: 219")),
              HasSubstr("and never above `above_m`"));
  EXPECT_THAT(faults(with(kFlood, "above_m: 214.9", "above_m: 210")),
              HasSubstr("the water stands at 214 m before the rain"));
  EXPECT_THAT(faults(with(kFlood, "zero_m: 187}}",
                          "zero_m: 187}}\n        - {id: c, area_km2: 2, "
                          "curve_number: 70, lag: 1h}") +
                     "        - {village: hekou, catchment: c, above_m: 3}\n"),
              HasSubstr("this catchment has no section"));
  EXPECT_THAT(faults("models: [{landslide: {rain: {mm: [1]}, danger: [{village: shimen}]}}]\n"),
              HasSubstr("the slope stays"));
  EXPECT_THAT(faults(with(kFire, "from_deg: 270", "from_deg: 90")),
              HasSubstr("the fire doesn't come here (seed 7)"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorine, rate_g_s: 1, wind: {speed_m_s: 2}, danger: "
                     "[{village: shimen, downwind_m: 500, above_mg_m3: 900}]}}]\n"),
              HasSubstr("never above `above_mg_m3`"));
}

TEST_F(ScenarioModelFaults, RefusesWhatCannotBeMeant) {
  EXPECT_THAT(faults("models: [{flood: }]\n"), HasSubstr("'flood' is missing"));
  EXPECT_THAT(faults("models: [{}]\n"), HasSubstr("each item is one model"));
  EXPECT_THAT(faults(kFlood + "  - landslide: {rain: {mm: [5]}, rain_gauges: [{station: "
                              "\"0061230101\"}]}\n"),
              HasSubstr("tells the cumulative rain of this station already"));
  EXPECT_THAT(faults(with(kFlood, "step: 15m", "step: 1s")), HasSubstr("the step is too short"));
  EXPECT_THAT(faults(with(kFlood, "begins: \"21:00\"", "begins: \"07:00\"")),
              HasSubstr("it rains on after the scenario's end"));
  EXPECT_THAT(faults(with(kFlood, "mm: [2, 5, 12, 20, 9, 3]", "step: 20m")),
              HasSubstr("the steps of rain are whole numbers of `step`"));
  EXPECT_THAT(faults(with(kFlood, "lag: 60m, ", "")),
              HasSubstr("write one of `lag` and `concentration`"));
  EXPECT_THAT(faults(with(kFire, "\"X松松松松..村\"", "\"X松松松松.村\"")),
              HasSubstr("the first has 8 cells, this one 7"));
  EXPECT_THAT(faults(with(kFire, "松: pines dense", "松: pine dense")),
              HasSubstr("write fields, thickets or pines"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorine, rate_g_s: 1, wind: {speed_m_s: 2}, danger: "
                     "[{village: shimen, above_mg_m3: 1}]}}]\n"),
              HasSubstr("how far downwind isn't known"));
  EXPECT_THAT(faults("models: [{plume: {gas: chlorine, rate_g_s: 1, lasts: 0s, wind: {speed_m_s: "
                     "2}}}]\n"),
              HasSubstr("how long it leaks is above 0"));
  EXPECT_THAT(faults("models: [{fire: {step: 1m, cell_m: 50, map: [\"\"], legend: {P: pines}, "
                     "begins_at: P}}]\n"),
              HasSubstr("the map is empty"));
  EXPECT_THAT(faults(with(kEpidemic, "infectious: 2, ", "")), HasSubstr("nobody is infected"));
  EXPECT_THAT(faults(with(kEpidemic, "zhuyuan: 0.2", "zhuyuan: 1.2")),
              HasSubstr("a share is from 0 to 1"));
}

}  // namespace
}  // namespace fenghuo::cli
