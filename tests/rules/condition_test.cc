#include "rules/condition.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

// Answers of a made-up station to every call that the tests use.
Truth run(const std::string& text, const std::map<std::string, double>& known = {},
          double deadband = 0) {
  auto condition = Condition::compile(text);
  EXPECT_TRUE(condition) << text << ": " << (condition ? "" : condition.error().text.en);
  if (!condition) return Truth::unknown;
  std::vector<Reading> readings;
  for (const auto& call : condition->calls()) {
    const auto found = known.find(call.property + "." + std::string(to_string(call.function)));
    readings.push_back(found == known.end() ? Reading{} : Reading{true, found->second});
  }
  const std::vector<double> deadbands(readings.size(), deadband);
  return condition->run({{readings.data()}, deadbands, {}, {}});
}

language::Problem problem(const std::string& text) {
  auto condition = Condition::compile(text);
  EXPECT_FALSE(condition) << text;
  return condition ? language::Problem{} : condition.error();
}

TEST(Condition, ComputesAsCelDoes) {
  for (const char* text : {"true",
                           "!false",
                           "1 < 2",
                           "2 <= 2",
                           "3 > 2.5",
                           "2 >= 2",
                           "1 != 2",
                           "1 + 2 * 3 == 7",
                           "(1 + 2) * 3 == 9",
                           "7 / 2 == 3",
                           "-7 / 2 == -3",
                           "7 % 4 == 3",
                           "7.0 / 2.0 == 3.5",
                           "-(-3) == 3",
                           "1 - 2 - 3 == -4",
                           "true || false && false",
                           "!(true && false)",
                           "true ? 1 < 2 : false",
                           "false ? false : true",
                           "1 < 2 ? true : 1 == 2",
                           "double(7) / 2.0 == 3.5",
                           "int(3.9) == 3",
                           "1.5e-1 == 0.15",
                           "duration('1h') == duration('60m')",
                           "duration('1h30m') > duration('89m')",
                           "true == true",
                           "[1, 2].all(x, x > 0) && [1, 2].exists(x, x > 1)",
                           "true != false",
                           "// a comment\n 1 < 2"})
    EXPECT_EQ(run(text), Truth::yes) << text;
}

TEST(Condition, AsksSeries) {
  const std::map<std::string, double> known{{"rain.sum", 47.5}, {"water_level.last", 152.3}};
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", known), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 60", known), Truth::no);
  EXPECT_EQ(run("45 <= rain.sum(duration('1h'))", known), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) * 2.0 > 94.9", known), Truth::yes);
  EXPECT_EQ(run("water_level.last() - 150.0 > 2.0 && rain.sum(duration('1h')) > 40", known),
            Truth::yes);
}

TEST(Condition, NamesEachCallOnce) {
  auto condition = Condition::compile(
      "rain.sum(duration('1h')) >= 35 || rain.sum(duration('60m')) >= 40 || "
      "rain.sum(duration('3h')) >= 55 || water_level.last() > 1");
  ASSERT_TRUE(condition);
  ASSERT_EQ(condition->calls().size(), 3u);
  EXPECT_EQ(condition->calls()[0],
            (SeriesCall{"rain", SeriesFunction::sum, std::chrono::hours{1}}));
  ASSERT_EQ(condition->thresholds().size(), 4u);
  EXPECT_EQ(condition->thresholds()[1].call, 0u);
  EXPECT_EQ(condition->thresholds()[1].limit, 40);
}

TEST(Condition, AThresholdWrittenTheOtherWayRoundIsTheSame) {
  auto condition = Condition::compile("45 < rain.sum(duration('1h'))");
  ASSERT_TRUE(condition);
  ASSERT_EQ(condition->thresholds().size(), 1u);
  EXPECT_EQ(condition->thresholds()[0].comparison, Comparison::greater);
  EXPECT_EQ(condition->thresholds()[0].limit, 45);
}

