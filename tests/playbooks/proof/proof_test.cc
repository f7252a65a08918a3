#include "playbooks/proof/proof.h"

#include "tests/playbooks/proof/proof_rig.h"

namespace fenghuo::playbooks {
namespace {

TEST_F(ProofTest, OfAPlanThatIsEmptyNothingIsProved) {
  EXPECT_TRUE(prove(wire::Plan{}).empty());
}

TEST_F(ProofTest, WhatIsSoWithTheEmergencyRolesAloneIsSaid) {
  add_duty("T", "flood_leader", "mayor", "vice");
  ask("leave", {"flood_leader", "duty_officer"});
  EXPECT_EQ(told(), "");
  add_duty("T", "duty_officer", "mayor", "town", true);
  EXPECT_EQ(only().path, "playbooks[warn].levels[red].decisions[leave]");
  EXPECT_TRUE(only().fault.en.starts_with("With the emergency roles in force: the chain of"))
      << told();
  EXPECT_TRUE(only().fault.zh.starts_with("应急状态下（平急转换以后）：决定")) << only().fault.zh;
}

TEST_F(ProofTest, WhatIsSoEveryDayIsSaidOnce) {
  add_duty("T", "flood_leader", "town", "vice");
  ask("leave", {"flood_leader", "duty_officer"});
  add_duty("A", "village_leader", "leader2", "deputy", true);
  EXPECT_TRUE(only().fault.en.starts_with("the chain of")) << told();
}

TEST_F(ProofTest, WhatIsSoOtherwiseWithTheEmergencyRolesIsSaidAsWell) {
  add_duty("T", "flood_leader", "town", "vice");
  add_duty("T", "flood_leader", "mayor", "vice", true);
  add_duty("T", "duty_officer", "mayor", "town", true);
  ask("leave", {"flood_leader", "duty_officer"});
  const auto proofs = prove(plan_);
  ASSERT_EQ(proofs.size(), 2U) << told();
  EXPECT_EQ(proofs[0].path, proofs[1].path);
  EXPECT_NE(course(proofs[0]).find("asks town (duty_officer)"), std::string::npos);
  EXPECT_TRUE(proofs[1].fault.en.starts_with("With the emergency roles in force: ")) << told();
  EXPECT_NE(course(proofs[1]).find("asks mayor (duty_officer)"), std::string::npos);
}

TEST_F(ProofTest, WhatSeveralLevelsHaveIsSaidOnce) {
  add_duty("T", "flood_leader", "town", "vice");
  ask("leave", {"flood_leader", "duty_officer"});
  *level(1).add_decisions() = red().decisions(0);
  EXPECT_EQ(only().path, "playbooks[warn].levels[orange].decisions[leave]");
  level(1).mutable_decisions(0)->set_within_ms(4 * 60'000);
  EXPECT_EQ(prove(plan_).size(), 2U) << "at orange in another way";
}

TEST_F(ProofTest, KindsComeInTheirOrderEveryTime) {
  plan_.mutable_stations()->RemoveLast();
  add_duty("T", "flood_leader", "town", "vice");
  ask("leave", {"flood_leader", "duty_officer"});
  const std::string first = told();
  EXPECT_LT(first.find("the chain of"), first.find("no station there works"));
  EXPECT_EQ(told(), first);
}

}  // namespace
}  // namespace fenghuo::playbooks
