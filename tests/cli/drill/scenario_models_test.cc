// What a scenario's `models` give is held against what each model tells by itself.
#include <gmock/gmock.h>

#include <algorithm>

#include "simulator/gauges.h"
#include "simulator/hazard/catchment_flood.h"
#include "simulator/hazard/epidemic.h"
#include "simulator/hazard/forest_fire.h"
#include "simulator/hazard/gas_plume.h"
#include "simulator/hazard/landslide.h"
#include "tests/cli/drill/model_scenarios.h"

namespace fenghuo::cli {
namespace {

using simulator::StationScript;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using ScenarioModels = ModelScenarios;

const StationScript& script_of(const simulator::Scenario& night, const std::string& station,
                               const std::string& property) {
  const auto found = std::ranges::find_if(night.stations, [&](const StationScript& one) {
    return one.station == station && one.property == property;
  });
  if (found != night.stations.end()) return *found;
  ADD_FAILURE() << station << " reads no " << property;
  static const StationScript none;
  return none;
}

std::vector<simulator::OutletFlood> flood_alone() {
  const std::vector<double> rain_mm{2, 5, 12, 20, 9, 3};
  simulator::Catchment upper{.area_km2 = 12.5,
                             .curve_number = 78,
                             .lag_h = 1,
                             .rain_mm = rain_mm,
                             .flows_to = 1,
                             .reach = {.k_h = 0.5, .x = 0.2}};
  upper.rating =
      simulator::RectangularChannel{.width_m = 12, .slope = 0.01, .roughness = 0.04, .bed_m = 214};
  simulator::Catchment lower{.area_km2 = 20,
                             .curve_number = 75,
                             .wetness = simulator::Wetness::wet,
                             .lag_h = 80.0 / 60,
                             .base_flow_m3_s = 1.5};
  for (const double mm : rain_mm) lower.rain_mm.push_back(0.8 * mm);
  lower.rating = simulator::PowerLawRating{.factor = 9, .exponent = 1.6, .zero_m = 187};
  return simulator::catchment_flood({.catchments = {upper, lower}, .step_h = 0.25, .steps = 44})
      .value();
}

TEST_F(ScenarioModels, GaugesReadTheFloodThatTheModelTells) {
  const auto file = night(kFlood);
  const auto floods = flood_alone();
  const auto& stage = script_of(file, "0061230201", "water_level");
  ASSERT_THAT(stage.points, SizeIs(46)) << "the night's beginning, and 0 to 44 steps after 21:00";
  EXPECT_EQ(stage.points[0].at, kStart);
  EXPECT_EQ(stage.points[0].value, floods[0].stage_m[0]);
  for (std::size_t i = 0; i <= 44; ++i) {
    EXPECT_EQ(stage.points[i + 1].at, kStart + hours{1} + minutes{15} * i);
    EXPECT_EQ(stage.points[i + 1].value, floods[0].stage_m[i]);
    EXPECT_EQ(stage.points[i + 1].mark, simulator::Mark::invented);
  }
  EXPECT_EQ(stage.every, minutes{5}) << "as often as the plan says that it reports";
  EXPECT_EQ(stage.decimals, 3);
  EXPECT_THAT(stage.source, HasSubstr("SCS CN, NEH-4; Muskingum"));
  const auto& flow = script_of(file, "0061230202", "flow");
  for (std::size_t i = 0; i <= 44; ++i)
    EXPECT_EQ(flow.points[i + 1].value, floods[1].discharge_m3_s[i]);
}

TEST_F(ScenarioModels, RainGaugesReadTheRainOfTheirCatchment) {
  const auto file = night(kFlood);
  const auto& counter = script_of(file, "0061230101", "rain_cumulative");
  EXPECT_EQ(simulator::value_at(counter, kStart), 0);
  EXPECT_EQ(simulator::value_at(counter, kStart + hours{1} + minutes{30}), 3.5);
  EXPECT_EQ(simulator::value_at(counter, kStart + hours{12}), 25.5);
  const auto& amounts = script_of(file, "0061230102", "rain");
  EXPECT_EQ(amounts.every, Span{0}) << "what fell is told once";
  ASSERT_THAT(amounts.points, SizeIs(48)) << "a quarter of an hour each, dry ones too";
  EXPECT_EQ(amounts.points[3].value, 0);
  EXPECT_EQ(amounts.points[4].at, kStart + hours{1} + minutes{15});
  EXPECT_NEAR(*amounts.points[7].value, 16, 1e-9) << "0.8 of 20 mm";
}

TEST_F(ScenarioModels, AVillageIsInDangerWhenItsStageIsPassed) {
  const auto file = night(kFlood);
  const auto floods = flood_alone();
  ASSERT_THAT(file.dangers, SizeIs(2));
  const double limits[] = {214.9, 188};
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(file.dangers[i].village, i == 0 ? "shimen" : "qiaotou");
    EXPECT_EQ(file.dangers[i].origin.mark, simulator::Mark::invented);
    EXPECT_THAT(file.dangers[i].origin.source, HasSubstr("Muskingum"));
    StationScript stage;
    for (std::size_t step = 0; step <= 44; ++step)
      stage.points.push_back({kStart + hours{1} + minutes{15} * step, floods[i].stage_m[step]});
    const Instant at = file.dangers[i].at;
    EXPECT_LE(*simulator::value_at(stage, at), limits[i]);
    EXPECT_GE(*simulator::value_at(stage, at + seconds{1}), limits[i]);
  }
}

TEST_F(ScenarioModels, HourlyRainFallsEvenlyWithinItsHour) {
  const std::string body = R"(models:
  - flood:
      step: 10m
      rain: {step: 1h, mm: [30, 60]}
      catchments: [{id: a, area_km2: 9, curve_number: 80, concentration: 100m, rain_mm: [12, 24]}]
      gauges: [{station: "0061230201", catchment: a, property: flow}]
)";
  simulator::Catchment alone{.area_km2 = 9, .curve_number = 80, .lag_h = 1};
  alone.rain_mm = {2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4};
  const auto flood =
      simulator::catchment_flood({.catchments = {alone}, .step_h = 1.0 / 6, .steps = 72}).value();
  const auto file = night(body);
  const auto& flow = script_of(file, "0061230201", "flow");
  ASSERT_THAT(flow.points, SizeIs(73));
  for (std::size_t i = 0; i < 73; ++i)
    EXPECT_NEAR(*flow.points[i].value, flood[0].discharge_m3_s[i], 1e-9);
}

