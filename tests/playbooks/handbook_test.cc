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

TEST(Handbook, WhoIsUnreachedComesSecondWhereAnotherIsNot) {
  const wire::Plan plan = township_plan();
  const Instant heard_at = kStart + std::chrono::minutes{5};
  const Handbook handbook(plan, false, {{"leader", Instant{}}, {"officer", heard_at}});
  const auto& ladder = handbook.response("warn", Level::red)->ladder();
  EXPECT_EQ(handbook.callee(ladder[0], "A", "village_leader"), "deputy");
  EXPECT_EQ(handbook.callee(ladder[2], "A", "village_leader"), "leader");
  EXPECT_EQ(handbook.holders_of("A", "village_leader"),
            (std::vector<std::string>{"deputy", "leader"}));
  EXPECT_EQ(handbook.people_of("A").front(), "leader") << "the roster stays as it is";
  EXPECT_EQ(handbook.on_duty("A", "warning_officer").first, "officer") << "heard of by now";
  EXPECT_EQ(handbook.on_duty("A", "warning_officer", kStart).first, "deputy");
  EXPECT_EQ(handbook.on_duty("A", "warning_officer", heard_at).first, "officer");
  EXPECT_EQ(handbook.on_duty("A", "nobody's").first, "");
}

TEST(Handbook, TheRosterSaysWhoIsFirstWhereNobodyElseIsReached) {
  auto plan = township_plan();
  plan.mutable_roster(1)->clear_stand_in();
  const Unreached all{{"leader", {}}, {"deputy", {}}, {"officer", {}}, {"town", {}}};
  const Handbook handbook(plan, false, all);
  EXPECT_EQ(handbook.on_duty("A", "village_leader").first, "leader") << "both are silent";
  EXPECT_EQ(handbook.on_duty("A", "warning_officer").first, "officer") << "there is no other";
  const auto& ladder = handbook.response("warn", Level::red)->ladder();
  EXPECT_EQ(handbook.callee(ladder[3], "A", "village_leader"), "town2") << "of the township too";
}

// g++ and the sanitizers were silent where the name of a copy was returned.
TEST(Handbook, AShelterWithoutCoordinatesStandsInItsFirstVillage) {
  auto plan = township_plan();
  const std::string named_at_length = "a-village-with-a-long-name";
  auto* shelter = plan.add_shelters();
  const Handbook handbook(plan);
  EXPECT_EQ(handbook.village_at(*shelter), "") << "which serves nobody";
  shelter->add_villages(named_at_length);
  shelter->add_villages("A");
  EXPECT_EQ(handbook.village_at(*shelter).data(), shelter->villages(0).data());
}

TEST(Handbook, AnswersRulesByNameOrAllButSome) {
  const auto answers = [](std::initializer_list<const char*> entries, const char* rule) {
    wire::Playbook playbook;
    for (const char* entry : entries) playbook.add_rules(entry);
    return Handbook::answers(playbook, rule);
  };
  EXPECT_TRUE(answers({"heat", "flood"}, "flood"));
  EXPECT_FALSE(answers({"heat", "flood"}, "flood-signs")) << "a part of the name is no name";
  EXPECT_TRUE(answers({"*"}, "flood"));
  EXPECT_FALSE(answers({"*", "!heat"}, "heat"));
  EXPECT_FALSE(answers({"!heat", "*"}, "heat"));
  EXPECT_TRUE(answers({"*", "!heat"}, "heat-signal"));
  EXPECT_TRUE(answers({"*", "!heat", "heat"}, "heat")) << "check refuses it; nobody is left out";
  EXPECT_FALSE(answers({"!heat"}, "flood")) << "what isn't left out isn't answered by that alone";
  EXPECT_FALSE(answers({}, "flood"));
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

// F10: every text that lacks what to do, where, or by when.
TEST(Handbook, RefusesMessagesThatMoveNobody) {
  for (const char* missing : {"{action}", "{village}", "{minutes}"}) {
    for (const bool zh : {true, false}) {
      auto plan = township_plan();
      auto& text = *plan.mutable_playbooks(0)->mutable_text();
      std::string& spoilt = zh ? *text.mutable_zh() : *text.mutable_en();
      spoilt.replace(spoilt.find(missing), std::string(missing).size(), "…");
      EXPECT_TRUE(names(check(plan), "playbooks[warn].text", missing)) << missing << zh;
    }
  }
}

TEST(Handbook, RemindsOfMessagesThatAreTooLong) {
  auto plan = township_plan();
  std::string action;
  for (int i = 0; i < 45; ++i) action += "马上离开危险区！";
  set_text(*plan.mutable_playbooks(0)->mutable_responses(2)->mutable_action(), action, "go");
  const auto problems = check(plan);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::notice);
  EXPECT_TRUE(names(problems, "playbooks[warn].text", "more than five messages"));
}

TEST(Handbook, FindsWhatIsWrongWithEvacuations) {
  auto plan = township_plan();
  auto& village = *plan.mutable_villages(0);
  village.set_lead_time_ms(30 * 60'000);
  village.set_clearing_ms(20 * 60'000);
  auto& shelter = *plan.add_shelters();
  shelter.set_id("hall");
  shelter.set_floods(true);
  shelter.set_capacity(41);
  shelter.add_villages("A");
  auto& school = *plan.add_facilities();
  school.set_id("school");
  school.set_village("A");
  school.set_people(2);
  auto& household = *plan.add_households();
  household.set_id("h1");
  household.set_village("A");
  household.set_people(3);
  household.set_need_help(1);
  const auto problems = check(plan);
  EXPECT_TRUE(names(problems, "villages[A]",
                    "30 min until the water is there, at worst 11 min until somebody is told on "
                    "red, 20 min to move them"));
  EXPECT_TRUE(names(problems, "villages[A]", "has 3 people, people_at_risk says 40"));
  EXPECT_TRUE(names(problems, "shelters[hall].floods", "lies in the danger area"));
  EXPECT_TRUE(names(problems, "shelters[hall].capacity", "42 people come, it holds 41"));
  EXPECT_TRUE(names(problems, "households[h1].helper", "nobody is named"));
  plan.mutable_households(0)->set_helper("li");
  EXPECT_TRUE(names(check(plan), "households[h1].stand_in", "no stand-in"));
  plan.mutable_shelters(0)->clear_villages();
  EXPECT_TRUE(names(check(plan), "villages[A]", "has no shelter"));
}

}  // namespace
}  // namespace fenghuo::playbooks
