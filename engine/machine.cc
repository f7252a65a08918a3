#include "engine/machine.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/check.h"
#include "engine/digest.h"
#include "engine/refusal.h"

namespace fenghuo {
namespace {

Error damaged(const char* zh, const char* en) {
  return {Errc::damaged_log, {zh, en}};
}

// The numbers that a registration gives must be the next ones, and the pairs new.
bool fits(const wire::DatastreamsRegistered& registered, const Datastreams& datastreams) {
  std::uint32_t next = datastreams.count();
  std::set<std::pair<std::string_view, std::string_view>> added;
  for (const auto& entry : registered.datastreams()) {
    if (entry.id() != next++ || entry.decimals() > 18) return false;
    if (datastreams.find(entry.station(), entry.property())) return false;
    if (!added.emplace(entry.station(), entry.property()).second) return false;
  }
  return true;
}

// What its sender calls it; empty where it says nothing.
std::string given_id(const wire::Event& event) {
  if (event.has_command()) return event.command().command_id();
  if (event.report().source_id().empty()) return {};
  // With what it says: a sender may count anew after a power cut, and when it was seen is made up
  // where it isn't said. Sent again by somebody else it is the same report.
  wire::Report report = event.report();
  report.clear_observed_at_ms();
  report.clear_recorded_by();
  return to_hex(sha256(report.SerializeAsString()));
}

}  // namespace

Machine::Machine(std::vector<std::unique_ptr<Stage>> stages)
    : stages_(std::move(stages)), plan_(std::make_shared<wire::Plan>()) {}

Result<Happening> Machine::interpret(const std::string& payload, Instant recorded_at) const {
  wire::Event event;
  if (!event.ParseFromString(payload))
    return damaged("内容不是事件", "the content is not an event");
  return interpret(std::move(event), recorded_at);
}

Result<Happening> Machine::interpret(wire::Event event, Instant recorded_at) const {
  Happening happening;
  happening.event = std::move(event);
  if (happening.event.has_observations()) {
    auto ok = decode_observations(happening.event.observations(), recorded_at, datastreams_.count(),
                                  happening.observations);
    if (!ok) return ok.error();
  }
  if (happening.event.has_datastreams_registered() &&
      !fits(happening.event.datastreams_registered(), datastreams_))
    return damaged("数据流登记不连续", "the registration of datastreams is out of sequence");
  return happening;
}

Turn::Conclusions Machine::apply(const RecordHeader& header, const Happening& happening) {
  const wire::Event& event = happening.event;
  if (event.has_machine_version()) {
    version_ = event.machine_version().version();
    lane_ = event.machine_version().lane();
  }
  if (event.has_datastreams_registered()) apply_registration(event.datastreams_registered());
  std::vector<TimerKey> due;
  if (event.has_time_passed()) due = timers_.take_due(header.recorded_at);
  // A plan takes effect in its own record: stages see the new one.
  const std::string previous_version = plan_version_;
  if (event.has_plan_changed()) {
    plan_ = std::make_shared<const wire::Plan>(event.plan_changed().plan());
    plan_version_ = event.plan_changed().version();
  }

  Turn turn(header.offset, header.recorded_at, *plan_, plan_version_, datastreams_,
            happening.observations.rows, timers_);
  if (event.has_plan_changed()) {
    wire::Fact fact;
    fact.mutable_plan_activated()->set_version(plan_version_);
    fact.mutable_plan_activated()->set_previous(previous_version);
    turn.conclude(std::move(fact));
  }
  if (event.has_observations()) apply_frames(turn, happening);
  if (event.has_effect_reported()) settle(turn, event.effect_reported());
  if (takes(turn, event)) run_stages(turn, event, due);

  auto conclusions = turn.take();
  // What was refused may be sent again, and is answered again.
  const std::string id = given_id(event);
  RecentIds& recent = event.has_command() ? recent_commands_ : recent_reports_;
  if (!recent.has(id) &&
      std::none_of(conclusions.facts.begin(), conclusions.facts.end(),
                   [](const wire::Fact& fact) { return fact.has_command_refused(); }))
    recent.add(id);
  for (std::uint32_t i = 0; i < conclusions.effects.size(); ++i)
    outbox_.owe({header.offset, i}, conclusions.effects[i].SerializeAsString());
  return conclusions;
}

bool Machine::came_before(const wire::Event& event) const {
  const RecentIds& recent = event.has_command() ? recent_commands_ : recent_reports_;
  return recent.has(given_id(event));
}

bool Machine::takes(Turn& turn, const wire::Event& event) const {
  if (!event.has_command()) return !came_before(event);
  const wire::Command& command = event.command();
  if (command.person_id().empty()) {
    refuse(turn, command, "no_name", {"命令没有署名", "the command names nobody"});
    return false;
  }
  if (command.kind_case() == wire::Command::KIND_NOT_SET) {
    refuse(turn, command, "unknown_command", {"不认识的命令", "unknown command"});
    return false;
  }
  return !came_before(event);
}

void Machine::settle(Turn& turn, const wire::EffectReported& report) {
  const EffectId id{{report.offset()}, report.index()};
  const std::string* owed = outbox_.find(id);
  if (owed == nullptr) return;  // a report that came twice
  wire::Effect effect;
  CHECK(effect.ParseFromString(*owed));
  turn.settle(std::move(effect));
  outbox_.settle(id);
}

void Machine::apply_registration(const wire::DatastreamsRegistered& registered) {
  for (const auto& entry : registered.datastreams())
    datastreams_.add(entry.station(), entry.property(),
                     static_cast<std::uint8_t>(entry.decimals()));
}

void Machine::apply_frames(Turn& turn, const Happening& happening) {
  const auto& rows = happening.observations.rows;
  std::size_t row = 0;
  for (const auto& frame : happening.observations.frames) {
    if (frame.rows == 0) continue;
    const auto& first = rows[row];
    const StationIndex station = datastreams_[first.datastream].station;
    if (frame.key != 0) recent_frames_.add(station, frame.key, first.device_time);
    if (station.value >= clock_wrong_.size()) clock_wrong_.resize(datastreams_.station_count());
    const auto ahead = clock_error(frame, turn.now());
    if (ahead && !clock_wrong_[station.value]) {
      wire::Fact fact;
      fact.mutable_cause()->set_offset(turn.offset().value);
      fact.set_cause_row(static_cast<std::uint32_t>(row));
      fact.mutable_clock_wrong()->set_station(datastreams_.station_name(station));
      fact.mutable_clock_wrong()->set_ahead_ms(ahead->count());
      turn.conclude(std::move(fact));
    }
    if (frame.sent_at) clock_wrong_[station.value] = ahead.has_value();
    row += frame.rows;
  }
}

void Machine::run_stages(Turn& turn, const wire::Event& event, const std::vector<TimerKey>& due) {
  for (std::uint16_t i = 0; i < stages_.size(); ++i) {
    std::vector<TimerKey> mine;
    for (const auto& key : due)
      if (key.stage == i) mine.push_back(key);
    turn.begin_stage(i, mine);
    stages_[i]->apply(turn, event);
  }
}

template <class A, class Self>
void Machine::archive(A& a, Self& self) {
  a(self.version_, self.lane_, self.datastreams_, self.recent_frames_, self.recent_commands_,
    self.recent_reports_, self.clock_wrong_, self.timers_, self.outbox_, self.plan_version_);
}

wire::Assessments Machine::assess(const std::string& area) const {
  wire::Assessments assessments;
  for (const auto& stage : stages_) stage->assess(assessments, *plan_, area);
  return assessments;
}

wire::Standing Machine::describe() const {
  wire::Standing standing;
  standing.set_plan_version(plan_version_);
  for (const auto& stage : stages_) stage->describe(standing, *plan_, datastreams_);
  return standing;
}

std::string Machine::save() const {
  StateWriter writer;
  archive(writer, *this);
  writer(plan_->SerializeAsString());
  for (const auto& stage : stages_) stage->save(writer);
  return writer.take();
}

Result<void> Machine::load(const std::string& state) {
  // Half of a state is none: it takes this one's place once all of it has been read.
  Machine loaded = copy();
  StateReader reader(state);
  archive(reader, loaded);
  std::string plan_bytes;
  reader(plan_bytes);
  auto plan = std::make_shared<wire::Plan>();
  const bool plan_ok = plan->ParseFromString(plan_bytes);
  loaded.plan_ = plan;
  for (const auto& stage : loaded.stages_) stage->load(reader, *plan, loaded.datastreams_);
  if (!reader.ok() || !reader.at_end() || !plan_ok)
    return damaged("状态快照不可读", "the snapshot of the state can't be read");
  *this = std::move(loaded);
  return {};
}

Machine Machine::copy() const {
  std::vector<std::unique_ptr<Stage>> stages;
  for (const auto& stage : stages_) stages.push_back(stage->copy());
  Machine other(std::move(stages));
  other.version_ = version_;
  other.lane_ = lane_;
  other.datastreams_ = datastreams_;
  other.recent_frames_ = recent_frames_;
  other.recent_commands_ = recent_commands_;
  other.recent_reports_ = recent_reports_;
  other.clock_wrong_ = clock_wrong_;
  other.timers_ = timers_;
  other.outbox_ = outbox_;
  other.plan_ = plan_;
  other.plan_version_ = plan_version_;
  return other;
}

}  // namespace fenghuo
