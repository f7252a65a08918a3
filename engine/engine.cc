#include "engine/engine.h"

#include <algorithm>

#include "engine/check.h"
#include "engine/find_offset.h"
#include "engine/intake.h"

namespace fenghuo {
namespace {

wire::Event not_sent(EffectId id, const Text& why) {
  wire::Event event;
  auto& told = *event.mutable_effect_reported();
  told.set_offset(id.offset.value);
  told.set_index(id.index);
  told.set_outcome(wire::EffectReported::FAILED);
  told.set_detail(why.zh + " / " + why.en);
  return event;
}

// A record that can't be read again ends every later start. What comes from outside is looked at
// before anything comes of it: edges say why sooner and better, but one of them may forget to.
std::optional<Error> unrecordable(const wire::Event& event) {
  const std::string bytes = event.SerializeAsString();
  if (bytes.size() > kRecordBytesMax && !event.has_plan_changed())
    return Error{Errc::bad_input,
                 {"内容太长（" + std::to_string(bytes.size()) + " 字节，最多 " +
                      std::to_string(kRecordBytesMax) + "），没有记录",
                  "too long (" + std::to_string(bytes.size()) + " bytes, " +
                      std::to_string(kRecordBytesMax) + " at most); nothing is recorded"}};
  if (wire::Event again; !again.ParseFromString(bytes))
    return Error{Errc::bad_input,
                 {"里面有不是 UTF-8 的文字，没有记录；请改成 UTF-8 再发",
                  "a text in it is not UTF-8; nothing is recorded, send it again in UTF-8"}};
  return std::nullopt;
}

}  // namespace

// A tick in the making: the head moves on as records are added; the log learns of it in commit().
struct Engine::Tick {
  LogHead head;
  Instant now{};
  std::vector<Entry> entries{};
  std::vector<std::vector<wire::Fact>> facts{};  // by entry
  TickResult result{};
};

Engine::Engine(Log& log, Machine& machine, const Restored& restored)
    : log_(log),
      machine_(machine),
      rows_since_snapshot_(restored.rows),
      records_since_snapshot_(restored.records) {}

Result<void> Engine::open(const std::string& lane, const std::string& program, Instant clock) {
  const LogHead head = log_.head();
  const bool fresh = head.next == Offset{};
  if (!fresh && machine_.lane() != lane)
    return Error{Errc::bad_input,
                 {"该日志属于“" + machine_.lane() + "”通道，不能用于“" + lane + "”",
                  "this log is of the lane '" + machine_.lane() + "', not '" + lane + "'"}};
  if (machine_.version() > kMachineVersion)
    return Error{Errc::newer_log,
                 {"该日志由更新的程序写成，请升级程序", "a newer program wrote this log; upgrade"}};
  Tick tick{.head = head, .now = std::max(clock, head.recorded_at)};
  if (!fresh && machine_.version() == kMachineVersion) return open_again(tick);
  wire::Event event;
  event.mutable_machine_version()->set_version(kMachineVersion);
  event.mutable_machine_version()->set_program(program);
  event.mutable_machine_version()->set_lane(lane);
  add(tick, std::move(event));
  add_time_passed(tick);
  if (auto ok = settle_late(tick, {"换新版程序以前的，太晚了，没有发",
                                   "from before this version of the program, too late to send"});
      !ok)
    return ok;
  return commit(tick);
}

// After a long outage what was owed means a state of long ago; after a short one nothing changes.
Result<void> Engine::open_again(Tick& tick) {
  if (tick.now - tick.head.recorded_at <= kSentLateMax || machine_.outbox().owed().empty())
    return {};
  add_time_passed(tick);
  if (auto ok = settle_late(tick, {"程序停机以前的，太晚了，没有发",
                                   "from before the program was down, too late to send"});
      !ok)
    return ok;
  return commit(tick);
}

// What was due before comes before.
void Engine::add_time_passed(Tick& tick) {
  const auto timer = machine_.next_timer();
  if (!timer || *timer > tick.now) return;
  wire::Event event;
  event.mutable_time_passed();
  add(tick, std::move(event));
}

// By a report, as of any message that didn't arrive: the stages go on from there, and what still
// stands is called anew.
Result<void> Engine::settle_late(Tick& tick, const Text& why) {
  const auto& owed = machine_.outbox().owed();
  if (owed.empty()) return {};
  const auto until = first_at_or_after(log_, tick.now - kSentLateMax);
  if (!until) return until.error();
  std::vector<EffectId> late;  // settling one changes what is owed
  for (const auto& [id, effect] : owed)
    if (id.offset < *until) late.push_back(id);
  for (const EffectId id : late) add(tick, not_sent(id, why));
  return {};
}

Result<TickResult> Engine::tick(Instant clock, std::span<const Submission> submissions) {
  const LogHead head = log_.head();
  Tick tick{.head = head, .now = std::max(clock, head.recorded_at)};
  tick.result.receipts.resize(submissions.size());
  add_time_passed(tick);
  add_blocks(tick, submissions);
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    const auto* event = std::get_if<wire::Event>(&submissions[i]);
    if (event == nullptr) continue;
    tick.result.receipts[i].refused = unrecordable(*event);
    if (tick.result.receipts[i].refused) continue;
    // A gateway that sends again and again must not fill the log. Of a command that comes again the
    // record stays: somebody gave it.
    if (event->has_report() || event->has_command())
      tick.result.receipts[i].duplicate = machine_.came_before(*event);
    if (event->has_report() && tick.result.receipts[i].duplicate) continue;
    add(tick, *event);
    tick.result.receipts[i].offset = tick.entries.back().record.header.offset;
    tick.result.receipts[i].facts = std::move(tick.facts.back());
  }
  if (auto ok = commit(tick); !ok) return ok.error();
  return std::move(tick.result);
}

