#include "cli/episode_evacuations.h"

#include <algorithm>
#include <utility>

namespace fenghuo::cli {

using playbooks::Evacuation;
using playbooks::Move;

void EpisodeEvacuations::use(wire::Plan plan) {
  plan_ = std::move(plan);
  handbook_ = playbooks::Handbook(plan_);
  if (!under_way_.empty()) follow_villages();
}

// What else a plan changes is told by a new order.
void EpisodeEvacuations::follow_villages() {
  std::map<std::string, Evacuation*> under_way;
  for (const auto& [area, holder] : under_way_) under_way[area] = &newest_[area];
  playbooks::follow_villages(handbook_, under_way, [](const Evacuation&, const Move&) {});
}

void EpisodeEvacuations::clear() {
  incidents_.clear();
  duties_.clear();
  newest_.clear();
  under_way_.clear();
}

void EpisodeEvacuations::take(FactId id, const wire::Fact& fact) {
  if (fact.has_incident_opened())
    incidents_[fact.incident_opened().area()][id].playbook = fact.incident_opened().playbook();
  if (fact.has_warning_issued()) {
    const auto& issued = fact.warning_issued();
    if (Incident* incident = find(issued.area(), issued.incident())) {
      incident->warned = true;
      incident->level = level_from_wire(issued.level()).value_or(Level::none);
    }
  }
  if (fact.has_all_clear_given() || fact.has_all_clear_revoked()) {
    const bool given = fact.has_all_clear_given();
    const auto& area = given ? fact.all_clear_given().area() : fact.all_clear_revoked().area();
    const auto& of =
        given ? fact.all_clear_given().incident() : fact.all_clear_revoked().incident();
    if (Incident* incident = find(area, of)) incident->all_clear = given;
  }
  if (fact.has_obligation_opened()) {
    const auto& opened = fact.obligation_opened();
    // Empty in logs of before.
    if (opened.purpose().empty() || opened.purpose() == "warning")
      duties_[id] = {opened.area(), from_wire(opened.incident())};
  }
  if (fact.has_obligation_answered()) answer(fact.obligation_answered());
  if (fact.has_evacuation_ordered()) order(fact.evacuation_ordered());
  if (fact.has_household_counted()) count(fact.household_counted());
  if (fact.has_return_ordered()) under_way_.erase(fact.return_ordered().area());
  if (fact.has_incident_closed()) close(fact.incident_closed());
}

EpisodeEvacuations::Incident* EpisodeEvacuations::find(const std::string& area,
                                                       const wire::FactRef& incident) {
  auto& here = incidents_[area];
  const auto found = here.find(from_wire(incident));
  return found == here.end() ? nullptr : &found->second;
}

// One that is told when the incident is over says nothing any more.
void EpisodeEvacuations::answer(const wire::ObligationAnswered& answer) {
  const auto duty = duties_.find(from_wire(answer.obligation()));
  if (duty == duties_.end() || answer.kind() != wire::Answer::MOVED) return;
  const auto& [area, id] = duty->second;
  const auto incident = incidents_[area].find(id);
  if (incident == incidents_[area].end()) return;
  incident->second.moved = std::max(incident->second.moved, answer.people_moved());
  if (!under_way_.contains(area)) return;
  auto& told = newest_[area].moved_by_leader;
  told = std::max(told, incident->second.moved);
}

// As Desk::order_evacuation().
void EpisodeEvacuations::order(const wire::EvacuationOrdered& ordered) {
  const std::string& area = ordered.area();
  const FactId id = from_wire(ordered.incident());
  const auto [holder, begins] = under_way_.try_emplace(area, id);
  Evacuation& evacuation = newest_[area];
  // What was told and counted before is of people who have gone home since.
  if (begins) {
    evacuation = {};
    evacuation.has_roster = !handbook_.households_in(area).empty();
    const bool strays = std::any_of(under_way_.begin(), under_way_.end(), [&](const auto& other) {
      return playbooks::has_strays(handbook_, other.first, newest_[other.first]);
    });
    if (strays) follow_villages();
  }
  const Incidents& here = incidents_[area];
  const auto one = here.find(id);
  const auto before = here.find(holder->second);
  if (one != here.end() && before != here.end() &&
      (before->second.all_clear || above(one->second.level, before->second.level)))
    holder->second = id;
  for (const auto& [other, incident] : here)
    evacuation.moved_by_leader = std::max(evacuation.moved_by_leader, incident.moved);
  if (handbook_.village(area) != nullptr) playbooks::list_people(handbook_, area, evacuation);
}

// As Desk::count() does: guests count too.
void EpisodeEvacuations::count(const wire::HouseholdCounted& counted) {
  Move& move = newest_[counted.area()].moves[counted.household()];
  const bool in_vain = counted.state() == wire::CountHousehold::REFUSED ||
                       counted.state() == wire::CountHousehold::UNREACHABLE;
  move.state = counted.state();
  move.safe = counted.people();
  move.people = std::max(in_vain ? move.people : move.listed, move.safe);
}

// As Desk::pass_evacuation(): it goes to the first warning that wants one too, or is over.
void EpisodeEvacuations::close(const wire::IncidentClosed& closed) {
  const std::string& area = closed.area();
  const FactId id = from_wire(closed.incident());
  Incidents& here = incidents_[area];
  here.erase(id);
  const auto holder = under_way_.find(area);
  if (holder == under_way_.end() || holder->second != id) return;
  for (const auto& [other, incident] : here) {
    const auto* response = handbook_.response(incident.playbook, incident.level);
    if (!incident.warned || incident.all_clear || response == nullptr ||
        !response->wants_headcount())
      continue;
    holder->second = other;
    return;
  }
  under_way_.erase(holder);
}

}  // namespace fenghuo::cli
