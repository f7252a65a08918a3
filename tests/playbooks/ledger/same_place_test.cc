// Needs of the same at the same place: of two incidents, or of an incident and a person.
#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

class SamePlaceTest : public LedgerTest {
 protected:
  SamePlaceTest() : plan_(ledger_plan()) {}

  wire::Plan plan_;
};

// Found by a user: a warning by rule and one by a person of the same village asked the county twice
// for the same.
TEST_F(SamePlaceTest, ForTwoIncidentsOfAVillageTheCountyIsAskedOnce) {
  auto& response = *plan_.mutable_playbooks(0)->mutable_responses(2);
  for (const auto& [skill, units] : {std::pair{"digger", 2U}, std::pair{"pump", 1U}}) {
    auto& need = *response.add_units();
    need.set_skill(skill);
    need.set_units(units);
  }
  use(plan_);
  rain(85);
  EXPECT_EQ(only(ledger(), {"need", "aid"}),
            (Story{"need digger at A", "need digger at A", "need pump at A", "aid of county digger",
                   "aid of county digger", "aid of county pump"}));
  warn("mayor", {"A"}, Level::red);
  EXPECT_EQ(only(ledger(), {"need", "aid", "unmet"}),
            (Story{"need digger at A", "need digger at A", "need pump at A", "unmet A", "unmet A",
                   "unmet A"}));
  ASSERT_EQ(needs_.size(), 6u);
  expect_replays();
  EXPECT_EQ(end_need(needs_.at(0)), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{}) << "the other incident waits for it";
  EXPECT_EQ(end_need(needs_.at(3)), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid 6"});
  EXPECT_EQ(end_need(needs_.at(5)), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{}) << "the first incident has asked for it";
  EXPECT_EQ(end_need(needs_.at(2)), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid 6"});
}

// Called back and sent again in one breath, a crew that reads the first of it turns round.
TEST_F(SamePlaceTest, AUnitUnderWayGoesOnWhereItIsStillWanted) {
  use(plan_);
  for (const char* held : {"boat2", "boat3"}) EXPECT_EQ(hold(held), "");
  ask("A", "boat");
  ask("A", "boat");
  EXPECT_EQ(only(ledger(), {"send", "unmet"}), (Story{"send boat1 to A", "unmet A"}));
  EXPECT_EQ(unit("boat1", wire::UNIT_ON_THE_WAY), "");
  rig_.take_effects();
  EXPECT_EQ(end_need(needs_.at(0)), "");
  EXPECT_EQ(only(ledger(), {"back", "send"}), Story{"send boat1 to A"});
  EXPECT_EQ(texts_to("boat1-lead").size(), 1U);
  expect_replays();
  EXPECT_EQ(end_need(needs_.at(1)), "");
  EXPECT_EQ(only(ledger(), {"back", "send"}), Story{"back boat1"});
}

// A need whose people are all silent wants the county too, though a unit has it.
TEST_F(SamePlaceTest, TheCountyStaysWantedWhileTheOtherNeedsPeopleAreSilent) {
  auto& need = *plan_.mutable_playbooks(0)->mutable_responses(2)->add_units();
  need.set_skill("boat");
  need.set_units(1);
  use(plan_);
  rain(85);
  warn("mayor", {"A"}, Level::red);
  ledger();
  ASSERT_EQ(needs_.size(), 2u);
  rig_.pass(minutes{10});
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid of county boat"});
  const auto sent = rig_.engine().describe();
  EXPECT_EQ(unit(sent.needs(0).unit(), wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{}) << "the other's were silent as well";
  EXPECT_EQ(end_need(needs_.at(1)), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid 6"});
}

TEST_F(SamePlaceTest, WhatAPersonAddsReachesAUnitThatGoesAlready) {
  use(plan_);
  ask("A", "boat");
  ledger();
  rig_.take_effects();
  EXPECT_EQ(choose(needs_.at(0), "boat1", false, "走北岸。"), "");
  EXPECT_EQ(texts_to("boat1-lead"), Story{"【补充】boat1号去A村：走北岸。"});
}

}  // namespace
}  // namespace fenghuo
