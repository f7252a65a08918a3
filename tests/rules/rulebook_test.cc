#include "rules/rulebook.h"

#include <gtest/gtest.h>

#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

TEST(Rulebook, GathersWhatIsAsked) {
  wire::Plan plan;
  *plan.add_rules() = make_rule("flash", {{"red", "rain.sum(duration('1h')) >= 80"},
                                          {"blue",
                                           "rain.sum(duration('1h')) >= 35 || "
                                           "rain.sum(duration('3h')) >= 55"}});
  *plan.add_rules() = make_rule("river", {{"red", "water_level.last() > 150"}});
  plan.mutable_rules(0)->add_deadbands()->set_property("rain");
  plan.mutable_rules(0)->mutable_deadbands(0)->set_value(2);
  const Rulebook book(plan);
  ASSERT_EQ(book.rules().size(), 2u);
  EXPECT_EQ(book.rules()[0].levels[0].level, Level::blue) << "from the least severe";
  EXPECT_EQ(book.rules()[0].levels[0].asked.deadbands, (std::vector<double>{2, 2}));
  EXPECT_EQ(book.calls().size(), 3u);
  const auto rain = book.readers_of("rain");
  ASSERT_TRUE(rain);
  const auto& readers = book.readers()[*rain];
  EXPECT_EQ(readers.moving, 2u);
  ASSERT_EQ(readers.calls[0].areas.size(), 1u);
  // Of 80 and 35 with and without their deadband of 2 only 33 lies between.
  EXPECT_TRUE(readers.calls[0].areas[0].rules.is_moved({true, 32}, {true, 34}));
  EXPECT_FALSE(readers.calls[0].areas[0].rules.is_moved({true, 36}, {true, 77}));
  EXPECT_EQ(book.readers()[*rain].shape.windows.size(), 2u);
  EXPECT_FALSE(book.readers_of("flow"));
  EXPECT_TRUE(book.silences().empty());
}

TEST(Rulebook, CheckNamesEveryFaultWithItsPlace) {
  wire::Plan plan;
  *plan.add_rules() =
      make_rule("flash", {{"red", "rian.sum(duration('1h')) >= 80"}, {"blue", "true &&\n rain"}});
  plan.mutable_rules(0)->add_deadbands()->set_property("rian");
  *plan.add_rules() = make_rule("empty", {});
  const auto problems = check(plan);
  ASSERT_EQ(problems.size(), 4u);
  EXPECT_EQ(problems[0].path, "rules[flash].levels[red]");
  EXPECT_EQ(problems[1].path, "rules[flash].levels[blue]");
  EXPECT_EQ(problems[1].line, 2);
  EXPECT_EQ(problems[1].column, 2);
  EXPECT_EQ(problems[2].path, "rules[flash].deadband");
  EXPECT_EQ(problems[3].path, "rules[empty]");
  for (const auto& problem : problems) {
    EXPECT_FALSE(problem.text.zh.empty());
    EXPECT_FALSE(problem.text.en.empty());
  }
}

// Those alone that are on a circle: neither who asks one of them nor whom one of them asks.
TEST(Rulebook, CheckNamesTheRulesThatWaitForEachOther) {
  wire::Plan plan;
  const auto asks = [&](const std::string& rule, const std::string& when) {
    *plan.add_rules() = make_rule(rule, {{"red", when}});
  };
  asks("last", "rain.sum(duration('1h')) >= 80");
  asks("a", "alarm('b').active() || alarm('last').active()");
  asks("b", "alarm('c').active() || alarm('between').active()");
  asks("c", "alarm('a').active()");
  asks("between", "alarm('self').active()");
  asks("self", "alarm('self').active()");
  asks("first", "alarm('a').active() && alarm('last').active()");
  std::vector<std::string> paths;
  for (const auto& problem : check(plan)) {
    EXPECT_NE(problem.text.en.find("depends on itself"), std::string::npos) << problem.text.en;
    paths.push_back(problem.path);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"rules[a]", "rules[b]", "rules[c]", "rules[self]"}));
}

TEST(Rulebook, NoAllClearOfOthersMutesARule) {
  wire::Plan plan;
  *plan.add_rules() =
      make_rule("a", {{"blue", "rain.sum(duration('1h')) >= 30 &&\n !warning('暴雨').active()"},
                      {"red", "warning('暴雨').active() ? rain.last() >= 1 : rain.last() >= 9"},
                      {"orange", "rain.sum(duration('1h')) >= 30 && warning('暴雨').active()"}});
  const auto problems = check(plan);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].path, "rules[a].levels[blue]");
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[1].path, "rules[a].levels[red]");
}

}  // namespace
}  // namespace fenghuo::rules
