#include "bench/scene.h"

#include <algorithm>

#include "adapters/plan/folder.h"
#include "bench/measure.h"

namespace fenghuo::bench {
namespace {

std::string numbered(const char* prefix, std::uint32_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  text.insert(0, digits - std::min(digits, text.size()), '0');
  return prefix + text;
}

void add_village(wire::Plan& plan, std::uint32_t number) {
  auto& village = *plan.add_villages();
  village.set_id(village_name(number));
  village.mutable_name()->set_zh(village.id() + "村");
  village.mutable_name()->set_en(village.id() + " village");
  village.mutable_shelter()->set_zh("小学");
  village.mutable_shelter()->set_en("school");
  village.set_people_at_risk(kPeopleAtRisk);
  for (const char* duty : {"village_leader", "warning_officer"}) {
    auto& entry = *plan.add_roster();
    entry.set_area(village.id());
    entry.set_duty(duty);
    entry.set_holder(village.id() + "-" + duty);
    plan.add_people()->set_id(entry.holder());
  }
}

void add_station(wire::Plan& plan, std::uint32_t number, const Size& size) {
  auto& station = *plan.add_stations();
  station.set_id(station_name(number));
  station.mutable_name()->set_zh(station.id() + "站");
  station.mutable_name()->set_en(station.id() + " gauge");
  station.set_report_interval_ms(Span{kStep}.count());
  const std::uint32_t first = first_village(number, size);
  for (std::uint32_t i = 0; i < std::min(kVillagesPerStation, size.villages); ++i)
    station.add_covers(village_name((first + i) % size.villages));
}

}  // namespace

std::string station_name(std::uint32_t station) {
  return numbered("0061", station, 6);  // ten characters, as SL 651 has them
}

std::string village_name(std::uint32_t village) {
  return numbered("v", village, 4);
}

std::uint32_t first_village(std::uint32_t station, const Size& size) {
  return static_cast<std::uint32_t>(std::uint64_t{station} * size.villages / size.stations);
}

wire::Event plan_event(const Size& size) {
  auto loaded = adapters::load_plan(FENGHUO_SOURCE_DIR "/plans/qingxi");
  must(loaded.faults.empty(), "the example plan has faults");
  wire::Event event;
  auto& change = *event.mutable_plan_changed();
  change.set_version("flood");
  wire::Plan& plan = *change.mutable_plan();
  plan.set_id(loaded.change.plan().id());
  *plan.mutable_name() = loaded.change.plan().name();
  plan.set_utc_offset_s(loaded.change.plan().utc_offset_s());
  for (const auto& rule : loaded.change.plan().rules())
    if (rule.id() == "flash-flood") *plan.add_rules() = rule;
  *plan.mutable_playbooks() = loaded.change.plan().playbooks();
  must(plan.rules_size() == 1 && plan.playbooks_size() == 1, "a pack is missing");
  for (std::uint32_t i = 0; i < size.villages; ++i) add_village(plan, i);
  for (std::uint32_t i = 0; i < size.stations; ++i) add_station(plan, i, size);
  return event;
}

ObservationBlock block_of(const Weather& weather, std::uint32_t first, std::uint32_t rows,
                          std::uint64_t step) {
  ObservationBlock block;
  block.sources.reserve(rows);
  block.rows.reserve(rows);
  for (std::uint32_t i = 0; i < rows; ++i) {
    block.sources.push_back({station_name(first + i), "rain_5min", 1});
    block.rows.push_back(
        {i, Quality::not_evaluated, time_of(step), weather.rain_tenths(first + i, step)});
  }
  return block;
}

std::vector<Submission> replies_to(const OwedEffect& owed) {
  const wire::SendMessage& message = owed.effect.send_message();
  wire::Event delivered;
  auto& report = *delivered.mutable_effect_reported();
  report.set_offset(owed.id.offset.value);
  report.set_index(owed.id.index);
  report.set_outcome(wire::EffectReported::DELIVERED);
  report.set_attempts(1);
  wire::Event answered;
  auto& command = *answered.mutable_command();
  command.set_person_id(message.person());
  command.set_via("responder_page");
  auto& answer = *command.mutable_answer();
  answer.mutable_obligation()->set_offset(message.obligation().offset());
  answer.mutable_obligation()->set_index(message.obligation().index());
  answer.set_kind(wire::Answer::MOVED);
  answer.set_people_moved(kPeopleAtRisk);
  answer.set_answered_by(message.person());
  return {std::move(delivered), std::move(answered)};
}

Feeder::Feeder(const Size& size, const Weather& weather, std::uint32_t rows_per_block)
    : weather_(weather) {
  for (std::uint32_t first = 0; first < size.stations; first += rows_per_block)
    blocks_.emplace_back(
        block_of(weather, first, std::min(rows_per_block, size.stations - first), 0));
}

std::vector<Submission>& Feeder::fill(std::uint64_t step) {
  std::uint32_t station = 0;
  for (auto& submission : blocks_)
    for (auto& row : std::get<ObservationBlock>(submission).rows) {
      row.observed_at = time_of(step);
      row.value = weather_.rain_tenths(station++, step);
    }
  return blocks_;
}

}  // namespace fenghuo::bench
