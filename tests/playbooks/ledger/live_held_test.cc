// What live holds is promised in no exercise: units are recalled and others go, supplies aren't to
// be had; and when the exercise is over nothing is sent any more.
#include "tests/playbooks/exercise_rig.h"
#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using wire::StockMoved;

class LiveHeldTest : public LedgerTest {
 protected:
  LiveHeldTest() : plan_(ledger_plan()) {
    plan_.add_people()->set_id("mayor");
    auto& supply = *plan_.add_supplies();
    supply.set_id("water");
    set_text(*supply.mutable_name(), "水", "water");
    supply.set_home("A");
    for (const auto& [id, quantity] : {std::pair{"b1", 20U}, std::pair{"b2", 40U}}) {
      auto& batch = *supply.add_batches();
      batch.set_id(id);
      batch.set_quantity(quantity);
      batch.set_counted("2026-06-01");
    }
    plan_.mutable_supplies(0)->mutable_batches(0)->set_expires("2026-12-01");
  }
  void begin(const std::string& lane = "exercise") {
    ASSERT_TRUE(rig_.engine().open(lane, "test", kStart));
    use(plan_);
    ledger();
  }
  std::string take(std::uint32_t quantity, const std::string& batch = "") {
    const auto receipt = command("keeper", [&](wire::Command& c) {
      c.mutable_move_stock()->set_supply("water");
      c.mutable_move_stock()->set_batch(batch);
      c.mutable_move_stock()->set_kind(StockMoved::OUT);
      c.mutable_move_stock()->set_quantity(quantity);
    });
    for (const auto& fact : receipt.facts)
      if (fact.has_command_refused()) why_ = fact.command_refused().reason().en();
    return refusal(receipt);
  }
  static wire::Event supplies_told(std::vector<std::pair<std::string, std::uint32_t>> batches) {
    wire::Event event = live_told({});
    for (const auto& [batch, quantity] : batches) {
      auto& held = *event.mutable_live_told()->add_supplies();
      held.set_supply("water");
      held.set_batch(batch);
      held.set_quantity(quantity);
    }
    return event;
  }
  std::string stop() {
    return refusal(command("mayor", [](wire::Command& c) { stop_word(c, "下真雨了"); }));
  }

  wire::Plan plan_;
  std::string why_;
};

TEST_F(LiveHeldTest, WhatLiveHoldsIsNeitherChosenNorHeld) {
  begin();
  rig_.submit(live_told({"boat1", "boat2"}));
  EXPECT_EQ(ask("A", "boat", Level::red), "");
  EXPECT_EQ(ledger(), (Story{"need boat at A", "send boat3 to A"}));
  EXPECT_EQ(reason_, "unit boat3, 115 min; no other unit can come");
  EXPECT_EQ(choose(needs_[0], "boat1"), "held_live");
  EXPECT_EQ(hold("boat2"), "held_live");
  EXPECT_EQ(standing_unit("boat1").note(), "实战在用 / live has it");
  ledger();
  EXPECT_EQ(ask("B", "boat", Level::blue), "");
  EXPECT_EQ(only(ledger(), {"send", "unmet"}), Story{"unmet B"});
  EXPECT_EQ(rig_.engine().describe().needs(1).reason().en(),
            "no unit can come: 1 busy, 2 in live use");
  EXPECT_EQ(rig_.engine().describe().needs(1).reason().zh(),
            "没有能去的队伍：1 支在忙，2 支实战在用");
  rig_.submit(live_told({"boat1"}));
  EXPECT_EQ(only(ledger(), {"send"}), (Story{"send boat2 to A", "send boat3 to B"}))
      << "what live gives back is sent";
  EXPECT_EQ(choose(needs_[1], "boat1", true), "") << "not to send it is no promise";
}

TEST_F(LiveHeldTest, WhatLiveTakesIsRecalledAndAnotherGoes) {
  begin();
  ask("A", "boat");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to A"});
  rig_.take_effects();
  rig_.submit(live_told({"boat1"}));
  EXPECT_EQ(ledger(), (Story{"back boat1", "send boat2 to A"}));
  const auto effects = rig_.take_effects();
  ASSERT_EQ(effects.size(), 2u);
  EXPECT_EQ(effects[0].effect.send_message().purpose(), wire::SendMessage::TELL);
  EXPECT_EQ(effects[0].effect.send_message().person(), "boat1-lead");
  EXPECT_EQ(effects[0].effect.send_message().text().zh(),
            "撤回：boat1号不去A村了。原因：实战要用这支队伍，演练里不用它了。");
  EXPECT_EQ(standing_unit("boat1").state(), wire::UNIT_READY);
  EXPECT_EQ(end_need(needs_[0]), "");
  rig_.submit(live_told({}));
  EXPECT_EQ(hold("boat1"), "") << "live has given it back";
}

