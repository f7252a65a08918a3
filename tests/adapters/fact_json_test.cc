#include "adapters/fact_json.h"

#include <gtest/gtest.h>

#include "adapters/json_text.h"
#include "engine/level.h"
#include "engine/observations.h"

namespace fenghuo::adapters {
namespace {

constexpr Instant kAt = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00
constexpr JsonStyle kEnglish{Language::en, std::chrono::hours{8}};
constexpr JsonStyle kChinese{Language::zh, std::chrono::hours{8}};

std::string text_of(const wire::Fact& fact, const JsonStyle& style = kEnglish) {
  return to_text(fact_json({{812}, 3}, kAt, fact, style));
}

template <class Ref>
void refer(Ref& ref, std::uint64_t offset, std::uint32_t index) {
  ref.set_offset(offset);
  ref.set_index(index);
}

void set_text(wire::Text& text, const char* zh, const char* en) {
  text.set_zh(zh);
  text.set_en(en);
}

wire::Fact alarm_raised() {
  wire::Fact fact;
  fact.set_plan_version("p1");
  refer(*fact.mutable_cause(), 812, 0);
  fact.set_cause_row(7);
  auto& alarm = *fact.mutable_alarm_raised();
  alarm.set_rule("flash-flood");
  alarm.set_area("A");
  alarm.set_level(to_wire(Level::yellow));
  auto& verdict = *alarm.mutable_verdict();
  verdict.set_expression("rain.sum(duration('1h')) >= 45");
  verdict.set_rule_version("r1");
  set_text(*verdict.mutable_reason(), "雨量 47.5", "rain 47.5");
  auto& finding = *verdict.add_findings();
  finding.set_property("rain");
  finding.set_function("sum");
  finding.set_window_ms(3'600'000);
  finding.set_value(47.5);
  finding.set_comparison(">=");
  finding.set_limit(45);
  finding.set_met(true);
  finding.set_known(true);
  finding.set_station("S1");
  finding.set_from_ms(ms_of(kAt) - 3'600'000);
  finding.set_to_ms(ms_of(kAt));
  auto& next = *verdict.add_next_level();
  next.set_property("water_level");
  next.set_function("last");
  next.set_comparison(">");
  next.set_limit(152.3);
  return fact;
}

TEST(FactJson, WritesAnAlarmWithItsReasons) {
  EXPECT_EQ(
      text_of(alarm_raised()),
      R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00","fact":"alarm_raised",)"
      R"("rule":"flash-flood","area":"A","reason":"rain 47.5","reason_zh":"雨量 47.5",)"
      R"("reason_en":"rain 47.5","expression":"rain.sum(duration('1h')) >= 45",)"
      R"("rule_version":"r1","findings":[{"property":"rain","function":"sum","comparison":">=",)"
      R"("limit":45,"met":true,"window_s":3600,"value":47.5,"station":"S1",)"
      R"("from":"2026-07-15T07:35:00+08:00","to":"2026-07-15T08:35:00+08:00"}],)"
      R"("next_level":[{"property":"water_level","function":"last","comparison":">",)"
      R"("limit":152.3,"met":false}],"level":"yellow","cause":"812#7","plan_version":"p1"})");
}

TEST(FactJson, SpeaksTheLanguageAskedFor) {
  const auto json = fact_json({{812}, 3}, kAt, alarm_raised(), kChinese);
  EXPECT_EQ(json.at("reason").as_string(), "雨量 47.5");
  EXPECT_EQ(json.at("reason_en").as_string(), "rain 47.5");
}

TEST(FactJson, SaysHowFarAVerdictIsBelieved) {
  wire::Fact fact = alarm_raised();
  auto& verdict = *fact.mutable_alarm_raised()->mutable_verdict();
  verdict.set_blind(true);
  auto& finding = *verdict.mutable_findings(0);
  finding.set_limit_name("guarantee");
  finding.set_at_least(true);
  finding.set_suspect(true);
  const auto json = fact_json({{812}, 3}, kAt, fact, kEnglish);
  EXPECT_EQ(json.at("blind").as_bool(), true);
  EXPECT_EQ(to_text(json.at("findings").at(0)),
            R"({"property":"rain","function":"sum","comparison":">=","limit":45,"met":true,)"
            R"("limit_name":"guarantee","window_s":3600,"at_least":true,"suspect":true,)"
            R"("value":47.5,"station":"S1","from":"2026-07-15T07:35:00+08:00",)"
            R"("to":"2026-07-15T08:35:00+08:00"})");
}

TEST(FactJson, WritesHowFarAStationIsBelieved) {
  wire::Fact fact;
  auto& changed = *fact.mutable_quality_changed();
  changed.set_station("S1");
  changed.set_property("water_level");
  changed.set_flag(3);
  changed.add_tests("rate_of_change");
  changed.add_tests("first_reading");
  changed.set_value(152.5);
  changed.set_observed_at_ms(ms_of(kAt));
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"quality_changed","station":"S1","property":"water_level","flag":3,)"
            R"("tests":["rate_of_change","first_reading"],"value":152.5,)"
            R"("observed_at":"2026-07-15T08:35:00+08:00","plan_version":""})");
}

TEST(FactJson, WritesALostStation) {
  wire::Fact fact;
  auto& lost = *fact.mutable_station_lost();
  lost.set_station("S1");
  lost.set_property("water_level");
  lost.set_limb(wire::StationLost::RISING);
  lost.set_value(152.5);
  lost.set_change_per_hour(1.25);
  lost.set_last_observed_at_ms(ms_of(kAt));
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"station_lost","station":"S1","property":"water_level","limb":"rising",)"
            R"("value":152.5,"change_per_hour":1.25,)"
            R"("last_observed_at":"2026-07-15T08:35:00+08:00","plan_version":""})");
  fact.mutable_station_lost()->set_limb(wire::StationLost::FALLING);
  EXPECT_EQ(fact_json({}, kAt, fact, kEnglish).at("limb").as_string(), "falling");
  fact.mutable_station_lost()->set_limb(wire::StationLost::IN_RAIN);
  EXPECT_EQ(fact_json({}, kAt, fact, kEnglish).at("limb").as_string(), "in_rain");
}