TEST_F(ScenarioModels, ASlopeGoesWhenTheModelSays) {
  const auto file = night(R"(models:
  - landslide:
      rain: {begins: "22:00", step: 30m, mm: [4, 10, 16, 22, 25, 25]}
      rain_before_mm: [40, 30, 0, 15]
      index_least_mm: 45
      rain_gauges: [{station: "0061230104"}]
      danger: [{village: shimen}]
)");
  simulator::SlopeTask task{.rain_mm = std::vector<double>(44), .step_h = 0.5};
  task.rain_mm.insert(task.rain_mm.end(), {4, 10, 16, 22, 25, 25});
  task.daily_rain_before_mm = {40, 30, 0, 15};
  task.index_least_mm = 45;
  const auto failure = simulator::slope_failure(task).value();
  ASSERT_TRUE(failure);
  const Instant midnight = kStart - hours{20};
  ASSERT_THAT(file.dangers, SizeIs(1));
  EXPECT_EQ(file.dangers[0].at, midnight + minutes{static_cast<std::int64_t>(failure->at_h * 60)});
  EXPECT_THAT(file.dangers[0].origin.source, HasSubstr("Caine 1980"));
  EXPECT_EQ(
      simulator::value_at(script_of(file, "0061230104", "rain_cumulative"), kStart + hours{3}), 14);
}

TEST_F(ScenarioModels, ThresholdsAreNamedOrWrittenOut) {
  const auto at = [&](const std::string& threshold) {
    return night("models:\n  - landslide:\n      rain: {mm: [8, 8, 8, 8, 8, 8]}\n" + threshold +
                 "      danger: [{village: shimen}]\n")
        .dangers.at(0)
        .at;
  };
  EXPECT_EQ(at("      threshold: guzzetti-2008\n"), kStart + hours{1});
  const std::string own =
      "      threshold: {alpha_mm_h: 9, beta: 0.1, shortest: 1h, longest: 48h}\n";
  // 9 x 3^-0.1 is 8.06, 9 x 4^-0.1 is 7.83.
  EXPECT_EQ(at(own), kStart + hours{4});
}

