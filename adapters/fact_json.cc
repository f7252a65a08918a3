#include "adapters/fact_json.h"

#include <boost/json/array.hpp>

#include "adapters/command_fact_json.h"
#include "adapters/everyday_fact_json.h"
#include "adapters/exercise_fact_json.h"
#include "adapters/json_writer.h"
#include "adapters/ledger_fact_json.h"
#include "engine/level.h"

namespace fenghuo::adapters {

namespace json = boost::json;

std::string level_word(std::uint32_t level) {
  return std::string(to_string(level_from_wire(level).value_or(Level::none)));
}

std::string limb_word(wire::StationLost::Limb limb) {
  if (limb == wire::StationLost::RISING) return "rising";
  if (limb == wire::StationLost::FALLING) return "falling";
  return limb == wire::StationLost::IN_RAIN ? "in_rain" : "unknown";
}

std::string status_word(wire::ReceivedWarning::Status status) {
  if (status == wire::ReceivedWarning::TEST) return "test";
  return status == wire::ReceivedWarning::EXERCISE ? "exercise" : "actual";
}

json::array words_json(const google::protobuf::RepeatedPtrField<std::string>& words) {
  json::array out;
  for (const auto& word : words) out.emplace_back(word);
  return out;
}

namespace {

// The word of an enumeration's value; a value of a newer program has none.
template <class Value>
struct Word {
  Value value;
  const char* word;
};
template <class Value, std::size_t N>
std::string word_of(const Word<Value> (&words)[N], Value value) {
  for (const auto& entry : words)
    if (entry.value == value) return entry.word;
  return "unknown";
}

constexpr Word<wire::ObservationDoubted::Reason> kDoubts[] = {
    {wire::ObservationDoubted::LATE, "late"},
    {wire::ObservationDoubted::COUNTER_RESET, "counter_reset"},
    {wire::ObservationDoubted::IMPLAUSIBLE, "implausible"}};
constexpr Word<wire::Answer::Kind> kAnswers[] = {{wire::Answer::RECEIVED, "received"},
                                                 {wire::Answer::MOVED, "moved"},
                                                 {wire::Answer::NEED_HELP, "need_help"},
                                                 {wire::Answer::DONE, "done"}};
constexpr Word<wire::CallAttempt::Outcome> kOutcomes[] = {
    {wire::CallAttempt::NO_ANSWER, "no_answer"},
    {wire::CallAttempt::BUSY, "busy"},
    {wire::CallAttempt::UNREACHABLE, "unreachable"},
    {wire::CallAttempt::RANG, "rang"}};
constexpr Word<wire::AlarmUnshelved::Reason> kUnshelvings[] = {
    {wire::AlarmUnshelved::TIME_OVER, "time_over"},
    {wire::AlarmUnshelved::COMMAND, "command"},
    {wire::AlarmUnshelved::EXCEEDED, "exceeded"},
    {wire::AlarmUnshelved::RULE_GONE, "rule_gone"}};

json::array findings_json(const google::protobuf::RepeatedPtrField<wire::Finding>& findings,
                          const JsonStyle& style) {
  json::array out;
  for (const auto& finding : findings) {
    json::object item{{"property", finding.property()},
                      {"function", finding.function()},
                      {"comparison", finding.comparison()},
                      {"limit", finding.limit()},
                      {"met", finding.met()}};
    if (!finding.limit_name().empty()) item["limit_name"] = finding.limit_name();
    if (finding.window_ms() > 0) item["window_s"] = static_cast<double>(finding.window_ms()) / 1000;
    if (finding.known()) {
      if (finding.at_least()) item["at_least"] = true;
      if (finding.suspect()) item["suspect"] = true;
      item["value"] = finding.value();
      item["station"] = finding.station();
      put_time(item, "from", finding.from_ms(), style);
      put_time(item, "to", finding.to_ms(), style);
    }
    out.push_back(std::move(item));
  }
  return out;
}

// Writes one fact's own members.
class FactWriter {
 public:
  FactWriter(json::object& out, const JsonStyle& style) : out_(out), style_(style) {}