TEST(FactJson, WritesWhatWasHeldBackAndWhy) {
  wire::Fact fact;
  auto& held = *fact.mutable_alarm_held_back();
  held.set_rule("flash-flood");
  held.set_area("A");
  held.set_level(to_wire(Level::orange));
  *held.mutable_verdict() = alarm_raised().alarm_raised().verdict();
  refer(*held.mutable_shelf(), 700, 1);
  const auto json = fact_json({{812}, 3}, kAt, fact, kEnglish);
  EXPECT_EQ(json.at("fact").as_string(), "alarm_held_back");
  EXPECT_EQ(json.at("level").as_string(), "orange");
  EXPECT_EQ(json.at("shelf").as_string(), "700.1");
  EXPECT_EQ(json.at("reason_zh").as_string(), "雨量 47.5");
  EXPECT_EQ(json.at("findings").as_array().size(), 1u);
  EXPECT_EQ(json.at("next_level").as_array().size(), 1u);
  EXPECT_FALSE(json.contains("suppressed_by"));
  held.clear_shelf();
  held.set_suppressed_by("dam");
  const auto other = fact_json({{812}, 3}, kAt, fact, kEnglish);
  EXPECT_EQ(other.at("suppressed_by").as_string(), "dam");
  EXPECT_FALSE(other.contains("shelf"));
}

TEST(FactJson, WritesAShelfAndItsEnd) {
  wire::Fact fact;
  auto& shelved = *fact.mutable_alarm_shelved();
  shelved.set_rule("flash-flood");
  shelved.set_area("A");
  shelved.set_level(to_wire(Level::orange));
  shelved.set_until_ms(ms_of(kAt) + 3'600'000);
  shelved.set_shelved_by("town");
  shelved.set_note("泵站检修");
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"alarm_shelved","rule":"flash-flood","area":"A","level":"orange",)"
            R"("until":"2026-07-15T09:35:00+08:00","shelved_by":"town","note":"泵站检修",)"
            R"("plan_version":""})");
  auto& unshelved = *fact.mutable_alarm_unshelved();
  refer(*unshelved.mutable_shelf(), 700, 1);
  unshelved.set_rule("flash-flood");
  unshelved.set_area("A");
  unshelved.set_reason(wire::AlarmUnshelved::COMMAND);
  unshelved.set_unshelved_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"alarm_unshelved","shelf":"700.1","rule":"flash-flood","area":"A",)"
            R"("reason":"command","unshelved_by":"town","plan_version":""})");
  const auto reason = [&fact](wire::AlarmUnshelved::Reason why) {
    fact.mutable_alarm_unshelved()->set_reason(why);
    return std::string(fact_json({}, kAt, fact, kEnglish).at("reason").as_string());
  };
  EXPECT_EQ(reason(wire::AlarmUnshelved::TIME_OVER), "time_over");
  EXPECT_EQ(reason(wire::AlarmUnshelved::EXCEEDED), "exceeded");
  EXPECT_EQ(reason(wire::AlarmUnshelved::RULE_GONE), "rule_gone");
}

