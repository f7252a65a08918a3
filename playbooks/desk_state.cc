// The desk's state: saved, loaded, and described for pages.
#include <algorithm>

#include "engine/wire_text.h"
#include "playbooks/channel_times.h"
#include "playbooks/desk.h"
#include "playbooks/read_back.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

std::string_view to_string(State state) {
  switch (state) {
    case State::calling:
      return "calling";
    case State::answered:
      return "answered";
    case State::acting:
      return "acting";
    case State::needs_help:
      return "needs_help";
    case State::done:
      return "done";
  }
  return "";
}

std::string_view to_string(Purpose purpose) {
  switch (purpose) {
    case Purpose::warning:
      return "warning";
    case Purpose::order:
      return "order";
    case Purpose::reach:
      return "reach";
    case Purpose::visit:
      return "visit";
    case Purpose::roll_call:
      return "roll_call";
    case Purpose::report:
      return "report";
    case Purpose::task:
      return "task";
    case Purpose::relay:
      return "relay";
    case Purpose::spread:
      return "spread";
  }
  return "";
}

void Desk::save(StateWriter& writer) const {
  writer(incidents_, particulars_, endings_, obligations_, successors_, errands_, doubted_,
         decisions_, proposals_, contacts_, response_, evacuations_, notices_, asked_once_,
         roads_cut_, asked_about_, contact_tests_, stopped_);
}

void Desk::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  reader(incidents_, particulars_, endings_, obligations_, successors_, errands_, doubted_,
         decisions_, proposals_, contacts_, response_, evacuations_, notices_, asked_once_,
         roads_cut_, asked_about_, contact_tests_, stopped_);
  if (!fits()) reader.fail();
  read_plan(plan);
  incidents_in_.clear();
  for (const auto& [id, incident] : incidents_) incidents_in_.insert({incident.area, id});
  neighbour_requests_.clear();
  for (const auto& [id, decision] : decisions_)
    if (decision.asked_by) neighbour_requests_.insert(id);
  look_at_.clear();
  for (const auto& [area, contact] : contacts_)
    if (!contact.cut_off && contact.look_at != Instant{}) look_at_.insert({contact.look_at, area});
}

void Desk::learn_who_holds_what(const wire::Plan& plan) {
  handbook_ =
      std::make_shared<const Handbook>(plan, response_.emergency_roles, contact_tests_.unreached());
}

void Desk::read_plan(const wire::Plan& plan) {
  learn_who_holds_what(plan);
  conditions_.compile(plan);
  stations_are_old_ = true;
}

// Everything that is named is there; a damaged snapshot may say otherwise.
bool Desk::fits() const {
  for (const auto& [id, incident] : incidents_) {
    if (incident.sources.empty()) return false;
    for (const FactId o : incident.obligations)
      if (!obligations_.contains(o)) return false;
    if (incident.all_clear && !endings_.contains(id)) return false;
  }
  for (const auto& [id, particulars] : particulars_)
    for (const FactId decision : particulars.decisions)
      if (!decisions_.contains(decision)) return false;
  for (const auto& [id, o] : obligations_)
    if (!incidents_.contains(o.incident) ||
        (o.purpose != Purpose::warning && !errands_.contains(id)) ||
        (o.passed_on && !successors_.contains(id)))
      return false;
  for (const auto& [key, id] : asked_once_)
    if (!obligations_.contains(id)) return false;
  for (const auto& [id, number] : doubted_)
    if (!obligations_.contains(id)) return false;
  for (const auto& [id, decision] : decisions_)
    if (decision.chain.size() <= decision.step ||
        (decision.incident && !incidents_.contains(*decision.incident)))
      return false;
  for (const auto& [area, evacuation] : evacuations_)
    if (!incidents_.contains(evacuation.incident)) return false;
  return std::all_of(contacts_.begin(), contacts_.end(),
                     [&](const auto& item) { return incidents_.contains(item.second.incident); });
}

