// One record's turn at the machine: what a stage may know while it applies the record, and where
// its conclusions go. Lives for that one record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/datastreams.h"
#include "engine/effect.pb.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/observations.h"
#include "engine/plan.pb.h"
#include "engine/time.h"
#include "engine/timers.h"

namespace fenghuo {

class Turn {
 public:
  struct Conclusions {
    std::vector<wire::Fact> facts;
    std::vector<wire::Effect> effects;
  };

  Turn(Offset offset, Instant now, const wire::Plan& plan, const std::string& plan_version,
       const Datastreams& datastreams, std::span<const Observation> observations, Timers& timers)
      : offset_(offset),
        now_(now),
        plan_(plan),
        plan_version_(plan_version),
        datastreams_(datastreams),
        observations_(observations),
        timers_(timers) {}

  Offset offset() const { return offset_; }
  /// Engine time of the record; never goes back.
  Instant now() const { return now_; }
  /// Empty until a plan has entered the log.
  const wire::Plan& plan() const { return plan_; }
  const Datastreams& datastreams() const { return datastreams_; }
  /// Row i is observation (offset, i).
  std::span<const Observation> observations() const { return observations_; }
  /// The effect that this record settles; nothing where the record is no report, or a second one.
  const std::optional<wire::Effect>& settled() const { return settled_; }
  /// Timers of the running stage that are due in this record.
  std::span<const TimerKey> due() const { return due_; }

  /// What this and earlier stages have concluded from the record so far. A reference into it dies
  /// with the next conclude().
  const std::vector<wire::Fact>& facts() const { return conclusions_.facts; }

  FactId conclude(wire::Fact fact) {
    fact.set_plan_version(plan_version_);
    conclusions_.facts.push_back(std::move(fact));
    return {offset_, static_cast<std::uint32_t>(conclusions_.facts.size() - 1)};
  }
  EffectId owe(wire::Effect effect) {
    conclusions_.effects.push_back(std::move(effect));
    return {offset_, static_cast<std::uint32_t>(conclusions_.effects.size() - 1)};
  }
  /// The stage number in `key` is filled in here.
  void wake(TimerKey key, Instant at) {
    key.stage = stage_;
    timers_.set(key, at);
  }
  void cancel(TimerKey key) {
    key.stage = stage_;
    timers_.cancel(key);
  }

  /// For the machine: what the record settles, and whose turn it is within the turn.
  void settle(wire::Effect effect) { settled_ = std::move(effect); }
  void begin_stage(std::uint16_t stage, std::span<const TimerKey> due) {
    stage_ = stage;
    due_ = due;
  }
  Conclusions take() { return std::move(conclusions_); }

 private:
  Offset offset_;
  Instant now_;
  const wire::Plan& plan_;
  const std::string& plan_version_;
  const Datastreams& datastreams_;
  std::span<const Observation> observations_;
  Timers& timers_;
  std::optional<wire::Effect> settled_;
  std::uint16_t stage_ = 0;
  std::span<const TimerKey> due_;
  Conclusions conclusions_;
};

}  // namespace fenghuo
