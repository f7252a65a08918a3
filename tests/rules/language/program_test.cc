#include "rules/language/program.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "rules/language/lexer.h"
#include "tests/random.h"

namespace fenghuo::language {
namespace {

// Answers of a made-up station to every call that the tests use.
Truth run(const std::string& text, const std::map<std::string, double>& known = {},
          double deadband = 0) {
  const auto program = compile(text);
  EXPECT_TRUE(program) << text << ": " << (program ? "" : program.error().text.en);
  if (!program) return Truth::unknown;
  std::vector<Reading> readings;
  for (const auto& call : program->calls()) {
    const auto found = known.find(call.property + "." + std::string(to_string(call.function)));
    readings.push_back(found == known.end() ? Reading{} : Reading{true, found->second});
  }
  return program->run(readings, std::vector<double>(readings.size(), deadband));
}

Problem problem(const std::string& text) {
  const auto program = compile(text);
  EXPECT_FALSE(program) << text;
  return program ? Problem{} : program.error();
}

TEST(Program, ComputesAsCelDoes) {
  for (const char* text : {"true",
                           "!false",
                           "1 < 2",
                           "2 <= 2",
                           "3 > 2.5",
                           "2 >= 2",
                           "1 == 1.0",
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
                           "1e3 == 1000",
                           "1.5e-1 == 0.15",
                           "duration('1h') == duration('60m')",
                           "duration('1h30m') > duration('89m')",
                           "true == true",
                           "true != false",
                           "// a comment\n 1 < 2"})
    EXPECT_EQ(run(text), Truth::yes) << text;
}

TEST(Program, AsksSeries) {
  const std::map<std::string, double> known{{"rain.sum", 47.5}, {"water_level.last", 152.3}};
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", known), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 60", known), Truth::no);
  EXPECT_EQ(run("45 <= rain.sum(duration('1h'))", known), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) * 2.0 > 94.9", known), Truth::yes);
  EXPECT_EQ(run("water_level.last() - 150.0 > 2.0 && rain.sum(duration('1h')) > 40", known),
            Truth::yes);
}

TEST(Program, NamesEachCallOnce) {
  const auto program = compile(
      "rain.sum(duration('1h')) >= 35 || rain.sum(duration('60m')) >= 40 || "
      "rain.sum(duration('3h')) >= 55 || water_level.last() > 1");
  ASSERT_TRUE(program);
  ASSERT_EQ(program->calls().size(), 3u);
  EXPECT_EQ(program->calls()[0], (SeriesCall{"rain", SeriesFunction::sum, std::chrono::hours{1}}));
  ASSERT_EQ(program->thresholds().size(), 4u);
  EXPECT_EQ(program->thresholds()[1].call, 0u);
  EXPECT_EQ(program->thresholds()[1].limit, 40);
}

TEST(Program, AThresholdWrittenTheOtherWayRoundIsTheSame) {
  const auto program = compile("45 < rain.sum(duration('1h'))");
  ASSERT_TRUE(program);
  ASSERT_EQ(program->thresholds().size(), 1u);
  EXPECT_EQ(program->thresholds()[0].comparison, Comparison::greater);
  EXPECT_EQ(program->thresholds()[0].limit, 45);
}

TEST(Program, DeadbandMovesTheLimitTheEasyWay) {
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", {{"rain.sum", 43}}, 2), Truth::yes);
  EXPECT_EQ(run("rain.sum(duration('1h')) >= 45", {{"rain.sum", 42.9}}, 2), Truth::no);
  EXPECT_EQ(run("voltage.last() < 11", {{"voltage.last", 11.4}}, 0.5), Truth::yes);
  EXPECT_EQ(run("voltage.last() < 11", {{"voltage.last", 11.5}}, 0.5), Truth::no);
}

TEST(Program, WhatIsNotKnownStaysUnknownUnlessTheOtherSideDecides) {
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

TEST(Program, ACalculationThatFailsIsUnknown) {
  for (const char* text : {"1 / 0 == 1", "1 % 0 == 1", "1.0 / 0.0 > 1.0", "0.0 / 0.0 == 0.0",
                           "9007199254740992 * 9007199254740992 > 0", "int(1e300) > 0"})
    EXPECT_EQ(run(text), Truth::unknown) << text;
}

TEST(Program, RefusesWithThePlaceAndACure) {
  EXPECT_EQ(problem("rian.sum(duration('1h')) > 1").at.column, 1);
  EXPECT_NE(problem("rian.sum(duration('1h')) > 1").text.en.find("did you mean 'rain'"),
            std::string::npos);
  EXPECT_NE(problem("rain.total(duration('1h')) > 1").text.en.find("sum min max"),
            std::string::npos);
  EXPECT_NE(problem("rain.sun(duration('1h')) > 1").text.en.find("'sum'"), std::string::npos);
  EXPECT_EQ(problem("1 < 2 &&\n  rain > 3").at.line, 2);
  EXPECT_EQ(problem("1 < 2 &&\n  rain > 3").at.column, 3);
  EXPECT_NE(problem("rain > 3").text.en.find("rain.last()"), std::string::npos);
}

TEST(Program, RefusesWhatMakesNoSense) {
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
                           "rain.avg(duration('1h')) > 1",
                           "rain_cumulative.sum(duration('1h')) > 1",
                           "water_level.last(duration('1h')) > 1",
                           "1 + 1.0 == 2",
                           "1 + true == 2",
                           "1 && 2",
                           "!1",
                           "-true",
                           "true < false",
                           "1 < duration('1h')",
                           "'a' == 'a'",
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

TEST(Program, BoundsItself) {
  std::string nested(200, '(');
  nested += "true" + std::string(200, ')');
  EXPECT_NE(problem(nested).text.en.find("100"), std::string::npos);
  problem(std::string(200, '!') + "true");
  std::string chain = "true";
  for (int i = 0; i < 5000; ++i) chain += "||true";
  EXPECT_NE(problem(chain).text.en.find("too long"), std::string::npos);
  problem(std::string(kExpressionBytesMax + 1, ' '));
  std::string right = "true";
  for (int i = 0; i < 90; ++i) right = "(true&&" + right + ")";
  EXPECT_NE(problem(right).text.en.find("too large"), std::string::npos);
}

// Random arithmetic beside the compiler of this test.
TEST(Program, AgreesWithAPlainCalculation) {
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

}  // namespace
}  // namespace fenghuo::language