TEST_F(ScenarioModels, AFireIsTheSeedsOwn) {
  simulator::FireTask task{.rows = 3, .columns = 8, .cell_m = 50};
  const simulator::FireCell pines{.vegetation = simulator::kPines, .density = simulator::kDense};
  task.cells.assign(24, pines);
  task.cells[8] = {.vegetation = simulator::kPines};
  task.cells[13].fuel = task.cells[14].fuel = false;
  task.cells[15] = {.vegetation = simulator::kThickets};
  for (std::size_t i = 21; i < 24; ++i)
    task.cells[i] = {.vegetation = simulator::kThickets, .density = simulator::kSparse};
  const double middle[] = {80, 80, 85, 85, 90, 90, 95, 95};
  for (std::size_t i = 0; i < 8; ++i) {
    task.cells[i].elevation_m = 90;
    task.cells[8 + i].elevation_m = middle[i];
    task.cells[16 + i].elevation_m = 70;
  }
  task.cells[13].vegetation = task.cells[13].density = 0;
  task.cells[14].vegetation = task.cells[14].density = 0;
  task.wind = {.speed_m_s = 8, .from_deg = 270};
  task.ignited = {8};
  task.steps = 66;
  const auto spread = simulator::forest_fire(task, simulator::Random(7).of("fire")).value();
  const auto file = night(kFire);
  ASSERT_TRUE(spread.burns_at_step[15]) << "of seed 7";
  const Instant at = kStart + hours{1} + minutes{10} * *spread.burns_at_step[15];
  ASSERT_THAT(file.dangers, SizeIs(1));
  EXPECT_EQ(file.dangers[0].at, at);
  EXPECT_THAT(file.dangers[0].origin.source, HasSubstr("Alexandridis 2008; seed 7"));
  const auto& alarm = script_of(file, "0061230104", "fire_alarm");
  EXPECT_EQ(simulator::value_at(alarm, at - seconds{1}), 0);
  EXPECT_EQ(simulator::value_at(alarm, at), 1);
}

TEST_F(ScenarioModels, APlumeComesWithTheWindAndGoes) {
  const auto file = night(R"(models:
  - plume:
      gas: hydrogen_sulfide
      begins: "21:00"
      lasts: 40m
      rate_g_s: 900
      height_m: 3
      wind: {speed_m_s: 2}
      stability: f
      gauges:
        - {station: "0061230101", downwind_m: 600, crosswind_m: 20}
        - {station: "0061230102", downwind_m: -300}
      danger: [{village: yuantou, downwind_m: 1200, above_mg_m3: 38}]
)");
  const simulator::PlumeSource source{
      .rate_g_s = 900, .height_m = 3, .wind_m_s = 2, .stability = simulator::Stability::f};
  const double there =
      simulator::concentration_mg_m3(source, {.downwind_m = 600, .crosswind_m = 20}).value();
  const auto& gas = script_of(file, "0061230101", "hydrogen_sulfide");
  const Instant comes = kStart + hours{1} + minutes{5};
  EXPECT_EQ(simulator::value_at(gas, kStart), 0);
  EXPECT_EQ(simulator::value_at(gas, comes - seconds{1}), 0);
  EXPECT_EQ(simulator::value_at(gas, comes), there);
  EXPECT_EQ(simulator::value_at(gas, comes + minutes{40} - seconds{1}), there);
  EXPECT_EQ(simulator::value_at(gas, comes + minutes{40}), 0);
  for (const auto& point : script_of(file, "0061230102", "hydrogen_sulfide").points)
    EXPECT_EQ(point.value, 0) << "upwind";
  ASSERT_THAT(file.dangers, SizeIs(1));
  EXPECT_EQ(file.dangers[0].at, kStart + hours{1} + minutes{10});
  EXPECT_GT(simulator::concentration_mg_m3(source, {.downwind_m = 1200}).value(), 38);
}

