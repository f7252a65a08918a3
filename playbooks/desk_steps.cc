// Steps of the playbook: begun with the warning of their level, side by side, or when the steps
// that they wait for are done. A step that a lower level has begun isn't begun again.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

std::vector<FactId> Desk::tasks_of(FactId incident_id, const std::string& step) const {
  std::vector<FactId> tasks;
  for (const FactId id : incidents_.at(incident_id).obligations)
    if (obligations_.at(id).purpose == Purpose::task && errand_of(id)->step == step &&
        (obligations_.at(id).open() || obligations_.at(id).fulfilled))
      tasks.push_back(id);
  return tasks;
}

// What it is for: the village, or each of its facilities.
std::vector<std::string> Desk::subjects_of(FactId incident_id, const wire::Step& step) const {
  if (step.for_each() != wire::Step::FACILITY) return {""};
  std::vector<std::string> subjects;
  for (const auto* facility : handbook_->facilities_in(incidents_.at(incident_id).area))
    subjects.push_back(facility->id());
  return subjects;
}

// Each has its task, or it isn't called for.
bool Desk::is_begun(FactId incident_id, const wire::Step& step) const {
  return particulars_of(incident_id).skipped.contains(step.id()) ||
         tasks_of(incident_id, step.id()).size() >= subjects_of(incident_id, step).size();
}

// Done, or not called for: what waits for it isn't kept waiting.
bool Desk::is_over(FactId incident_id, const wire::Response& response,
                   const std::string& id) const {
  const auto& steps = response.steps();
  const auto step =
      std::find_if(steps.begin(), steps.end(), [&](const auto& one) { return one.id() == id; });
  if (step == steps.end() || !is_begun(incident_id, *step)) return false;
  const auto tasks = tasks_of(incident_id, id);
  return std::none_of(tasks.begin(), tasks.end(),
                      [&](FactId task) { return obligations_.at(task).open(); });
}

bool Desk::applies(Turn& turn, FactId incident_id, const wire::Step& step) const {
  const Incident& incident = incidents_.at(incident_id);
  if (step.when().empty()) return true;
  const auto* village = handbook_->village(incident.area);
  const auto local = (turn.now() + handbook_->utc_offset()).time_since_epoch();
  const auto hour =
      std::chrono::floor<std::chrono::hours>(local - std::chrono::floor<std::chrono::days>(local));
  return conditions_.holds(
      step.when(),
      {.level = severity(incident.level),
       .response = severity(response_.level),
       .village = incident.area,
       .hazard = std::string(hazard_of(incident)),
       .people_at_risk = village == nullptr ? 0 : village->people_at_risk(),
       .people_unknown = people_unknown(incident.area),
       .facilities = static_cast<std::int64_t>(handbook_->facilities_in(incident.area).size()),
       .hour = hour.count(),
       .night = handbook_->is_night(turn.now()),
       .road_cut = is_road_cut(incident.area, turn.now())});
}

// A new level asks anew what was not called for before.
void Desk::begin_steps(Turn& turn, FactId incident_id) {
  const auto entry = particulars_.find(incident_id);
  if (entry != particulars_.end()) entry->second.skipped.clear();
  begin_ready_steps(turn, incident_id, *incidents_.at(incident_id).warning);
}

// One that is skipped lets others begin: it goes on until nothing changes. The plan's steps have no
// loops, and each begins or is skipped once.
void Desk::begin_ready_steps(Turn& turn, FactId incident_id, FactId cause) {
  const Incident& incident = incidents_.at(incident_id);
  const auto* response = handbook_->response(incident.playbook, incident.level);
  if (response == nullptr || incident.all_clear || incident.cleared) return;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& step : response->steps()) {
      if (is_begun(incident_id, step)) continue;
      const bool ready = std::all_of(
          step.after().begin(), step.after().end(),
          [&](const std::string& before) { return is_over(incident_id, *response, before); });
      if (!ready) continue;
      begin_step(turn, incident_id, step, cause);
      changed = true;
    }
  }
}

void Desk::begin_step(Turn& turn, FactId incident_id, const wire::Step& step, FactId cause) {
  Incident& incident = incidents_.at(incident_id);
  std::set<std::string> asked;
  for (const FactId task : tasks_of(incident_id, step.id())) asked.insert(errand_of(task)->subject);
  const auto subjects = subjects_of(incident_id, step);
  const auto& only = step.only();
  const bool here =
      only.empty() || std::find(only.begin(), only.end(), incident.area) != only.end();
  if (!here || subjects.empty() || !applies(turn, incident_id, step)) {
    particulars_[incident_id].skipped.insert(step.id());
    if (!here || subjects.empty()) return;
    wire::Fact fact = caused_by(cause);
    auto& skipped = *fact.mutable_step_skipped();
    *skipped.mutable_incident() = to_wire(incident_id);
    skipped.set_area(incident.area);
    skipped.set_step(step.id());
    skipped.set_when(step.when());
    turn.conclude(std::move(fact));
    return;
  }
  for (const auto& subject : subjects) {
    if (asked.contains(subject)) continue;
    std::vector<std::string> persons;
    if (!subject.empty() && step.duty().empty()) persons = handbook_->who_sees_to(subject);
    std::vector<std::string> duties;
    if (!step.duty().empty()) duties.push_back(step.duty());
    duties.insert(duties.end(), step.then().begin(), step.then().end());
    duties.emplace_back(kDutyOfficer);
    const auto* facility = handbook_->facility(subject);
    const auto* village = handbook_->village(incident.area);
    const Text text =
        fill_in(from_wire(step.task()),
                {{"village", name_of_village(incident.area)},
                 {"shelter", village == nullptr ? Text{} : from_wire(village->shelter())},
                 {"facility", facility == nullptr ? Text{} : from_wire(facility->name())},
                 {"level", name_of(incident.level)}});
    send_on(turn,
            {.incident = incident_id,
             .warning = *incident.warning,
             .duty = step.duty().empty() ? step.id() : step.duty(),
             .purpose = Purpose::task,
             .level = incident.level},
            {.subject = subject,
             .step = step.id(),
             .persons = std::move(persons),
             .duties = std::move(duties),
             .within = Span{step.within_ms()},
             .headline = text,
             .text = text},
            cause);
  }
}

}  // namespace fenghuo::playbooks
