#include "tests/cli/drill/made_night.h"

namespace fenghuo::cli {
namespace {

using simulator::Mark;

void set(wire::Text& to, const Text& text) {
  to.set_zh(text.zh);
  to.set_en(text.en);
}

}  // namespace

MadeNight::MadeNight() {
  make_plan();
  make_scenario();
  make_record();
}

void MadeNight::add_village(const std::string& id, const Text& name, double east, double north) {
  auto& village = *plan.mutable_plan()->add_villages();
  village.set_id(id);
  set(*village.mutable_name(), name);
  village.set_longitude_deg(112.1 + east / 100);
  village.set_latitude_deg(26.8 + north / 100);
}

void MadeNight::add_person(const std::string& id, const std::string& name) {
  plan.mutable_plan()->add_people()->set_id(id);
  people.push_back({id, name, ""});
}

void MadeNight::make_plan() {
  plan.set_version("0123456789ab");
  auto& whole = *plan.mutable_plan();
  whole.set_id("430999101000");
  set(*whole.mutable_name(), {"清溪镇", "Qingxi"});
  add_village("upper", {"上溪村", "Upper"}, 0, 6);
  add_village("middle", {"中溪村", "Middle"}, 4, 3);
  add_village("lower", {"下溪村", "Lower"}, 9, 0);
  add_person("li", "Li Wei");
  add_person("wang", "Wang Fang");
  add_person("zhao", "Zhao Lei");
  for (const auto& [village, person] :
       {std::pair("upper", "li"), std::pair("middle", "wang"), std::pair("lower", "zhao")}) {
    auto& duty = *whole.add_roster();
    duty.set_area(village);
    duty.set_duty("village_leader");
    duty.set_holder(person);
  }
  auto& shelter = *whole.add_shelters();
  shelter.set_id("school");
  set(*shelter.mutable_name(), {"学校", "school"});
  shelter.mutable_place()->set_longitude_deg(112.1);
  shelter.mutable_place()->set_latitude_deg(26.86);
  auto& station = *whole.add_stations();
  station.set_id("S1");
  set(*station.mutable_name(), {"上溪站", "Upper gauge"});
  station.set_longitude_deg(112.12);
  station.set_latitude_deg(26.85);
  auto& roads = *whole.mutable_roads();
  for (const auto& [east, north] : {std::pair(0, 6), std::pair(4, 3), std::pair(9, 0)}) {
    roads.add_junction_longitude_e7(1'121'000'000 + east * 100'000);
    roads.add_junction_latitude_e7(268'000'000 + north * 100'000);
  }
  for (const std::uint32_t from : {0U, 1U}) {
    roads.add_edge_from(from);
    roads.add_edge_to(from + 1);
  }
}

void MadeNight::make_scenario() {
  scenario.id = "made";
  scenario.title = {"编的一夜", "A night that was made up"};
  scenario.start = kStart;
  scenario.end = at(180);
  scenario.utc_offset = std::chrono::hours{8};
  scenario.seed = 7;
  scenario.stations.push_back({.station = "S1",
                               .property = "rain",
                               .points = {{at(0), 0, Mark::documented},
                                          {at(5), 12.5, Mark::documented},
                                          {at(10), 40, Mark::rough},
                                          {at(15), std::nullopt, Mark::invented}},
                               .source = "a yearbook, page 12"});
  scenario.behaviours.push_back(
      {.person = "wang", .from = at(0), .until = at(180), .does = simulator::Does::asleep});
  scenario.dangers = {{"upper", at(90), {Mark::documented, "a witness"}},
                      {"middle", at(60), {Mark::memory, ""}}};
  scenario.objectives = {{"warn", {"预警", "Warn in time"}}, {"move", {"转移", "Move everybody"}}};
  scenario.history = {
      {{"当年发出预警", "The warning of then"}, at(80), "warned", {Mark::documented, "a witness"}}};
}

wire::Fact& MadeNight::tell(int minute) {
  const Offset offset{record.facts.empty() ? 10 : record.facts.back().id.offset.value + 1};
  record.facts.push_back({{offset, 0}, at(minute), {}});
  return record.facts.back().fact;
}

FactId MadeNight::call(int minute, const std::string& village, const std::string& person) {
  auto& opened = *tell(minute).mutable_obligation_opened();
  opened.set_area(village);
  opened.set_duty("village_leader");
  opened.set_holder(person);
  const FactId duty = last();
  auto& called = *tell(minute).mutable_obligation_called();
  *called.mutable_obligation() = to_wire(duty);
  called.set_callee(person);
  return duty;
}

void MadeNight::answer(int minute, FactId duty, const std::string& person) {
  auto& answered = *tell(minute).mutable_obligation_answered();
  *answered.mutable_obligation() = to_wire(duty);
  answered.set_answered_by(person);
  answered.set_recorded_by(person);
  answered.set_kind(wire::Answer::RECEIVED);
}

// The upper village: warned at 20:20, answered 20:22, moving 20:25, all safe 20:55, danger 21:30.
// The middle one: warned at 20:20, nobody answers, 5 of 20 get out, danger 21:00.
void MadeNight::make_record() {
  record.start = kStart;
  record.end = at(180);
  record.messages = 4;
  record.records = 12;
  record.chain[0] = 0xab;
  tell(0).mutable_plan_activated()->set_version("0123456789ab");
  for (const char* village : {"upper", "middle"}) {
    auto& warning = *tell(20).mutable_warning_issued();
    warning.set_area(village);
    set(*warning.mutable_text(), {"快走", "leave now"});
  }
  const FactId upper = call(20, "upper", "li");
  call(20, "middle", "wang");
  answer(22, upper, "li");
  auto& night = record.villages["upper"];
  night.told_at = at(25);
  night.danger_at = at(90);
  night.groups = {{"h1", 10, at(40)}, {"h2", 30, at(55)}};
  auto& other = record.villages["middle"];
  other.danger_at = at(60);
  other.groups = {{"h3", 5, at(50)}, {"h4", 15, std::nullopt}};
  record.villages["lower"].groups = {{"h5", 8, std::nullopt}};
  expect_fact("warned", {"上溪村有预警", "Upper is warned"}, 30, [](const auto& told) {
    return Result<bool>(told.fact.has_warning_issued() &&
                        told.fact.warning_issued().area() == "upper");
  });
  scenario.expectations.push_back({.id = "middle-safe",
                                   .what = {"中溪村没人遇险", "Nobody of Middle is caught"},
                                   .objective = "move",
                                   .after = kStart,
                                   .by = at(180),
                                   .village = "middle",
                                   .source = "nobody_caught_in: middle"});
}

void MadeNight::expect_fact(const std::string& id, const Text& what, int by_minute,
                            simulator::Expectation::OfFact fact) {
  scenario.expectations.push_back({.id = id,
                                   .what = what,
                                   .objective = "warn",
                                   .after = kStart,
                                   .by = at(by_minute),
                                   .fact = std::move(fact),
                                   .source = "warning_issued"});
}

Drill MadeNight::drill() {
  simulator::ExpectationWatch watch(scenario);
  for (const auto& told : record.facts) watch.hear(told);
  score_ = simulator::score_of(scenario, record, watch.outcomes(record));
  names_.emplace(plan.plan(), people);
  return {plan, *names_, scenario, record, score_};
}

}  // namespace fenghuo::cli