// Shimen's rain gauge stands at 112.135 E, 26.874 N. From a leak 0.01 degrees to its north, with
// the wind from the north, it lies 1111.9 m straight downwind.
TEST_F(ScenarioModels, DistancesComeFromThePlansCoordinates) {
  const auto body = [](const std::string& from_deg, const std::string& place) {
    return "models:\n  - plume: {gas: chlorine, rate_g_s: 500, wind: {speed_m_s: 3, from_deg: " +
           from_deg + "}, place: " + place + ", gauges: [{station: \"0061230104\"}]}\n";
  };
  const auto reads = [&](const std::string& from_deg, const std::string& place) {
    const auto file = night(body(from_deg, place));
    return *script_of(file, "0061230104", "chlorine").points.back().value;
  };
  const simulator::PlumeSource source{.rate_g_s = 500, .wind_m_s = 3};
  const double straight = simulator::concentration_mg_m3(source, {.downwind_m = 1111.949}).value();
  EXPECT_NEAR(reads("0", "{longitude: 112.135, latitude: 26.884}"), straight, straight * 1e-5);
  EXPECT_EQ(reads("180", "{longitude: 112.135, latitude: 26.884}"), 0);
  // From the west it is 0.01 x cos(26.874 degrees): 991.86 m.
  const double west = simulator::concentration_mg_m3(source, {.downwind_m = 991.858}).value();
  EXPECT_NEAR(reads("270", "{longitude: 112.125, latitude: 26.874}"), west, west * 1e-4);
}

TEST_F(ScenarioModels, AClinicCountsAndDoctorsReport) {
  const std::string path = folder_.path() + "/e.yaml";
  std::ofstream(path) << with(kHead, "lasts: 12h", "lasts: 500h") << kEpidemic;
  const auto read = read_scenario(path, qingxi(), {}).value();
  EXPECT_THAT(read.faults, IsEmpty());
  const auto& file = read.scenario;
  simulator::EpidemicTask task{
      .villages = {{.susceptible = 398, .infectious = 2}, {.susceptible = 250, .recovered = 50}},
      .contacts = {0.8, 0.2, 0, 1},
      .disease = {.transmission_per_day = 0.6, .latent_days = 2, .infectious_days = 4},
      .step_days = 1.0 / 12,
      .steps = 250};
  const auto course = simulator::epidemic(task).value();
  const auto& ill = script_of(file, "0061230104", "people_count");
  const auto& fallen = script_of(file, "0061230105", "people_count");
  ASSERT_THAT(ill.points, SizeIs(251));
  for (std::size_t i = 0; i <= 250; ++i) {
    EXPECT_NEAR(*ill.points[i].value, course[i][0].infectious + course[i][1].infectious, 1e-9);
    EXPECT_NEAR(*fallen.points[i].value, course[i][1].infectious + course[i][1].recovered - 50,
                1e-9);
  }
  const auto reports = [&](const std::string& village) {
    return std::ranges::count_if(
        file.injects, [&](const auto& one) { return one.id.starts_with("influenza-" + village); });
  };
  const auto& last = course.back();
  EXPECT_EQ(reports("shimen"),
            static_cast<std::int64_t>(0.1 * (last[0].infectious + last[0].recovered)));
  EXPECT_EQ(reports("zhuyuan"),
            static_cast<std::int64_t>(0.1 * (last[1].infectious + last[1].recovered - 50)));
  EXPECT_THAT(file.dangers, IsEmpty());
  const auto event = file.injects.front().make({}, file.injects.front().at).value();
  EXPECT_EQ(event.report().kind(), "influenza");
  EXPECT_EQ(event.report().area(), "shimen");
}

TEST_F(ScenarioModels, WhatTheFileSaysTakesTheirPlace) {
  const auto file = night(kFlood + R"(
stations: [{station: "0061230201", property: water_level, points: [["20:00", 214]]}]
danger: [{village: shimen, at: "23:00", mark: D}, {village: qiaotou, at: never}]
)");
  EXPECT_THAT(script_of(file, "0061230201", "water_level").points, SizeIs(1));
  ASSERT_THAT(file.dangers, SizeIs(1));
  EXPECT_EQ(file.dangers[0].at, kStart + hours{3});
}

TEST_F(ScenarioModels, OfTwoDangersTheFirstCounts) {
  const std::string slow =
      "models:\n  - landslide: {rain: {mm: [1, 30, 30]}, danger: [{village: "
      "shimen}]}\n";
  const std::string both =
      slow + "  - landslide: {rain: {mm: [40]}, danger: [{village: shimen}]}\n";
  EXPECT_EQ(night(slow).dangers.at(0).at, kStart + hours{2});
  ASSERT_THAT(night(both).dangers, SizeIs(1));
  EXPECT_EQ(night(both).dangers[0].at, kStart + hours{1});
}

}  // namespace
}  // namespace fenghuo::cli