TEST_F(LiveHeldTest, AlsoFromWhereItIsAtWorkAndWhereAPersonHasSentIt) {
  begin();
  ask("A", "medic");
  EXPECT_EQ(unit("medic", wire::UNIT_THERE), "");
  ask("C", "boat");
  ledger();
  EXPECT_EQ(choose(needs_[1], "boat2"), "");
  ledger();
  rig_.submit(live_told({"boat2", "medic", "of another plan"}));
  EXPECT_EQ(ledger(), (Story{"back boat2", "back medic", "send boat3 to C", "unmet A",
                             "aid of county medic"}));
  EXPECT_EQ(standing_unit("medic").at(), "A");
}

TEST_F(LiveHeldTest, InTheLiveLaneNobodyIsTold) {
  begin("live");
  rig_.submit(live_told({"boat1"}, Level::red));
  rig_.submit(supplies_told({{"b1", 20}}));
  ask("A", "boat");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to A"});
  EXPECT_EQ(take(20, "b1"), "");
}

TEST_F(LiveHeldTest, OfASupplyThatMuchIsNotToBeHad) {
  begin();
  rig_.submit(supplies_told({{"b1", 15}, {"b2", 10}, {"b2", 5}, {"b9", 1}}));
  EXPECT_EQ(take(6, "b1"), "too_little");
  EXPECT_EQ(why_, "only 5 can be had; 0 more are held, and live holds 15");
  EXPECT_EQ(take(5, "b1"), "");
  EXPECT_EQ(take(1, "b1"), "too_little");
  EXPECT_EQ(take(25), "") << "of the other batch, since nothing of the first is to be had";
  EXPECT_EQ(take(1), "no_such_batch");
  EXPECT_EQ(rig_.engine().describe().supplies(0).left(), 30u);
  EXPECT_EQ(rig_.engine().describe().supplies(0).held(), 30u);
  rig_.submit(supplies_told({{"b2", 1'000'000}}));
  EXPECT_EQ(take(15, "b1"), "") << "live has given it back";
  EXPECT_EQ(take(1, "b2"), "too_little") << "live may hold more than is counted here";
  rig_.submit(live_told({}));
  EXPECT_EQ(refusal(command("mayor",
                            [](wire::Command& c) {
                              c.mutable_hold()->set_supply("water");
                              c.mutable_hold()->set_quantity(15);
                              c.mutable_hold()->set_held_for("学校");
                            })),
            "");
  rig_.submit(supplies_told({{"b2", 5}}));
  EXPECT_EQ(take(1, "b2"), "too_little") << "all that is left is held here";
}

TEST_F(LiveHeldTest, NothingIsSentAfterTheEnd) {
  begin();
  ask("A", "boat");
  ask("B", "medic");
  unit("medic", wire::UNIT_THERE);
  EXPECT_EQ(hold("boat2"), "");
  EXPECT_EQ(hold("boat3"), "");
  ask("C", "boat", Level::blue);
  ledger();
  rig_.take_effects();
  EXPECT_EQ(stop(), "");
  EXPECT_EQ(ledger(),
            (Story{"back boat1", "closed ", "back medic", "closed ", "closed ", "aid 6"}));
  Story told;
  for (const auto& effect : rig_.take_effects())
    if (effect.effect.send_message().purpose() == wire::SendMessage::TELL)
      told.push_back(effect.effect.send_message().person() + ": " +
                     effect.effect.send_message().text().zh());
  EXPECT_EQ(told, (Story{"boat1-lead: 演练中止，撤回：boat1号不去A村了。原因：下真雨了。",
                         "medic-lead: 演练中止，撤回：medic号撤出B村。原因：下真雨了。"}));
  EXPECT_EQ(rig_.engine().describe().needs_size(), 0);
  EXPECT_EQ(ask("A", "boat"), "exercise_is_over");
  EXPECT_EQ(unit("boat1", wire::UNIT_ON_THE_WAY), "not_sent");
  EXPECT_EQ(unit("boat1", wire::UNIT_READY), "") << "it says that it is home";
  EXPECT_EQ(refusal(command("mayor",
                            [](wire::Command& c) {
                              c.mutable_ask_aid()->set_of("county");
                              c.mutable_ask_aid()->set_what("boat");
                              c.mutable_ask_aid()->set_quantity(1);
                            })),
            "exercise_is_over");
  rig_.take_effects();
  rig_.pass(hours{10});
  EXPECT_TRUE(rig_.take_effects().empty());
}

}  // namespace
}  // namespace fenghuo
