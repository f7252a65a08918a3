// Scenarios with hazard models for tests, on the example plan: they begin at 20:00 and last 12
// hours.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "cli/drill/scenario_file.h"
#include "cli/township.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {

/// The first of them replaced.
inline std::string with(std::string text, const std::string& what, const std::string& instead) {
  text.replace(text.find(what), what.size(), instead);
  return text;
}

inline const std::string kHead = R"(id: t
title: {zh: 一, en: one}
start: "2026-07-15T20:00:00+08:00"
lasts: 12h
seed: 7
)";
inline const Instant kStart = *parse_rfc3339("2026-07-15T20:00:00+08:00");

inline const wire::Plan& qingxi() {
  static const auto loaded = load_whole_plan(FENGHUO_SOURCE_DIR "/plans/qingxi");
  return loaded.change.plan();
}

class ModelScenarios : public ::testing::Test {
 protected:
  ScenarioFile read(const std::string& body) {
    const std::string path = folder_.path() + "/s.yaml";
    std::ofstream(path) << kHead << body;
    auto file = read_scenario(path, qingxi(), {});
    EXPECT_TRUE(file);
    return std::move(*file);
  }
  simulator::Scenario night(const std::string& body) {
    auto file = read(body);
    for (const auto& fault : file.faults) ADD_FAILURE() << to_string(fault, Language::en);
    return std::move(file.scenario);
  }
  std::string faults(const std::string& body) {
    std::string all;
    for (const auto& fault : read(body).faults) {
      EXPECT_FALSE(fault.text.zh.empty());
      const std::string line = to_string(fault, Language::en);
      all += line.substr(line.find("s.yaml:") + 7) + "\n";
    }
    return all;
  }
  TemporaryFolder folder_;
};

inline const std::string kFlood = R"(models:
  - flood:
      step: 15m
      rain: {begins: "21:00", mm: [2, 5, 12, 20, 9, 3]}
      catchments:
        - {id: upper, area_km2: 12.5, curve_number: 78, lag: 60m, flows_to: lower, reach: {travel: 30m, x: 0.2}, channel: {width_m: 12, slope: 0.01, n: 0.04, bed_m: 214}}
        - {id: lower, area_km2: 20, curve_number: 75, wetness: wet, lag: 80m, base_flow_m3_s: 1.5, rain_times: 0.8, rating: {factor: 9, exponent: 1.6, zero_m: 187}}
      gauges:
        - {station: "0061230201", catchment: upper}
        - {station: "0061230202", catchment: lower, property: flow}
      rain_gauges:
        - {station: "0061230101", catchment: upper, times: 0.5}
        - {station: "0061230102", catchment: lower, property: rain}
      danger:
        - {village: shimen, catchment: upper, above_m: 214.9}
        - {village: qiaotou, catchment: lower, above_m: 188}
)";

inline const std::string kFire = R"(models:
  - fire:
      begins: "21:00"
      begins_at: X
      step: 10m
      cell_m: 50
      wind: {speed_m_s: 8, from_deg: 270}
      map:
        - "松松松松松松松松"
        - "X松松松松..村"
        - "松松松松松灌灌灌"
      legend: {松: pines dense, 灌: thickets sparse, ".": nothing, X: pines, 村: thickets}
      elevation_m: [[90, 90, 90, 90, 90, 90, 90, 90], [80, 80, 85, 85, 90, 90, 95, 95], [70, 70, 70, 70, 70, 70, 70, 70]]
      stations: [{station: "0061230104", at: 村}]
      danger: [{village: shimen, at: 村}]
)";

inline const std::string kEpidemic = R"(models:
  - epidemic:
      r0: 2.4
      latent_days: 2
      infectious_days: 4
      villages:
        - {village: shimen, people: 400, infectious: 2, elsewhere: {zhuyuan: 0.2}}
        - {village: zhuyuan, people: 300, recovered: 50}
      gauges:
        - {station: "0061230104", villages: [shimen, zhuyuan]}
        - {station: "0061230105", villages: [zhuyuan], count: fallen_ill}
      reports: {kind: influenza, share: 0.1}
)";

}  // namespace fenghuo::cli
