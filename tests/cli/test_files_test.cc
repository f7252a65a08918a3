#include "cli/test_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/township.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using std::chrono::minutes;

const wire::Plan& example() {
  static const wire::Plan plan = load_whole_plan(FENGHUO_SOURCE_DIR "/plans/qingxi").change.plan();
  return plan;
}

class TestFilesTest : public ::testing::Test {
 protected:
  RuleTests read(const std::string& text) {
    std::filesystem::create_directories(folder_ / "tests");
    std::ofstream(folder_ / "tests/a.yaml", std::ios::binary) << text;
    return read_rule_tests(folder_.path(), example(), faults_);
  }
  // One test with these lines under `expect`.
  RuleTests read_expecting(const std::string& lines) {
    return read("tests:\n  - name: one\n    expect:\n" + lines);
  }
  void expect_faults(const std::vector<std::string>& wanted) {
    ASSERT_EQ(faults_.size(), wanted.size()) << (faults_.empty() ? "" : faults_.back().text.en);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::string text = to_string(faults_[i], Language::en);
      EXPECT_NE(text.find(wanted[i]), std::string::npos) << text << "\nshould say " << wanted[i];
      EXPECT_NE(faults_[i].text.zh, faults_[i].text.en);
    }
  }

  TemporaryFolder folder_;
  adapters::Diagnostics faults_;
};

TEST_F(TestFilesTest, EverythingThatATestMaySay) {
  const RuleTests read = this->read(R"(
coverage: {minimum: 80%}
tests:
  - name: 一小时 60 毫米 / 60 mm in an hour
    start: "2026-07-02T08:00:00+08:00"
    interval: 10m
    input:
      - station: "0061230101"
        rain: "0x1 5 _x2"
        water_level: "2.0+0.1x2"
    events:
      - {at: 30m, report: crack, area: shangxi, text: wide}
      - {at: 31m, warning: 暴雨, level: orange, area: shangxi, for: 6h}
      - {at: 32m, warning: 大风, level: blue}
    expect:
      - {at: 55m, rule: flash-flood, area: shangxi, level: yellow, reason: "60"}
      - {at: 5h, rule: flash-flood, area: shangxi, level: none}
      - {at: 1h, rule: river-rise, area: shangxi, level: unknown}
      - {at: 1h, fact: station_lost, count: 1}
)");
  EXPECT_TRUE(faults_.empty()) << to_string(faults_[0], Language::en);
  EXPECT_EQ(read.branches_min, 0.8);
  ASSERT_EQ(read.tests.size(), 1u);
  const RuleTest& test = read.tests[0];
  EXPECT_EQ(test.start, *parse_rfc3339("2026-07-02T08:00:00+08:00"));
  EXPECT_EQ(test.interval, minutes{10});
  ASSERT_EQ(test.input.size(), 2u);
  EXPECT_EQ(test.input[0].values.values.size(), 5u);
  EXPECT_EQ(test.input[1].values.decimals, 3) << "those of the property";
  ASSERT_EQ(test.reports.size(), 1u);
  EXPECT_EQ(test.reports[0].kind, "crack");
  ASSERT_EQ(test.warnings.size(), 2u);
  EXPECT_EQ(test.warnings[0].level, Level::orange);
  EXPECT_EQ(test.warnings[1].stands_for, std::chrono::hours{24});
  ASSERT_EQ(test.expectations.size(), 4u);
  EXPECT_EQ(test.expectations[0].reason, "60");
  EXPECT_EQ(test.expectations[0].place.line, 16);
  EXPECT_EQ(test.expectations[0].place.column, 9);
  EXPECT_EQ(test.expectations[2].kind, Expectation::Kind::unknown);
  EXPECT_EQ(test.expectations[3].fact_kind, wire::Fact::kStationLost);
}

TEST_F(TestFilesTest, DefaultsOfStartAndInterval) {
  const auto read = read_expecting("      - {at: 0s, fact: alarm_raised, count: 0}\n");
  EXPECT_TRUE(faults_.empty());
  EXPECT_EQ(read.tests[0].start, *parse_rfc3339("2026-07-01T08:00:00+08:00"));
  EXPECT_EQ(read.tests[0].interval, minutes{5});
  EXPECT_FALSE(read.branches_min);
}

