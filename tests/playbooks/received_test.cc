// What others warn of, where it takes a person: E01, E19 and A22 of ../shared/domain/failures.md.
#include "tests/playbooks/received_rig.h"

namespace fenghuo {
namespace {

TEST_F(ReceivedTest, ASecondRedSignalAsksAgainWhoeverSaidNo) {
  receive("1", "暴雨");
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask mayor close A"});
  receive("2", "暴雨");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "it is still open";
  decide(decisions_[0], "mayor", false);
  story();
  rig_.pass(hours{8});
  rig_.take_effects();
  story();
  receive("3", "暴雨");
  const auto words = story();
  EXPECT_EQ(only(words, {"ask"}), Story{"ask mayor close A"});
  EXPECT_EQ(only(words, {"duty", "raised", "warn"}), Story{}) << "the village isn't called again";
  decide(decisions_.back(), "mayor", true);
  receive("4", "暴雨");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "a yes stands";
  expect_replays();
}

TEST_F(ReceivedTest, TheSameMessageSentAgainIsNoSecondWarning) {
  receive("1", "暴雨");
  story();
  decide(decisions_[0], "mayor", false);
  story();
  receive("1", "暴雨");
  EXPECT_EQ(only(story(), {"ask"}), Story{});
}

TEST_F(ReceivedTest, AfterTheAllClearASecondSignalWarnsAnew) {
  receive("1", "暴雨");
  story();
  report("li", "safe", "A");
  report("zhang", "safe", "A");
  stand_down(incident_, "town");
  stand_down(incident_, "mayor");
  EXPECT_EQ(only(story(), {"all clear"}), Story{"all clear by town and mayor"});
  receive("2", "暴雨");
  EXPECT_EQ(only(story(), {"not over", "duty village"}),
            (Story{"not over A", "duty village_leader A"}));
  expect_replays();
}

TEST_F(ReceivedTest, AfterTheEndOfItASecondSignalBeginsAnew) {
  receive("1", "暴雨");
  story();
  retract(incident_, "town");
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  receive("2", "暴雨");
  EXPECT_EQ(only(story(), {"duty village"}), Story{"duty village_leader A"});
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 1);
}

TEST_F(ReceivedTest, ATestIsSeenByNoRuleAndAsksNobody) {
  receive("1", "暴雨 测试", "暴雨红色预警信号（测试）", wire::ReceivedWarning::TEST);
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{});
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
}

TEST_F(ReceivedTest, WhatContradictsItselfIsHeldAndAskedOfTheDutyOfficer) {
  receive("1", "TEST 暴雨", "暴雨红色预警信号");
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{"ask town is-it-real A"});
  EXPECT_EQ(messages(wire::SendMessage::ASK), Story{"webhook town"});
  receive("1", "TEST 暴雨", "暴雨红色预警信号");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "the same message by another way";
  EXPECT_FALSE(rig_.engine().describe().decisions(0).is_request());
  EXPECT_EQ(refusal(decide(decisions_[0], "town", false)), "") << "a no needs no reason";
  story();
  receive("1", "TEST 暴雨", "暴雨红色预警信号");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "also after it was answered";
  rig_.pass(hours{1});
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  expect_replays();
}

TEST_F(ReceivedTest, AYesWarnsTheVillagesThatItNames) {
  receive("1", "暴雨", "这不是演练", wire::ReceivedWarning::EXERCISE);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-real A"});
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"decided", "duty village"}),
            (Story{"decided yes by town", "duty village_leader A"}));
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 1);
  EXPECT_EQ(rig_.engine().describe().incidents(0).area(), "A");
  expect_replays();
}

TEST_F(ReceivedTest, WhomThePlanNamesForItsResponseIsAskedFirst) {
  auto named = plan();
  named.add_response_duties("mayor");
  use(named);
  receive("1", "演练 暴雨");
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask mayor is-it-real A"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass mayor to town 0"});
}

TEST_F(ReceivedTest, OfOtherPlacesNobodyIsAsked) {
  wire::Event submitted;
  auto& warning = *submitted.mutable_received_warning();
  warning.set_identifier("9");
  warning.set_sender("qxj");
  warning.set_status(wire::ReceivedWarning::TEST);
  auto& info = *warning.add_infos();
  info.set_event("暴雨");
  info.set_level(to_wire(Level::red));
  info.set_until_ms(ms_of(rig_.now() + hours{24}));
  info.add_areas()->add_geocodes("999999999999");
  rig_.submit(std::move(submitted));
  EXPECT_EQ(only(story(), {"ask"}), Story{});
}

TEST_F(ReceivedTest, TheQuestionEndsWithTheWarning) {
  receive("1", "演练 暴雨");
  EXPECT_EQ(only(story(), {"ask"}).size(), 1u);
  wire::Event cancelled;
  auto& cancel = *cancelled.mutable_received_warning();
  cancel.set_identifier("2");
  cancel.set_sender("qxj");
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  cancel.add_supersedes("1");
  rig_.submit(std::move(cancelled));
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  receive("3", "演练 暴雨");
  rig_.pass(hours{24} + minutes{10});
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 4"}) << "it is in force no more";
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  expect_replays();
}

TEST_F(ReceivedTest, UndecidedItIsAskedAgainAndNeverLet) {
  receive("1", "演练 暴雨");
  story();
  rig_.pass(minutes{30});
  EXPECT_GE(only(story(), {"pass"}).size(), 5u);
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
}

}  // namespace
}  // namespace fenghuo
