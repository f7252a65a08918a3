#include "cli/drill/condition.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace fenghuo::cli {
namespace {

std::string told(const std::string& source, const std::string& json) {
  const auto condition = Condition::compile(source, "fact");
  if (!condition) return "refused: " + condition.error().front().text.en;
  const auto holds = condition->holds(boost::json::parse(json));
  if (!holds) return "can't tell: " + holds.error().text.en;
  return *holds ? "yes" : "no";
}

TEST(ConditionTest, IsAskedOfMembers) {
  EXPECT_EQ(told("fact.level == 'red'", R"({"level":"red"})"), "yes");
  EXPECT_EQ(told("fact.level == 'red'", R"({"level":"blue"})"), "no");
  EXPECT_EQ(told("fact.people >= 10 && fact.area.startsWith('x')", R"({"people":12,"area":"xi"})"),
            "yes");
  EXPECT_EQ(told("size(fact.units.filter(u, u.state == 'sent')) == 1",
                 R"({"units":[{"state":"sent"},{"state":"ready"}]})"),
            "yes");
}

TEST(ConditionTest, CantBeToldOfAMemberThatIsntThere) {
  EXPECT_TRUE(told("fact.levle == 'red'", R"({"level":"red"})").starts_with("can't tell: "));
  EXPECT_EQ(told("has(fact.levle) && fact.levle == 'red'", R"({"level":"red"})"), "no");
}

TEST(ConditionTest, IsABool) {
  EXPECT_TRUE(told("1 + 1", "{}").starts_with("refused: "));
  EXPECT_TRUE(told("fact.", "{}").starts_with("refused: "));
  EXPECT_TRUE(told("fact.people", R"({"people":3})").starts_with("can't tell: "));
}

}  // namespace
}  // namespace fenghuo::cli
