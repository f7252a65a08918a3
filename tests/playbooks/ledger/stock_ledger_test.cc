// Supplies: what is left, what is held and on the way, what has expired, and that it adds up.
#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using wire::StockMoved;

class StockLedgerTest : public LedgerTest {
 protected:
  StockLedgerTest() : plan_(ledger_plan()) {
    add_supply("water", "A", 30);
    batch(0, "b1", 20, "2027-01-01");
    batch(0, "b2", 40, "2026-12-01");
    add_supply("water-b", "B", 0);
    batch(1, "b1", 5, "");
    plan_.mutable_supplies(0)->set_code("5.1");
    plan_.mutable_supplies(1)->set_code("5.1");
  }
  void add_supply(const std::string& id, const std::string& home, std::uint32_t minimum) {
    auto& supply = *plan_.add_supplies();
    supply.set_id(id);
    set_text(*supply.mutable_name(), "水", "water");
    supply.set_home(home);
    supply.set_minimum(minimum);
    supply.set_measure("箱");
  }
  void batch(int supply, const std::string& id, std::uint32_t quantity,
             const std::string& expires) {
    auto& added = *plan_.mutable_supplies(supply)->add_batches();
    added.set_id(id);
    added.set_quantity(quantity);
    added.set_counted("2026-06-01");
    added.set_expires(expires);
  }
  std::string move(const std::string& supply, StockMoved::Kind kind, std::uint32_t quantity,
                   const std::string& batch = "", const std::string& to = "") {
    return refusal(command("keeper", [&](wire::Command& c) {
      auto& moved = *c.mutable_move_stock();
      moved.set_supply(supply);
      moved.set_batch(batch);
      moved.set_kind(kind);
      moved.set_quantity(quantity);
      moved.set_to(to);
    }));
  }
  std::string receive(FactId shipment) {
    return refusal(command("keeper", [&](wire::Command& c) {
      c.mutable_move_stock()->set_kind(StockMoved::RECEIVED);
      *c.mutable_move_stock()->mutable_shipment() = to_wire(shipment);
    }));
  }
  std::string keep(const std::string& supply, std::uint32_t quantity, const std::string& batch) {
    return refusal(command("mayor", [&](wire::Command& c) {
      auto& held = *c.mutable_hold();
      held.set_supply(supply);
      held.set_batch(batch);
      held.set_quantity(quantity);
      held.set_held_for("学校");
    }));
  }
  wire::StandingSupply standing(int index) {
    const auto now = rig_.engine().describe();
    return now.supplies(index);
  }
  /// As of a day before everything expires.
  void begin() {
    use(plan_);
    ledger();
  }

  wire::Plan plan_;
};

TEST_F(StockLedgerTest, ThePlanCountsOnceAndAgainWhereItIsNewer) {
  begin();
  EXPECT_EQ(standing(0).left(), 60u);
  EXPECT_EQ(move("water", StockMoved::OUT, 10), "");
  EXPECT_EQ(ledger(), Story{"stock water b2 2 left 30 of 50"}) << "what expires first";
  use(plan_);
  EXPECT_EQ(standing(0).left(), 50u) << "the same count isn't taken over again";
  plan_.mutable_supplies(0)->mutable_batches(1)->set_counted("2026-07-01");
  use(plan_);
  EXPECT_EQ(standing(0).left(), 60u);
}

// Found by a reader: what was used up came back with the next plan.
TEST_F(StockLedgerTest, WhatIsUsedUpStaysSo) {
  begin();
  EXPECT_EQ(move("water", StockMoved::OUT, 40, "b2"), "");
  use(plan_);
  EXPECT_EQ(standing(0).left(), 20u);
}

TEST_F(StockLedgerTest, ABatchSentWholeKeepsItsDay) {
  begin();
  EXPECT_EQ(move("water", StockMoved::SENT, 20, "b1", "B"), "");
  ledger();
  plan_.mutable_supplies(1)->mutable_batches(0)->set_id("other");
  use(plan_);
  EXPECT_EQ(receive(shipments_.at(0)), "");
  EXPECT_EQ(standing(1).batches(0).id(), "b1");
  EXPECT_EQ(standing(1).batches(0).expires(), "2027-01-01");
}

