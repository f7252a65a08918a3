#include "adapters/plan/pack_answers.h"

#include <algorithm>
#include <set>

#include "adapters/packs.h"
#include "adapters/plan/files.h"
#include "playbooks/handbook.h"
#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

wire::Plan everything_of_packs() {
  PlanDraft draft;
  for (const auto& name : pack_names("rules"))
    read_rules({name, std::string(*pack("rules", name))}, draft, true);
  for (const auto& name : pack_names("playbooks"))
    read_playbooks({name, std::string(*pack("playbooks", name))}, draft, true);
  EXPECT_TRUE(draft.faults.empty()) << to_string(draft.faults[0], Language::en);
  return draft.plan;
}

std::set<std::string> rules_of(const wire::Plan& plan) {
  std::set<std::string> ids;
  for (const auto& rule : plan.rules()) ids.insert(rule.id());
  return ids;
}

TEST(PackAnswers, WhatOnePackLeavesOutAnotherAnswers) {
  const auto plan = everything_of_packs();
  const auto rules = rules_of(plan);
  std::size_t left_out = 0;
  for (const auto& playbook : plan.playbooks())
    for (const auto& entry : playbook.rules()) {
      if (!entry.starts_with("!")) continue;
      ++left_out;
      const std::string rule = entry.substr(1);
      EXPECT_TRUE(rules.contains(rule)) << playbook.id() << " leaves out " << rule;
      EXPECT_TRUE(answering_packs().contains(rule)) << "nobody answers " << rule;
    }
  EXPECT_GT(left_out, 0u);
}

// Two playbooks that answer one rule both call.
TEST(PackAnswers, NoRuleIsAnsweredTwice) {
  const auto plan = everything_of_packs();
  for (const auto& rule : plan.rules()) {
    std::string answering;
    for (const auto& playbook : plan.playbooks())
      if (playbooks::Handbook::answers(playbook, rule.id())) answering += playbook.id() + " ";
    EXPECT_EQ(std::count(answering.begin(), answering.end(), ' '), 1)
        << rule.id() << ": " << answering;
  }
}

TEST(PackAnswers, NamesRulesThatThereAre) {
  const auto rules = rules_of(everything_of_packs());
  for (const auto& [rule, name] : answering_packs()) {
    EXPECT_TRUE(rules.contains(rule)) << rule << " of " << name;
    EXPECT_TRUE(pack("rules", name)) << "it is called as the rule pack that it belongs to";
  }
  EXPECT_EQ(answering_packs().at("heat-signal"), "heat-cold");
  EXPECT_EQ(answering_packs().at("forest-fire-danger"), "forest-fire");
  EXPECT_FALSE(answering_packs().contains("forest-fire-seen")) << "of warn-and-call";
}

// What they are for: nobody is sent out of the house because of heat, or counted.
TEST(PackAnswers, OnlyWarnAndCallMovesPeople) {
  const auto plan = everything_of_packs();
  for (const auto& playbook : plan.playbooks()) {
    if (playbook.id() == "warn-and-call") continue;
    EXPECT_EQ(playbook.responses_size(), 4) << playbook.id();
    for (const auto& response : playbook.responses()) {
      EXPECT_FALSE(response.wants_headcount()) << playbook.id();
      EXPECT_EQ(response.action().zh().find("转移"), std::string::npos) << playbook.id();
    }
  }
}

class PackAnswersTest : public PlanTest {
 protected:
  bool is_noticed(const std::string& file, const std::string& words) const {
    for (const auto& notice : notices(file))
      if (notice.find(words) != std::string::npos) return true;
    return false;
  }
};

TEST_F(PackAnswersTest, OfARulePackThatNobodyAnswers) {
  replace("plan.yaml", "rules: [flash-flood]", "rules: [flash-flood, heat-cold]");
  EXPECT_TRUE(faults().empty());
  EXPECT_TRUE(is_noticed("packs/rules/heat-cold.yaml", "Add heat-cold to the playbooks in packs"));
  replace("plan.yaml", "playbooks: [warn-and-call]", "playbooks: [warn-and-call, heat-cold]");
  EXPECT_TRUE(faults().empty());
  EXPECT_FALSE(is_noticed("packs/rules/heat-cold.yaml", "nobody is called"));
  EXPECT_FALSE(is_noticed("packs/playbooks/heat-cold.yaml", "calls nobody"));
}

TEST_F(PackAnswersTest, WithoutItsRulesOrWithOneOfThem) {
  replace("plan.yaml", "playbooks: [warn-and-call]", "playbooks: [warn-and-call, crowd]");
  EXPECT_TRUE(faults().empty());
  EXPECT_TRUE(is_noticed("packs/playbooks/crowd.yaml", "it calls nobody"));
  write("rules/fair.yaml",
        "rules:\n"
        "  - id: crowd-reported\n"
        "    title: {zh: 群众反映拥挤, en: people tell of crowding}\n"
        "    source: {zh: 本地, en: local}\n"
        "    levels: {orange: \"reports('crowding').count(duration('30m')) >= 3\"}\n");
  EXPECT_TRUE(faults().empty());
  EXPECT_FALSE(is_noticed("packs/playbooks/crowd.yaml", "it calls nobody"));
  EXPECT_FALSE(is_noticed("rules/fair.yaml", "no playbook answers"));
}

}  // namespace
}  // namespace fenghuo::adapters
