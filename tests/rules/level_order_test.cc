#include "rules/level_order.h"

#include <gtest/gtest.h>

#include "rules/rulebook.h"

namespace fenghuo::rules {
namespace {

Condition compiled(const std::string& text) {
  auto condition = Condition::compile(text, {.of_stations = true});
  EXPECT_TRUE(condition) << text << ": " << (condition ? "" : condition.error().text.en);
  return std::move(*condition);
}

std::optional<Contradiction> contradiction_of(const std::string& lower, const std::string& higher) {
  Condition low = compiled(lower);
  Condition high = compiled(higher);
  return contradiction(low, high);
}

TEST(LevelOrder, AHigherLevelThatComesFirst) {
  const auto found =
      contradiction_of("rain.sum(duration('1h')) >= 60", "rain.sum(duration('1h')) >= 45");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->question, "rain.sum(1h)");
  EXPECT_EQ(found->higher_limit, 45);
  EXPECT_EQ(found->lower_limit, 60);
  EXPECT_EQ(contradiction_of("rain.previous().sum(day('08:00')) >= 60",
                             "rain.previous().sum(day('08:00')) >= 45")
                ->question,
            "rain.previous().sum(day)");
  EXPECT_EQ(contradiction_of("rain.ago(duration('6h')).sum(duration('90m')) >= 60",
                             "rain.ago(duration('6h')).sum(duration('90m')) >= 45")
                ->question,
            "rain.ago(6h).sum(90m)");
  EXPECT_FALSE(
      contradiction_of("rain.sum(duration('1h')) >= 45", "rain.sum(duration('1h')) >= 60"));
  EXPECT_FALSE(
      contradiction_of("rain.sum(duration('1h')) >= 45", "rain.sum(duration('1h')) >= 45"));
}

TEST(LevelOrder, DownwardsTheLargerComesFirst) {
  EXPECT_TRUE(
      contradiction_of("air_temperature.last() <= -10.0", "air_temperature.last() <= -5.0"));
  EXPECT_FALSE(
      contradiction_of("air_temperature.last() <= -5.0", "air_temperature.last() <= -10.0"));
  EXPECT_FALSE(
      contradiction_of("air_temperature.last() <= -5.0", "air_temperature.last() >= 40.0"));
}

TEST(LevelOrder, OneOfSeveralDurations) {
  const std::string yellow = "rain.sum(duration('1h')) >= 45 || rain.sum(duration('3h')) >= 75";
  const auto found =
      contradiction_of(yellow, "rain.sum(duration('1h')) >= 60 || rain.sum(duration('3h')) >= 70");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->question, "rain.sum(3h)");
  EXPECT_FALSE(contradiction_of(
      yellow, "rain.sum(duration('1h')) >= 60 || rain.sum(duration('3h')) >= 100"));
}

TEST(LevelOrder, TheSameGroundAndLessRain) {
  const std::string wet = "rain.ago(duration('6h')).sum(duration('72h')) >= 50 && ";
  EXPECT_TRUE(contradiction_of(wet + "rain.sum(duration('1h')) >= 30",
                               wet + "rain.sum(duration('1h')) >= 25"));
  EXPECT_FALSE(contradiction_of(wet + "rain.sum(duration('1h')) >= 25",
                                wet + "rain.sum(duration('1h')) >= 30"));
}

// Less rain, but something else besides: another way to the level, and no contradiction.
TEST(LevelOrder, LessRainAndSomethingElse) {
  EXPECT_FALSE(contradiction_of("rain.sum(duration('1h')) >= 50",
                                "rain.sum(duration('1h')) >= 30 && water_level.last() >= 3"));
  EXPECT_FALSE(contradiction_of("rain.sum(duration('1h')) >= 50 && water_level.last() >= 1",
                                "rain.sum(duration('1h')) >= 30 && water_level.last() >= 3"));
  EXPECT_FALSE(contradiction_of(
      "rain.sum(duration('1h')) >= 50",
      "rain.sum(duration('1h')) >= 30 && reports('crack').count(duration('1h')) >= 1"));
}

