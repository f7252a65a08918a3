#include "cli/drill/scenario_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "cli/township.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHead = R"(id: t
title: {zh: 一, en: one}
start: "2026-07-15T20:00:00+08:00"
lasts: 12h
)";

const wire::Plan& plan() {
  static const auto loaded = load_whole_plan(FENGHUO_SOURCE_DIR "/plans/qingxi");
  return loaded.change.plan();
}

class ScenarioFileTest : public ::testing::Test {
 protected:
  ScenarioFile read(const std::string& body, const ScenarioChoice& choice = {}) {
    const std::string path = folder_.path() + "/s.yaml";
    std::ofstream(path) << kHead << body;
    auto file = read_scenario(path, plan(), choice);
    EXPECT_TRUE(file);
    return std::move(*file);
  }
  std::string faults(const std::string& body) {
    std::string all;
    for (const auto& fault : read(body).faults) {
      std::string line = adapters::to_string(fault, Language::en);
      all += line.substr(line.find("s.yaml:") + 7) + "\n";
    }
    return all;
  }
  TemporaryFolder folder_;
};

TEST_F(ScenarioFileTest, IsNoStorm) {
  const std::string storm = FENGHUO_SOURCE_DIR "/plans/qingxi/drills/alishan-2009.yaml";
  const auto file = read_scenario(storm, plan(), {});
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().text.en, HasSubstr("is a storm, and no scenario"));
  const auto alone = plan_of_scenario(storm);
  ASSERT_FALSE(alone);
  EXPECT_THAT(alone.error().text.zh, HasSubstr("是暴雨，不是情景"));
}

TEST_F(ScenarioFileTest, HoldsWhatItSays) {
  const auto file = read(R"(
objectives: [{id: o, title: {zh: 目标, en: objective}}]
stations:
  - {station: "0061230101", property: rain, every: 5m, between: steps, points: [["20:00", 0, I], ["d2 02:00", 12.5, D], ["03:00", null, d]]}
fails: [{what: network/shangxi, from: "22:00", until: "d2 01:00", mark: d, source: s1}]
people: [{person: town-duty, does: asleep, answers_after: 20s, decides: no, mark: M}]
danger: [{village: shangxi, at: "d2 05:00", mark: D}]
goes_back:
  - {household: shimen-1, at: "23:40", mark: D, source: s2}
  - {household: shimen-1, at: "d2 03:00"}
injects:
  - {id: i, at: "21:00", what: {zh: 报告, en: report}, report: {kind: crack, area: shangxi}}
expect:
  - {id: e, what: {zh: 预警, en: warned}, objective: o, by: "d2 04:00", fact: warning_issued, when: fact.area == 'shangxi'}
  - {id: n, what: {zh: 人, en: people}, nobody_caught_in: shangxi}
)");
  for (const auto& fault : file.faults) ADD_FAILURE() << adapters::to_string(fault, Language::en);
  const auto& night = file.scenario;
  ASSERT_EQ(night.stations.size(), 1U);
  EXPECT_EQ(night.stations[0].points[1].at, *parse_rfc3339("2026-07-16T02:00:00+08:00"));
  EXPECT_EQ(night.stations[0].points[1].value, 12.5);
  EXPECT_EQ(night.stations[0].points[1].mark, simulator::Mark::documented);
  EXPECT_FALSE(night.stations[0].points[2].value);
  EXPECT_EQ(night.failures[0].origin.source, "s1");
  EXPECT_TRUE(night.behaviours[0].says_no);
  EXPECT_EQ(night.behaviours[0].answers_after, std::chrono::seconds{20});
  ASSERT_EQ(night.goings_back.size(), 2U);
  EXPECT_EQ(night.goings_back[0].household, "shimen-1");
  EXPECT_EQ(night.goings_back[0].at, *parse_rfc3339("2026-07-15T23:40:00+08:00"));
  EXPECT_EQ(night.goings_back[0].origin.mark, simulator::Mark::documented);
  EXPECT_EQ(night.goings_back[0].origin.source, "s2");
  EXPECT_EQ(night.expectations.size(), 2U);
  EXPECT_EQ(night.injects.size(), 1U);
}

TEST_F(ScenarioFileTest, NamesWhatThePlanHasNot) {
  EXPECT_THAT(faults("stations: [{station: \"0061230109x\", property: rain, points: []}]\n"),
              HasSubstr("5:22: the plan has no station '0061230109x'; did you mean '0061230109'?"));
  EXPECT_THAT(faults("fails: [{what: network/shangxx}]\n"),
              HasSubstr("did you mean 'network/shangxi'?"));
  EXPECT_THAT(faults("people: [{person: nobody-here, does: answer}]\n"),
              HasSubstr("no person 'nobody-here'"));
  EXPECT_THAT(faults("danger: [{village: nowhere, at: \"21:00\"}]\n"),
              HasSubstr("no village 'nowhere'"));
}

