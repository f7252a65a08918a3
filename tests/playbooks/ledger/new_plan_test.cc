// What the ledgers take from a plan that was put right, and what they know better.
#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

class NewPlanTest : public LedgerTest {
 protected:
  wire::Plan plan_ = ledger_plan();
};

TEST_F(NewPlanTest, AUnitAtHomeMovesWithItsHome) {
  use(plan_);
  plan_.mutable_units(0)->set_home("B");
  use(plan_);
  EXPECT_EQ(standing_unit("boat1").at(), "B");
  EXPECT_EQ(standing_unit("boat2").at(), "Y");
}

TEST_F(NewPlanTest, AUnitElsewhereStaysThere) {
  use(plan_);
  EXPECT_EQ(unit("boat1", wire::UNIT_READY, "C"), "");
  EXPECT_EQ(ask("A", "boat"), "");
  EXPECT_EQ(standing_unit("boat2").state(), wire::UNIT_SENT);
  plan_.mutable_units(0)->set_home("B");
  plan_.mutable_units(1)->set_home("B");
  use(plan_);
  EXPECT_EQ(standing_unit("boat1").at(), "C");
  EXPECT_EQ(standing_unit("boat2").at(), "Y") << "it has set out from there";
}

class NewStockTest : public NewPlanTest {
 protected:
  NewStockTest() {
    auto& supply = *plan_.add_supplies();
    supply.set_id("water");
    supply.set_home("A");
    auto& batch = *supply.add_batches();
    batch.set_id("b1");
    batch.set_quantity(20);
    batch.set_counted("2026-06-01");
    batch.set_expires("2027-01-01");
  }
  void expire(const std::string& day) {
    plan_.mutable_supplies(0)->mutable_batches(0)->set_expires(day);
    use(plan_);
  }
  std::string day() {
    const auto now = rig_.engine().describe();
    return now.supplies(0).batches(0).expires();
  }
};

TEST_F(NewStockTest, ADayThatIsPutRightHoldsWithoutANewCount) {
  use(plan_);
  expire("2026-07-01");
  EXPECT_EQ(day(), "2026-07-01");
}

TEST_F(NewStockTest, WhatPeopleSayOfABatchStandsUnlessThePlanIsPutRight) {
  use(plan_);
  EXPECT_EQ(refusal(command("keeper",
                            [&](wire::Command& c) {
                              auto& moved = *c.mutable_move_stock();
                              moved.set_supply("water");
                              moved.set_batch("b1");
                              moved.set_kind(wire::StockMoved::COUNTED);
                              moved.set_quantity(20);
                              moved.set_expires("2026-12-01");
                            })),
            "");
  use(plan_);
  EXPECT_EQ(day(), "2026-12-01");
}

}  // namespace
}  // namespace fenghuo