TEST(LevelOrder, FewerReports) {
  const auto found = contradiction_of("reports('crack').count(duration('6h')) >= 3",
                                      "reports('crack').count(duration('6h')) >= 2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->higher_limit, 2);
  EXPECT_EQ(found->lower_limit, 3);
  EXPECT_FALSE(contradiction_of("reports('crack').count(duration('6h')) >= 2",
                                "reports('crack').count(duration('6h')) >= 3"));
  // Two in an hour are more than three in six.
  EXPECT_FALSE(contradiction_of("reports('crack').count(duration('6h')) >= 3",
                                "reports('crack').count(duration('1h')) >= 2"));
}

TEST(LevelOrder, ADeadbandBelowNothing) {
  const Condition rain = compiled("rain.sum(duration('1h')) >= 35");
  EXPECT_TRUE(never_clears(rain, "rain", 40));
  EXPECT_TRUE(never_clears(rain, "rain", 35)) << "no rain is at least 35 - 35";
  EXPECT_FALSE(never_clears(rain, "rain", 34.9));
  EXPECT_FALSE(never_clears(rain, "water_level", 40));
  EXPECT_FALSE(never_clears(compiled("rain.sum(duration('1h')) > 35"), "rain", 35));
  EXPECT_FALSE(never_clears(compiled("water_level.last() >= 3"), "water_level", 5))
      << "a level may be below zero";
  EXPECT_TRUE(never_clears(compiled("humidity.last() <= 20"), "humidity", 80));
  EXPECT_FALSE(never_clears(compiled("humidity.last() <= 20"), "humidity", 79));
  EXPECT_FALSE(never_clears(compiled("rain.sum(duration('1h')) >= 0"), "rain", 3))
      << "it is so by its limit, not by the deadband";
}

// As check() says it, at its place.
TEST(LevelOrder, IsFoundInAPlan) {
  wire::Plan plan;
  auto& rule = *plan.add_rules();
  rule.set_id("flood");
  const auto add = [&](Level level, const std::string& when) {
    auto& added = *rule.add_levels();
    added.set_level(to_wire(level));
    added.set_when(when);
  };
  add(Level::red, "rain.sum(duration('1h')) >= 40");
  add(Level::blue, "rain.sum(duration('1h')) >= 35");
  add(Level::yellow, "rain.sum(duration('1h')) >= 45");
  auto& deadband = *rule.add_deadbands();
  deadband.set_property("rain");
  deadband.set_value(50);
  const auto problems = check(plan);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].path, "rules[flood].levels[red]");
  EXPECT_EQ(problems[0].text.en,
            "the levels contradict each other: rain.sum(1h) is red at 40, but yellow only at 45");
  EXPECT_EQ(problems[0].text.zh, "级别颠倒：rain.sum(1h) 到 40 就是红色，而黄色要到 45");
  EXPECT_EQ(problems[1].path, "rules[flood].deadband");
}

// A rule whose levels ask of the gauge's own limits.
class OwnLimits : public ::testing::Test {
 protected:
  OwnLimits() {
    plan_.add_stations()->set_id("0001");
    rule_ = plan_.add_rules();
    rule_->set_id("river");
    add(Level::yellow, "water_level.above('warn') >= 0");
    add(Level::orange, "water_level.above('guarantee') >= 0");
  }
  void add(Level level, const std::string& when) {
    auto& added = *rule_->add_levels();
    added.set_level(to_wire(level));
    added.set_when(when);
  }
  void limit(const std::string& name, double value) {
    auto& added = *plan_.add_limits();
    added.set_station("0001");
    added.set_property("water_level");
    added.set_name(name);
    added.set_value(value);
  }

  wire::Plan plan_;
  wire::Rule* rule_ = nullptr;
};

TEST_F(OwnLimits, ThatContradictEachOtherAreANotice) {
  limit("warn", 50);
  limit("guarantee", 49.5);
  const auto problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, "limits[1].name");
  EXPECT_EQ(problems[0].severity, Severity::notice);
  EXPECT_EQ(
      problems[0].text.en,
      "the limits of the station '0001' contradict each other: guarantee 49.5 is below warn 50");
  plan_.mutable_limits(1)->set_value(50);
  EXPECT_TRUE(check(plan_).empty());
}

// Near the warning level, half a metre below it, is still above the lower limit.
TEST_F(OwnLimits, CountWithWhatTheLevelAdds) {
  rule_->mutable_levels(0)->set_when("water_level.above('warn') >= -0.5");
  limit("warn", 50);
  limit("guarantee", 49.6);
  EXPECT_TRUE(check(plan_).empty());
  plan_.mutable_limits(1)->set_value(49.4);
  EXPECT_EQ(check(plan_).size(), 1u);
}

TEST_F(OwnLimits, ThatNobodyHasAreAFaultOfThePlanAndANoticeOfAPack) {
  limit("warn", 50);
  rule_->set_version("plan:0123");
  auto problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::fault);
  rule_->set_version("pack:0123");
  problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::notice);
}

TEST_F(OwnLimits, OfOneNameAreComparedAsTheyStand) {
  rule_->mutable_levels(1)->set_when("water_level.above('warn') >= -1.0");
  limit("warn", 50);
  const auto problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(
      problems[0].text.en,
      "the levels contradict each other: water_level.above('warn') is orange at -1, but yellow "
      "only at 0");
}

// An answer that may be below zero has no lowest that a deadband could pass.
TEST_F(OwnLimits, HaveNoLowest) {
  EXPECT_FALSE(never_clears(compiled("water_level.above('warn') >= 0"), "water_level", 5));
  EXPECT_FALSE(never_clears(compiled("humidity.above('dry') >= 0"), "humidity", 5));
}

}  // namespace
}  // namespace fenghuo::rules
