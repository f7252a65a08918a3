// The desk's state: saved, loaded, and described for pages.
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

std::string_view to_string(State state) {
  switch (state) {
    case State::calling:
      return "calling";
    case State::acting:
      return "acting";
    case State::needs_help:
      return "needs_help";
    case State::done:
      return "done";
  }
  return "";
}

void Desk::save(StateWriter& writer) const {
  writer(incidents_, obligations_, commands_, oldest_command_);
}

void Desk::load(StateReader& reader, const wire::Plan&, const Datastreams&) {
  reader(incidents_, obligations_, commands_, oldest_command_);
}

void Desk::describe(wire::Standing& standing, const wire::Plan& plan, const Datastreams&) const {
  for (const auto& [id, incident] : incidents_) {
    auto& told = *standing.add_incidents();
    *told.mutable_incident() = to_wire(id);
    told.set_area(incident.area);
    told.set_rule(incident.rule);
    told.set_level(to_wire(incident.level));
    if (incident.warning) *told.mutable_warning() = to_wire(*incident.warning);
    told.mutable_headline()->set_zh(incident.headline.zh);
    told.mutable_headline()->set_en(incident.headline.en);
    told.set_opened_at_ms(ms_of(incident.opened_at));
    told.set_alarm_stands(incident.alarm_stands);
  }
  std::map<FactId, std::vector<FactId>> superseded;
  for (const auto& [id, o] : obligations_)
    if (o.successor) superseded[current(id)->first].push_back(id);
  const Handbook handbook(plan);
  for (const auto& [id, o] : obligations_) {
    if (o.successor) continue;
    const auto* held = handbook.duty(o.area, o.duty);
    const auto* response = handbook.response(o.playbook, o.level);
    const Incident& incident = incidents_.at(o.incident);
    auto& told = *standing.add_obligations();
    *told.mutable_obligation() = to_wire(id);
    *told.mutable_incident() = to_wire(o.incident);
    told.set_area(o.area);
    told.set_duty(o.duty);
    told.set_level(to_wire(o.level));
    told.set_holder(held ? held->holder() : "");
    told.set_stand_in(held ? held->stand_in() : "");
    told.set_callee(o.callee);
    told.set_rung(o.rung);
    told.set_rungs(response ? static_cast<std::uint32_t>(response->ladder_size()) : 0);
    told.set_round(o.round);
    told.set_state(std::string(to_string(o.state)));
    for (const auto& channel : o.channels) told.add_channels(channel);
    told.set_delivered(o.delivered);
    told.set_next_step_at_ms(ms_of(o.next_step_at));
    told.set_wants_headcount(o.wants_headcount);
    told.set_people_at_risk(o.people_at_risk);
    told.set_people_moved(o.people_moved);
    told.set_answered_by(o.answered_by);
    told.set_opened_at_ms(ms_of(o.opened_at));
    told.set_done(!o.open());
    for (const FactId old : superseded[id]) *told.add_superseded() = to_wire(old);
    told.mutable_headline()->set_zh(incident.headline.zh);
    told.mutable_headline()->set_en(incident.headline.en);
    told.mutable_text()->set_zh(incident.text.zh);
    told.mutable_text()->set_en(incident.text.en);
  }
}

}  // namespace fenghuo::playbooks
