// An exercise beside the live lane: what live takes goes back at once, and all of it when the
// exercise is over.
#include "engine/wire_text.h"
#include "playbooks/exercise.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

// Every unit of a plan may be held.
static_assert(kUnitsHeldLiveMax >= static_cast<std::size_t>(kUnitsMax));

using fenghuo::from_wire;

// Also from where it is at work: what is real goes before what is played.
void UnitLedger::follow_live(Turn& turn, const wire::LiveHeld& held) {
  held_live_ = {held.units().begin(), held.units().end()};
  for (const auto& unit : held_live_) {
    const auto record = units_.find(unit);
    if (record == units_.end() || !record->second.need) continue;
    const FactId need = *record->second.need;
    take_back(
        turn, need,
        {"实战要用这支队伍，演练里不用它了", "live needs this unit: it's out of the exercise"});
  }
  changed_ = true;
}

void UnitLedger::end_exercise(Turn& turn, const wire::ExerciseStopped& stopped, FactId cause) {
  stopped_ = true;
  const Text reason = from_wire(stopped.reason());
  const auto how =
      stopped.stopped_by().empty() ? wire::NeedClosed::INCIDENT_CLOSED : wire::NeedClosed::COMMAND;
  while (!needs_.empty()) {
    const FactId id = needs_.begin()->first;
    if (!needs_.at(id).unit.empty()) take_back(turn, id, reason);
    close_need(turn, id, how, stopped.stopped_by(), "演练中止 / the exercise is over", cause);
  }
}

}  // namespace fenghuo::playbooks
