// How conditions stand, and what they lack: the answer to "why not".
#include <gmock/gmock.h>

#include <map>

#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AssessmentTest : public ::testing::Test {
 protected:
  AssessmentTest() {
    plan.set_id("t");
    plan.set_utc_offset_s(8 * 3600);
    for (const char* village : {"A", "B"}) add_village(plan, village);
    add_station(plan, "S", {"A"});
    *plan.add_rules() = make_rule("flash", {{"yellow", "rain.sum(duration('1h')) >= 45"},
                                            {"red",
                                             "rain.sum(duration('1h')) >= 80 || "
                                             "water_level.last() >= 3.0"}});
  }
  wire::Assessment of(const std::string& area) {
    const auto all = rig.machine().assess(area);
    EXPECT_EQ(all.assessments_size(), 1);
    return all.assessments(0);
  }

  wire::Plan plan;
  Rig rig{Rig::rules_only()};
};

TEST_F(AssessmentTest, TellsWhatIsMissing) {
  rig.use(plan);
  rig.observe("S", "rain", rig.now(), 47.5);
  const auto assessment = of("A");
  EXPECT_EQ(level_word(assessment.level()), "yellow");
  ASSERT_EQ(assessment.conditions_size(), 2);
  const auto& yellow = assessment.conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::YES);
  EXPECT_THAT(yellow.reason().en(), HasSubstr("rain in 1 h is 47.5 mm, limit of yellow 45 mm"));
  const auto& red = assessment.conditions(1);
  EXPECT_EQ(red.truth(), wire::AssessedCondition::UNKNOWN) << "nobody knows the water level";
  EXPECT_THAT(red.reason().en(),
              HasSubstr("rain in 1 h is 47.5 mm, under 80 mm, by 32.5 mm (station S gauge"));
  EXPECT_THAT(red.reason().en(), HasSubstr("water level: no data"));
  EXPECT_THAT(red.reason().zh(), HasSubstr("1 小时雨量 47.5 毫米，未到 80 毫米，差 32.5 毫米"));
}

TEST_F(AssessmentTest, OfAVillageWithoutAStationNothingCanBeTold) {
  rig.use(plan);
  const auto assessment = of("B");
  for (const auto& condition : assessment.conditions())
    EXPECT_EQ(condition.truth(), wire::AssessedCondition::UNKNOWN);
  EXPECT_EQ(rig.machine().assess().assessments_size(), 2);
  EXPECT_EQ(rig.machine().assess("nowhere").assessments_size(), 0);
}

TEST_F(AssessmentTest, WhatIsReckonedSaysWhyItCannotBeTold) {
  plan.mutable_rules(0)->mutable_levels(0)->set_when(
      "rain.sum(duration('1h')) / water_level.last() > 2.0");
  rig.use(plan);
  rig.observe("S", "rain", rig.now(), 47.5);
  auto yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::UNKNOWN);
  EXPECT_THAT(yellow.reason().en(), HasSubstr("; no data of water level"));
  rig.observe("S", "water_level", rig.now(), 0);
  yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::UNKNOWN);
  EXPECT_THAT(yellow.reason().en(), HasSubstr("line 1, column"));
  rig.observe("S", "water_level", rig.now() + minutes{1}, 2);
  yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::YES);
  EXPECT_THAT(yellow.reason().en(), Not(HasSubstr("column")));
}

// Found by a reader: the limit to clear stood there as if it were the limit.
TEST_F(AssessmentTest, OfAStandingLevelTheLimitAndTheOneToClearAreSaid) {
  auto& deadband = *plan.mutable_rules(0)->add_deadbands();
  deadband.set_property("rain");
  deadband.set_value(5);
  rig.use(plan);
  rig.observe("S", "rain", rig.now(), 47.5);
  const auto standing = of("A").conditions(0);
  EXPECT_EQ(standing.findings(0).limit(), 40);
  EXPECT_EQ(standing.findings(0).deadband(), 5);
  EXPECT_THAT(standing.reason().en(),
              HasSubstr("rain in 1 h is 47.5 mm, limit of yellow 45 mm, clears below 40 mm "
                        "(station"));
  EXPECT_THAT(standing.reason().zh(),
              HasSubstr("1 小时雨量 47.5 毫米，达到黄色指标 45 毫米，低于解除线 40 毫米才解除"
                        "（测站"));
  const auto next = of("A").conditions(1);
  EXPECT_EQ(next.findings(0).deadband(), 0) << "red doesn't stand";
  EXPECT_THAT(next.reason().en(), HasSubstr("under 80 mm, by 32.5 mm"));
}