void Desk::describe(wire::Standing& standing, const wire::Plan&, const Datastreams&) const {
  for (const auto& [id, incident] : incidents_) {
    auto& told = *standing.add_incidents();
    *told.mutable_incident() = to_wire(id);
    told.set_area(incident.area);
    told.set_rule(incident.sources.front().rule);
    for (const auto& source : incident.sources)
      if (source.level != Level::none) told.add_rules(source.rule);
    told.set_level(to_wire(incident.level));
    if (incident.warning) *told.mutable_warning() = to_wire(*incident.warning);
    if (incident.warning)
      to_wire(words_of(*handbook_, incident).headline, *told.mutable_headline());
    told.set_opened_at_ms(ms_of(incident.opened_at));
    told.set_alarm_stands(incident.alarm_stands());
    told.set_stand_down_proposed_by(ending_of(id).proposed_by);
    told.set_hold_until_ms(incident.all_clear ? ms_of(ending_of(id).hold_until) : 0);
    for (const auto& objection : ending_of(id).objections) {
      auto& against = *told.add_objections();
      against.set_reporter(objection.reporter);
      against.set_kind(objection.kind);
      against.set_text(objection.text);
      against.set_at_ms(ms_of(objection.at));
    }
  }
  describe_obligations(standing);
  describe_decisions(standing);
  describe_evacuations(standing);
  describe_notices(standing);
  auto& response = *standing.mutable_response();
  response.set_level(to_wire(response_.level));
  response.set_county(to_wire(response_.county));
  response.set_since_ms(ms_of(response_.since));
  response.set_changed_by(response_.changed_by);
  response.set_emergency_roles(response_.emergency_roles);
  response.set_roles_since_ms(ms_of(response_.roles_since));
  response.set_roles_switched_by(response_.roles_switched_by);
  to_wire(response_.reason, *response.mutable_reason());
  for (const auto& [area, contact] : contacts_) {
    if (!contact.cut_off) continue;
    auto& told = *standing.add_cut_off();
    *told.mutable_fact() = to_wire(*contact.cut_off);
    told.set_area(area);
    told.set_since_ms(ms_of(contact.cut_off_at));
    told.set_heard_last_ms(ms_of(contact.heard_last));
    told.set_people_unknown(people_unheard(area));
    for (const auto& person : handbook_->people_of(area))
      if (!handbook_->is_from_outside(area, person)) told.add_to_find(person);
  }
  for (const auto& [id, proposal] : proposals_) {
    auto& told = *standing.add_proposals();
    *told.mutable_proposal() = to_wire(id);
    told.mutable_warning()->set_playbook(proposal.playbook);
    told.mutable_warning()->set_level(to_wire(proposal.level));
    for (const auto& area : proposal.areas) told.mutable_warning()->add_areas(area);
    to_wire(proposal.reason, *told.mutable_warning()->mutable_reason());
    told.set_people(proposal.people);
    told.set_proposed_by(proposal.proposed_by);
    add_channel_times(*handbook_, proposal.areas, proposal.people, *told.mutable_through());
  }
}

void Desk::describe_decisions(wire::Standing& standing) const {
  for (const auto& [id, decision] : decisions_) {
    auto& told = *standing.add_decisions();
    *told.mutable_decision() = to_wire(id);
    if (decision.incident) *told.mutable_incident() = to_wire(*decision.incident);
    told.set_area(decision.area);
    told.set_question(decision.question);
    told.set_level(to_wire(decision.level));
    to_wire(decision.ask, *told.mutable_ask());
    told.set_duty(decision.chain[decision.step]);
    told.set_owner(decision.owner);
    told.set_opened_at_ms(ms_of(decision.opened_at));
    told.set_decide_by_ms(ms_of(decision.decide_by));
    told.set_step(decision.step);
    told.set_steps(static_cast<std::uint32_t>(decision.chain.size()));
    told.set_to_telephone(decision.to_telephone && !decision.made);
    told.set_is_request(decision.is_request());
    told.set_made(decision.made);
    told.set_yes(decision.yes);
    told.set_decided_by(decision.decided_by);
    for (const auto& person : may_decide(decision)) told.add_may_decide(person);
    told.set_release(decision.release == wire::Question::NEVER         ? "never"
                     : decision.release == wire::Question::AFTER_CHAIN ? "after_chain"
                                                                       : "at_once");
  }
}

