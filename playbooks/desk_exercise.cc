// The end of an exercise, by a live alarm or by somebody's word: everybody who was called is told,
// what was asked for is asked for no more, and nothing begins from then on.
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// What was asked of people holds no longer, as with a warning that is taken back.
constexpr auto kTakenBack = wire::ObligationClosed::RETRACTED;

}  // namespace

void Desk::follow_exercise(Turn& turn) {
  for (std::uint32_t i = 0; i < turn.facts().size() && !stopped_; ++i) {
    if (!turn.facts()[i].has_exercise_stopped()) continue;
    const Text reason = from_wire(turn.facts()[i].exercise_stopped().reason());
    end_exercise(turn, reason, {turn.offset(), i});
  }
}

// An incident that closes leaves its evacuation, its watch and the township's duties to the others
// of its village or its hazard. Here all end: these go first, so that nothing is begun anew.
void Desk::end_exercise(Turn& turn, const Text& reason, FactId cause) {
  stopped_ = true;
  contact_tests_.stop(turn);
  tell_that_it_is_over(turn, reason, cause);
  std::set<FactId> all;
  for (const auto& [id, incident] : incidents_) all.insert(id);
  leave_township_duties(all);
  close_all_requests(turn, cause);
  end_all_watches(turn);
  while (!evacuations_.empty()) {
    const std::string area = evacuations_.begin()->first;
    end_evacuation(turn, area);
  }
  proposals_.clear();
  for (const FactId id : all) {
    turn.cancel(timer(hold_over, id));
    close_all(turn, id, kTakenBack, cause);
  }
  while (!incidents_.empty()) {
    const FactId id = incidents_.begin()->first;
    close_incident(turn, id, cause);
  }
}

// Each person once, by every channel that was used, however many villages they were called for:
// whoever is wanted for what is real isn't to read the same words ten times.
void Desk::tell_that_it_is_over(Turn& turn, const Text& reason, FactId cause) {
  std::map<std::string, ChannelSet> called;
  for (const auto& [id, incident] : incidents_)
    for (const auto& [person, channels] : incident.told) called[person].insert(channels);
  // A request from the field is asked of somebody before there is an incident.
  for (const auto& [id, decision] : decisions_)
    if (!decision.incident && !decision.owner.empty()) called[decision.owner].insert("webhook");
  const Text headline{"【演练中止】" + reason.zh, "The exercise is over: " + reason.en};
  const Text text{headline.zh + "。演练的叫应、转移、派遣全部作废，请停下手里的演练任务。",
                  headline.en + ". What the exercise has asked for holds no longer: stop it now."};
  notices_.clear();  // of what was told before nothing matters any more
  for (const auto& [id, incident] : incidents_) {
    Called first_here;
    for (const auto& [person, channels] : incident.told)
      if (const auto all = called.extract(person); !all.empty())
        first_here.emplace_back(person, all.mapped());
    if (!first_here.empty())
      send_notice(turn, {.incident = id, .area = incident.area, .headline = headline, .text = text},
                  incident.level, first_here, cause);
  }
  if (!called.empty())
    send_notice(turn, {.area = turn.plan().id(), .headline = headline, .text = text}, Level::none,
                {called.begin(), called.end()}, cause);
}

void Desk::close_all_requests(Turn& turn, FactId cause) {
  for (auto entry = decisions_.begin(); entry != decisions_.end();) {
    if (entry->second.incident) {
      ++entry;
      continue;
    }
    stop_asking(turn, entry->first);
    wire::Fact fact = caused_by(cause);
    *fact.mutable_decision_closed()->mutable_decision() = to_wire(entry->first);
    fact.mutable_decision_closed()->set_reason(kTakenBack);
    turn.conclude(std::move(fact));
    entry = decisions_.erase(entry);
  }
  neighbour_requests_.clear();
}

void Desk::end_all_watches(Turn& turn) {
  for (const auto& [area, contact] : contacts_) watch(area, false);
  contacts_.clear();
  look_at_.clear();
  wait_for_silence(turn);
}

bool Desk::begins_something(const wire::Command& command) const {
  if (command.has_set_response())
    return above(level_from_wire(command.set_response().level()).value_or(Level::none),
                 response_.level);
  return command.has_warn() || command.has_approve_warning() || command.has_leave() ||
         command.has_request_warning() || command.has_test_contacts();
}

}  // namespace fenghuo::playbooks