  /// Gives the name of its kind. Not inlined: g++ 12 would take the call through a pointer to a
  /// member for the use of something uninitialised.
  [[gnu::noinline]] const char* write(const wire::Fact& fact);

 private:
  struct Row {
    wire::Fact::KindCase kind;
    const char* name;
    void (FactWriter::*write)(const wire::Fact&);
  };
  static const Row kKinds[];

  void plan_activated(const wire::Fact& fact) { out_["version"] = fact.plan_activated().version(); }
  void station_seen(const wire::Fact& fact) { out_["station"] = fact.station_seen().station(); }
  void station_silent(const wire::Fact& fact) {
    out_["station"] = fact.station_silent().station();
    put_time(out_, "last_received_at", fact.station_silent().last_received_at_ms(), style_);
  }
  void station_returned(const wire::Fact& fact) {
    out_["station"] = fact.station_returned().station();
    put_time(out_, "silent_since", fact.station_returned().silent_since_ms(), style_);
  }
  void clock_wrong(const wire::Fact& fact) {
    out_["station"] = fact.clock_wrong().station();
    out_["ahead_s"] = static_cast<double>(fact.clock_wrong().ahead_ms()) / 1000;
  }
  void observation_doubted(const wire::Fact& fact) {
    const auto& doubted = fact.observation_doubted();
    out_["station"] = doubted.station();
    out_["property"] = doubted.property();
    out_["reason"] = word_of(kDoubts, doubted.reason());
    out_["value"] = doubted.value();
    put_time(out_, "observed_at", doubted.observed_at_ms(), style_);
    if (doubted.observations() > 1) out_["observations"] = doubted.observations();
  }
  void report_taken(const wire::Fact& fact) {
    const auto& taken = fact.report_taken();
    out_["reporter"] = taken.reporter();
    out_["kind"] = taken.kind();
    out_["area"] = taken.area();
    out_["text"] = taken.text();
    if (!taken.seen_at().empty()) out_["seen_at"] = taken.seen_at();
    if (!taken.recorded_by().empty()) out_["recorded_by"] = taken.recorded_by();
  }

  void warning_received(const wire::Fact& fact) {
    const auto& received = fact.warning_received();
    out_["identifier"] = received.identifier();
    out_["sender"] = received.sender();
    out_["warns_of"] = received.event();
    out_["level"] = level_word(received.level());
    out_["cancels"] = received.cancels();
    out_["headline"] = received.headline();
    out_["status"] = status_word(received.status());
    out_["villages"] = words_json(received.villages());
    if (!received.may_be_for().empty()) out_["may_be_for"] = words_json(received.may_be_for());
  }
  void warning_held(const wire::Fact& fact) {
    const auto& held = fact.warning_held();
    out_["identifier"] = held.identifier();
    out_["sender"] = held.sender();
    out_["warns_of"] = held.event();
    out_["headline"] = held.headline();
    out_["status"] = status_word(held.status());
    out_["level"] = level_word(held.level());
    out_["villages"] = words_json(held.villages());
  }
  void alarm_repeated(const wire::Fact& fact) {
    const auto& repeated = fact.alarm_repeated();
    out_["alarm"] = ref_text(repeated.alarm());
    out_["rule"] = repeated.rule();
    out_["area"] = repeated.area();
    out_["level"] = level_word(repeated.level());
  }
  void quality_changed(const wire::Fact& fact) {
    const auto& changed = fact.quality_changed();
    out_["station"] = changed.station();
    out_["property"] = changed.property();
    out_["flag"] = changed.flag();
    out_["tests"] = words_json(changed.tests());
    out_["value"] = changed.value();
    put_time(out_, "observed_at", changed.observed_at_ms(), style_);
  }
  void station_lost(const wire::Fact& fact) {
    const auto& lost = fact.station_lost();
    out_["station"] = lost.station();
    out_["property"] = lost.property();
    out_["limb"] = limb_word(lost.limb());
    out_["value"] = lost.value();
    out_["change_per_hour"] = lost.change_per_hour();
    put_time(out_, "last_observed_at", lost.last_observed_at_ms(), style_);
  }