TEST(FactJson, WritesWhatBecameOfAWarningOfOthers) {
  wire::Fact fact;
  auto& received = *fact.mutable_warning_received();
  received.add_villages("A");
  received.add_may_be_for("B");
  EXPECT_NE(text_of(fact).find(R"("status":"actual","villages":["A"],"may_be_for":["B"],)"),
            std::string::npos)
      << text_of(fact);
  auto& held = *fact.mutable_warning_held();
  held.set_identifier("W-2");
  held.set_sender("qxj");
  held.set_event("暴雨");
  held.set_headline("测试");
  held.set_level(to_wire(Level::red));
  held.add_villages("A");
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00","fact":"warning_held",)"
            R"("identifier":"W-2","sender":"qxj","warns_of":"暴雨","headline":"测试",)"
            R"("status":"actual","level":"red","villages":["A"],"plan_version":""})");
  auto& repeated = *fact.mutable_alarm_repeated();
  refer(*repeated.mutable_alarm(), 700, 1);
  repeated.set_rule("signal");
  repeated.set_area("A");
  repeated.set_level(to_wire(Level::red));
  EXPECT_EQ(text_of(fact), R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
                           R"("fact":"alarm_repeated","alarm":"700.1","rule":"signal","area":"A",)"
                           R"("level":"red","plan_version":""})");
  auto& reminded = *fact.mutable_routine_reminded();
  reminded.set_routine("patrol");
  reminded.set_due_since_ms(ms_of(kAt) - 3'600'000);
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"routine_reminded","routine":"patrol","subject":"","area":"","duty":"",)"
            R"("holder":"","due_since":"2026-07-15T07:35:00+08:00","plan_version":""})");
}

TEST(FactJson, WritesTheTimeOfThePlan) {
  const auto json = fact_json({{812}, 3}, kAt, alarm_raised(), {Language::en, Span{}});
  EXPECT_EQ(json.at("time").as_string(), "2026-07-15T00:35:00+00:00");
}

TEST(FactJson, WritesAnAnswer) {
  wire::Fact fact;
  refer(*fact.mutable_cause(), 800, 2);
  auto& answered = *fact.mutable_obligation_answered();
  refer(*answered.mutable_obligation(), 700, 6);
  answered.set_kind(wire::Answer::MOVED);
  answered.set_people_moved(30);
  answered.set_answered_by("leader");
  answered.set_recorded_by("town");
  answered.set_via("console");
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"obligation_answered","obligation":"700.6","kind":"moved",)"
            R"("people_moved":30,"answered_by":"leader","recorded_by":"town","via":"console",)"
            R"("cause":"800.2","plan_version":""})");
}

TEST(FactJson, WritesAWarningAndWhatItSupersedes) {
  wire::Fact fact;
  auto& warning = *fact.mutable_warning_issued();
  refer(*warning.mutable_incident(), 1, 0);
  refer(*warning.mutable_alarm(), 1, 1);
  warning.set_rule("flash-flood");
  warning.set_area("A");
  warning.set_level(to_wire(Level::red));
  set_text(*warning.mutable_headline(), "山洪红色预警", "flash flood red");
  set_text(*warning.mutable_text(), "转移", "Leave");
  warning.set_wants_headcount(true);
  refer(*warning.mutable_supersedes(), 0, 4);
  EXPECT_EQ(text_of(fact),
            R"({"offset":812,"index":3,"time":"2026-07-15T08:35:00+08:00",)"
            R"("fact":"warning_issued","incident":"1.0","alarm":"1.1","rule":"flash-flood",)"
            R"("area":"A","level":"red","headline":"flash flood red",)"
            R"("headline_zh":"山洪红色预警","headline_en":"flash flood red","text":"Leave",)"
            R"("text_zh":"转移","text_en":"Leave","wants_headcount":true,"supersedes":"0.4",)"
            R"("plan_version":""})");
}

TEST(FactJson, AValueOfANewerProgramIsUnknown) {
  wire::Fact fact;
  EXPECT_EQ(fact_json({}, kAt, fact, kEnglish).at("fact").as_string(), "unknown");
  fact.mutable_obligation_closed()->set_reason(static_cast<wire::ObligationClosed::Reason>(99));
  EXPECT_EQ(fact_json({}, kAt, fact, kEnglish).at("reason").as_string(), "unknown");
}

