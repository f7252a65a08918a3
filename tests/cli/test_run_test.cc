#include "cli/test_run.h"

#include <gtest/gtest.h>

#include "cli/rule_closure.h"
#include "tests/rules/rig.h"

namespace fenghuo::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

wire::PlanChanged plan() {
  wire::PlanChanged change;
  change.set_version("p1");
  wire::Plan& plan = *change.mutable_plan();
  plan.set_id("430999102000");
  plan.set_utc_offset_s(8 * 3600);
  add_village(plan, "A");
  plan.mutable_villages(0)->set_adcode("430999102201");
  add_village(plan, "B");
  plan.mutable_villages(1)->set_adcode("430999102202");
  add_station(plan, "S1", {"A"});
  add_station(plan, "S2", {"B"});
  *plan.add_rules() = make_rule("flow", {{"yellow", "flow.last() >= 5.0"},
                                         {"red", "flow.last() >= 9.0 || rain.last() >= 80.0"}});
  *plan.add_rules() = make_rule("told", {{"orange",
                                          "reports('crack').count(duration('1h')) >= 1 "
                                          "|| warning('暴雨').at_least('orange')"}});
  wire::Rule fires = make_rule("gusts", {});
  fires.set_for_each(wire::Rule::STATION);
  fires.set_fire("wind_speed.last() >= 17.0");
  *plan.add_rules() = fires;
  return change;
}

TestSeries series(const std::string& station, const std::string& property,
                  const std::string& notation) {
  std::vector<adapters::NotationFault> faults;
  TestSeries series{station, property, adapters::parse_short_series(notation, 1, faults)};
  EXPECT_TRUE(faults.empty());
  return series;
}

Expectation level(int minute, const std::string& rule, const std::string& area, Level level,
                  const std::string& reason = "") {
  return {.at = minutes{minute}, .rule = rule, .area = area, .level = level, .reason = reason};
}

RuleTest a_test(std::vector<TestSeries> input, std::vector<Expectation> expectations) {
  return {.name = "test",
          .start = kStart,
          .interval = minutes{5},
          .input = std::move(input),
          .expectations = std::move(expectations)};
}

TEST(TestRunTest, WhatStandsAfterEachMoment) {
  TestRunner runner(plan());
  Expectation unknown = level(10, "flow", "B", Level::none);
  unknown.kind = Expectation::Kind::unknown;
  const auto outcome = runner.run(
      a_test({series("S1", "flow", "1 6 9 1"), series("S1", "rain", "0x3")},
             {level(0, "flow", "A", Level::none), level(5, "flow", "A", Level::yellow, "流量 6"),
              level(7, "flow", "A", Level::yellow), level(10, "flow", "A", Level::red, "flow is 9"),
              unknown, level(15, "flow", "A", Level::none, "clear")}));
  for (const auto& failure : outcome.failures)
    ADD_FAILURE() << failure.expected.en << " but " << failure.stood.en;
}

TEST(TestRunTest, AFailureSaysWhatStoodAndWhy) {
  TestRunner runner(plan());
  const auto outcome =
      runner.run(a_test({series("S1", "flow", "6")},
                        {level(0, "flow", "A", Level::red, "9"), level(0, "flow", "B", Level::none),
                         level(0, "flow", "A", Level::yellow, "no such words")}));
  ASSERT_EQ(outcome.failures.size(), 3u);
  const TestFailure& first = outcome.failures[0];
  EXPECT_EQ(first.expected.en, "flow A: red, for a reason with '9'");
  EXPECT_EQ(first.stood.en, "yellow");
  EXPECT_EQ(first.stood.zh, "黄色");
  ASSERT_EQ(first.because.size(), 4u);
  EXPECT_NE(first.because[0].en.find("flow is 6"), std::string::npos) << first.because[0].en;
  EXPECT_EQ(first.because[1].en, "yellow: flow.last = 6 >= 5  holds (S1 gauge)");
  EXPECT_NE(first.because[3].en.find("no data"), std::string::npos) << first.because[3].en;
  EXPECT_EQ(outcome.failures[1].stood.en, "can't tell") << "no data is not calm";
  EXPECT_EQ(outcome.failures[2].stood.en, "yellow") << "the reason alone was wrong";
}

TEST(TestRunTest, ReportsAndWarningsComeIn) {
  TestRunner runner(plan());
  RuleTest test =
      a_test({}, {level(9, "told", "A", Level::none), level(10, "told", "A", Level::orange),
                  level(10, "told", "B", Level::none), level(80, "told", "A", Level::none),
                  level(90, "told", "B", Level::orange), level(90, "told", "A", Level::none),
                  level(211, "told", "B", Level::none)});
  test.reports.push_back({minutes{10}, "crack", "A", "wide"});
  test.warnings.push_back({minutes{90}, "暴雨", Level::orange, "B", hours{2}});
  const auto outcome = runner.run(test);
  for (const auto& failure : outcome.failures)
    ADD_FAILURE() << failure.expected.en << " but " << failure.stood.en;
}

