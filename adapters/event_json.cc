#include <boost/json/array.hpp>

#include "adapters/command_fact_json.h"
#include "adapters/exercise_event_json.h"
#include "adapters/exercise_fact_json.h"
#include "adapters/json_writer.h"
#include "adapters/ledger_command_json.h"
#include "engine/decimal.h"
#include "engine/observations.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

// Columns: station, property, time and value of each row.
void put_observations(json::object& out, const wire::Observations& columns,
                      const RecordHeader& header, const Datastreams& datastreams,
                      const JsonStyle& style) {
  out["rows"] = columns.value_size();
  if (columns.duplicates_dropped() > 0) out["duplicates_dropped"] = columns.duplicates_dropped();
  DecodedObservations decoded;
  if (!decode_observations(columns, header.recorded_at, datastreams.count(), decoded)) return;
  json::array rows;
  for (const auto& row : decoded.rows) {
    const Datastream& datastream = datastreams[row.datastream];
    json::object item{{"station", datastreams.station_name(datastream.station)},
                      {"property", datastream.property},
                      {"time", to_rfc3339(row.observed_at, style.utc_offset)},
                      {"value", to_double(row.value, datastream.decimals)}};
    if (row.device_time != row.observed_at)
      item["device_time"] = to_rfc3339(row.device_time, style.utc_offset);
    if (row.quality != Quality::not_evaluated) item["quality"] = static_cast<int>(row.quality);
    rows.push_back(std::move(item));
  }
  out["observations"] = std::move(rows);
}

void put_datastreams(json::object& out, const wire::DatastreamsRegistered& registered) {
  json::array added;
  for (const auto& entry : registered.datastreams())
    added.push_back(
        {{"id", entry.id()}, {"station", entry.station()}, {"property", entry.property()}});
  out["datastreams"] = std::move(added);
}

void put_report(json::object& out, const wire::Report& report, const JsonStyle& style) {
  out["reporter"] = report.reporter();
  out["kind"] = report.kind();
  out["area"] = report.area();
  out["text"] = report.text();
  if (!report.seen_at().empty()) out["seen_at"] = report.seen_at();
  if (!report.recorded_by().empty()) out["recorded_by"] = report.recorded_by();
  put_time(out, "observed_at", report.observed_at_ms(), style);
}

void put_warning(json::object& out, const wire::ReceivedWarning& warning, const JsonStyle& style) {
  out["identifier"] = warning.identifier();
  out["sender"] = warning.sender();
  out["status"] = status_word(warning.status());
  put_time(out, "sent", warning.sent_at_ms(), style);
  json::array infos;
  for (const auto& info : warning.infos()) {
    json::object item{{"event", info.event()},
                      {"level", level_word(info.level())},
                      {"headline", info.headline()}};
    put_time(item, "from", info.from_ms(), style);
    put_time(item, "until", info.until_ms(), style);
    json::array areas;
    for (const auto& area : info.areas()) areas.push_back(json::string(area.description()));
    item["areas"] = std::move(areas);
    infos.push_back(std::move(item));
  }
  out["infos"] = std::move(infos);
}

const char* word_of(const wire::Command& command) {
  if (command.has_answer()) return "answer";
  if (command.has_call_attempt()) return "call_attempt";
  if (command.has_shelve_alarm()) return "shelve_alarm";
  if (command.has_unshelve_alarm()) return "unshelve_alarm";
  if (command.has_decide()) return "decide";
  if (command.has_warn()) return "warn";
  if (command.has_approve_warning()) return "approve_warning";
  if (command.has_leave()) return "leave";
  if (command.has_request_warning()) return "request_warning";
  if (command.has_retract()) return "retract";
  if (command.has_count_household()) return "count_household";
  if (command.has_order_return()) return "order_return";
  if (command.has_set_response()) return "set_response";
  if (command.has_tell_by_hand()) return "tell_by_hand";
  if (command.has_switch_roles()) return "switch_roles";
  if (command.has_test_contacts()) return "test_contacts";
  if (command.has_present()) return "present";
  if (command.has_confirm_contact()) return "confirm_contact";
  if (command.has_do_routine()) return "do_routine";
  return command.has_stand_down() ? "stand_down" : "command";
}

// What belongs to everyday work.
void put_everyday(json::object& out, const wire::Command& command, const JsonStyle& style) {
  if (command.has_switch_roles()) {
    out["emergency"] = command.switch_roles().emergency();
    put_text(out, "reason", command.switch_roles().reason(), style);
  } else if (command.has_test_contacts()) {
    out["areas"] = words_json(command.test_contacts().areas());
  } else if (command.has_present()) {
    out["who"] = command.present().person();
  } else if (command.has_confirm_contact()) {
    out["who"] = command.confirm_contact().person();
    out["note"] = command.confirm_contact().note();
  } else if (command.has_do_routine()) {
    const auto& done = command.do_routine();
    out["routine"] = done.routine();
    out["subject"] = done.subject();
    out["done_by"] = done.done_by();
    out["note"] = done.note();
    out["found"] = done.found();
  }
}