TEST_F(StockLedgerTest, AnUnnamedBatchHidesNoOther) {
  begin();
  EXPECT_EQ(move("water", StockMoved::IN, 1), "");
  EXPECT_EQ(move("water", StockMoved::OUT, 40), "") << "what expires first";
}

// Found by a reader: any day and any place were taken.
TEST_F(StockLedgerTest, WhatHasExpiredIsNotTakenIn) {
  begin();
  const auto take_in = [&](const std::string& expires, const std::string& to = "") {
    return refusal(command("keeper", [&](wire::Command& c) {
      auto& moved = *c.mutable_move_stock();
      moved.set_supply("water");
      moved.set_batch("b3");
      moved.set_kind(StockMoved::IN);
      moved.set_quantity(10);
      moved.set_expires(expires);
      moved.set_to(to);
    }));
  };
  EXPECT_EQ(take_in("2020-01-01"), "expired");
  EXPECT_EQ(standing(0).left(), 60u);
  EXPECT_EQ(take_in("2099-01-01"), "");
  EXPECT_EQ(take_in("2098-01-01"), "another_batch") << "a batch has one day";
  EXPECT_EQ(take_in("2099-01-01"), "");
  EXPECT_EQ(take_in(""), "");
  EXPECT_EQ(take_in("", "nowhere"), "no_such_place");
  EXPECT_EQ(take_in("", "B"), "");
  EXPECT_EQ(standing(0).left(), 100u);
}

TEST_F(StockLedgerTest, NothingIsPromisedTwice) {
  begin();
  EXPECT_EQ(keep("water", 15, "b1"), "");
  EXPECT_EQ(keep("water", 6, "b1"), "too_little");
  EXPECT_EQ(move("water", StockMoved::OUT, 6, "b1"), "too_little");
  EXPECT_EQ(move("water", StockMoved::COUNTED, 14, "b1"), "held");
  EXPECT_EQ(move("water", StockMoved::OUT, 5, "b1"), "");
  EXPECT_EQ(standing(0).held(), 15u);
  ledger();
  EXPECT_EQ(release(holds_.at(0)), "");
  EXPECT_EQ(release(holds_.at(0)), "no_such_hold");
  EXPECT_EQ(move("water", StockMoved::OUT, 15, "b1"), "");
}

TEST_F(StockLedgerTest, WhatIsSentIsOnTheWayUntilItIsReceived) {
  begin();
  EXPECT_EQ(move("water", StockMoved::SENT, 20, "b1"), "bad_shipment") << "where to?";
  EXPECT_EQ(move("water", StockMoved::SENT, 20, "b1", "B"), "");
  EXPECT_EQ(move("water", StockMoved::SENT, 20, "b2", "C"), "");
  EXPECT_EQ(only(ledger(), {"stock"}),
            (Story{"stock water b1 4 left 0 of 40", "stock water b2 4 left 20 of 20"}));
  EXPECT_EQ(rig_.engine().describe().shipments_size(), 2);
  EXPECT_EQ(receive(shipments_.at(0)), "");
  EXPECT_EQ(receive(shipments_.at(1)), "");
  EXPECT_EQ(receive(shipments_.at(1)), "no_such_shipment");
  EXPECT_EQ(standing(1).left(), 25u) << "there it is more of the same";
  EXPECT_EQ(only(ledger(), {"stock"}),
            (Story{"stock water-b b1 5 left 25 of 25", "stock water b2 5 left 20 of 20"}));
}