TEST(Condition, DeadbandMovesTheLimitTheEasyWay) {
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", {{"rain.sum", 43}}, 2), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", {{"rain.sum", 42.9}}, 2), Truth::no);
  EXPECT_EQ(run("voltage.last() < 11", {{"voltage.last", 11.4}}, 0.5), Truth::yes);
  EXPECT_EQ(run("voltage.last() < 11", {{"voltage.last", 11.5}}, 0.5), Truth::no);
}

TEST(Condition, WhatIsNotKnownStaysUnknownUnlessTheOtherSideDecides) {
  const std::string unknown = "water_level.last() > 1";
  EXPECT_EQ(run(unknown), Truth::unknown);
  EXPECT_EQ(run("!(" + unknown + ")"), Truth::unknown);
  EXPECT_EQ(run(unknown + " || true"), Truth::yes);
  EXPECT_EQ(run("true || " + unknown), Truth::yes);
  EXPECT_EQ(run(unknown + " || false"), Truth::unknown);
  EXPECT_EQ(run(unknown + " && false"), Truth::no);
  EXPECT_EQ(run("false && " + unknown), Truth::no);
  EXPECT_EQ(run(unknown + " && true"), Truth::unknown);
  EXPECT_EQ(run(unknown + " ? true : true"), Truth::unknown);
  EXPECT_EQ(run("true ? true : " + unknown), Truth::yes);
  EXPECT_EQ(run("water_level.last() + 1.0 == water_level.last() + 1.0"), Truth::unknown);
}

TEST(Condition, ACalculationThatFailsIsUnknown) {
  for (const char* text :
       {"1 / 0 == 1", "1 % 0 == 1", "1.0 / 0.0 > 1.0", "0.0 / 0.0 == 0.0",
        "9007199254740992 * 9007199254740992 > 0", "int(1e300) > 0",
        // CEL's own would be infinite, or no number: red, or calm.
        "1e308 * 10.0 > 1.0", "1e308 + 1e308 > 1.0", "-1e308 - 1e308 < 1.0",
        "1.0 / 1e-308 / 1e-10 > 1.0", "math.sqrt(1.0 - 3.0) >= 1.0", "math.sqrt(1 - 3) >= 1.0"})
    EXPECT_EQ(run(text), Truth::unknown) << text;
}

TEST(Condition, RefusesWithThePlaceAndACure) {
  EXPECT_EQ(problem("rian.sum(duration('1h')) > 1").at.column, 1);
  EXPECT_NE(problem("rian.sum(duration('1h')) > 1").text.en.find("did you mean 'rain'"),
            std::string::npos);
  EXPECT_NE(problem("rain.total(duration('1h')) > 1").text.en.find("sum min max"),
            std::string::npos);
  EXPECT_NE(problem("rain.sun(duration('1h')) > 1").text.en.find("'sum'"), std::string::npos);
  for (const char* text :
       {"rain.sum(duration('30min')) > 1", "rain.sum(tumbling(duration('30min'))) > 1"})
    EXPECT_EQ(problem(text).text.en,
              "'30min' is no duration; there are 30m, 1h, 1h30m, 90s, 500ms");
  EXPECT_EQ(problem("1 < 2 &&\n  rain > 3").at.line, 2);
  EXPECT_EQ(problem("1 < 2 &&\n  rain > 3").at.column, 3);
  EXPECT_NE(problem("rain > 3").text.en.find("rain.last()"), std::string::npos);
}

