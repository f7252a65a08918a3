// What others warn of, where it takes a person: E01, E19 and A22 of ../shared/domain/failures.md.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ReceivedTest : public PersonTest {
 protected:
  ReceivedTest() { use(plan()); }

  static wire::Plan plan() {
    auto plan = person_plan();
    plan.mutable_name()->set_zh("清溪镇");
    plan.mutable_villages(0)->set_adcode("431129105201");
    plan.mutable_villages(1)->set_adcode("431129105202");
    *plan.add_rules() = make_rule("signal", {{"red", "warning('暴雨').at_least('red')"}});
    plan.mutable_playbooks(0)->add_rules("signal");
    for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
      *response.add_decisions() = question("close", {"mayor"}, wire::Question::NEVER, {});
    return plan;
  }
  void receive(const std::string& identifier, const std::string& event,
               const std::string& headline = "",
               wire::ReceivedWarning::Status status = wire::ReceivedWarning::ACTUAL) {
    wire::Event submitted;
    auto& warning = *submitted.mutable_received_warning();
    warning.set_identifier(identifier);
    warning.set_sender("qxj");
    warning.set_status(status);
    auto& info = *warning.add_infos();
    info.set_event(event);
    info.set_headline(headline);
    info.set_level(to_wire(Level::red));
    info.set_from_ms(ms_of(rig_.now()));
    info.set_until_ms(ms_of(rig_.now() + hours{24}));
    info.add_areas()->add_geocodes("431129105201");
    rig_.submit(std::move(submitted));
  }
  static wire::ReceivedWarning in_words(const std::string& identifier, const std::string& words,
                                        Instant now) {
    wire::ReceivedWarning warning;
    warning.set_identifier(identifier);
    warning.set_sender("qxj");
    auto& info = *warning.add_infos();
    info.set_event("暴雨");
    info.set_headline("暴雨红色预警信号");
    info.set_level(to_wire(Level::red));
    info.set_from_ms(ms_of(now));
    info.set_until_ms(ms_of(now + hours{24}));
    info.add_areas()->set_description(words);
    return warning;
  }
  void receive(wire::ReceivedWarning warning) {
    wire::Event submitted;
    *submitted.mutable_received_warning() = std::move(warning);
    rig_.submit(std::move(submitted));
  }
  void receive_in_words(const std::string& identifier, const std::string& words) {
    receive(in_words(identifier, words, rig_.now()));
  }
};

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

TEST_F(ReceivedTest, OneThatNamesItsAreaInWordsAloneIsAskedAbout) {
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{"ask town is-it-here T"});
  EXPECT_EQ(messages(wire::SendMessage::ASK), Story{"webhook town"});
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.decisions_size(), 1);
  const auto& open = standing.decisions(0);
  EXPECT_EQ(open.ask().zh(),
            "收到的预警认不出地方：qxj“暴雨红色预警信号”，红色，范围只写了“江华县北部”。"
            "和我们有关吗？答“是”就向 2 个村发布预警。");
  EXPECT_EQ(open.ask().en(),
            "A received warning can't be placed: '暴雨红色预警信号' of qxj, red; its area is given "
            "in words alone, '江华县北部'. Does it concern us? A yes warns so many villages: 2.");
  EXPECT_EQ(open.decide_by_ms(), ms_of(rig_.now() + minutes{5}));
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "the same message by another way";
  EXPECT_EQ(refusal(decide(decisions_[0], "town", false)), "") << "a no needs no reason";
  story();
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "also after it was answered";
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  expect_replays();
}

TEST_F(ReceivedTest, AYesToItWarnsTheWholeTownship) {
  receive_in_words("1", "江华县北部");
  story();
  ASSERT_EQ(decisions_.size(), 1u);
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"decided", "warning", "duty village"}),
            (Story{"decided yes by town", "warning A red", "duty village_leader A", "warning B red",
                   "duty village_leader B"}));
  expect_replays();
}

TEST_F(ReceivedTest, UndecidedItGoesRoundUntilTheWarningIsOver) {
  auto named = plan();
  named.add_response_duties("mayor");
  use(named);
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask mayor is-it-here T"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass mayor to town 0"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass town to mayor 1"}) << "it is never dropped";
  rig_.pass(hours{24});
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 4"}) << "it is in force no more";
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
}