void Engine::add_blocks(Tick& tick, std::span<const Submission> submissions) {
  std::vector<const ObservationBlock*> blocks;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    if (const auto* block = std::get_if<ObservationBlock>(&submissions[i])) {
      blocks.push_back(block);
      places.push_back(i);
    }
  }
  if (blocks.empty()) return;
  Intake intake(machine_, strangers_);
  for (auto& unknown : intake.unknown_datastreams(blocks)) {
    wire::Event event;
    *event.mutable_datastreams_registered() = std::move(unknown);
    add(tick, std::move(event));
  }
  std::vector<Receipt> receipts(blocks.size());
  for (const auto& batch : intake.gather(blocks, receipts)) {
    wire::Event event;
    *event.mutable_observations() = encode_observations(batch.rows, batch.frames, tick.now);
    event.mutable_observations()->set_duplicates_dropped(batch.duplicates);
    add(tick, std::move(event));
    rows_since_snapshot_ += batch.rows.size();
    for (const std::size_t block : batch.blocks)
      receipts[block].offset = tick.entries.back().record.header.offset;
  }
  for (std::size_t i = 0; i < blocks.size(); ++i)
    tick.result.receipts[places[i]] = std::move(receipts[i]);
}

void Engine::add(Tick& tick, wire::Event event) {
  RecordHeader header{.offset = tick.head.next, .recorded_at = tick.now};
  if (event.has_observations()) header.retention = Retention::raw_observations;
  Entry entry;
  entry.record = seal(header, event.SerializeAsString(), tick.head.chain);
  CHECK(entry.record.payload.size() <= kRecordBytesMax || event.has_plan_changed());
  auto happening = machine_.interpret(std::move(event), tick.now);
  CHECK(happening.has_value());  // the engine made the event itself
  auto conclusions = machine_.apply(header, *happening);
  if (happening->event.has_plan_changed()) strangers_.plan_changed();
  for (const auto& fact : conclusions.facts) entry.facts.push_back(fact.SerializeAsString());
  for (std::uint32_t i = 0; i < conclusions.effects.size(); ++i)
    tick.result.effects.push_back({{header.offset, i}, std::move(conclusions.effects[i])});
  tick.head = {header.offset.next(), entry.record.chain, tick.now};
  tick.entries.push_back(std::move(entry));
  tick.facts.push_back(std::move(conclusions.facts));
}

Result<void> Engine::commit(Tick& tick) {
  if (tick.entries.empty()) return {};
  tick.result.records = static_cast<std::uint32_t>(tick.entries.size());
  records_since_snapshot_ += tick.entries.size();
  return log_.commit(tick.entries);
}

wire::Standing Engine::describe() const {
  wire::Standing standing = machine_.describe();
  standing.set_next_offset(log_.head().next.value);
  standing.set_recorded_at_ms(ms_of(log_.head().recorded_at));
  return standing;
}

std::pair<LogHead, Machine> Engine::copy_for_snapshot() {
  rows_since_snapshot_ = 0;
  records_since_snapshot_ = 0;
  return {log_.head(), machine_.copy()};
}

Result<void> save_snapshot(Log& log, const LogHead& head, const Machine& machine) {
  return log.save_snapshot(
      {head.next, head.chain, head.recorded_at, machine.version(), machine.save()});
}

}  // namespace fenghuo