TEST_F(AssessmentTest, BetweenTheTwoLimitsNobodySaysThatItIsReached) {
  auto& deadband = *plan.mutable_rules(0)->add_deadbands();
  deadband.set_property("rain");
  deadband.set_value(5);
  plan.mutable_rules(0)->set_off_delay_ms(Span{minutes{30}}.count());
  rig.use(plan);
  rig.observe("S", "rain", rig.now(), 5);
  rig.pass(minutes{5});
  rig.observe("S", "rain", rig.now(), 42);
  rig.pass(minutes{57});
  rig.observe("S", "rain", rig.now(), 0);
  auto yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::YES);
  EXPECT_THAT(yellow.reason().zh(),
              HasSubstr("42 毫米，黄色指标 45 毫米，低于解除线 40 毫米才解除"));
  rig.pass(minutes{5});
  rig.observe("S", "rain", rig.now(), 0);
  yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::NO) << "it stands for its delay alone";
  EXPECT_THAT(yellow.reason().en(),
              HasSubstr("under the limit to clear, 40 mm (limit 45 mm), by 40 mm"));
}

// What the alarms of a river rule say, one after another.
class ReasonTest : public AssessmentTest {
 protected:
  void use(const std::string& property, const std::map<std::string, double>& limits,
           const std::vector<std::pair<std::string, std::string>>& levels) {
    *plan.mutable_rules(0) = make_rule("river", levels);
    for (const auto& [name, value] : limits) {
      auto& own = *plan.add_limits();
      own.set_station("S");
      own.set_property(property);
      own.set_name(name);
      own.set_value(value);
    }
    rig.use(plan);
  }
  wire::Text read(const std::string& property, double value) {
    rig.pass(minutes{5});
    rig.observe("S", property, rig.now(), value);
    wire::Text reason;
    for (const auto& told : rig.facts()) {
      if (told.fact.has_alarm_raised()) reason = told.fact.alarm_raised().verdict().reason();
      if (told.fact.has_alarm_changed()) reason = told.fact.alarm_changed().verdict().reason();
      if (told.fact.has_alarm_cleared()) reason = told.fact.alarm_cleared().verdict().reason();
    }
    return reason;
  }
};

// Found by a reader: near the warning level the alarm said that another "warn" was reached.
TEST_F(ReasonTest, AreSaidByTheirNamesAndHowFarTheyAre) {
  use("water_level", {{"warn", 215.1}, {"leave", 216}},
      {{"blue", "water_level.above('warn') >= -0.5"},
       {"yellow", "water_level.above('warn') >= 0"},
       {"orange", "water_level.above('guarantee') >= 0"},
       {"red", "water_level.above('leave') >= 0.5"}});
  const auto near = read("water_level", 214.629);
  EXPECT_THAT(near.zh(),
              StartsWith("水位 214.629 米，离本站警戒水位 215.1 米不到 0.5 米（测站 S站"));
  EXPECT_THAT(near.zh(), EndsWith("；升黄色需：水位达到本站警戒水位 215.1 米"));
  EXPECT_THAT(near.en(), StartsWith("water level is 214.629 m, within 0.5 m of this station's "
                                    "warning level 215.1 m (station"));
  EXPECT_THAT(near.en(), EndsWith("; yellow needs water level at this station's warning level "
                                  "215.1 m"));
  const auto at = read("water_level", 215.2);
  EXPECT_THAT(at.zh(), StartsWith("水位 215.2 米，达到本站警戒水位 215.1 米（测站"));
  EXPECT_THAT(at.zh(), Not(HasSubstr("橙色"))) << "the station has no guaranteed level";
  EXPECT_THAT(at.en(), HasSubstr("at or above this station's warning level 215.1 m"));
  const auto over = read("water_level", 216.7);
  EXPECT_THAT(over.zh(), StartsWith("水位 216.7 米，比本站立即转移水位 216 米高 0.5 米以上（测站"));
  EXPECT_THAT(over.en(), HasSubstr("0.5 m or more above this station's level to leave at 216 m"));
  const auto blue = of("A").conditions(0).reason();
  EXPECT_THAT(blue.zh(), StartsWith("水位 216.7 米，达到本站警戒水位 215.1 米"));
}

