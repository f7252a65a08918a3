#include <boost/json/array.hpp>

#include "adapters/command_fact_json.h"
#include "adapters/exercise_fact_json.h"
#include "adapters/json_writer.h"
#include "adapters/ledger_standing_json.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

// "scenario" is empty where none is played.
json::object exercise_json(const wire::StandingExercise& exercise, const JsonStyle& style) {
  json::object out;
  put_drill(out, exercise.drill(), style);
  if (exercise.has_drill()) put_time(out, "began_at", exercise.began_at_ms(), style);
  if (!exercise.has_stopped()) return out;
  json::object stopped;
  put_end(stopped, exercise.stopped(), style);
  put_time(stopped, "at", exercise.stopped_at_ms(), style);
  out["stopped"] = std::move(stopped);
  return out;
}

json::object station_json(const wire::StandingStation& station, const JsonStyle& style) {
  json::object out{{"id", station.id()},
                   {"registered", station.registered()},
                   {"heard", station.heard()},
                   {"silent", station.silent()}};
  if (station.heard()) put_time(out, "last_received_at", station.last_received_at_ms(), style);
  if (station.lost() != wire::StationLost::UNKNOWN) out["lost"] = limb_word(station.lost());
  json::array latest;
  for (const auto& value : station.latest()) {
    json::object item{
        {"property", value.property()}, {"value", value.value()}, {"decimals", value.decimals()}};
    put_time(item, "time", value.observed_at_ms(), style);
    // Nothing where the plan has no limits to judge it by.
    if (value.flag() > 0) {
      item["flag"] = value.flag();
      item["tests"] = words_json(value.tests());
    }
    latest.push_back(std::move(item));
  }
  out["latest"] = std::move(latest);
  return out;
}

json::object alarm_json(const wire::StandingAlarm& alarm, const JsonStyle& style) {
  json::object out{{"alarm", ref_text(alarm.alarm())},
                   {"rule", alarm.rule()},
                   {"area", alarm.area()},
                   {"level", level_word(alarm.level())}};
  put_time(out, "raised_at", alarm.raised_at_ms(), style);
  put_time(out, "changed_at", alarm.changed_at_ms(), style);
  put_text(out, "reason", alarm.reason(), style);
  return out;
}

json::object shelf_json(const wire::StandingShelf& shelf, const JsonStyle& style) {
  json::object out{{"shelf", ref_text(shelf.shelf())},
                   {"rule", shelf.rule()},
                   {"area", shelf.area()},
                   {"level", level_word(shelf.level())},
                   {"shelved_by", shelf.shelved_by()},
                   {"note", shelf.note()},
                   {"held_back_level", level_word(shelf.held_back_level())}};
  put_time(out, "until", shelf.until_ms(), style);
  return out;
}

json::object load_json(const wire::AlarmLoad& load) {
  return {{"operators", load.operators()},
          {"last_hour", load.last_hour()},
          {"last_10_minutes", load.last_10_minutes()},
          {"most_in_10_minutes", load.most_in_10_minutes()},
          {"per_operator_hour", load.per_operator_hour()}};
}

json::object incident_json(const wire::StandingIncident& incident, const JsonStyle& style) {
  json::object out{{"incident", ref_text(incident.incident())},
                   {"area", incident.area()},
                   {"rule", incident.rule()},
                   {"level", level_word(incident.level())},
                   {"alarm_stands", incident.alarm_stands()}};
  if (incident.has_warning()) out["warning"] = ref_text(incident.warning());
  put_text(out, "headline", incident.headline(), style);
  put_time(out, "opened_at", incident.opened_at_ms(), style);
  out["rules"] = words_json(incident.rules());
  out["stand_down_proposed_by"] = incident.stand_down_proposed_by();
  if (incident.hold_until_ms() != 0) put_time(out, "hold_until", incident.hold_until_ms(), style);
  json::array objections;
  for (const auto& objection : incident.objections()) {
    json::object one{
        {"reporter", objection.reporter()}, {"kind", objection.kind()}, {"text", objection.text()}};
    put_time(one, "at", objection.at_ms(), style);
    objections.push_back(std::move(one));
  }
  if (!objections.empty()) out["objections"] = std::move(objections);
  return out;
}

json::object decision_json(const wire::StandingDecision& decision, const JsonStyle& style) {
  json::object out{{"decision", ref_text(decision.decision())},
                   {"area", decision.area()},
                   {"question", decision.question()},
                   {"level", level_word(decision.level())},
                   {"duty", decision.duty()},
                   {"owner", decision.owner()},
                   {"step", decision.step()},
                   {"steps", decision.steps()},
                   {"to_telephone", decision.to_telephone()},
                   {"is_request", decision.is_request()},
                   {"made", decision.made()},
                   {"yes", decision.yes()},
                   {"decided_by", decision.decided_by()},
                   {"release", decision.release()},
                   {"may_decide", words_json(decision.may_decide())}};
  if (decision.has_incident()) out["incident"] = ref_text(decision.incident());
  put_text(out, "ask", decision.ask(), style);
  put_time(out, "opened_at", decision.opened_at_ms(), style);
  if (!decision.made()) put_time(out, "decide_by", decision.decide_by_ms(), style);
  return out;
}