  void alarm_raised(const wire::Fact& fact) {
    alarm(fact.alarm_raised());
    out_["level"] = level_word(fact.alarm_raised().level());
  }
  void alarm_changed(const wire::Fact& fact) {
    alarm(fact.alarm_changed());
    out_["alarm"] = ref_text(fact.alarm_changed().alarm());
    out_["level"] = level_word(fact.alarm_changed().level());
    out_["previous_level"] = level_word(fact.alarm_changed().previous_level());
  }
  void alarm_cleared(const wire::Fact& fact) {
    alarm(fact.alarm_cleared());
    out_["alarm"] = ref_text(fact.alarm_cleared().alarm());
    out_["level"] = "none";
    out_["previous_level"] = level_word(fact.alarm_cleared().previous_level());
  }
  void rule_fired(const wire::Fact& fact) {
    const auto& fired = fact.rule_fired();
    alarm(fired);
    json::array steps;
    for (const std::int64_t at_ms : fired.step_at_ms())
      steps.push_back(json::string(to_rfc3339(instant_ms(at_ms), style_.utc_offset)));
    if (!steps.empty()) out_["steps"] = std::move(steps);
    if (fired.matches() > 0) out_["matches"] = fired.matches();
  }
  void alarm_held_back(const wire::Fact& fact) {
    const auto& held = fact.alarm_held_back();
    alarm(held);
    out_["level"] = level_word(held.level());
    if (held.has_shelf()) out_["shelf"] = ref_text(held.shelf());
    if (!held.suppressed_by().empty()) out_["suppressed_by"] = held.suppressed_by();
  }
  void alarm_shelved(const wire::Fact& fact) {
    const auto& shelved = fact.alarm_shelved();
    out_["rule"] = shelved.rule();
    out_["area"] = shelved.area();
    out_["level"] = level_word(shelved.level());
    put_time(out_, "until", shelved.until_ms(), style_);
    out_["shelved_by"] = shelved.shelved_by();
    if (!shelved.note().empty()) out_["note"] = shelved.note();
  }
  void alarm_unshelved(const wire::Fact& fact) {
    const auto& unshelved = fact.alarm_unshelved();
    out_["shelf"] = ref_text(unshelved.shelf());
    out_["rule"] = unshelved.rule();
    out_["area"] = unshelved.area();
    out_["reason"] = word_of(kUnshelvings, unshelved.reason());
    if (!unshelved.unshelved_by().empty()) out_["unshelved_by"] = unshelved.unshelved_by();
  }
  template <class AlarmFact>
  void alarm(const AlarmFact& fact) {
    out_["rule"] = fact.rule();
    out_["area"] = fact.area();
    const wire::Verdict& verdict = fact.verdict();
    put_text(out_, "reason", verdict.reason(), style_);
    if (verdict.blind()) out_["blind"] = true;
    if (verdict.expression().empty()) return;
    out_["expression"] = verdict.expression();
    out_["rule_version"] = verdict.rule_version();
    out_["findings"] = findings_json(verdict.findings(), style_);
    out_["next_level"] = findings_json(verdict.next_level(), style_);
  }

  void incident_opened(const wire::Fact& fact) {
    out_["playbook"] = fact.incident_opened().playbook();
    out_["rule"] = fact.incident_opened().rule();
    out_["area"] = fact.incident_opened().area();
  }
  void incident_closed(const wire::Fact& fact) {
    out_["incident"] = ref_text(fact.incident_closed().incident());
    out_["area"] = fact.incident_closed().area();
  }
  void warning_issued(const wire::Fact& fact) {
    const auto& issued = fact.warning_issued();
    out_["incident"] = ref_text(issued.incident());
    out_["alarm"] = ref_text(issued.alarm());
    out_["rule"] = issued.rule();
    out_["area"] = issued.area();
    out_["level"] = level_word(issued.level());
    put_text(out_, "headline", issued.headline(), style_);
    put_text(out_, "text", issued.text(), style_);
    out_["wants_headcount"] = issued.wants_headcount();
    if (!issued.given_by().empty()) out_["given_by"] = issued.given_by();
    if (!issued.agreed_by().empty()) out_["agreed_by"] = issued.agreed_by();
    if (!issued.playbook().empty()) out_["playbook"] = issued.playbook();
    if (issued.has_supersedes()) out_["supersedes"] = ref_text(issued.supersedes());
  }
  void command_refused(const wire::Fact& fact) {
    out_["command_id"] = fact.command_refused().command_id();
    out_["code"] = fact.command_refused().reason_code();
    put_text(out_, "reason", fact.command_refused().reason(), style_);
  }

