// Units that are sent: the best one, nothing promised twice, and what people order instead.
#include <gmock/gmock.h>

#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::Contains;
using ::testing::StartsWith;

class UnitLedgerTest : public LedgerTest {
 protected:
  UnitLedgerTest() : plan_(ledger_plan()) {}
  /// All messages since the last call reach the gateway.
  void deliver() {
    for (const auto& effect : rig_.take_effects()) sent(effect.id, true);
  }

  wire::Plan plan_;
};

TEST_F(UnitLedgerTest, TheNearestGoesAndItIsSaidWhy) {
  use(plan_);
  EXPECT_EQ(ask("A", "boat"), "");
  EXPECT_EQ(ledger(), (Story{"need boat at A", "send boat1 to A"}));
  EXPECT_EQ(reason_, "unit boat1, 39 min; next best unit boat2, 39 min") << "16 km at 25 km/h";
  EXPECT_EQ(standing_unit("boat1").state(), wire::UNIT_SENT);
  EXPECT_EQ(messages(wire::SendMessage::SEND), Story{"webhook boat1-lead"});
  EXPECT_EQ(ask("B", "boat"), "");
  EXPECT_EQ(ledger(), (Story{"need boat at B", "send boat2 to B"}));
  EXPECT_EQ(ask("B", "boat"), "");
  EXPECT_EQ(ledger(), (Story{"need boat at B", "send boat3 to B"}));
}