json::object cut_off_json(const wire::StandingCutOff& village, const JsonStyle& style) {
  json::object out{{"fact", ref_text(village.fact())},
                   {"area", village.area()},
                   {"people_unknown", village.people_unknown()},
                   {"to_find", words_json(village.to_find())}};
  put_time(out, "since", village.since_ms(), style);
  put_time(out, "heard_last", village.heard_last_ms(), style);
  return out;
}

json::object proposal_json(const wire::StandingProposal& proposal, const JsonStyle& style) {
  json::object out{{"proposal", ref_text(proposal.proposal())},
                   {"people", proposal.people()},
                   {"proposed_by", proposal.proposed_by()},
                   {"through", channel_times_json(proposal.through())}};
  put_warning(out, proposal.warning(), style);
  return out;
}

json::object household_json(const wire::StandingHousehold& household, const JsonStyle& style) {
  json::object out{{"id", household.id()},
                   {"people", household.people()},
                   {"need_help", household.need_help()},
                   {"helper", household.helper()},
                   {"state", household_word(household.state())},
                   {"safe", household.safe()},
                   {"visits", household.visits()},
                   {"counted_by", household.counted_by()},
                   {"settled", household.settled()}};
  if (household.has_name()) put_text(out, "name", household.name(), style);
  return out;
}

json::object evacuation_json(const wire::StandingEvacuation& evacuation, const JsonStyle& style) {
  json::object out{{"area", evacuation.area()},           {"order", ref_text(evacuation.order())},
                   {"organiser", evacuation.organiser()}, {"complete", evacuation.complete()},
                   {"people", evacuation.people()},       {"safe", evacuation.safe()},
                   {"refused", evacuation.refused()},     {"unreachable", evacuation.unreachable()},
                   {"unknown", evacuation.unknown()},     {"disputed", evacuation.disputed()}};
  put_time(out, "ordered_at", evacuation.ordered_at_ms(), style);
  put_time(out, "by", evacuation.by_ms(), style);
  json::array households;
  for (const auto& household : evacuation.households())
    households.push_back(household_json(household, style));
  out["households"] = std::move(households);
  json::array shelters;
  for (const auto& shelter : evacuation.shelters()) {
    json::object item{{"id", shelter.id()}, {"capacity", shelter.capacity()}};
    put_text(item, "name", shelter.name(), style);
    shelters.push_back(std::move(item));
  }
  out["shelters"] = std::move(shelters);
  return out;
}

json::object time_json(const wire::StandingTime& time, const JsonStyle& style) {
  json::object out{{"area", time.area()},
                   {"reach_s", static_cast<double>(time.reach_ms()) / 1000},
                   {"move_s", static_cast<double>(time.move_ms()) / 1000},
                   {"people_left", time.people_left()},
                   {"enough", time.enough()},
                   {"road_cut", time.road_cut()}};
  put_time(out, "lead_ends_at", time.lead_ends_at_ms(), style);
  put_text(out, "reason", time.reason(), style);
  return out;
}

json::object obligation_json(const wire::StandingObligation& obligation, const JsonStyle& style) {
  json::object out{{"obligation", ref_text(obligation.obligation())},
                   {"incident", ref_text(obligation.incident())},
                   {"area", obligation.area()},
                   {"duty", obligation.duty()},
                   {"level", level_word(obligation.level())},
                   {"state", obligation.state()},
                   {"holder", obligation.holder()},
                   {"stand_in", obligation.stand_in()},
                   {"callee", obligation.callee()},
                   {"rung", obligation.rung()},
                   {"rungs", obligation.rungs()},
                   {"round", obligation.round()},
                   {"channels", words_json(obligation.channels())},
                   {"delivered", obligation.delivered()},
                   {"wants_headcount", obligation.wants_headcount()},
                   {"people_at_risk", obligation.people_at_risk()},
                   {"people_moved", obligation.people_moved()},
                   {"answered_by", obligation.answered_by()},
                   {"done", obligation.done()},
                   {"purpose", obligation.purpose()}};
  if (!obligation.subject().empty()) out["subject"] = obligation.subject();
  if (!obligation.step().empty()) out["step"] = obligation.step();
  if (obligation.due_at_ms() != 0) put_time(out, "due_at", obligation.due_at_ms(), style);
  out["wants_done"] = obligation.wants_done();
  out["rang"] = obligation.rang();
  out["read_back"] = obligation.read_back();
  if (obligation.read_back()) {
    json::array choices;
    for (const auto& choice : obligation.choices()) {
      json::object item;
      put_text(item, "say", choice, style);
      choices.push_back(std::move(item));
    }
    out["choices"] = std::move(choices);
  }
  if (obligation.has_decision()) out["decision"] = ref_text(obligation.decision());
  if (!obligation.done()) put_time(out, "next_step_at", obligation.next_step_at_ms(), style);
  put_time(out, "opened_at", obligation.opened_at_ms(), style);
  put_text(out, "headline", obligation.headline(), style);
  put_text(out, "text", obligation.text(), style);
  return out;
}

