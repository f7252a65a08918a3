#include "playbooks/handbook.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/playbooks/township_rig.h"

namespace fenghuo::playbooks {
namespace {

bool names(const PlanProblems& problems, const std::string& path, const std::string& words) {
  return std::any_of(problems.begin(), problems.end(), [&](const PlanProblem& problem) {
    return problem.path == path && problem.text.en.find(words) != std::string::npos &&
           !problem.text.zh.empty();
  });
}

TEST(Handbook, FindsWhoIsToBeCalled) {
  const wire::Plan plan = township_plan();
  const Handbook handbook(plan);
  const auto* response = handbook.response("warn", Level::red);
  ASSERT_NE(response, nullptr);
  EXPECT_EQ(handbook.callee(response->ladder(0), "A", "village_leader"), "leader");
  EXPECT_EQ(handbook.callee(response->ladder(2), "A", "village_leader"), "deputy");
  EXPECT_EQ(handbook.callee(response->ladder(3), "A", "village_leader"), "town");
  EXPECT_EQ(handbook.callee(response->ladder(0), "B", "village_leader"), "");
  EXPECT_EQ(handbook.response("warn", Level::yellow), nullptr);
}

TEST(Handbook, FindsNoFaultWithAGoodPlan) {
  EXPECT_TRUE(check(township_plan()).empty());
}

TEST(Handbook, FindsWhatWouldLeaveSomebodyUncalled) {
  auto plan = township_plan();
  plan.mutable_roster(0)->clear_stand_in();
  plan.mutable_roster()->DeleteSubrange(1, 2);
  const auto problems = check(plan);
  EXPECT_TRUE(names(problems, "roster", "no stand-in"));
  EXPECT_TRUE(names(problems, "roster", "no warning_officer"));
  EXPECT_TRUE(names(problems, "roster", "no duty_officer"));
}

TEST(Handbook, AStandInMustBeSomebodyElse) {
  auto plan = township_plan();
  plan.mutable_roster(0)->set_stand_in("leader");
  EXPECT_TRUE(names(check(plan), "roster", "no stand-in"));
}

TEST(Handbook, ARuleOfStationsCallsNobody) {
  auto plan = township_plan();
  auto& gauge = *plan.add_rules();
  gauge = make_rule("gauge", {{"red", "rain.last() > 9"}});
  gauge.set_for_each(wire::Rule::STATION);
  EXPECT_TRUE(check(plan).empty()) << "playbooks for all rules pass it over";
  plan.mutable_playbooks(0)->add_rules("gauge");
  EXPECT_TRUE(names(check(plan), "playbooks[warn].rules", "no alarm of villages"));
}

TEST(Handbook, FindsFaultsOfPlaybooks) {
  auto plan = township_plan();
  auto& playbook = *plan.mutable_playbooks(0);
  playbook.add_rules("river");
  set_text(*playbook.mutable_text(), "{vilage}", "");
  playbook.mutable_responses()->DeleteSubrange(0, 1);
  auto& orange = *playbook.mutable_responses(0);
  orange.set_act_within_ms(0);
  orange.mutable_ladder(0)->set_wait_ms(59'999);
  orange.mutable_ladder(1)->set_channels(0, "pigeon");
  orange.mutable_ladder(2)->clear_channels();
  playbook.mutable_responses(1)->clear_ladder();
  const auto problems = check(plan);
  EXPECT_TRUE(names(problems, "playbooks[warn].rules", "'river'"));
  EXPECT_TRUE(names(problems, "playbooks[warn].text", "{vilage}"));
  EXPECT_TRUE(names(problems, "playbooks[warn].text", "missing"));
  EXPECT_TRUE(names(problems, "playbooks[warn]", "level blue"));
  EXPECT_TRUE(names(problems, "playbooks[warn].levels[orange]", "act_within"));
  EXPECT_TRUE(names(problems, "playbooks[warn].levels[orange].ladder[0]", "a minute"));
  EXPECT_TRUE(names(problems, "playbooks[warn].levels[orange].ladder[1]", "'pigeon'"));
  EXPECT_TRUE(names(problems, "playbooks[warn].levels[orange].ladder[2]", "no channel"));
  EXPECT_TRUE(names(problems, "playbooks[warn].levels[red]", "no ladder"));
}

}  // namespace
}  // namespace fenghuo::playbooks
