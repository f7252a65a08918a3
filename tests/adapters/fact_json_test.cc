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

TEST(StandingJson, SaysUnknownWhereNobodyCanTell) {
  wire::Standing standing;
  standing.set_next_offset(9);
  standing.set_plan_version("p1");
  standing.set_recorded_at_ms(ms_of(kAt));
  auto& village = *standing.add_villages();
  village.set_area("A");
  village.set_rule("flash");
  EXPECT_EQ(to_text(standing_json(standing, kEnglish)),
            R"({"next_offset":9,"plan_version":"p1","recorded_at":"2026-07-15T08:35:00+08:00",)"
            R"("stations":[],"villages":[{"area":"A","rule":"flash","level":"unknown"}],)"
            R"("alarms":[],"incidents":[],"obligations":[]})");
  standing.mutable_villages(0)->set_known(true);
  const auto json = standing_json(standing, kEnglish);
  EXPECT_EQ(json.at("villages").at(0).at("level").as_string(), "none");
}

}  // namespace
}  // namespace fenghuo::adapters