TEST_F(UnitLedgerTest, WhoIsWorseOffGetsAUnitThatIsUnderWay) {
  use(plan_);
  EXPECT_EQ(ask("C", "boat", Level::blue, 2), "");
  EXPECT_EQ(only(ledger(), {"send"}), (Story{"send boat3 to C", "send boat1 to C"}));
  EXPECT_EQ(hold("boat2"), "");
  ledger();
  EXPECT_EQ(ask("A", "boat", Level::red), "");
  EXPECT_EQ(ledger(), (Story{"need boat at A", "send boat1 to A", "unmet C", "aid of county boat"}))
      << "the second boat for C turns round";
  EXPECT_EQ(release(holds_.front()), "");
  EXPECT_EQ(ledger(), (Story{"released boat2", "send boat2 to C"}));
  EXPECT_EQ(unit("boat2", wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid 6"}) << "the county isn't wanted any more";
}

// Found by a user: a boat that was under way got one task after the other, and nobody told it that
// the ones before were off.
TEST_F(UnitLedgerTest, WhoIsRedirectedIsToldWhereNotToGo) {
  use(plan_);
  ask("C", "boat", Level::blue, 2);
  EXPECT_EQ(unit("boat1", wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(hold("boat2"), "");
  rig_.take_effects();
  ask("A", "boat", Level::red);
  EXPECT_EQ(texts_to("boat1-lead"),
            Story{"【出动】boat1号改去A村，不去C村了。任务：接人。路上约 39 分钟。"
                  "出发、到达、不能去，都请马上回复。"});
  ledger();
  EXPECT_EQ(choose(needs_.at(1), "boat1"), "") << "by a person likewise";
  EXPECT_THAT(texts_to("boat1-lead", Language::en),
              Contains(StartsWith("Go: unit boat1 to C village instead, no longer to A village. "
                                  "Task: 接人. About 154 min on the way. It was chosen")));
}

TEST_F(UnitLedgerTest, AnotherTaskAtTheSamePlaceReplacesTheOneBefore) {
  use(plan_);
  ask("C", "boat");
  ask("C", "boat");
  ledger();
  EXPECT_EQ(unit("boat3", wire::UNIT_ON_THE_WAY), "");
  rig_.take_effects();
  EXPECT_EQ(choose(needs_.at(1), "boat3"), "");
  EXPECT_THAT(texts_to("boat3-lead"),
              Contains(StartsWith("【出动】boat3号仍去C村，任务变了，按新任务办。任务：接人。")));
}

TEST_F(UnitLedgerTest, TheStandInWhoWasCalledForTheTaskBeforeIsToldToo) {
  use(plan_);
  EXPECT_EQ(hold("boat2"), "");
  EXPECT_EQ(hold("boat3"), "");
  ask("B", "boat", Level::blue);
  ledger();
  deliver();
  rig_.pass(minutes{3});
  EXPECT_EQ(ledger(), Story{"silent boat1-lead next boat1-deputy"});
  EXPECT_EQ(unit("boat1", wire::UNIT_ON_THE_WAY), "");
  rig_.take_effects();
  ask("A", "boat", Level::red);
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to A"});
  EXPECT_EQ(texts_to("boat1-deputy"),
            Story{"改派：boat1号改去A村，不去B村了。新任务已发给联系人。"});
}

// Found by a user: without its headline the text said only "another unit goes, or there is no way".
TEST_F(UnitLedgerTest, ACallBackSaysWhoLeavesWhatAndWhy) {
  use(plan_);
  ask("C", "boat");
  ledger();
  deliver();
  rig_.pass(minutes{3});
  deliver();
  rig_.pass(minutes{3});
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to C"}) << "nobody of boat3 answered";
  rig_.take_effects();
  EXPECT_EQ(unit("boat3", wire::UNIT_READY), "");
  EXPECT_EQ(texts_to("boat1-lead"), Story{"撤回：boat1号不去C村了。原因：改由boat3号去。"});
  ask("A", "boat");
  rig_.take_effects();
  report("leader", "blocked_road", "A");
  EXPECT_EQ(texts_to("boat1-lead", Language::en),
            Story{"Called back: unit boat1 no longer goes to A village. Reason: there is no way "
                  "there now."});
  ask("A", "medic");
  ledger();
  deliver();
  rig_.pass(minutes{3});
  rig_.take_effects();
  EXPECT_EQ(end_need(needs_.back()), "");
  EXPECT_EQ(texts_to("medic-lead"), Story{"撤回：medic号不去A村了。原因：那里不再需要。"})
      << "not only the stand-in, who was called last";
}

// Who else could have gone is for those who choose; what a person adds is for the unit.
TEST_F(UnitLedgerTest, AUnitReadsNoMoreThanItNeeds) {
  use(plan_);
  ask("A", "boat");
  ledger();
  EXPECT_EQ(rig_.engine().describe().needs(0).reason().zh(),
            "boat1号，39 分钟到；其次是boat2号，39 分钟");
  EXPECT_EQ(texts_to("boat1-lead"), Story{"【出动】boat1号去A村：接人。路上约 39 分钟。"
                                          "出发、到达、不能去，都请马上回复。"});
  EXPECT_EQ(choose(needs_[0], "boat2"), "");
  EXPECT_EQ(
      texts_to("boat2-lead", Language::en),
      Story{
          "Go: unit boat2 to A village: 接人. About 39 min on the way. It was chosen by a person. "
          "Say at once that you go, when you are there, or that you can't."});
}

TEST_F(UnitLedgerTest, AUnitOnTheSceneStaysThere) {
  use(plan_);
  ask("A", "medic", Level::blue);
  EXPECT_EQ(unit("medic", wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(unit("medic", wire::UNIT_THERE), "");
  ledger();
  ask("B", "medic", Level::red);
  EXPECT_EQ(ledger(), (Story{"need medic at B", "unmet B", "aid of county medic"}));
  EXPECT_EQ(end_need(needs_.front()), "");
  EXPECT_EQ(ledger(), (Story{"closed medic", "send medic to B"})) << "from where it is";
  EXPECT_EQ(standing_unit("medic").at(), "A");
  EXPECT_EQ(unit("medic", wire::UNIT_READY), "") << "it turns home, and is sent again";
  EXPECT_EQ(only(ledger(), {"send", "medic"}), (Story{"medic ready at Y", "send medic to B"}));
  EXPECT_EQ(unit("medic", wire::UNIT_THERE), "");
  EXPECT_EQ(unit("medic", wire::UNIT_READY), "");
  EXPECT_EQ(only(ledger(), {"send", "closed"}), Story{"closed medic"})
      << "ready again where it was at work: that is done";
}

TEST_F(UnitLedgerTest, NobodyAnswersThenTheStandInThenAnotherUnit) {
  use(plan_);
  ask("C", "boat");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat3 to C"});
  deliver();
  rig_.pass(minutes{3});
  EXPECT_EQ(ledger(), Story{"silent boat3-lead next boat3-deputy"});
  deliver();
  rig_.pass(minutes{3});
  EXPECT_EQ(ledger(), (Story{"silent boat3-deputy next ", "boat3 out at C", "aid of county boat",
                             "send boat1 to C"}))
      << "who is next may be silent too";
  EXPECT_EQ(unit("boat3", wire::UNIT_READY), "");
  EXPECT_EQ(only(ledger(), {"send", "back"}), (Story{"back boat1", "send boat3 to C"}))
      << "the nearer one goes after all";
  EXPECT_EQ(standing_unit("boat1").state(), wire::UNIT_READY);
  EXPECT_EQ(unit("boat3", wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid 6"}) << "now the county isn't wanted any more";
  rig_.pass(minutes{30});
  EXPECT_EQ(only(ledger(), {"silent", "send"}), Story{});
}

// Found by a reader: the clock of the need that a unit leaves is not that of the unit which takes
// it over.
TEST_F(UnitLedgerTest, WhoTakesOverIsWatchedToo) {
  use(plan_);
  EXPECT_EQ(hold("boat2"), "");
  ask("C", "boat", Level::blue);
  ask("B", "boat", Level::blue);
  EXPECT_EQ(only(ledger(), {"send"}), (Story{"send boat3 to C", "send boat1 to B"}));
  EXPECT_EQ(unit("boat3", wire::UNIT_ON_THE_WAY), "");
  EXPECT_EQ(unit("boat1", wire::UNIT_ON_THE_WAY), "");
  rig_.pass(minutes{1});
  ask("A", "boat", Level::red);
  EXPECT_EQ(only(ledger(), {"send", "unmet"}), (Story{"send boat1 to A", "unmet B"}));
  EXPECT_EQ(release(holds_.at(0)), "");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat2 to B"});
  deliver();
  rig_.pass(minutes{3});
  EXPECT_EQ(only(ledger(), {"silent"}),
            (Story{"silent boat2-lead next boat2-deputy", "silent boat1-lead next boat1-deputy"}));
}

// Found by a reader: where nothing can be sent, three units were out of service within
// milliseconds.
TEST_F(UnitLedgerTest, AMessageThatCannotArriveLeavesTimeToTelephone) {
  use(plan_);
  ask("C", "boat");
  ledger();
  messages(wire::SendMessage::SEND);
  sent(effects_.back(), false);
  EXPECT_EQ(ledger(), Story{"boat3 sent at "});
  EXPECT_EQ(standing_unit("boat3").state(), wire::UNIT_SENT);
  EXPECT_THAT(standing_unit("boat3").note(), ::testing::HasSubstr("to be telephoned"));
  sent(effects_.back(), false);
  EXPECT_EQ(ledger(), Story{}) << "a report that comes twice";
  rig_.pass(minutes{3});
  EXPECT_EQ(ledger(), Story{"silent boat3-lead next boat3-deputy"});
  EXPECT_EQ(standing_unit("boat3").note(), "");
  EXPECT_EQ(unit("boat3", wire::UNIT_ON_THE_WAY), "") << "by telephone";
  messages(wire::SendMessage::SEND);
  sent(effects_.back(), false);
  rig_.pass(minutes{30});
  EXPECT_EQ(only(ledger(), {"silent", "boat3 sent", "boat3 out"}), Story{});
}

// Found by a reader: a gateway that refuses connections is tried for ten minutes, and both people
// were passed over before anybody was told to telephone.
TEST_F(UnitLedgerTest, AMessageThatIsNotThereInAMinuteIsTelephoned) {
  use(plan_);
  ask("C", "boat");
  ledger();
  messages(wire::SendMessage::SEND);
  const EffectId to_lead = effects_.back();
  rig_.pass(seconds{59});
  EXPECT_EQ(ledger(), Story{});
  rig_.pass(seconds{1});
  EXPECT_EQ(ledger(), Story{"boat3 sent at "});
  EXPECT_EQ(standing_unit("boat3").callee(), "boat3-lead");
  EXPECT_THAT(standing_unit("boat3").note(), ::testing::HasSubstr("to be telephoned"));
  expect_replays();
  rig_.pass(minutes{3} - seconds{1});
  EXPECT_EQ(ledger(), Story{}) << "as long as where the gateway refuses it at once";
  rig_.pass(seconds{1});
  EXPECT_EQ(ledger(), Story{"silent boat3-lead next boat3-deputy"});
  EXPECT_EQ(standing_unit("boat3").note(), "");
  rig_.pass(minutes{1});
  EXPECT_EQ(ledger(), Story{"boat3 sent at "}) << "the stand-in too";
  EXPECT_EQ(standing_unit("boat3").callee(), "boat3-deputy");
  sent(to_lead, false);
  EXPECT_EQ(ledger(), Story{}) << "it was another's";
  EXPECT_EQ(unit("boat3", wire::UNIT_ON_THE_WAY), "") << "by telephone";
  rig_.pass(minutes{30});
  EXPECT_EQ(only(ledger(), {"silent", "boat3"}), Story{"boat3 on_the_way at C"});
}

TEST_F(UnitLedgerTest, TheTimeToAnswerBeginsWhenTheMessageArrives) {
  use(plan_);
  ask("C", "boat");
  ledger();
  rig_.pass(seconds{50});
  deliver();
  rig_.pass(minutes{3} - seconds{1});
  EXPECT_EQ(ledger(), Story{}) << "it has arrived: nobody telephones";
  rig_.pass(seconds{1});
  EXPECT_EQ(ledger(), Story{"silent boat3-lead next boat3-deputy"});
}

TEST_F(UnitLedgerTest, WhatArrivesOrFailsAfterAllChangesNothing) {
  use(plan_);
  ask("C", "boat");
  messages(wire::SendMessage::SEND);
  const EffectId to_boat = effects_.back();
  ask("A", "medic");
  messages(wire::SendMessage::SEND);
  const EffectId to_medic = effects_.back();
  rig_.pass(minutes{2});
  EXPECT_EQ(only(ledger(), {"boat3", "medic"}), (Story{"boat3 sent at ", "medic sent at "}));
  sent(to_boat, true);
  sent(to_medic, false);
  EXPECT_EQ(ledger(), Story{}) << "somebody telephones already";
  rig_.pass(minutes{2});
  EXPECT_EQ(ledger(),
            (Story{"silent boat3-lead next boat3-deputy", "silent medic-lead next medic-deputy"}))
      << "and the time runs on";
}

TEST_F(UnitLedgerTest, WhoGoesInsteadHasAMinuteOfTheirOwn) {
  use(plan_);
  ask("C", "boat");
  ledger();
  rig_.pass(seconds{30});
  EXPECT_EQ(choose(needs_[0], "boat2"), "");
  ledger();
  rig_.pass(seconds{59});
  EXPECT_EQ(ledger(), Story{});
  rig_.pass(seconds{1});
  EXPECT_EQ(ledger(), Story{"boat2 sent at "});
  EXPECT_EQ(end_need(needs_[0]), "");
  ledger();
  rig_.pass(minutes{30});
  EXPECT_EQ(ledger(), Story{}) << "nobody is waited for any more";
}

// The engine was down in that minute, and for longer than the contact has to answer.
TEST_F(UnitLedgerTest, AfterADelayTheContactIsTelephonedBeforeTheStandIn) {
  use(plan_);
  ask("C", "boat");
  ledger();
  ASSERT_TRUE(rig_.engine().tick(rig_.now() + minutes{20}, {}));
  EXPECT_EQ(ledger(), Story{"boat3 sent at "});
  rig_.pass(minutes{23});
  EXPECT_EQ(ledger(), Story{"silent boat3-lead next boat3-deputy"});
}

TEST_F(UnitLedgerTest, ThisOneAndNotThatOne) {
  use(plan_);
  ask("C", "boat");
  ledger();
  EXPECT_EQ(choose(needs_[0], "boat2"), "");
  EXPECT_EQ(ledger(), (Story{"back boat3", "send boat2 to C"}));
  rig_.pass(minutes{2});
  ask("B", "boat", Level::red);
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to B"}) << "the chosen one is left alone";
  EXPECT_EQ(choose(needs_[1], "boat2"), "promised");
  EXPECT_EQ(choose(needs_[1], "medic"), "no_skill");
  EXPECT_EQ(choose(needs_[1], "boat9"), "no_such_unit");
  EXPECT_EQ(choose(FactId{{999}, 0}, "boat1"), "no_such_need");
  ledger();
  EXPECT_EQ(choose(needs_[1], "boat1", true), "");
  EXPECT_EQ(only(ledger(), {"back", "send"}), (Story{"back boat1", "send boat3 to B"}));
  EXPECT_EQ(unit("boat2", wire::UNIT_OUT), "");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to C"}) << "a choice ends with its unit";
}

TEST_F(UnitLedgerTest, APlaybookAsksAndTheEndOfItSendsThemHome) {
  auto& need = *plan_.mutable_playbooks(0)->mutable_responses(2)->add_units();
  need.set_skill("boat");
  need.set_units(2);
  set_text(*need.mutable_task(), "接人", "fetch people");
  use(plan_);
  rain(85);
  EXPECT_EQ(only(ledger(), {"need", "send"}),
            (Story{"need boat at A", "need boat at A", "send boat1 to A", "send boat2 to A"}));
  const auto standing = rig_.engine().describe();
  const FactId incident = from_wire(standing.incidents(0).incident());
  unit("boat1", wire::UNIT_THERE);
  ledger();
  EXPECT_EQ(refusal(retract(incident, "mayor")), "");
  EXPECT_EQ(only(ledger(), {"closed", "back"}),
            (Story{"closed boat1", "back boat2", "closed boat2"}));
  EXPECT_EQ(rig_.engine().describe().needs_size(), 0);
}

TEST_F(UnitLedgerTest, TwoTasksOfOneSkillTakeAsManyUnitsAsBoth) {
  for (const std::uint32_t units : {1U, 2U}) {
    auto& need = *plan_.mutable_playbooks(0)->mutable_responses(2)->add_units();
    need.set_skill("boat");
    need.set_units(units);
  }
  use(plan_);
  rain(85);
  EXPECT_EQ(only(ledger(), {"send"}).size(), 3u);
}

TEST_F(UnitLedgerTest, WorkingHoursAndOthersUnits) {
  plan_.mutable_units(3)->set_from_min(8 * 60);
  plan_.mutable_units(3)->set_until_min(20 * 60);
  add_unit(plan_, "county-medic", "medic", "C").set_owner(wire::Unit::COUNTY);
  use(plan_);
  const auto local = [&] {
    const auto since = (rig_.now() + hours{8}).time_since_epoch();
    return since - std::chrono::floor<std::chrono::days>(since);
  };
  while (local() < hours{21} || local() > hours{22}) rig_.pass(minutes{30});
  ask("A", "medic");
  EXPECT_EQ(only(ledger(), {"unmet", "send"}), Story{"unmet A"})
      << "the county's comes when it is asked for";
  EXPECT_EQ(unit("county-medic", wire::UNIT_READY), "");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send county-medic to A"});
  EXPECT_EQ(unit("county-medic", wire::UNIT_OUT), "");
  ledger();
  rig_.pass(hours{12});
  EXPECT_EQ(only(ledger(), {"send"}).front(), "send medic to A") << "its day has begun";
}

TEST_F(UnitLedgerTest, WhatMakesNoSenseIsRefused) {
  use(plan_);
  EXPECT_EQ(ask("Q", "boat"), "no_such_place");
  EXPECT_EQ(ask("A", "baot"), "no_such_skill");
  EXPECT_EQ(ask("A", "boat", Level::red, 1'000), "too_many_needs");
  EXPECT_EQ(unit("boat9", wire::UNIT_READY), "no_such_unit");
  EXPECT_EQ(unit("boat1", wire::UNIT_THERE), "not_sent");
  EXPECT_EQ(unit("boat1", wire::UNIT_READY, "nowhere"), "no_such_place");
  EXPECT_EQ(unit("boat1", wire::UNIT_SENT), "bad_state");
  EXPECT_EQ(hold("boat1"), "");
  EXPECT_EQ(hold("boat1"), "held");
  ledger();
  ask("A", "boat");
  ledger();
  EXPECT_EQ(choose(needs_.at(0), "boat1"), "held");
  EXPECT_EQ(release(FactId{{1}, 0}), "no_such_hold");
}

TEST_F(UnitLedgerTest, WhatIsPromisedIsSeen) {
  use(plan_);
  ask("A", "boat", Level::red, 2);
  unit("boat1", wire::UNIT_ON_THE_WAY);
  hold("boat3");
  expect_replays();
  EXPECT_EQ(standing_unit("boat1").state(), wire::UNIT_ON_THE_WAY);
  EXPECT_EQ(standing_unit("boat2").area(), "A");
  ledger();
  ask("C", "boat");
  EXPECT_EQ(only(ledger(), {"send", "unmet"}), Story{"unmet C"}) << "the third is held";
}

TEST_F(UnitLedgerTest, APlanWithoutAUnitGivesItsNeedToAnother) {
  use(plan_);
  ask("A", "boat");
  ledger();
  plan_.mutable_units()->DeleteSubrange(0, 1);
  use(plan_);
  EXPECT_EQ(rig_.engine().describe().needs(0).unit(), "boat2");
}

TEST_F(UnitLedgerTest, AVillageWhoseRoadIsCutIsReachedOnFoot) {
  use(plan_);
  ask("A", "boat");
  ledger();
  report("leader", "blocked_road", "A");
  EXPECT_EQ(only(ledger(), {"back", "unmet"}), (Story{"back boat1", "unmet A"}));
  ask("A", "medic");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send medic to A"});
  report("leader", "road_open", "A");
  EXPECT_EQ(only(ledger(), {"send"}), Story{"send boat1 to A"});
  EXPECT_EQ(unit("boat1", wire::UNIT_OUT), "");
  EXPECT_EQ(unit("boat2", wire::UNIT_OUT), "");
  EXPECT_EQ(unit("boat3", wire::UNIT_OUT), "");
  report("leader", "blocked_road", "A");
  EXPECT_EQ(unit("boat1", wire::UNIT_READY), "");
  ledger();
  rig_.pass(hours{73});
  EXPECT_EQ(only(ledger(), {"send"}).at(0), "send boat1 to A") << "of an old report";
}

TEST_F(UnitLedgerTest, AidGoesForward) {
  use(plan_);
  const auto aid = [&](wire::AidState state) {
    return refusal(command("mayor", [&](wire::Command& c) {
      *c.mutable_report_aid()->mutable_aid() = to_wire(aid_.at(0));
      c.mutable_report_aid()->set_state(state);
    }));
  };
  const auto asked = [&](std::uint32_t quantity) {
    return refusal(command("mayor", [&](wire::Command& c) {
      auto& wanted = *c.mutable_ask_aid();
      wanted.set_of("county");
      wanted.set_what("helicopter");
      wanted.set_quantity(quantity);
    }));
  };
  EXPECT_EQ(asked(0), "bad_aid");
  EXPECT_EQ(asked(1), "");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{"aid of county helicopter"});
  EXPECT_EQ(aid(wire::AID_PROMISED), "");
  EXPECT_EQ(aid(wire::AID_ASKED), "bad_state");
  EXPECT_EQ(aid(wire::AID_ARRIVED), "");
  EXPECT_EQ(aid(wire::AID_RETURNED), "");
  EXPECT_EQ(aid(wire::AID_RETURNED), "no_such_aid");
}

TEST_F(UnitLedgerTest, AidIsForAPlaceOfThePlan) {
  plan_.set_id("T");
  use(plan_);
  const auto asked = [&](const std::string& area) {
    return refusal(command("mayor", [&](wire::Command& c) {
      auto& wanted = *c.mutable_ask_aid();
      wanted.set_of("county");
      wanted.set_what("helicopter");
      wanted.set_quantity(1);
      wanted.set_area(area);
    }));
  };
  EXPECT_EQ(asked("nowhere"), "no_such_place");
  EXPECT_EQ(only(ledger(), {"aid"}), Story{});
  EXPECT_EQ(asked("A"), "");
  EXPECT_EQ(asked("T"), "") << "for the whole township";
  EXPECT_EQ(asked(""), "");
}

}  // namespace
}  // namespace fenghuo
