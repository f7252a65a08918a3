// What a plan's units are short of, before anybody needs them.
#include "playbooks/ledger/resource_check.h"

#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

void want(wire::Plan& plan, const std::string& skill, std::uint32_t units) {
  auto& need = *plan.mutable_playbooks(0)->mutable_responses(2)->add_units();
  need.set_skill(skill);
  need.set_units(units);
}

TEST(ResourceCheck, SeveralTasksOfOneSkillTakeAsManyUnitsAsAll) {
  auto plan = ledger_plan();
  want(plan, "medic", 1);
  want(plan, "boat", 1);
  want(plan, "boat", 2);
  std::vector<std::string> texts;
  for (const auto& problem : playbooks::check_resources(plan))
    if (problem.path.find("units[") != std::string::npos) texts.push_back(problem.text.en);
  EXPECT_EQ(texts,
            (std::vector<std::string>{
                "units with the skill 'medic': 1; all 4 villages at this level want 4: the county "
                "is asked for the rest",
                "units with the skill 'boat': 3; all 4 villages at this level want 12: the county "
                "is asked for the rest"}));
}

}  // namespace
}  // namespace fenghuo
