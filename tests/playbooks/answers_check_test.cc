// Lists of rules: what check() says of rules that are named, and of those that are left out.
#include <gtest/gtest.h>

#include "playbooks/handbook.h"
#include "tests/playbooks/township_rig.h"

namespace fenghuo::playbooks {
namespace {

class AnswersCheckTest : public ::testing::Test {
 protected:
  AnswersCheckTest() : plan_(township_plan()) {
    *plan_.add_rules() = make_rule("heat", {{"red", "air_temperature.last() >= 40"}});
    *plan_.add_rules() = make_rule("river", {{"red", "water_level.last() > 9"}});
  }

  void list(std::initializer_list<const char*> entries) {
    auto& playbook = *plan_.mutable_playbooks(0);
    playbook.clear_rules();
    for (const char* entry : entries) playbook.add_rules(entry);
  }
  // What is said of the list, in English, a line each; notices begin with a '-'.
  std::string said(const AnsweringPacks& packs = {}) const {
    std::string all;
    for (const auto& problem : check(plan_, packs)) {
      EXPECT_FALSE(problem.text.zh.empty());
      if (problem.path == "playbooks[warn].rules" || problem.path.starts_with("rules["))
        all += (problem.severity == Severity::notice ? "- " : "") + problem.text.en + "\n";
    }
    return all;
  }

  wire::Plan plan_;
};

TEST_F(AnswersCheckTest, EveryRuleButSome) {
  list({"*"});
  EXPECT_EQ(said(), "");
  list({"*", "!heat"});
  EXPECT_EQ(
      said(),
      "- the rule 'heat' raises alarms, but no playbook answers: nobody is called. Name it in "
      "the rules of a playbook\n");
  list({"!heat", "*"});
  *plan_.add_playbooks() = plan_.playbooks(0);
  plan_.mutable_playbooks(1)->set_id("cool");
  plan_.mutable_playbooks(1)->clear_rules();
  plan_.mutable_playbooks(1)->add_rules("heat");
  EXPECT_EQ(said(), "") << "another playbook answers it, and the order says nothing";
}

TEST_F(AnswersCheckTest, TheSamePeopleAreCalledByTwo) {
  list({"*"});
  *plan_.add_playbooks() = plan_.playbooks(0);
  auto& other = *plan_.mutable_playbooks(1);
  other.set_id("cool");
  other.clear_rules();
  other.add_rules("heat");
  EXPECT_EQ(said(),
            "- the rule 'heat' is answered by 'warn' and by 'cool', and both call "
            "'village_leader': the same person is called twice for one thing. Leave it out of one "
            "with \"!heat\" in its rules, or take its name out of them\n");
  other.clear_duties();
  other.add_duties("doctor");
  EXPECT_EQ(said(), "") << "each calls its own people";
}

TEST_F(AnswersCheckTest, ThePackThatWouldAnswer) {
  list({"*", "!heat", "!river"});
  EXPECT_EQ(
      said({{"heat", "heat-cold"}}),
      "- the rule 'heat' raises alarms, but no playbook answers: nobody is called. Add "
      "heat-cold to the playbooks in packs, or name it in the rules of a playbook of your own\n"
      "- the rule 'river' raises alarms, but no playbook answers: nobody is called. Name it in "
      "the rules of a playbook\n");
}

TEST_F(AnswersCheckTest, RulesThatJudgeNothing) {
  list({"*"});
  for (const char* id : {"cracks", "slides"})
    *plan_.add_rules() = make_rule(id, {{"red", "air_temperature.last() >= 40"}});
  auto& cracks = *plan_.mutable_rules(plan_.rules_size() - 2);
  auto& slides = *plan_.mutable_rules(plan_.rules_size() - 1);
  cracks.set_for_each(wire::Rule::HAZARD_POINT);
  slides.set_for_each(wire::Rule::HAZARD_POINT);
  EXPECT_EQ(said(),
            "- the plan has no hazard point, and these rules judge nothing: cracks, slides. Draw "
            "them in areas.geojson (kind: hazard_point), or leave the rules out\n");
  auto& slope = *plan_.add_hazard_points();
  slope.set_id("slope");
  slope.set_village("A");
  EXPECT_EQ(said(), "");
  slides.set_for_each(wire::Rule::CATCHMENT);
  EXPECT_EQ(said(),
            "- the plan has no catchment, and these rules judge nothing: slides. Draw them in "
            "areas.geojson (kind: catchment), or leave the rules out\n");
}

TEST_F(AnswersCheckTest, NamedAndLeftOut) {
  list({"*", "heat", "!heat"});
  EXPECT_EQ(said(),
            "both 'heat' and '!heat' are there: delete '!heat' to answer it, 'heat' to leave it "
            "out\n");
  list({"heat", "river", "flash", "!heat"});
  EXPECT_EQ(said(),
            "both 'heat' and '!heat' are there: delete '!heat' to answer it, 'heat' to leave it "
            "out\n")
      << "once, although there is no '*' either";
}

TEST_F(AnswersCheckTest, LeftOutOfNothing) {
  list({"flash", "river", "heat", "!storm"});
  EXPECT_EQ(said(),
            "'!storm' leaves a rule out of '*', which isn't there: write [\"*\", \"!storm\"], or "
            "delete it\n");
  list({"*", "!"});
  EXPECT_EQ(said(), "'!' names no rule: write \"!ID\", or delete it\n");
}

TEST_F(AnswersCheckTest, ARuleThatThePlanNeedNotHave) {
  list({"*", "!crowd-density"});
  EXPECT_EQ(said(), "");
  list({"*", "!rivre"});
  EXPECT_EQ(said(),
            "- '!rivre' leaves nothing out: the plan has no rule 'rivre'; did you mean 'river'?\n");
  plan_.mutable_playbooks(0)->set_version("pack:0123");
  EXPECT_EQ(said(), "") << "packs leave out rules of packs";
}

TEST_F(AnswersCheckTest, APackNamesMoreThanThePlanHas) {
  *plan_.add_playbooks() = plan_.playbooks(0);
  plan_.mutable_playbooks(0)->set_version("pack:0123");
  list({"flood", "heat"});
  plan_.mutable_playbooks(1)->set_id("own");
  plan_.mutable_playbooks(1)->add_rules("river");
  EXPECT_EQ(said(), "");
  list({"flood", "storm"});
  plan_.mutable_playbooks(1)->add_rules("heat");
  EXPECT_EQ(said(),
            "- of the rules that this playbook answers the plan has none (flood, storm): it calls "
            "nobody. To use it, add the pack of these rules to the rules in packs\n");
  plan_.mutable_playbooks(0)->set_version("plan:0123");
  EXPECT_EQ(said(), "there is no rule 'flood'\nthere is no rule 'storm'\n");
}

}  // namespace
}  // namespace fenghuo::playbooks