void Desk::describe_evacuations(wire::Standing& standing) const {
  for (const auto& [area, evacuation] : evacuations_) {
    auto& told = *standing.add_evacuations();
    told.set_area(area);
    *told.mutable_order() = to_wire(evacuation.order);
    told.set_ordered_at_ms(ms_of(evacuation.ordered_at));
    told.set_by_ms(ms_of(evacuation.by));
    told.set_organiser(evacuation.organiser);
    told.set_complete(evacuation.complete);
    told.set_disputed(evacuation.disputed);
    const Headcount all = evacuation.count();
    told.set_people(all.people);
    told.set_safe(all.safe);
    told.set_refused(all.refused);
    told.set_unreachable(all.unreachable);
    told.set_unknown(all.unknown);
    for (const auto* shelter : handbook_->shelters_of(area)) {
      auto& place = *told.add_shelters();
      place.set_id(shelter->id());
      *place.mutable_name() = shelter->name();
      place.set_capacity(shelter->capacity());
    }
    for (const auto& [id, move] : evacuation.moves) {
      auto& household = *told.add_households();
      household.set_id(id);
      household.set_people(move.people);
      household.set_need_help(move.need_help);
      const auto persons = handbook_->who_sees_to(id);
      household.set_helper(persons.empty() ? "" : persons.front());
      household.set_state(move.state);
      household.set_safe(move.safe);
      household.set_visits(move.visits);
      household.set_counted_by(move.counted_by);
      household.set_settled(evacuation.settled(move));
      if (const auto* facility = handbook_->facility(id))
        *household.mutable_name() = facility->name();
      if (is_others(id)) to_wire({"名册以外的人", "people on no list"}, *household.mutable_name());
    }
    if (evacuation.time.lead_ends_at == Instant{}) continue;
    auto& time = *standing.add_times();
    time.set_area(area);
    time.set_lead_ends_at_ms(ms_of(evacuation.time.lead_ends_at));
    time.set_reach_ms(evacuation.time.reach.count());
    time.set_move_ms(evacuation.time.move.count());
    time.set_people_left(evacuation.time.people_left);
    time.set_road_cut(evacuation.time.road_cut);
    time.set_enough(evacuation.enough_time.value_or(true));
    to_wire(text_of(evacuation.time, evacuation.looked_at), *time.mutable_reason());
  }
}

void Desk::describe_obligations(wire::Standing& standing) const {
  std::map<FactId, std::vector<FactId>> superseded;
  // What took its place may have ended with an incident of its own.
  for (const auto& [id, o] : obligations_)
    if (const auto now = current(id); o.passed_on && now != obligations_.end())
      superseded[now->first].push_back(id);
  for (const auto& [id, o] : obligations_) {
    if (o.passed_on) continue;
    describe_obligation(id, superseded[id], *standing.add_obligations());
  }
}

void Desk::describe_obligation(FactId id, const std::vector<FactId>& superseded,
                               wire::StandingObligation& told) const {
  const Obligation& o = obligations_.at(id);
  const Incident& incident = incidents_.at(o.incident);
  const OnDuty held = handbook_->on_duty(incident.area, o.duty, o.round_began_at);
  *told.mutable_obligation() = to_wire(id);
  *told.mutable_incident() = to_wire(o.incident);
  told.set_area(incident.area);
  told.set_duty(o.duty);
  told.set_level(to_wire(o.level));
  told.set_holder(held.first);
  told.set_stand_in(held.second);
  told.set_callee(o.callee);
  told.set_rung(o.rung);
  told.set_rungs(rungs_of(id));
  told.set_round(o.round);
  told.set_state(std::string(to_string(o.state)));
  o.channels.each([&](std::string_view channel) { told.add_channels(std::string(channel)); });
  told.set_delivered(o.delivered);
  told.set_rang(o.rang);
  told.set_next_step_at_ms(ms_of(o.next_step_at));
  told.set_wants_headcount(o.wants_headcount);
  told.set_people_at_risk(o.people_at_risk);
  told.set_people_moved(o.people_moved);
  told.set_answered_by(o.answered_by);
  told.set_opened_at_ms(ms_of(o.opened_at));
  told.set_done(!o.open());
  for (const FactId old : superseded) *told.add_superseded() = to_wire(old);
  told.set_purpose(std::string(to_string(o.purpose)));
  told.set_wants_done(wants_done(o.purpose));
  if (wants_read_back(*handbook_, incident, o)) {
    told.set_read_back(true);
    for (const auto& choice : read_back_choices(*handbook_, incident, o.incident))
      to_wire(choice, *told.add_choices());
  }
  const Errand* errand = errand_of(id);
  if (errand != nullptr) {
    if (errand->decision) *told.mutable_decision() = to_wire(*errand->decision);
    told.set_subject(errand->subject);
    told.set_step(errand->step);
    if (errand->within > Span{0}) told.set_due_at_ms(ms_of(o.opened_at + errand->within));
  }
  const Words words = errand == nullptr ? words_of(*handbook_, incident, o.duty)
                                        : Words{errand->headline, errand->text};
  to_wire(words.headline, *told.mutable_headline());
  to_wire(words.text, *told.mutable_text());
}

}  // namespace fenghuo::playbooks