  template <class ObligationFact>
  void of(const ObligationFact& fact) {
    out_["obligation"] = ref_text(fact.obligation());
  }
  template <class TransportFact>
  void transport(const TransportFact& fact) {
    of(fact);
    out_["effect"] = ref_text(fact.effect());
    out_["channel"] = fact.channel();
    out_["attempts"] = fact.attempts();
  }
  void opened(const wire::Fact& fact) {
    const auto& told = fact.obligation_opened();
    out_["incident"] = ref_text(told.incident());
    out_["warning"] = ref_text(told.warning());
    out_["area"] = told.area();
    out_["duty"] = told.duty();
    out_["level"] = level_word(told.level());
    out_["holder"] = told.holder();
    out_["stand_in"] = told.stand_in();
    out_["wants_headcount"] = told.wants_headcount();
    out_["people_at_risk"] = told.people_at_risk();
    out_["purpose"] = told.purpose().empty() ? "warning" : told.purpose();
    if (!told.subject().empty()) out_["subject"] = told.subject();
    if (!told.step().empty()) out_["step"] = told.step();
  }
  void called(const wire::Fact& fact) {
    const auto& told = fact.obligation_called();
    of(told);
    out_["rung"] = told.rung();
    out_["rungs"] = told.rungs();
    out_["round"] = told.round();
    out_["callee"] = told.callee();
    out_["channels"] = words_json(told.channels());
    put_time(out_, "answer_by", told.answer_by_ms(), style_);
  }
  void delivered(const wire::Fact& fact) { transport(fact.obligation_delivered()); }
  void undelivered(const wire::Fact& fact) {
    transport(fact.obligation_undelivered());
    out_["detail"] = fact.obligation_undelivered().detail();
  }
  void dialled(const wire::Fact& fact) {
    of(fact.obligation_dialled());
    out_["dialled_by"] = fact.obligation_dialled().dialled_by();
    out_["outcome"] = word_of(kOutcomes, fact.obligation_dialled().outcome());
  }
  void unanswered(const wire::Fact& fact) {
    of(fact.obligation_unanswered());
    out_["rung"] = fact.obligation_unanswered().rung();
    out_["callee"] = fact.obligation_unanswered().callee();
  }
  void answered(const wire::Fact& fact) {
    const auto& told = fact.obligation_answered();
    of(told);
    out_["kind"] = word_of(kAnswers, told.kind());
    if (told.kind() == wire::Answer::MOVED) out_["people_moved"] = told.people_moved();
    out_["answered_by"] = told.answered_by();
    out_["recorded_by"] = told.recorded_by();
    out_["via"] = told.via();
    if (!told.note().empty()) out_["note"] = told.note();
    if (told.misunderstood()) out_["misunderstood"] = true;
  }
  void reopened(const wire::Fact& fact) {
    of(fact.obligation_reopened());
    out_["people_moved"] = fact.obligation_reopened().people_moved();
    out_["people_at_risk"] = fact.obligation_reopened().people_at_risk();
  }
  void closed(const wire::Fact& fact) {
    of(fact.obligation_closed());
    out_["reason"] = closing_word(fact.obligation_closed().reason());
  }

