#include "adapters/command_fact_json.h"

#include <boost/json/array.hpp>

#include "adapters/fact_rows.h"
#include "adapters/json_writer.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

void put(json::object& out, const wire::DecisionOpened& fact, const JsonStyle& style) {
  if (fact.has_incident()) out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["question"] = fact.question();
  out["level"] = level_word(fact.level());
  put_text(out, "ask", fact.ask(), style);
  out["duty"] = fact.duty();
  out["owner"] = fact.owner();
  if (fact.decide_by_ms() != 0) put_time(out, "decide_by", fact.decide_by_ms(), style);
}

void put(json::object& out, const wire::DecisionPassedOn& fact, const JsonStyle& style) {
  out["decision"] = ref_text(fact.decision());
  out["from"] = fact.from();
  out["duty"] = fact.duty();
  out["owner"] = fact.owner();
  out["round"] = fact.round();
  put_time(out, "decide_by", fact.decide_by_ms(), style);
}

void put(json::object& out, const wire::DecisionMade& fact, const JsonStyle&) {
  out["decision"] = ref_text(fact.decision());
  out["yes"] = fact.yes();
  out["decided_by"] = fact.decided_by();
  if (fact.release() != wire::Question::NEVER) {
    out["release"] = fact.release() == wire::Question::AT_ONCE ? "at_once" : "after_chain";
    return;
  }
  out["recorded_by"] = fact.recorded_by();
  out["via"] = fact.via();
  if (!fact.note().empty()) out["note"] = fact.note();
}

void put(json::object& out, const wire::DecisionClosed& fact, const JsonStyle&) {
  out["decision"] = ref_text(fact.decision());
  out["reason"] = closing_word(fact.reason());
}

void put(json::object& out, const wire::DecisionMessage& fact, const JsonStyle&) {
  out["decision"] = ref_text(fact.decision());
  if (fact.has_effect()) out["effect"] = ref_text(fact.effect());
  out["channel"] = fact.channel();
  out["attempts"] = fact.attempts();
  out["delivered"] = fact.delivered();
  if (!fact.detail().empty()) out["detail"] = fact.detail();
}

void put(json::object& out, const wire::WarningProposed& fact, const JsonStyle& style) {
  put_warning(out, fact.warning(), style);
  out["people"] = fact.people();
  out["proposed_by"] = fact.proposed_by();
  out["through"] = channel_times_json(fact.through());
}

template <class TellingFact>
void put_told(json::object& out, const TellingFact& fact) {
  if (fact.has_incident()) out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["told"] = words_json(fact.told());
  out["by_hand"] = words_json(fact.by_hand());
}

void put(json::object& out, const wire::WarningRetracted& fact, const JsonStyle& style) {
  put_told(out, fact);
  out["warning"] = ref_text(fact.warning());
  out["retracted_by"] = fact.retracted_by();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::StandDownProposed& fact, const JsonStyle&) {
  out["incident"] = ref_text(fact.incident());
  out["proposed_by"] = fact.proposed_by();
  if (!fact.note().empty()) out["note"] = fact.note();
}

void put(json::object& out, const wire::AllClearGiven& fact, const JsonStyle& style) {
  put_told(out, fact);
  out["proposed_by"] = fact.proposed_by();
  out["agreed_by"] = fact.agreed_by();
  out["observed_by"] = words_json(fact.observed_by());
  put_time(out, "hold_until", fact.hold_until_ms(), style);
}

void put(json::object& out, const wire::AllClearRevoked& fact, const JsonStyle&) {
  put_told(out, fact);
}

void put(json::object& out, const wire::VillageCutOff& fact, const JsonStyle& style) {
  out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  put_time(out, "heard_last", fact.heard_last_ms(), style);
  out["people_unknown"] = fact.people_unknown();
  out["to_find"] = words_json(fact.to_find());
  out["playbook"] = fact.playbook();
}

void put(json::object& out, const wire::ContactRestored& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["cut_off"] = ref_text(fact.cut_off());
}

void put(json::object& out, const wire::EvacuationOrdered& fact, const JsonStyle& style) {
  out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["organiser"] = fact.organiser();
  out["households"] = fact.households();
  out["people"] = fact.people();
  out["need_help"] = fact.need_help();
  put_time(out, "by", fact.by_ms(), style);
  out["shelters"] = words_json(fact.shelters());
}