TEST_F(ReasonTest, OfOneThatClearsTheLineToClear) {
  use("water_level", {{"warn", 215.1}}, {{"blue", "water_level.above('warn') >= -0.5"}});
  read("water_level", 214.6);
  const auto cleared = read("water_level", 214.5);
  EXPECT_THAT(cleared.zh(), StartsWith("水位 214.5 米，低于解除线 214.6 米，即比本站警戒水位 "
                                       "215.1 米低 0.5 米（测站"));
  EXPECT_THAT(cleared.en(), HasSubstr("below the limit to clear, 214.6 m, 0.5 m below this "
                                      "station's warning level 215.1 m (station"));
  EXPECT_THAT(of("A").conditions(0).reason().zh(),
              StartsWith("水位 214.5 米，未到 214.6 米，即比本站警戒水位 215.1 米低 0.5 米，"
                         "差 0.1 米（测站"));
}

TEST_F(ReasonTest, AreCalledByWhatIsMeasured) {
  use("flow", {{"record_high", 800}, {"seventy", 300}},
      {{"yellow", "flow.above('seventy') >= 0"}, {"red", "flow.above('record_high') >= 0"}});
  EXPECT_THAT(read("flow", 310).zh(), StartsWith("流量 310 m³/s，达到本站“seventy”界限 300 m³/s"));
  EXPECT_THAT(read("flow", 800).zh(), StartsWith("流量 800 m³/s，达到本站历史最大流量 800 m³/s"));
}

TEST_F(ReasonTest, OfPeopleAreNumbersOfPeople) {
  use("people_count", {{"capacity_80", 800}},
      {{"yellow", "people_count.above('capacity_80') >= 0"}});
  EXPECT_THAT(read("people_count", 900).zh(),
              StartsWith("人数 900 人，达到本站最大承载量的八成 800 人（测站"));
}

TEST_F(ReasonTest, ChangesSayWhichWay) {
  use("water_level", {},
      {{"blue", "water_level.rate(duration('30m')) >= 0.5"},
       {"yellow", "water_level.delta(duration('30m')) <= -2.0"},
       {"orange", "water_level.rate(duration('30m')) <= -8.0"}});
  read("water_level", 3);
  const auto rose = read("water_level", 3.12);
  EXPECT_THAT(rose.zh(), StartsWith("30 分钟内水位上涨，折合每小时 1.44 米，达到蓝色指标每小时 "
                                    "0.5 米（测站"));
  EXPECT_THAT(rose.zh(), EndsWith("；升黄色需：30 分钟内水位下降 2 米"));
  EXPECT_THAT(rose.en(), StartsWith("water level rose in 30 min by 1.44 m an hour, limit of blue "
                                    "0.5 m an hour (station"));
  const auto fell = read("water_level", 0.5);
  EXPECT_THAT(fell.zh(),
              StartsWith("30 分钟内水位下降，折合每小时 15 米，低至橙色指标每小时下降 8 米"));
  EXPECT_THAT(of("A").conditions(1).reason().zh(),
              StartsWith("30 分钟内水位下降 2.5 米，低至黄色指标下降 2 米（测站"));
  EXPECT_THAT(of("A").conditions(0).reason().zh(),
              HasSubstr("未到每小时上涨 0.5 米，差每小时 15.5 米"));
}

TEST_F(ReasonTest, OfTheNextLevelAllThatIsMissingIsSaid) {
  use("rain", {},
      {{"blue", "rain.sum(duration('1h')) >= 35"},
       {"yellow",
        "rain.sum(duration('1h')) >= 45 || rain.sum(duration('3h')) >= 75 || "
        "humidity.min(duration('1h')) < 20"}});
  const auto reason = read("rain", 36);
  EXPECT_THAT(reason.zh(), EndsWith("；升黄色需：1 小时雨量 45 毫米，或 3 小时 75 毫米，或 1 "
                                    "小时内湿度最小低至 20 %"));
  EXPECT_THAT(reason.en(), EndsWith("; yellow needs rain in 1 h 45 mm, or in 3 h 75 mm, or lowest "
                                    "humidity in 1 h down to 20 %"));
}

TEST_F(AssessmentTest, TellsWhyAConditionThatHoldsHasNotRaised) {
  plan.mutable_rules(0)->set_on_delay_ms(Span{minutes{10}}.count());
  rig.use(plan);
  rig.observe("S", "rain", rig.now(), 50);
  const auto assessment = of("A");
  EXPECT_EQ(level_word(assessment.level()), "none");
  EXPECT_THAT(assessment.conditions(0).reason().en(), HasSubstr("it must hold for 10 min"));
}

}  // namespace
}  // namespace fenghuo::rules
