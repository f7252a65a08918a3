// The second world: carries what the engine sends, and lets stations, people and villages act on
// it. What the engine concludes it hears as a console would.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "engine/effect.pb.h"
#include "engine/result.h"
#include "engine/submission.h"
#include "simulator/agenda.h"
#include "simulator/call_board.h"
#include "simulator/elements.h"
#include "simulator/gateway.h"
#include "simulator/gauges.h"
#include "simulator/open_duties.h"
#include "simulator/people.h"
#include "simulator/scenario.h"
#include "simulator/villagers.h"

namespace fenghuo::simulator {

/// How much later than it is written the danger comes in the night of this seed; below 0: earlier.
Span danger_shift(const Scenario& scenario);

class World {
 public:
  using Submit = std::function<void(Submission)>;
  /// All outlive it.
  World(const wire::Plan& plan, const playbooks::Ways& ways, const Scenario& scenario,
        Agenda& agenda, NightRecord& record, Submit submit);
  // Its parts point to one another.
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void begin();
  void hear(const RecordedFact& told);
  /// Whether it goes to somebody who is there in truth.
  bool is_to_player(const wire::SendMessage& message) const {
    return people_.is_played(message.person());
  }
  /// As quick and as sure as the scenario says; then it is heard by whoever is simulated, and of
  /// players handed over.
  void send(EffectId id, const wire::SendMessage& message);
  /// Called with what reaches a player's telephone; what became of it is then told by the channel
  /// that carries it. Without it players are told nothing.
  using HandOver = std::function<void(EffectId, const wire::SendMessage&)>;
  void hand_over_to(HandOver hand_over) { hand_over_ = std::move(hand_over); }
  const Outages& outages() const { return outages_; }
  /// An inject of the scenario, now; each is given once. Errors: bad_input where there is none, it
  /// was given, or what it is about isn't there yet.
  Result<void> give(const std::string& inject);

 private:
  void give(const Inject& inject, Result<wire::Event> event);
  void post(wire::Command command);
  void report(EffectId id, bool delivered, std::uint32_t attempts);
  void arrive(const wire::SendMessage& message);
  bool hand_over(EffectId id, const wire::SendMessage& message);

  const Scenario& scenario_;
  Agenda& agenda_;
  NightRecord& record_;
  Submit submit_;
  HandOver hand_over_;
  Outages outages_;
  Needs needs_;
  OpenDuties duties_;
  Villagers villagers_;
  People people_;
  CallBoard call_board_;
  Gateway gateway_;
  Gauges gauges_;
  std::set<std::string> given_;  // injects
  std::uint64_t commands_ = 0;
};

}  // namespace fenghuo::simulator
