// An engine in virtual time: what was recorded, or made up, goes in at its moment, and timers that
// are due before it fire in their turn, as they would live. Nothing is kept; facts are handed on.
//
// One thread. Time is what the caller says and never goes back.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "engine/engine.h"
#include "simulator/passing_log.h"

namespace fenghuo::simulator {

class VirtualRun {
 public:
  /// What the engine asks of the world, after each commit.
  using Owed = std::function<void(std::span<const OwedEffect>)>;
  /// `machine` outlives the run; where it has gone through records already, `head` is where their
  /// log ended. Without `owed` nobody carries out what is asked.
  VirtualRun(Machine& machine, PassingLog::Take take, const LogHead& head = {}, Owed owed = {})
      : log_(std::move(take), head),
        engine_(log_, machine),
        owed_(std::move(owed)),
        now_(head.recorded_at) {}

  /// The first two records: whose log it is, and the plan. `program` says who runs this.
  void begin(Instant at, const std::string& program, const wire::PlanChanged& plan);
  /// Timers that are due by then fire, each at its own time; then it is `at`.
  void advance_to(Instant at);
  /// Now.
  TickResult submit(std::span<const Submission> submissions);

  Instant now() const { return now_; }
  std::optional<Instant> next_timer() const { return engine_.next_timer(); }
  const Machine& machine() const { return engine_.machine(); }
  LogHead head() const { return engine_.head(); }

 private:
  TickResult tick(Instant at, std::span<const Submission> submissions);

  PassingLog log_;
  Engine engine_;
  Owed owed_;
  Instant now_;
};

}  // namespace fenghuo::simulator