TEST_F(ScenarioFileTest, WantsToKnowWhoGoesBackAndWhen) {
  EXPECT_THAT(faults("goes_back: [{household: shimen-l, at: \"23:00\"}]\n"),
              HasSubstr("5:25: the plan has no household 'shimen-l'; did you mean 'shimen-"));
  EXPECT_THAT(faults("goes_back: [{household: shimen-1}]\n"), HasSubstr("'at' is missing"));
  EXPECT_THAT(faults("goes_back: [{household: shimen-1, at: \"d3 23:00\"}]\n"),
              HasSubstr("this time isn't within the scenario"));
  EXPECT_THAT(faults("goes_back: [{household: shimen-1, at: \"23:00\", until: \"23:30\"}]\n"),
              HasSubstr("until"));
}

TEST_F(ScenarioFileTest, AVariantAddsWhoGoesBackOrLeavesThemOut) {
  const std::string body = R"(
goes_back: [{household: shimen-1, at: "22:00"}]
variants:
  - {id: more, goes_back: [{household: shimen-3, at: "23:00"}]}
  - {id: nobody, without: [shimen-1]}
)";
  const auto file = read(body, {.variant = "more"});
  EXPECT_THAT(file.faults, IsEmpty());
  ASSERT_EQ(file.scenario.goings_back.size(), 2U);
  EXPECT_EQ(file.scenario.goings_back[1].household, "shimen-3");
  const auto nobody = read(body, {.variant = "nobody"});
  EXPECT_THAT(nobody.faults, IsEmpty());
  EXPECT_THAT(nobody.scenario.goings_back, IsEmpty());
}

TEST_F(ScenarioFileTest, WantsPointsInOrderAndWithinTheNight) {
  EXPECT_THAT(faults("stations: [{station: \"0061230101\", property: rain, points: [[\"22:00\", "
                     "1], [\"21:00\", 2]]}]\n"),
              HasSubstr("points stand in the order of time"));
  EXPECT_THAT(faults("fails: [{what: network/shangxi, from: \"d5 10:00\"}]\n"),
              HasSubstr("this time isn't within the scenario"));
  EXPECT_THAT(faults("fails: [{what: network/shangxi, from: noon}]\n"),
              HasSubstr("a time is written"));
}

TEST_F(ScenarioFileTest, RefusesExpectationsThatCanNeverBeEvaluated) {
  EXPECT_THAT(faults("expect: [{id: e, what: {zh: 一, en: one}, fact: warning_isued}]\n"),
              HasSubstr("there is no fact 'warning_isued'; did you mean 'warning_issued'?"));
  EXPECT_THAT(faults("expect: [{id: e, what: {zh: 一, en: one}, nobody_caught_in: shangxi}]\n"),
              HasSubstr("nothing to judge by"));
  EXPECT_THAT(faults("expect: [{id: e, what: {zh: 一, en: one}, after: \"23:00\", by: \"22:00\", "
                     "fact: warning_issued}]\n"),
              HasSubstr("never met"));
  EXPECT_THAT(faults("expect: [{id: e, what: {zh: 一, en: one}, fact: warning_issued, when: "
                     "'fact.area =='}]\n"),
              HasSubstr("5:83: the expression ends too early"));
  EXPECT_THAT(faults("expect: [{id: e, what: {zh: 一, en: one}}]\n"), HasSubstr("it has one of"));
}

TEST_F(ScenarioFileTest, WantsADangerForWhatIsExpectedInAVariantToo) {
  const std::string body = R"(
danger: [{village: shangxi, at: "23:00"}]
expect: [{id: e, what: {zh: 一, en: one}, nobody_caught_in: shangxi}]
variants:
)";
  const std::string never = "danger: [{village: shangxi, at: never}]";
  EXPECT_EQ(faults(body + "  - {id: later, danger: [{village: shangxi, at: \"23:30\"}]}\n"), "");
  EXPECT_EQ(faults(body + "  - {id: calm, " + never +
                   ", expect: [{id: q, what: {zh: 无, en: none}, never: warning_issued}]}\n"),
            "");
  EXPECT_THAT(faults(body + "  - {id: calm, " + never + "}\n"),
              HasSubstr("9:24: without a danger of 'shangxi' the file's expectation 'e' has "
                        "nothing to judge by"));
}

TEST_F(ScenarioFileTest, VariantsDifferFromTheFileAndNotFromTheOneThatIsChosen) {
  const std::string body = R"(
danger: [{village: shangxi, at: "23:00"}]
variants:
  - {id: calm, danger: [{village: shangxi, at: never}]}
  - {id: late, expect: [{id: e, what: {zh: 一, en: one}, nobody_caught_in: shangxi}]}
)";
  EXPECT_THAT(read(body, {.variant = "calm"}).faults, IsEmpty());
}

TEST_F(ScenarioFileTest, RefusesWhatIsInOneListTwice) {
  const std::string crack = "what: {zh: 报告, en: report}, report: {kind: crack, area: shangxi}}";
  EXPECT_THAT(faults("injects: [{id: i, at: \"21:00\", " + crack + ", {id: i, at: \"22:00\", " +
                     crack + "]\n"),
              HasSubstr("'i' is in this list twice"));
  EXPECT_THAT(faults("danger: [{village: shangxi, at: \"21:00\"}, {village: shangxi, at: "
                     "\"22:00\"}]\n"),
              HasSubstr("'shangxi' is in this list twice"));
  const std::string station = "{station: \"0061230101\", points: [[\"20:00\", 1]], property: ";
  EXPECT_THAT(faults("stations: [" + station + "rain}, " + station + "rain}]\n"),
              HasSubstr("'0061230101 rain' is in this list twice"));
  EXPECT_EQ(faults("stations: [" + station + "rain}, " + station + "rain_cumulative}]\n"), "");
}