void put(json::object& out, const wire::HouseholdCounted& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["household"] = fact.household();
  out["state"] = household_word(fact.state());
  out["people"] = fact.people();
  out["visits"] = fact.visits();
  out["counted_by"] = fact.counted_by();
  out["recorded_by"] = fact.recorded_by();
  if (!fact.note().empty()) out["note"] = fact.note();
}

void put(json::object& out, const wire::EvacuationComplete& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["people"] = fact.people();
  out["safe"] = fact.safe();
  out["refused"] = fact.refused();
  out["unreachable"] = fact.unreachable();
}

void put(json::object& out, const wire::PeopleMissing& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["safe"] = fact.safe();
  out["present"] = fact.present();
}

void put(json::object& out, const wire::ReturnOrdered& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["ordered_by"] = fact.ordered_by();
  out["people"] = fact.people();
  if (!fact.note().empty()) out["note"] = fact.note();
}

void put(json::object& out, const wire::TimeToSafe& fact, const JsonStyle& style) {
  out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["enough"] = fact.enough();
  put_time(out, "lead_ends_at", fact.lead_ends_at_ms(), style);
  out["reach_s"] = static_cast<double>(fact.reach_ms()) / 1000;
  out["move_s"] = static_cast<double>(fact.move_ms()) / 1000;
  out["people_left"] = fact.people_left();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::ResponseChanged& fact, const JsonStyle& style) {
  out["level"] = level_word(fact.level());
  out["previous_level"] = level_word(fact.previous());
  out["county"] = level_word(fact.county());
  out["changed_by"] = fact.changed_by();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::WarningJoined& fact, const JsonStyle& style) {
  out["incident"] = ref_text(fact.incident());
  out["alarm"] = ref_text(fact.alarm());
  out["rule"] = fact.rule();
  out["area"] = fact.area();
  out["level"] = level_word(fact.level());
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::NoticeGiven& fact, const JsonStyle& style) {
  put_told(out, fact);
  put_text(out, "headline", fact.headline(), style);
  put_text(out, "text", fact.text(), style);
}

void put(json::object& out, const wire::NoticeReported& fact, const JsonStyle&) {
  out["notice"] = ref_text(fact.notice());
  out["person"] = fact.person();
  out["channel"] = fact.channel();
  out["delivered"] = fact.delivered();
  out["detail"] = fact.detail();
  if (!fact.told_by().empty()) out["told_by"] = fact.told_by();
}

void put(json::object& out, const wire::NoticeComplete& fact, const JsonStyle&) {
  out["notice"] = ref_text(fact.notice());
  out["area"] = fact.area();
  out["people"] = fact.people();
  out["took_s"] = static_cast<double>(fact.took_ms()) / 1000;
}

void put(json::object& out, const wire::StepSkipped& fact, const JsonStyle&) {
  out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["step"] = fact.step();
  out["when"] = fact.when();
}

void put(json::object& out, const wire::ReachShort& fact, const JsonStyle&) {
  out["incident"] = ref_text(fact.incident());
  out["area"] = fact.area();
  out["people"] = fact.people();
  out["reached"] = fact.reached();
  if (fact.subscribers() > 0) out["subscribers"] = fact.subscribers();
}

void put(json::object& out, const wire::RoadChanged& fact, const JsonStyle&) {
  out["area"] = fact.area();
  out["cut"] = fact.cut();
  out["reported_by"] = fact.reported_by();
}

template <auto Get>
void put_as(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  put(out, (fact.*Get)(), style);
}