  json::object& out_;
  const JsonStyle& style_;
};

const FactWriter::Row FactWriter::kKinds[] = {
    {wire::Fact::kPlanActivated, "plan_activated", &FactWriter::plan_activated},
    {wire::Fact::kStationSeen, "station_seen", &FactWriter::station_seen},
    {wire::Fact::kStationSilent, "station_silent", &FactWriter::station_silent},
    {wire::Fact::kStationReturned, "station_returned", &FactWriter::station_returned},
    {wire::Fact::kClockWrong, "clock_wrong", &FactWriter::clock_wrong},
    {wire::Fact::kObservationDoubted, "observation_doubted", &FactWriter::observation_doubted},
    {wire::Fact::kReportTaken, "report_taken", &FactWriter::report_taken},
    {wire::Fact::kWarningReceived, "warning_received", &FactWriter::warning_received},
    {wire::Fact::kQualityChanged, "quality_changed", &FactWriter::quality_changed},
    {wire::Fact::kStationLost, "station_lost", &FactWriter::station_lost},
    {wire::Fact::kAlarmRaised, "alarm_raised", &FactWriter::alarm_raised},
    {wire::Fact::kAlarmChanged, "alarm_changed", &FactWriter::alarm_changed},
    {wire::Fact::kAlarmCleared, "alarm_cleared", &FactWriter::alarm_cleared},
    {wire::Fact::kRuleFired, "rule_fired", &FactWriter::rule_fired},
    {wire::Fact::kAlarmHeldBack, "alarm_held_back", &FactWriter::alarm_held_back},
    {wire::Fact::kAlarmShelved, "alarm_shelved", &FactWriter::alarm_shelved},
    {wire::Fact::kAlarmUnshelved, "alarm_unshelved", &FactWriter::alarm_unshelved},
    {wire::Fact::kAlarmRepeated, "alarm_repeated", &FactWriter::alarm_repeated},
    {wire::Fact::kWarningHeld, "warning_held", &FactWriter::warning_held},
    {wire::Fact::kIncidentOpened, "incident_opened", &FactWriter::incident_opened},
    {wire::Fact::kIncidentClosed, "incident_closed", &FactWriter::incident_closed},
    {wire::Fact::kWarningIssued, "warning_issued", &FactWriter::warning_issued},
    {wire::Fact::kObligationOpened, "obligation_opened", &FactWriter::opened},
    {wire::Fact::kObligationCalled, "obligation_called", &FactWriter::called},
    {wire::Fact::kObligationDelivered, "obligation_delivered", &FactWriter::delivered},
    {wire::Fact::kObligationUndelivered, "obligation_undelivered", &FactWriter::undelivered},
    {wire::Fact::kObligationDialled, "obligation_dialled", &FactWriter::dialled},
    {wire::Fact::kObligationUnanswered, "obligation_unanswered", &FactWriter::unanswered},
    {wire::Fact::kObligationAnswered, "obligation_answered", &FactWriter::answered},
    {wire::Fact::kObligationReopened, "obligation_reopened", &FactWriter::reopened},
    {wire::Fact::kObligationClosed, "obligation_closed", &FactWriter::closed},
    {wire::Fact::kCommandRefused, "command_refused", &FactWriter::command_refused}};

const char* FactWriter::write(const wire::Fact& fact) {
  for (const auto& row : kKinds) {
    if (row.kind != fact.kind_case()) continue;
    (this->*row.write)(fact);
    return row.name;
  }
  if (const char* name = put_command_fact(out_, fact, style_)) return name;
  if (const char* name = put_everyday_fact(out_, fact, style_)) return name;
  if (const char* name = put_ledger_fact(out_, fact, style_)) return name;
  const char* name = put_exercise_fact(out_, fact, style_);
  return name == nullptr ? "unknown" : name;
}

}  // namespace

std::string answer_word(wire::Answer::Kind kind) {
  return word_of(kAnswers, kind);
}
std::string outcome_word(wire::CallAttempt::Outcome outcome) {
  return word_of(kOutcomes, outcome);
}

json::object fact_json(FactId id, Instant recorded_at, const wire::Fact& fact,
                       const JsonStyle& style) {
  json::object members;
  const char* name = FactWriter(members, style).write(fact);
  json::object out{{"offset", id.offset.value},
                   {"index", id.index},
                   {"time", to_rfc3339(recorded_at, style.utc_offset)},
                   {"fact", name}};
  for (auto& member : members) out.insert_or_assign(member.key(), std::move(member.value()));
  if (fact.has_cause_row()) {
    out["cause"] = std::to_string(fact.cause().offset()) + "#" + std::to_string(fact.cause_row());
  } else if (fact.has_cause()) {
    out["cause"] = ref_text(fact.cause());
  }
  out["plan_version"] = fact.plan_version();
  return out;
}

}  // namespace fenghuo::adapters