TEST(TestRunTest, CountsOfFiringsAndFacts) {
  TestRunner runner(plan());
  Expectation fired{.at = minutes{20},
                    .kind = Expectation::Kind::fired,
                    .rule = "gusts",
                    .area = "S1",
                    .times = 2};
  Expectation fact{.at = minutes{20},
                   .kind = Expectation::Kind::fact,
                   .fact = "alarm_raised",
                   .fact_kind = wire::Fact::kAlarmRaised,
                   .times = 0};
  EXPECT_TRUE(runner.run(a_test({series("S1", "wind_speed", "1 18 1 18 18")}, {fired, fact}))
                  .failures.empty());
  fired.times = 3;
  fact.times = 1;
  const auto outcome =
      runner.run(a_test({series("S1", "wind_speed", "1 18 1 18 18")}, {fired, fact}));
  ASSERT_EQ(outcome.failures.size(), 2u);
  EXPECT_EQ(outcome.failures[0].stood.en, "2 times");
  EXPECT_EQ(outcome.failures[1].expected.en, "alarm_raised: 1 times");
}

TEST(TestRunTest, RulesThatOthersAskAboutAreJudgedToo) {
  wire::PlanChanged change = plan();
  wire::Plan& asking = *change.mutable_plan();
  *asking.add_rules() = make_rule("second", {{"red", "alarm('flow').active()"}});
  *asking.add_rules() = make_rule("third", {{"red", "alarm(\"second\").active()"}});
  *asking.add_rules() = make_rule("fourth", {{"red", "flow.last() >= 1.0"}});
  asking.mutable_rules(6 - 1)->add_suppressed_by("third");
  EXPECT_EQ(with_rules_they_ask({"third"}, asking),
            (std::set<std::string>{"flow", "second", "third"}));
  EXPECT_EQ(with_rules_they_ask({"fourth"}, asking).size(), 4u);
  EXPECT_EQ(with_rules_they_ask({"gusts"}, asking), std::set<std::string>{"gusts"});
  TestRunner runner(change);
  const auto outcome =
      runner.run(a_test({series("S1", "flow", "1 6"), series("S1", "rain", "0 0")},
                        {level(0, "third", "A", Level::none), level(5, "third", "A", Level::red)}));
  for (const auto& failure : outcome.failures)
    ADD_FAILURE() << failure.expected.en << " but " << failure.stood.en;
  const RuleCoverage& flow = runner.coverage().rules()[0];
  EXPECT_EQ(branches_of(flow).covered, 0u) << "it was judged, and nothing was expected of it";
}

TEST(TestRunTest, TestsKnowNothingOfEachOther) {
  TestRunner runner(plan());
  EXPECT_TRUE(runner
                  .run(a_test({series("S1", "flow", "9"), series("S1", "rain", "0")},
                              {level(0, "flow", "A", Level::red)}))
                  .failures.empty());
  Expectation unknown = level(0, "flow", "A", Level::none);
  unknown.kind = Expectation::Kind::unknown;
  EXPECT_TRUE(runner.run(a_test({}, {unknown})).failures.empty());
}

TEST(TestRunTest, CoverageCountsOnlyWhatIsExpected) {
  TestRunner runner(plan());
  EXPECT_EQ(runner.coverage().branches_seen().covered, 0u);
  // flow has 3 comparisons, told one condition without any, gusts one: 2 branches each.
  EXPECT_EQ(runner.coverage().branches_seen().all, 10u);
  runner.run(a_test({series("S1", "flow", "1 6"), series("S1", "wind_speed", "1 18")},
                    {level(5, "flow", "A", Level::yellow)}));
  const auto& rules = runner.coverage().rules();
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_TRUE(rules[0].expected);
  EXPECT_FALSE(rules[2].expected) << "it fired, and nobody asked";
  EXPECT_EQ(runner.coverage().branches_seen().covered, 3u)
      << "5 not met and met, 9 not met; of the rain nothing is known";
  EXPECT_EQ(runner.coverage().levels_stood().covered, 1u);
  EXPECT_EQ(runner.coverage().levels_stood().all, 3u);
  EXPECT_EQ(runner.coverage().rules_expected().covered, 1u);
}

}  // namespace
}  // namespace fenghuo::cli
