#include "rules/language/checker.h"

#include <gtest/gtest.h>

#include "rules/language/parser.h"

namespace fenghuo::language {
namespace {

// Types point into it.
const Environment& township() {
  static Environment environment;
  if (!environment.variables().empty()) return environment;
  environment.set_container("town");
  environment.add_variable("level", "double");
  environment.add_variable("town.rain", "list(double)");
  environment.add_variable("households", "map(string, int)");
  environment.add_variable("anything", "dyn");
  return environment;
}

Checked checked(const std::string& source) {
  auto syntax = parse(source);
  EXPECT_TRUE(syntax) << source;
  return syntax ? check(std::move(*syntax), township()) : Checked{};
}

std::string type_of(const std::string& source) {
  const Checked result = checked(source);
  EXPECT_TRUE(result.problems.empty()) << source << ": " << result.problems[0].text.en;
  return to_string(*result[result.syntax.root].type);
}

Problem problem(const std::string& source) {
  const auto result = checked(source);
  EXPECT_FALSE(result.problems.empty()) << source;
  return result.problems.empty() ? Problem{} : result.problems.front();
}

TEST(Checker, FindsTypes) {
  EXPECT_EQ(type_of("level > 3.0"), "bool");
  EXPECT_EQ(type_of("rain[0]"), "double");
  EXPECT_EQ(type_of("rain.map(r, string(r))"), "list(string)");
  EXPECT_EQ(type_of("households.Shangxi"), "int");
  EXPECT_EQ(type_of("households[?'Shangxi'].orValue(0)"), "int");
  EXPECT_EQ(type_of("[1, 2.0]"), "list(dyn)");
  EXPECT_EQ(type_of("anything.a.b[0]"), "dyn");
  EXPECT_EQ(type_of("timestamp('2026-07-15T00:00:00Z') - duration('1h')"),
            "google.protobuf.Timestamp");
  EXPECT_EQ(type_of("households.exists(name, people, people > 3)"), "bool");
  EXPECT_EQ(type_of("{}"), "map(dyn, dyn)");
}

TEST(Checker, SaysWhatWouldDo) {
  EXPECT_EQ(problem("levle > 3.0").text.en,
            "undeclared reference to 'levle'; did you mean 'level'?");
  EXPECT_EQ(problem("level.isNan()").text.en.find("undeclared reference to function 'isNan'"), 0u);
  EXPECT_NE(problem("'a'.startWith('b')").text.en.find("did you mean 'startsWith'?"),
            std::string::npos);
  EXPECT_NE(problem("level + 1").text.en.find("write both as one kind of number"),
            std::string::npos);
  EXPECT_EQ(problem("level.x").text.en, "type 'double' does not support field selection");
}

TEST(Checker, KnowsThePlace) {
  const auto found = problem("level > 3.0 &&\n  '水' + level > 1.0");
  EXPECT_EQ(found.at, (Position{2, 7}));
  EXPECT_EQ(problem("level > 3.0 && level + 1 > 2.0").at, (Position{1, 22}));
}

TEST(Checker, TellsAllThatIsWrong) {
  EXPECT_EQ(checked("levle > 3.0 && rian[0] > 1.0").problems.size(), 2u);
  // But nothing twice: what uses a wrong part is not wrong itself.
  EXPECT_EQ(checked("(levle + 1.0) * 2.0 > 3.0").problems.size(), 1u);
}

TEST(Checker, AVariableOfALoopHidesOthers) {
  EXPECT_EQ(type_of("['a'].map(level, level)"), "list(string)");
  EXPECT_EQ(type_of("['a'].map(rain, rain.size())"), "list(int)");
}

}  // namespace
}  // namespace fenghuo::language
