// The engine: what edges submit becomes records, at the engine's own pace. Edges only queue; tick()
// takes what has come, gives each event an offset and the time, applies it to the machine, and
// makes everything durable in one commit. Nothing of a tick may leave before tick() has returned:
// receipts, effects and feed come out of its result.
//
// One thread. No clock: the caller says what time it is, and time never goes back.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/effect.pb.h"
#include "engine/log.h"
#include "engine/machine.h"
#include "engine/replay.h"
#include "engine/strangers.h"
#include "engine/submission.h"

namespace fenghuo {

/// After so many rows or records a snapshot is due. A restart replays at most as many: 1,000,000
/// rows at more than 1,000,000 a second, or 20,000 small records.
inline constexpr std::uint64_t kSnapshotRowsMax = 1'000'000;
inline constexpr std::uint64_t kSnapshotRecordsMax = 20'000;

/// What was owed for longer is not sent any more after a start, as a webhook would have given up on
/// it: nobody is to be called for what stood days ago, and a newer machine may owe it for a record
/// of which the older one concluded something else.
inline constexpr Span kSentLateMax = std::chrono::minutes{10};

struct OwedEffect {
  EffectId id;
  wire::Effect effect;
};

struct TickResult {
  std::vector<Receipt> receipts;  // one a submission, in order
  std::vector<OwedEffect> effects;
  std::uint32_t records = 0;
};

class Engine {
 public:
  /// `machine` holds the state after the log's last record; `restored` says what that took. Both
  /// outlive the engine.
  Engine(Log& log, Machine& machine, const Restored& restored = {});

  /// The first record of a new log, or of a log that an older program wrote. There, and where the
  /// log ended too long before `clock`, what is owed from before that is settled as not sent, in
  /// one commit (kSentLateMax), after the timers that were due. Errors: bad_input where the log is
  /// of the other lane; newer_log; else as commit().
  Result<void> open(const std::string& lane, const std::string& program, Instant clock);

  /// Errors: those of Log::commit(). After one, the process ends: what the machine concluded is not
  /// in the log.
  Result<TickResult> tick(Instant clock, std::span<const Submission> submissions);

  /// When the engine wants to be ticked although nobody submits anything.
  std::optional<Instant> next_timer() const { return machine_.next_timer(); }
  const Machine& machine() const { return machine_; }
  wire::Standing describe() const;
  LogHead head() const { return log_.head(); }

  bool snapshot_due() const {
    return rows_since_snapshot_ >= kSnapshotRowsMax ||
           records_since_snapshot_ >= kSnapshotRecordsMax;
  }
  /// A copy of the state at the last committed offset, to be saved while the loop goes on.
  std::pair<LogHead, Machine> copy_for_snapshot();

 private:
  struct Tick;

  void add(Tick& tick, wire::Event event);
  void add_time_passed(Tick& tick);
  Result<void> open_again(Tick& tick);
  Result<void> settle_late(Tick& tick, const Text& why);
  void add_blocks(Tick& tick, std::span<const Submission> submissions);
  Result<void> commit(Tick& tick);

  Log& log_;
  Machine& machine_;
  Strangers strangers_;
  std::uint64_t rows_since_snapshot_ = 0;
  std::uint64_t records_since_snapshot_ = 0;
};

/// Serialises and stores it; may run on another thread where the log allows that.
Result<void> save_snapshot(Log& log, const LogHead& head, const Machine& machine);

}  // namespace fenghuo