TEST_F(ReceivedTest, WhereItsWordsNameUsNobodyIsAsked) {
  receive_in_words("1", "清溪镇");
  EXPECT_EQ(only(story(), {"ask town", "raised"}),
            (Story{"raised signal A red", "raised signal B red"}));
  expect_replays();
}

TEST_F(ReceivedTest, OfWordsThatNameOneVillageTheOthersAreAskedAbout) {
  receive_in_words("1", "清溪镇A村、江华县北部");
  EXPECT_EQ(only(story(), {"ask town", "raised"}),
            (Story{"raised signal A red", "ask town is-it-here B"}));
}

TEST_F(ReceivedTest, WithoutAnyAreaItIsAskedAbout) {
  auto warning = in_words("1", "", rig_.now());
  warning.mutable_infos(0)->clear_areas();
  receive(warning);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-here T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  EXPECT_NE(rig_.engine().describe().decisions(0).ask().zh().find("没有写范围"), std::string::npos);
}

TEST_F(ReceivedTest, TheWorstOfWhatCanNotBePlacedIsAsked) {
  auto warning = in_words("1", "全县", rig_.now());
  warning.mutable_infos(0)->set_level(to_wire(Level::blue));
  *warning.add_infos() = in_words("1", "江华县北部", rig_.now()).infos(0);
  auto placed = in_words("1", "全省", rig_.now()).infos(0);
  placed.mutable_areas(0)->add_geocodes("999999999999");
  *warning.add_infos() = placed;
  receive(warning);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-here T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  const std::string ask = rig_.engine().describe().decisions(0).ask().zh();
  EXPECT_NE(ask.find("红色，范围只写了“全县；江华县北部”"), std::string::npos) << ask;
}

TEST_F(ReceivedTest, LongWordsAreCutBetweenCharacters) {
  std::string words = "x";
  for (int i = 0; i < 2'000; ++i) words += "县";
  receive_in_words("1", words);
  story();
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  const std::string ask = rig_.engine().describe().decisions(0).ask().zh();
  EXPECT_LT(ask.size(), 600u);
  EXPECT_NE(ask.find("县…”"), std::string::npos) << ask;
}

TEST_F(ReceivedTest, TestsInWordsAloneAndWhatIsOverAskNobody) {
  for (const auto status : {wire::ReceivedWarning::TEST, wire::ReceivedWarning::EXERCISE}) {
    auto warning = in_words("t" + std::to_string(status), "江华县北部", rig_.now());
    warning.set_status(status);
    warning.mutable_infos(0)->set_headline("暴雨红色预警信号（测试）");
    receive(warning);
  }
  auto cancel = in_words("2", "江华县北部", rig_.now());
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  receive(cancel);
  auto old = in_words("3", "江华县北部", rig_.now() - hours{25});
  receive(old);
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{});
}

TEST_F(ReceivedTest, WhatItsSenderTakesBackOrPlacesIsAskedNoLonger) {
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}).size(), 1u);
  wire::ReceivedWarning cancel;
  cancel.set_identifier("2");
  cancel.set_sender("qxj");
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  cancel.add_supersedes("1");
  receive(cancel);
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  receive_in_words("3", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}).size(), 1u);
  auto update = in_words("4", "江华县北部", rig_.now());
  update.set_kind(wire::ReceivedWarning::UPDATE);
  update.add_supersedes("3");
  update.mutable_infos(0)->mutable_areas(0)->add_geocodes("431129105201");
  receive(update);
  EXPECT_EQ(only(story(), {"decision over", "ask town", "raised"}),
            (Story{"raised signal A red", "decision over 5"}));
  expect_replays();
}

TEST_F(ReceivedTest, InWordsAloneAndContradictingItselfItIsHeldAndAskedOnce) {
  auto warning = in_words("1", "江华县北部", rig_.now());
  warning.mutable_infos(0)->set_headline("暴雨红色预警信号（测试）");
  receive(warning);
  EXPECT_EQ(only(story(), {"ask", "raised"}), Story{"ask town is-it-real T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  EXPECT_NE(rig_.engine().describe().decisions(0).ask().en().find("'江华县北部'"),
            std::string::npos);
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"duty village"}),
            (Story{"duty village_leader A", "duty village_leader B"}));
}

}  // namespace
}  // namespace fenghuo