TEST(Condition, RefusesWhatMakesNoSense) {
  for (const char* text : {"",
                           "1",
                           "rain.sum()",
                           "rain.sum('1h') > 1",
                           "rain.sum(1) > 1",
                           "rain.sum(duration('1')) > 1",
                           "rain.sum(duration('-1h')) > 1",
                           "rain.sum(duration('0s')) > 1",
                           "rain.sum(duration('32h').last()) > 1",
                           "rain.sum(duration('800h')) > 1",
                           "rain.sum(tumbling(duration('10ms'))) > 1",
                           "rain.avg(duration('1h')) > 1",
                           "rain_cumulative.sum(duration('1h')) > 1",
                           "water_level.last(duration('1h')) > 1",
                           "1 + 1.0 == 2",
                           "1 + true == 2",
                           "1 && 2",
                           "!1",
                           "-true",
                           "1 < duration('1h')",
                           "foo(1) == 1",
                           "(1 < 2",
                           "1 < 2)",
                           "1 <",
                           "1 = 1",
                           "true & false",
                           "true | false",
                           "1 < 2 ? true",
                           "rain.",
                           "rain.sum(",
                           "rain.sum(duration('1h')",
                           "'a",
                           "1 ≥ 2",
                           "5.5 % 2.0 == 1.5",
                           "true ? 1 : 2",
                           "true ? true : 1",
                           "double(true) == 1.0",
                           "double() == 1.0",
                           "@",
                           "a..b",
                           "99999999999999999999 > 1"})
    problem(text);
}

TEST(Condition, BoundsItself) {
  EXPECT_NE(problem(std::string(100'000, '(') + "true").text.en.find("longer than"),
            std::string::npos);
  EXPECT_NE(problem(std::string(1000, '(') + "true" + std::string(1000, ')')).text.en.find("deep"),
            std::string::npos);
}

TEST(Condition, AsksStationsABoundedNumberOfTimes) {
  std::string text = "false";
  for (std::size_t i = 0; i < kStationTestsMax; ++i) text += "||stations.exists(s,s.rain.last()>1)";
  EXPECT_TRUE(Condition::compile(text, {.of_stations = true}));
  const auto one_more =
      Condition::compile(text + "||stations.exists(s,s.rain.last()>1)", {.of_stations = true});
  ASSERT_FALSE(one_more);
  EXPECT_NE(one_more.error().text.en.find("at most 64"), std::string::npos);
}

// Random arithmetic beside the compiler of this test.
TEST(Condition, AgreesWithAPlainCalculation) {
  Random random(5);
  for (int round = 0; round < 3000; ++round) {
    const double a = static_cast<double>(random.between(-50, 50)) / 4;
    const double b = static_cast<double>(random.between(-50, 50)) / 4;
    const double c = static_cast<double>(random.between(1, 50)) / 4;
    const std::map<std::string, double> known{
        {"flow.last", a}, {"water_level.last", b}, {"velocity.last", c}};
    const std::string x = "flow.last()";
    const std::string y = "water_level.last()";
    const std::string z = "velocity.last()";
    EXPECT_EQ(run(x + " * " + y + " - " + z + " < " + y + " / " + z, known),
              a * b - c < b / c ? Truth::yes : Truth::no);
    EXPECT_EQ(run("(" + x + " < " + y + ") == !(" + y + " <= " + x + ")", known), Truth::yes);
    EXPECT_EQ(run(x + " < " + y + " || " + y + " < " + z + " && " + x + " > " + z, known),
              a < b || (b < c && a > c) ? Truth::yes : Truth::no);
  }
}

// A difference is compared without the machine; written the other way round it needs it.
TEST(Condition, DifferencesAreWhatTheMachineSays) {
  for (const char* sign : {"<", "<=", ">=", ">"})
    for (const double last : {1.0, 2.0, 3.0})
      for (const double low : {0.5, 1.0, 2.0}) {
        const std::map<std::string, double> known{{"water_level.last", last},
                                                  {"water_level.min", low}};
        const std::string difference = "water_level.last() - water_level.min(duration('1h'))";
        EXPECT_EQ(run(difference + " " + sign + " 1.0", known),
                  run(difference + " " + sign + " 0.5 + 0.5", known))
            << last << " - " << low << " " << sign;
      }
  EXPECT_EQ(
      run("water_level.last() - water_level.min(duration('1h')) >= 1.0", {{"water_level.last", 3}}),
      Truth::unknown);
  const auto condition =
      Condition::compile("water_level.last() - water_level.min(duration('1h')) >= 1.0");
  ASSERT_TRUE(condition);
  EXPECT_EQ(condition->differences().size(), 1U);
  EXPECT_FALSE(condition->computes_with(0) || condition->computes_with(1));
}

}  // namespace
}  // namespace fenghuo::rules