constexpr FactRow kKinds[] = {
    {wire::Fact::kResponseChanged, "response_changed", put_as<&wire::Fact::response_changed>},
    {wire::Fact::kDecisionOpened, "decision_opened", put_as<&wire::Fact::decision_opened>},
    {wire::Fact::kDecisionPassedOn, "decision_passed_on", put_as<&wire::Fact::decision_passed_on>},
    {wire::Fact::kDecisionMade, "decision_made", put_as<&wire::Fact::decision_made>},
    {wire::Fact::kDecisionClosed, "decision_closed", put_as<&wire::Fact::decision_closed>},
    {wire::Fact::kDecisionMessage, "decision_message", put_as<&wire::Fact::decision_message>},
    {wire::Fact::kWarningProposed, "warning_proposed", put_as<&wire::Fact::warning_proposed>},
    {wire::Fact::kWarningRetracted, "warning_retracted", put_as<&wire::Fact::warning_retracted>},
    {wire::Fact::kStandDownProposed, "stand_down_proposed",
     put_as<&wire::Fact::stand_down_proposed>},
    {wire::Fact::kAllClearGiven, "all_clear_given", put_as<&wire::Fact::all_clear_given>},
    {wire::Fact::kAllClearRevoked, "all_clear_revoked", put_as<&wire::Fact::all_clear_revoked>},
    {wire::Fact::kVillageCutOff, "village_cut_off", put_as<&wire::Fact::village_cut_off>},
    {wire::Fact::kContactRestored, "contact_restored", put_as<&wire::Fact::contact_restored>},
    {wire::Fact::kEvacuationOrdered, "evacuation_ordered", put_as<&wire::Fact::evacuation_ordered>},
    {wire::Fact::kHouseholdCounted, "household_counted", put_as<&wire::Fact::household_counted>},
    {wire::Fact::kEvacuationComplete, "evacuation_complete",
     put_as<&wire::Fact::evacuation_complete>},
    {wire::Fact::kPeopleMissing, "people_missing", put_as<&wire::Fact::people_missing>},
    {wire::Fact::kReturnOrdered, "return_ordered", put_as<&wire::Fact::return_ordered>},
    {wire::Fact::kTimeToSafe, "time_to_safe", put_as<&wire::Fact::time_to_safe>},
    {wire::Fact::kWarningJoined, "warning_joined", put_as<&wire::Fact::warning_joined>},
    {wire::Fact::kNoticeGiven, "notice_given", put_as<&wire::Fact::notice_given>},
    {wire::Fact::kNoticeReported, "notice_reported", put_as<&wire::Fact::notice_reported>},
    {wire::Fact::kNoticeComplete, "notice_complete", put_as<&wire::Fact::notice_complete>},
    {wire::Fact::kStepSkipped, "step_skipped", put_as<&wire::Fact::step_skipped>},
    {wire::Fact::kReachShort, "reach_short", put_as<&wire::Fact::reach_short>},
    {wire::Fact::kRoadChanged, "road_changed", put_as<&wire::Fact::road_changed>}};

struct Closing {
  wire::ObligationClosed::Reason reason;
  const char* word;
};
constexpr Closing kClosings[] = {{wire::ObligationClosed::ANSWERED, "answered"},
                                 {wire::ObligationClosed::HEADCOUNT_COMPLETE, "headcount_complete"},
                                 {wire::ObligationClosed::SUPERSEDED, "superseded"},
                                 {wire::ObligationClosed::ALARM_CLEARED, "alarm_cleared"},
                                 {wire::ObligationClosed::RETRACTED, "retracted"},
                                 {wire::ObligationClosed::STOOD_DOWN, "stood_down"},
                                 {wire::ObligationClosed::CONTACT_RESTORED, "contact_restored"},
                                 {wire::ObligationClosed::CROWDED_OUT, "crowded_out"}};

}  // namespace

json::array channel_times_json(const google::protobuf::RepeatedPtrField<wire::ChannelTime>& times) {
  json::array out;
  for (const auto& time : times)
    out.push_back(json::object{
        {"channel", time.channel()}, {"takes_s", time.takes_s()}, {"too_late", time.too_late()}});
  return out;
}

void put_warning(json::object& out, const wire::Warn& warning, const JsonStyle& style) {
  out["playbook"] = warning.playbook();
  out["level"] = level_word(warning.level());
  out["areas"] = words_json(warning.areas());
  put_text(out, "reason", warning.reason(), style);
}

std::string household_word(wire::CountHousehold::State state) {
  if (state == wire::CountHousehold::SAFE) return "safe";
  if (state == wire::CountHousehold::REFUSED) return "refused";
  return state == wire::CountHousehold::UNREACHABLE ? "unreachable" : "unknown";
}

std::string closing_word(wire::ObligationClosed::Reason reason) {
  for (const auto& closing : kClosings)
    if (closing.reason == reason) return closing.word;
  return "unknown";
}

const char* put_command_fact(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  return put_by_row(kKinds, out, fact, style);
}

}  // namespace fenghuo::adapters
