// Climbs an obligation's ladder: calls whom the rung names, waits, goes on to the next. After the
// last rung it begins again from the first; it stops only when the obligation is done.
#pragma once

#include "engine/turn.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/obligation.h"
#include "playbooks/rungs.h"

namespace fenghuo::playbooks {

/// The desk's timers: subject and part are the fact that opened the obligation, the decision or the
/// incident, or that ordered the evacuation. There is one for the silence of villages, one for the
/// next contact test and one for the end of the running one.
enum Wake : std::uint16_t {
  next_step,
  decide_by,
  hold_over,
  silence,
  roll_call,
  time_short,
  reach_due,
  word_over,
  test_due,
  test_over,
  question_due
};

TimerKey timer(Wake kind, FactId subject);

/// A fact whose cause is `cause`.
wire::Fact caused_by(FactId cause);

class Ladder {
 public:
  /// The errand is that of the obligation; null where it has none.
  Ladder(Turn& turn, const Handbook& handbook, FactId id, Obligation& obligation,
         const Errand* errand, Incident& incident)
      : turn_(turn),
        handbook_(handbook),
        id_(id),
        obligation_(obligation),
        errand_(errand),
        incident_(incident) {}

  /// Calls the first rung.
  void start(FactId cause);
  /// Nobody answered on this rung: says so, and calls the next.
  void climb(FactId cause);
  /// Somebody answered, and nothing came of it: calls the next other person.
  void pass_on(FactId cause);
  /// Help is needed: the township's duty officer is called at once.
  void call_township(FactId cause);
  /// Answered: waits for the headcount, or for what is to be done, then rings again.
  void wait_for_action();

  /// How long it can still take until the last rung is called.
  Span until_last() const;

 private:
  Rungs rungs() const { return {handbook_, incident_, obligation_, errand_}; }
  /// Calls on `rung`, or on the first after it where the plan names somebody.
  void call(std::uint32_t rung, FactId cause);
  void call(const wire::Rung& rung, std::uint32_t index, const std::string& callee, FactId cause);
  void send(std::string_view channel);

  Turn& turn_;
  const Handbook& handbook_;
  FactId id_;
  Obligation& obligation_;
  const Errand* errand_;
  Incident& incident_;
};

}  // namespace fenghuo::playbooks
