// How conditions stand, and what they lack: the answer to "why not".
#include <gmock/gmock.h>

#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using ::testing::HasSubstr;

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
  EXPECT_THAT(yellow.reason().en(), HasSubstr("rain in 1 h is 47.5 mm, limit of yellow 45"));
  const auto& red = assessment.conditions(1);
  EXPECT_EQ(red.truth(), wire::AssessedCondition::UNKNOWN) << "nobody knows the water level";
  EXPECT_THAT(red.reason().en(),
              HasSubstr("rain in 1 h is 47.5 mm, under 80, by 32.5 (station S gauge"));
  EXPECT_THAT(red.reason().en(), HasSubstr("water level: no data"));
  EXPECT_THAT(red.reason().zh(), HasSubstr("1小时雨量 47.5 毫米，未到 80，差 32.5"));
}

TEST_F(AssessmentTest, OfAVillageWithoutAStationNothingCanBeTold) {
  rig.use(plan);
  const auto assessment = of("B");
  for (const auto& condition : assessment.conditions())
    EXPECT_EQ(condition.truth(), wire::AssessedCondition::UNKNOWN);
  EXPECT_EQ(rig.machine().assess().assessments_size(), 2);
  EXPECT_EQ(rig.machine().assess("nowhere").assessments_size(), 0);
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
              HasSubstr("rain in 1 h is 47.5 mm, limit of yellow 45, clears below 40 (station"));
  EXPECT_THAT(standing.reason().zh(),
              HasSubstr("1小时雨量 47.5 毫米，达到黄色指标 45，低于解除线 40 才解除（测站"));
  const auto next = of("A").conditions(1);
  EXPECT_EQ(next.findings(0).deadband(), 0) << "red doesn't stand";
  EXPECT_THAT(next.reason().en(), HasSubstr("under 80, by 32.5"));
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
  EXPECT_THAT(yellow.reason().zh(), HasSubstr("42 毫米，黄色指标 45，低于解除线 40 才解除"));
  rig.pass(minutes{5});
  rig.observe("S", "rain", rig.now(), 0);
  yellow = of("A").conditions(0);
  EXPECT_EQ(yellow.truth(), wire::AssessedCondition::NO) << "it stands for its delay alone";
  EXPECT_THAT(yellow.reason().en(), HasSubstr("under the limit to clear, 40 (limit 45), by 40"));
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