json::object notice_json(const wire::StandingNotice& notice, const JsonStyle& style) {
  json::object out{{"notice", ref_text(notice.notice())},
                   {"area", notice.area()},
                   {"people", notice.people()},
                   {"on_the_way", notice.on_the_way()},
                   {"by_hand", words_json(notice.by_hand())}};
  put_text(out, "headline", notice.headline(), style);
  put_text(out, "text", notice.text(), style);
  put_time(out, "given_at", notice.given_at_ms(), style);
  return out;
}

json::object person_json(const wire::StandingPerson& person, const JsonStyle& style) {
  json::object out{{"person", person.person()},
                   {"confirmed", person.confirmed()},
                   {"confirmed_long_ago", person.confirmed_long_ago()},
                   {"waiting", person.waiting()},
                   {"calls_last_hour", person.calls_last_hour()},
                   {"calls_last_day", person.calls_last_day()}};
  if (person.waiting()) put_time(out, "answer_by", person.answer_by_ms(), style);
  if (person.tested_at_ms() == 0) return out;
  put_time(out, "tested_at", person.tested_at_ms(), style);
  out["answered"] = person.answered();
  out["took_s"] = static_cast<double>(person.took_ms()) / 1000;
  return out;
}

json::object routine_json(const wire::StandingRoutine& routine, const JsonStyle& style) {
  json::object out{{"routine", routine.routine()}, {"subject", routine.subject()},
                   {"area", routine.area()},       {"duty", routine.duty()},
                   {"holder", routine.holder()},   {"due", routine.due()}};
  put_text(out, "title", routine.title(), style);
  put_text(out, "name", routine.name(), style);
  put_text(out, "task", routine.task(), style);
  put_time(out, "due_at", routine.due_at_ms(), style);
  if (routine.has_fact()) out["fact"] = ref_text(routine.fact());
  if (routine.done_at_ms() == 0) return out;
  put_time(out, "done_at", routine.done_at_ms(), style);
  out["done_by"] = routine.done_by();
  out["note"] = routine.note();
  out["found"] = routine.found();
  return out;
}

}  // namespace

json::object standing_json(const wire::Standing& standing, const JsonStyle& style) {
  json::object out{{"next_offset", standing.next_offset()},
                   {"plan_version", standing.plan_version()}};
  put_time(out, "recorded_at", standing.recorded_at_ms(), style);
  const auto list = [&](const char* name, const auto& items, auto to_json) {
    json::array array;
    for (const auto& item : items) array.push_back(to_json(item, style));
    out[name] = std::move(array);
  };
  list("stations", standing.stations(), station_json);
  list("villages", standing.villages(), [](const wire::StandingVillage& v, const JsonStyle& to) {
    json::object village{{"area", v.area()},
                         {"rule", v.rule()},
                         {"level", v.known() ? level_word(v.level()) : "unknown"}};
    if (v.has_unknown_because()) put_text(village, "because", v.unknown_because(), to);
    return village;
  });
  list("alarms", standing.alarms(), alarm_json);
  list("shelves", standing.shelves(), shelf_json);
  out["alarm_load"] = load_json(standing.alarm_load());
  list("incidents", standing.incidents(), incident_json);
  list("obligations", standing.obligations(), obligation_json);
  list("decisions", standing.decisions(), decision_json);
  list("cut_off", standing.cut_off(), cut_off_json);
  list("proposals", standing.proposals(), proposal_json);
  list("evacuations", standing.evacuations(), evacuation_json);
  list("times", standing.times(), time_json);
  list("notices", standing.notices(), notice_json);
  list("persons", standing.persons(), person_json);
  list("routines", standing.routines(), routine_json);
  put_ledger(out, standing, style);
  json::object response{{"level", level_word(standing.response().level())},
                        {"county", level_word(standing.response().county())},
                        {"changed_by", standing.response().changed_by()},
                        {"emergency_roles", standing.response().emergency_roles()}};
  if (standing.response().since_ms() != 0)
    put_time(response, "since", standing.response().since_ms(), style);
  if (standing.response().roles_since_ms() != 0) {
    put_time(response, "roles_since", standing.response().roles_since_ms(), style);
    response["roles_switched_by"] = standing.response().roles_switched_by();
  }
  put_text(response, "reason", standing.response().reason(), style);
  out["response"] = std::move(response);
  if (standing.has_exercise()) out["exercise"] = exercise_json(standing.exercise(), style);
  return out;
}

}  // namespace fenghuo::adapters