TEST(EventJson, WritesObservationsWithTheirNames) {
  Datastreams datastreams;
  datastreams.add("S1", "rain", 1);
  const std::vector<Observation> rows{{{0}, Quality::suspect, kAt, kAt, 475}};
  const std::vector<Frame> frames{{1, 5, std::nullopt}};
  wire::Event event;
  *event.mutable_observations() = encode_observations(rows, frames, kAt);
  event.mutable_observations()->set_duplicates_dropped(2);
  const RecordHeader header{.offset = {4}, .recorded_at = kAt};
  EXPECT_EQ(to_text(event_json(header, event, datastreams, kEnglish)),
            R"({"offset":4,"time":"2026-07-15T08:35:00+08:00","event":"observations","rows":1,)"
            R"("duplicates_dropped":2,"observations":[{"station":"S1","property":"rain",)"
            R"("time":"2026-07-15T08:35:00+08:00","value":47.5,"quality":3}]})");
  EXPECT_EQ(to_text(event_json(header, event, Datastreams(), kEnglish)),
            R"({"offset":4,"time":"2026-07-15T08:35:00+08:00","event":"observations","rows":1,)"
            R"("duplicates_dropped":2})");
}

TEST(EventJson, WritesAShelfThatAPersonAskedFor) {
  wire::Event event;
  auto& command = *event.mutable_command();
  command.set_command_id("c1");
  command.set_person_id("town");
  command.set_via("console");
  auto& wanted = *command.mutable_shelve_alarm();
  wanted.set_rule("flash-flood");
  wanted.set_area("A");
  wanted.set_level(to_wire(Level::orange));
  wanted.set_until_ms(ms_of(kAt));
  wanted.set_note("泵站检修");
  const RecordHeader header{.offset = {4}, .recorded_at = kAt};
  EXPECT_EQ(to_text(event_json(header, event, Datastreams(), kEnglish)),
            R"({"offset":4,"time":"2026-07-15T08:35:00+08:00","event":"shelve_alarm",)"
            R"("command_id":"c1","person":"town","via":"console","rule":"flash-flood",)"
            R"("area":"A","level":"orange","until":"2026-07-15T08:35:00+08:00",)"
            R"("note":"泵站检修"})");
  command.mutable_unshelve_alarm()->set_rule("flash-flood");
  command.mutable_unshelve_alarm()->set_area("A");
  EXPECT_EQ(to_text(event_json(header, event, Datastreams(), kEnglish)),
            R"({"offset":4,"time":"2026-07-15T08:35:00+08:00","event":"unshelve_alarm",)"
            R"("command_id":"c1","person":"town","via":"console","rule":"flash-flood",)"
            R"("area":"A"})");
}

TEST(EventJson, NamesEachEvent) {
  const auto name_of = [](const wire::Event& event) {
    return std::string(event_json({}, event, Datastreams(), kEnglish).at("event").as_string());
  };
  wire::Event event;
  EXPECT_EQ(name_of(event), "unknown");
  event.mutable_report();
  EXPECT_EQ(name_of(event), "report");
  event.mutable_command()->mutable_answer();
  EXPECT_EQ(name_of(event), "answer");
  event.mutable_command()->mutable_call_attempt();
  EXPECT_EQ(name_of(event), "call_attempt");
  event.mutable_time_passed();
  EXPECT_EQ(name_of(event), "time_passed");
  event.mutable_effect_reported();
  EXPECT_EQ(name_of(event), "effect_reported");
  event.mutable_input_refused();
  EXPECT_EQ(name_of(event), "input_refused");
  event.mutable_machine_version();
  EXPECT_EQ(name_of(event), "machine_version");
  event.mutable_plan_changed();
  EXPECT_EQ(name_of(event), "plan_changed");
}

TEST(EventJson, ACallSaysToWhomItWasWhereThatIsKnown) {
  wire::Event event;
  event.mutable_command()->mutable_call_attempt()->set_outcome(wire::CallAttempt::BUSY);
  EXPECT_FALSE(event_json({}, event, Datastreams(), kEnglish).contains("callee"));
  event.mutable_command()->mutable_call_attempt()->set_callee("leader");
  EXPECT_EQ(event_json({}, event, Datastreams(), kEnglish).at("callee").as_string(), "leader");
}