TEST_F(StockLedgerTest, OnlyTheSameThingIsMoreOfIt) {
  plan_.mutable_supplies(0)->clear_code();
  plan_.mutable_supplies(1)->clear_code();
  begin();
  EXPECT_EQ(move("water", StockMoved::SENT, 5, "b1", "B"), "");
  ledger();
  EXPECT_EQ(receive(shipments_.at(0)), "");
  EXPECT_EQ(standing(1).left(), 5u) << "no code: another thing";
  EXPECT_EQ(move("water", StockMoved::SENT, 5, "b1", "Q"), "bad_shipment") << "no such place";
  EXPECT_EQ(move("water", StockMoved::SENT, 5, "b1", "A"), "bad_shipment") << "it is there";
}

TEST_F(StockLedgerTest, WhatIsReceivedAfterItsSupplyLeftThePlanIsTold) {
  begin();
  EXPECT_EQ(move("water", StockMoved::SENT, 5, "b1", "C"), "");
  ledger();
  plan_.mutable_supplies()->DeleteSubrange(0, 1);
  use(plan_);
  EXPECT_EQ(receive(shipments_.at(0)), "");
  EXPECT_EQ(only(ledger(), {"stock"}), Story{"stock water b1 5 left 0 of 0"});
}

TEST_F(StockLedgerTest, ACountSaysWhichBatch) {
  begin();
  EXPECT_EQ(move("water", StockMoved::COUNTED, 60), "no_such_batch") << "there are two";
  EXPECT_EQ(move("water-b", StockMoved::COUNTED, 0), "");
  EXPECT_EQ(move("water-b", StockMoved::COUNTED, 7), "") << "of one that was used up";
  EXPECT_EQ(standing(1).left(), 7u);
}

TEST_F(StockLedgerTest, TooLittleIsToldOnceUntilThereIsEnough) {
  begin();
  EXPECT_EQ(move("water", StockMoved::OUT, 35, "b2"), "");
  EXPECT_EQ(only(ledger(), {"short"}), Story{"short water"});
  EXPECT_EQ(move("water", StockMoved::OUT, 5, "b2"), "");
  EXPECT_EQ(only(ledger(), {"short"}), Story{});
  EXPECT_TRUE(standing(0).low());
  EXPECT_EQ(move("water", StockMoved::IN, 50, "b3"), "");
  EXPECT_FALSE(standing(0).low());
}

TEST_F(StockLedgerTest, WhatHasExpiredCantBeGivenOut) {
  plan_.mutable_supplies(0)->mutable_batches(0)->set_expires("2026-07-16");
  begin();
  EXPECT_EQ(standing(0).left(), 60u);
  rig_.pass(days{2});
  rain(0);
  EXPECT_EQ(standing(0).left(), 40u);
  EXPECT_EQ(move("water", StockMoved::OUT, 41), "too_little");
  EXPECT_EQ(move("water", StockMoved::SENT, 1, "b1", "B"), "no_such_batch");
  EXPECT_EQ(keep("water", 1, "b1"), "no_such_batch");
  EXPECT_EQ(move("water", StockMoved::OUT, 1, "b1"), "") << "to be thrown away, by its name";
}

TEST_F(StockLedgerTest, TheWorstCaseOfThePlan) {
  auto& need = *plan_.mutable_playbooks(0)->mutable_responses(1)->add_supplies();
  need.set_code("5.1");
  need.set_for_each_person(0.5);
  begin();
  EXPECT_EQ(standing(0).wanted(), 80u) << "4 villages of 40 people";
}

TEST_F(StockLedgerTest, WhatMakesNoSenseIsRefused) {
  begin();
  EXPECT_EQ(move("wine", StockMoved::OUT, 1), "no_such_supply");
  EXPECT_EQ(move("water", StockMoved::OUT, 0), "bad_quantity");
  EXPECT_EQ(move("water", StockMoved::OUT, 4'000'000'000), "bad_quantity");
  EXPECT_EQ(move("water", StockMoved::OUT, 1, "b9"), "no_such_batch");
  EXPECT_EQ(move("water", StockMoved::UNKNOWN, 1), "bad_kind");
  EXPECT_EQ(keep("water", 0, "b1"), "bad_hold");
  EXPECT_EQ(keep("wine", 1, ""), "no_such_supply");
}

}  // namespace
}  // namespace fenghuo