// What persons decide, start and end.
void put_decision(json::object& out, const wire::Command& command, const JsonStyle& style) {
  if (command.has_decide()) {
    out["decision"] = ref_text(command.decide().decision());
    out["yes"] = command.decide().yes();
    out["decided_by"] = command.decide().decided_by();
  } else if (command.has_warn()) {
    put_warning(out, command.warn(), style);
    if (command.warn().people() > 0) out["people"] = command.warn().people();
  } else if (command.has_approve_warning()) {
    out["proposal"] = ref_text(command.approve_warning().proposal());
  } else if (command.has_leave()) {
    out["area"] = command.leave().area();
    put_text(out, "reason", command.leave().reason(), style);
  } else if (command.has_request_warning()) {
    out["area"] = command.request_warning().area();
    out["level"] = level_word(command.request_warning().level());
    put_text(out, "reason", command.request_warning().reason(), style);
  } else if (command.has_retract()) {
    out["incident"] = ref_text(command.retract().incident());
    out["everywhere"] = command.retract().everywhere();
    put_text(out, "reason", command.retract().reason(), style);
  } else if (command.has_stand_down()) {
    out["incident"] = ref_text(command.stand_down().incident());
    if (!command.stand_down().note().empty()) out["note"] = command.stand_down().note();
  } else if (command.has_count_household()) {
    out["household"] = command.count_household().household();
    out["state"] = household_word(command.count_household().state());
    out["people"] = command.count_household().people();
    out["counted_by"] = command.count_household().counted_by();
  } else if (command.has_order_return()) {
    out["area"] = command.order_return().area();
  } else if (command.has_set_response()) {
    out["level"] = level_word(command.set_response().level());
    out["county"] = command.set_response().county();
    put_text(out, "reason", command.set_response().reason(), style);
  } else if (command.has_tell_by_hand()) {
    out["notice"] = ref_text(command.tell_by_hand().notice());
    out["who"] = command.tell_by_hand().person();
    out["note"] = command.tell_by_hand().note();
  } else {
    put_everyday(out, command, style);
  }
}

void put_command(json::object& out, const wire::Command& command, const JsonStyle& style) {
  out["command_id"] = command.command_id();
  out["person"] = command.person_id();
  out["via"] = command.via();
  if (command.has_answer()) {
    out["obligation"] = ref_text(command.answer().obligation());
    out["kind"] = answer_word(command.answer().kind());
    if (command.answer().key() > 0) out["key"] = command.answer().key();
    out["answered_by"] = command.answer().answered_by();
    out["people_moved"] = command.answer().people_moved();
  } else if (command.has_call_attempt()) {
    out["obligation"] = ref_text(command.call_attempt().obligation());
    out["outcome"] = outcome_word(command.call_attempt().outcome());
    if (!command.call_attempt().callee().empty()) out["callee"] = command.call_attempt().callee();
  } else if (command.has_shelve_alarm()) {
    const auto& wanted = command.shelve_alarm();
    out["rule"] = wanted.rule();
    out["area"] = wanted.area();
    out["level"] = level_word(wanted.level());
    put_time(out, "until", wanted.until_ms(), style);
    if (!wanted.note().empty()) out["note"] = wanted.note();
  } else if (command.has_unshelve_alarm()) {
    out["rule"] = command.unshelve_alarm().rule();
    out["area"] = command.unshelve_alarm().area();
  } else if (const char* word = put_ledger_command(out, command)) {
    out["event"] = word;
  } else if (const char* exercise_word = put_exercise_command(out, command, style)) {
    out["event"] = exercise_word;
  } else {
    put_decision(out, command, style);
  }
}

}  // namespace

json::object event_json(const RecordHeader& header, const wire::Event& event,
                        const Datastreams& datastreams, const JsonStyle& style) {
  json::object out{{"offset", header.offset.value},
                   {"time", to_rfc3339(header.recorded_at, style.utc_offset)}};
  if (event.has_machine_version()) {
    out["event"] = "machine_version";
    out["version"] = event.machine_version().version();
    out["program"] = event.machine_version().program();
    out["lane"] = event.machine_version().lane();
  } else if (event.has_plan_changed()) {
    out["event"] = "plan_changed";
    out["version"] = event.plan_changed().version();
    out["changed_by"] = event.plan_changed().changed_by();
  } else if (event.has_datastreams_registered()) {
    out["event"] = "datastreams_registered";
    put_datastreams(out, event.datastreams_registered());
  } else if (event.has_observations()) {
    out["event"] = "observations";
    put_observations(out, event.observations(), header, datastreams, style);
  } else if (event.has_report()) {
    out["event"] = "report";
    put_report(out, event.report(), style);
  } else if (event.has_received_warning()) {
    out["event"] = "received_warning";
    put_warning(out, event.received_warning(), style);
  } else if (event.has_live_told()) {
    out["event"] = "live_told";
    put_live_told(out, event.live_told(), style);
  } else if (event.has_drill_began()) {
    out["event"] = "drill_began";
    put_drill(out, event.drill_began(), style);
  } else if (event.has_command()) {
    out["event"] = word_of(event.command());
    put_command(out, event.command(), style);
  } else if (event.has_time_passed()) {
    out["event"] = "time_passed";
  } else if (event.has_effect_reported()) {
    out["event"] = "effect_reported";
    out["effect"] = ref_text(event.effect_reported());
    out["delivered"] = event.effect_reported().outcome() == wire::EffectReported::DELIVERED;
    out["attempts"] = event.effect_reported().attempts();
    out["detail"] = event.effect_reported().detail();
  } else if (event.has_input_refused()) {
    out["event"] = "input_refused";
    out["source"] = event.input_refused().source();
    out["reason"] = event.input_refused().reason();
    out["station"] = event.input_refused().station();
    out["count"] = event.input_refused().count();
    out["sample"] = to_hex(event.input_refused().sample());
  } else {
    out["event"] = "unknown";
  }
  return out;
}

}  // namespace fenghuo::adapters