TEST(EventJson, AReportSaysWhoRecordedItWhereThatIsKnown) {
  wire::Event event;
  wire::Fact fact;
  event.mutable_report()->set_reporter("wang");
  fact.mutable_report_taken()->set_reporter("wang");
  const auto json = [&] { return event_json({}, event, Datastreams(), kEnglish); };
  EXPECT_FALSE(json().contains("recorded_by"));
  EXPECT_EQ(text_of(fact).find("recorded_by"), std::string::npos);
  event.mutable_report()->set_recorded_by("town");
  fact.mutable_report_taken()->set_recorded_by("town");
  EXPECT_EQ(json().at("recorded_by").as_string(), "town");
  EXPECT_NE(text_of(fact).find(R"("recorded_by":"town")"), std::string::npos);
}

TEST(StandingJson, SaysUnknownWhereNobodyCanTell) {
  wire::Standing standing;
  standing.set_next_offset(9);
  standing.set_plan_version("p1");
  standing.set_recorded_at_ms(ms_of(kAt));
  auto& village = *standing.add_villages();
  village.set_area("A");
  village.set_rule("flash");
  EXPECT_EQ(
      to_text(standing_json(standing, kEnglish)),
      R"({"next_offset":9,"plan_version":"p1","recorded_at":"2026-07-15T08:35:00+08:00",)"
      R"("stations":[],"villages":[{"area":"A","rule":"flash","level":"unknown"}],)"
      R"("alarms":[],"shelves":[],"alarm_load":{"operators":0,"last_hour":0,)"
      R"("last_10_minutes":0,"most_in_10_minutes":0,"per_operator_hour":0},)"
      R"("incidents":[],"obligations":[],"decisions":[],"cut_off":[],"proposals":[],)"
      R"("evacuations":[],"times":[],"notices":[],"persons":[],"routines":[],)"
      R"("units":[],"needs":[],"supplies":[],"holds":[],"closed_roads":[],"aid":[],)"
      R"("shipments":[],)"
      R"("response":{"level":"none","county":"none",)"
      R"("changed_by":"","emergency_roles":false,"reason":"","reason_zh":"","reason_en":""}})");
  standing.mutable_villages(0)->set_known(true);
  const auto json = standing_json(standing, kEnglish);
  EXPECT_EQ(json.at("villages").at(0).at("level").as_string(), "none");
}

TEST(StandingJson, SaysHowFarStationsAreBelieved) {
  wire::Standing standing;
  auto& station = *standing.add_stations();
  station.set_id("S1");
  station.set_lost(wire::StationLost::IN_RAIN);
  auto& value = *station.add_latest();
  value.set_property("rain");
  value.set_flag(9);
  value.add_tests("gap");
  station.add_latest()->set_property("voltage");
  const auto json = standing_json(standing, kEnglish).at("stations").at(0);
  EXPECT_EQ(json.at("lost").as_string(), "in_rain");
  EXPECT_EQ(json.at("latest").at(0).at("flag").to_number<int>(), 9);
  EXPECT_EQ(to_text(json.at("latest").at(0).at("tests")), R"(["gap"])");
  EXPECT_FALSE(json.at("latest").at(1).as_object().contains("flag"))
      << "nobody judges it, which is not the same as good";
  standing.mutable_stations(0)->clear_lost();
  EXPECT_FALSE(standing_json(standing, kEnglish).at("stations").at(0).as_object().contains("lost"));
}

TEST(StandingJson, SaysWhatIsShelvedAndHowManyAlarmsThereAre) {
  wire::Standing standing;
  auto& shelf = *standing.add_shelves();
  refer(*shelf.mutable_shelf(), 700, 1);
  shelf.set_rule("flash-flood");
  shelf.set_area("A");
  shelf.set_level(to_wire(Level::orange));
  shelf.set_until_ms(ms_of(kAt));
  shelf.set_shelved_by("town");
  shelf.set_note("泵站检修");
  shelf.set_held_back_level(to_wire(Level::yellow));
  auto& load = *standing.mutable_alarm_load();
  load.set_operators(2);
  load.set_last_hour(5);
  load.set_last_10_minutes(3);
  load.set_most_in_10_minutes(4);
  load.set_per_operator_hour(2.5);
  const auto json = standing_json(standing, kEnglish);
  EXPECT_EQ(to_text(json.at("shelves").at(0)),
            R"({"shelf":"700.1","rule":"flash-flood","area":"A","level":"orange",)"
            R"("shelved_by":"town","note":"泵站检修","held_back_level":"yellow",)"
            R"("until":"2026-07-15T08:35:00+08:00"})");
  EXPECT_EQ(to_text(json.at("alarm_load")),
            R"({"operators":2,"last_hour":5,"last_10_minutes":3,"most_in_10_minutes":4,)"
            R"("per_operator_hour":2.5})");
}

}  // namespace
}  // namespace fenghuo::adapters
