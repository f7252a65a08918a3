// The deterministic machine: a record in, facts and effects out. It is the same object live, in
// recovery, in replay, in a drill and in a simulation. apply() is total; what could fail was
// checked when the record was read (interpret()) or before it entered the log.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/datastreams.h"
#include "engine/digest.h"
#include "engine/event.pb.h"
#include "engine/observations.h"
#include "engine/outbox.h"
#include "engine/recent_frames.h"
#include "engine/recent_ids.h"
#include "engine/record.h"
#include "engine/result.h"
#include "engine/stage.h"
#include "engine/timers.h"
#include "engine/turn.h"

namespace fenghuo {

/// Goes up when the machine would conclude something else from the same events (architecture.md,
/// section 8: facts of older records stay as they were concluded), and when what save() writes has
/// another shape: a snapshot is read by the version that wrote it and by no other.
inline constexpr std::uint32_t kMachineVersion = 11;

/// A record's event, read and found to fit the machine that is to apply it.
struct Happening {
  wire::Event event;
  DecodedObservations observations;  // where the event is one
};

class Machine {
 public:
  explicit Machine(std::vector<std::unique_ptr<Stage>> stages);

  /// Errors: damaged_log where the bytes are no event or don't fit the state before it.
  Result<Happening> interpret(const std::string& payload, Instant recorded_at) const;
  Result<Happening> interpret(wire::Event event, Instant recorded_at) const;

  Turn::Conclusions apply(const RecordHeader& header, const Happening& happening);

  std::optional<Instant> next_timer() const { return timers_.next(); }
  const Datastreams& datastreams() const { return datastreams_; }
  const RecentFrames& recent_frames() const { return recent_frames_; }
  const Outbox& outbox() const { return outbox_; }
  const wire::Plan& plan() const { return *plan_; }
  const std::string& plan_version() const { return plan_version_; }
  /// Of the log this state came from; empty before the first record.
  const std::string& lane() const { return lane_; }
  std::uint32_t version() const { return version_; }
  /// A report or command that is still remembered by the id that its sender gave it.
  bool came_before(const wire::Event& event) const;
  /// The stage at this place; the composition root knows which is which.
  const Stage& stage(std::size_t index) const { return *stages_[index]; }

  /// All but the offset and time, which the engine knows.
  wire::Standing describe() const;
  /// How each condition of each rule stands in the area; in all of them where it is empty.
  wire::Assessments assess(const std::string& area = {}) const;
  std::string save() const;
  /// Errors: damaged_log; the machine is then as it was before.
  Result<void> load(const std::string& state);
  Digest state_hash() const { return sha256(save()); }
  Machine copy() const;

 private:
  void apply_registration(const wire::DatastreamsRegistered& registered);
  void apply_frames(Turn& turn, const Happening& happening);
  void settle(Turn& turn, const wire::EffectReported& report);
  /// A command without a name or a content is refused; one that came before is done already.
  bool takes(Turn& turn, const wire::Event& event) const;
  void run_stages(Turn& turn, const wire::Event& event, const std::vector<TimerKey>& due);

  template <class A, class Self>
  static void archive(A& a, Self& self);

  std::vector<std::unique_ptr<Stage>> stages_;
  std::uint32_t version_ = 0;
  std::string lane_;
  Datastreams datastreams_;
  RecentFrames recent_frames_;
  // Apart, so that a burst of reports can't make the machine forget commands.
  RecentIds recent_commands_;
  RecentIds recent_reports_;
  std::vector<bool> clock_wrong_;  // by station
  Timers timers_;
  Outbox outbox_;
  std::shared_ptr<const wire::Plan> plan_;  // shared with copies; never changed in place
  std::string plan_version_;
};

}  // namespace fenghuo
