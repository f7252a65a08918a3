// Climbs an obligation's ladder: calls whom the rung names, waits, goes on to the next. After the
// last rung it begins again from the first; it stops only when the obligation is done.
#pragma once

#include "engine/turn.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/obligation.h"

namespace fenghuo::playbooks {

/// The desk's timers: subject and part are the fact that opened the obligation, the decision or the
/// incident, or that ordered the evacuation. There is one for the silence of villages.
enum Wake : std::uint32_t { next_step, decide_by, hold_over, silence, roll_call, time_short };

TimerKey timer(Wake kind, FactId subject);

/// A fact whose cause is `cause`.
wire::Fact caused_by(FactId cause);

class Ladder {
 public:
  Ladder(Turn& turn, const Handbook& handbook, FactId id, Obligation& obligation,
         Incident& incident)
      : turn_(turn), handbook_(handbook), id_(id), obligation_(obligation), incident_(incident) {}

  /// Calls the first rung.
  void start(FactId cause);
  /// Nobody answered on this rung: says so, and calls the next.
  void climb(FactId cause);
  /// Help is needed: the township's duty officer is called at once.
  void call_township(FactId cause);
  /// Answered: waits for the headcount, then rings again.
  void wait_for_headcount();

  /// How many rungs the obligation's ladder has; none where the plan has none (any more).
  static std::uint32_t rungs(const Handbook& handbook, const Obligation& obligation);
  /// How long it can still take until the last rung is called.
  Span until_last() const;

 private:
  const wire::Response* response() const;
  std::uint32_t count() const { return rungs(handbook_, obligation_); }
  const wire::Rung& rung_at(std::uint32_t index) const;
  std::string callee_at(std::uint32_t index) const;
  /// Calls on `rung`, or on the first after it where the plan names somebody.
  void call(std::uint32_t rung, FactId cause);
  void call(const wire::Rung& rung, std::uint32_t index, const std::string& callee, FactId cause);
  void send(const std::string& channel);

  Turn& turn_;
  const Handbook& handbook_;
  FactId id_;
  Obligation& obligation_;
  Incident& incident_;
};

}  // namespace fenghuo::playbooks