TEST_F(TestFilesTest, AllFaultsAtOnceWithWhatWasMeant) {
  read(R"(coverage: {minimum: 180%}
tests:
  - name: faulty
    intervall: 5m
    input:
      - station: "0061230001"
        rian: "1"
        rain: "1 2x"
    events:
      - {at: 30m, report: crack, area: shangxy}
      - {at: 30m, warning: 暴雨, level: orage}
      - {at: 30m}
    expect:
      - {at: 55m, rule: flash-flud, area: shangxi, level: yellow}
      - {at: 55m, rule: flash-flood, area: "0061230101", level: yelow}
      - {at: 1h, fact: alarm_risen, count: -1}
      - {at: 100000h, fired: flash-flood, area: shangxi, times: 1}
      - {rule: flash-flood, area: shangxi}
)");
  expect_faults({"tests/a.yaml:1:21: minimum is written 80%",
                 "tests/a.yaml:4:5: unknown key 'intervall'; did you mean 'interval'?",
                 "tests/a.yaml:6:18: there is no station '0061230001'; did you mean '0061230101'?",
                 "tests/a.yaml:7:15: there is no observed property 'rian'; did you mean 'rain'?",
                 "tests/a.yaml:8:18: can't read '2x'",
                 "tests/a.yaml:10:40: there is no village or hazard point 'shangxy'",
                 "tests/a.yaml:11:39: a level is blue",
                 "tests/a.yaml:12:9: either report (of a person) or warning (of others)",
                 "tests/a.yaml:14:25: there is no rule 'flash-flud'; did you mean 'flash-flood'?",
                 "tests/a.yaml:15:44: there is no area of the rule 'flash-flood' called",
                 "tests/a.yaml:15:65: a level is blue",
                 "tests/a.yaml:16:24: there is no fact called 'alarm_risen'",
                 "tests/a.yaml:16:44: this is a whole number from 0 on",
                 "tests/a.yaml:17:14: it is counted from the start",
                 "tests/a.yaml:17:30: this rule has levels; write {at: ..., rule: flash-flood",
                 "tests/a.yaml:18:9: 'at' is missing", "tests/a.yaml:18:9: 'level' is missing"});
}

TEST_F(TestFilesTest, WhatCantFailIsAFault) {
  read("tests:\n  - name: one\n    expect: []\n");
  expect_faults({"a test that expects nothing can't fail"});
}

TEST_F(TestFilesTest, TheSameNameOrSeriesTwice) {
  read(R"(tests:
  - name: one
    input:
      - {station: "0061230101", rain: "1"}
      - {station: "0061230101", rain: "2"}
    expect: [{at: 0s, fact: alarm_raised, count: 0}]
  - name: one
    expect: [{at: 0s, fact: alarm_raised, count: 0}]
)");
  expect_faults({"the station has this property already", "a test of that name already"});
}

TEST_F(TestFilesTest, BoundsAreKept) {
  read(R"(tests:
  - name: long
    interval: 1d
    input: [{station: "0061230101", rain: "0x20"}]
    expect: [{at: 0s, fact: alarm_raised, count: 0}]
  - name: longer
    interval: 24h
    input: [{station: "0061230101", rain: "0x200"}]
    expect: [{at: 0s, fact: alarm_raised, count: 0}]
)");
  expect_faults({"a length of time belongs here", "a test lasts 62 days at most"});
}

TEST_F(TestFilesTest, NoYamlNoMapAndNoFolder) {
  read("tests: [");
  read("- tests");
  ASSERT_EQ(faults_.size(), 2u);
  faults_.clear();
  EXPECT_TRUE(read_rule_tests(folder_ / "elsewhere", example(), faults_).tests.empty());
  EXPECT_TRUE(faults_.empty());
}

}  // namespace
}  // namespace fenghuo::cli
