// A small night that can be reckoned by hand (docs/verify.md): village A has 40 people at risk and
// takes 20 minutes to clear; its gauge reads 90 mm at 20:10, which is red; the danger comes at
// 20:40.
#pragma once

#include "simulator/night.h"
#include "tests/playbooks/township_rig.h"

namespace fenghuo::simulator {

inline wire::PlanChanged night_plan() {
  wire::PlanChanged change;
  change.set_version("night");
  auto& plan = *change.mutable_plan() = township_plan();
  auto& village = *plan.mutable_villages(0);
  village.set_people_at_risk(40);
  village.set_clearing_ms(20 * 60'000);
  for (const char* id : {"leader", "officer", "deputy", "town", "town2"})
    plan.add_people()->set_id(id);
  return change;
}

/// 20:00 of the plan's local time.
inline constexpr Instant kEvening = instant_ms(1'784'116'800'000);
inline Instant at(int minutes, int seconds = 0) {
  return kEvening + std::chrono::minutes{minutes} + std::chrono::seconds{seconds};
}

inline Scenario small_night() {
  Scenario night{.id = "small"};
  night.start = kEvening;
  night.end = at(120);
  night.utc_offset = std::chrono::hours{8};
  StationScript rain{.station = "S1", .property = "rain"};
  rain.between = Between::steps;
  rain.decimals = 1;
  rain.points = {{at(0), 0.0}, {at(5), 0.0}, {at(10), 90.0}, {at(15), 0.0}};
  night.stations.push_back(rain);
  night.dangers.push_back({"A", at(40), {}});
  return night;
}

inline NightBeginning beginning_of(const wire::PlanChanged& plan = night_plan()) {
  return begin_night(Machine(all_stages()), plan, kEvening);
}

inline NightRecord play(const Scenario& night, const wire::PlanChanged& plan = night_plan()) {
  return play_night(beginning_of(plan), night);
}

inline Failure failing(const std::string& element, Instant from = Instant::min(),
                       Instant until = Instant::max()) {
  return {element, from, until, {}};
}

inline std::vector<RecordedFact> facts_of(const NightRecord& record, wire::Fact::KindCase kind) {
  std::vector<RecordedFact> found;
  for (const auto& told : record.facts)
    if (told.fact.kind_case() == kind) found.push_back(told);
  return found;
}

}  // namespace fenghuo::simulator