TEST_F(ScenarioFileTest, RefusesACommandThatTheEngineWouldNotRead) {
  EXPECT_THAT(faults("injects: [{id: i, at: \"21:00\", what: {zh: 一, en: one}, by: town-duty, "
                     "command: {command: wran}}]\n"),
              HasSubstr("there is no such command"));
  EXPECT_THAT(faults("injects: [{id: i, at: \"21:00\", what: {zh: 一, en: one}, command: {command: "
                     "leave, area: shangxi}}]\n"),
              HasSubstr("a command says whose it is"));
  EXPECT_THAT(
      faults("injects: [{id: i, at: \"21:00\", what: {zh: 一, en: one}, by: town-duty, command: "
             "{command: retract, incident: {newest: incident_opend}, reason: x}}]\n"),
      HasSubstr("there is no fact 'incident_opend'"));
}

TEST_F(ScenarioFileTest, AVariantPutsItsOwnInThePlaceOfWhatIsThere) {
  const std::string body = R"(
stations: [{station: "0061230101", property: rain, points: [["20:00", 9, D]]}]
danger: [{village: shangxi, at: "d2 05:00"}]
injects: [{id: i, at: "21:00", what: {zh: 报告, en: report}, report: {kind: crack, area: shangxi}}]
expect: [{id: e, what: {zh: 预警, en: warned}, fact: warning_issued}]
variants:
  - id: calm
    control: true
    without: [i]
    stations: [{station: "0061230101", property: rain, points: [["20:00", 0, I]]}]
    danger: [{village: shangxi, at: never}]
    expect: [{id: q, what: {zh: 无, en: none}, never: warning_issued}]
)";
  const auto file = read(body, {.variant = "calm"});
  EXPECT_THAT(file.faults, IsEmpty());
  EXPECT_TRUE(file.scenario.is_control);
  EXPECT_EQ(file.scenario.stations[0].points[0].value, 0.0);
  EXPECT_THAT(file.scenario.dangers, IsEmpty());
  EXPECT_THAT(file.scenario.injects, IsEmpty());
  EXPECT_EQ(file.scenario.expectations.front().id, "q");
}

TEST_F(ScenarioFileTest, WhatIsChosenAndIsNotThereIsNoFaultOfTheFile) {
  const auto refused = [&](const ScenarioChoice& choice) {
    const std::string path = folder_.path() + "/s.yaml";
    std::ofstream(path) << kHead << "variants: [{id: calm, control: true}, {id: dark}]\n";
    const auto file = read_scenario(path, plan(), choice);
    return file ? Text{} : file.error().text;
  };
  const Text variant = refused({.variant = "clam"});
  EXPECT_EQ(variant.en,
            "the scenario has no variant 'clam' (--variant); did you mean 'calm'? "
            "There are calm, dark");
  EXPECT_THAT(variant.zh, HasSubstr("“clam”（--variant），是否为“calm”？有：calm、dark"));
  const Text element = refused({.fails = {"person/shangxi-leder"}});
  EXPECT_THAT(element.en, HasSubstr("'person/shangxi-leder' (--fail); did you mean "
                                    "'person/shangxi-leader'?"));
  EXPECT_EQ(refused({.variant = "dark", .fails = {"person/shangxi-leader"}}), Text{});
}

TEST_F(ScenarioFileTest, MovesTheWholeNightToAnotherHour) {
  const std::string body =
      "danger: [{village: shangxi, at: \"d2 05:00\"}]\nfails: [{what: network/shangxi, from: "
      "\"22:00\"}]\ngoes_back: [{household: shimen-1, at: \"23:00\"}]\n";
  const auto night = read(body, {.clock = std::chrono::hours{14}}).scenario;
  EXPECT_EQ(night.start, *parse_rfc3339("2026-07-15T14:00:00+08:00"));
  EXPECT_EQ(night.dangers[0].at, *parse_rfc3339("2026-07-15T23:00:00+08:00"));
  EXPECT_EQ(night.failures[0].from, *parse_rfc3339("2026-07-15T16:00:00+08:00"));
  EXPECT_EQ(night.failures[0].until, Instant::max());
  EXPECT_EQ(night.goings_back[0].at, *parse_rfc3339("2026-07-15T17:00:00+08:00"));
}

TEST_F(ScenarioFileTest, LetsAnElementFailAllNight) {
  const auto night = read("", {.fails = {"channel/webhook"}}).scenario;
  ASSERT_EQ(night.failures.size(), 1U);
  EXPECT_EQ(night.failures[0].element, "channel/webhook");
}

}  // namespace
}  // namespace fenghuo::cli
