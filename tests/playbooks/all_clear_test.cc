// How warnings are taken back: F13, F18 and F23 of ../shared/domain/failures.md.
#include "engine/wire_text.h"
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

class AllClearTest : public PersonTest {
 protected:
  AllClearTest() { use(person_plan()); }

  /// Red in A; the leader is called by message and by hand, the deputy too.
  void red() {
    rain(81);
    rig_.pass(minutes{6});
    story();
    rig_.take_effects();
  }
  void two_say_it_is_safe() {
    report("li", "safe", "A");
    report("zhang", "safe", "A");
  }
  void report_in_words(const std::string& reporter, const std::string& kind,
                       const std::string& words = "") {
    wire::Event event;
    auto& told = *event.mutable_report();
    told.set_reporter(reporter);
    told.set_kind(kind);
    told.set_area("A");
    told.set_text(words);
    rig_.submit(std::move(event));
  }
  /// What everybody was told last.
  Text told() {
    Text text;
    for (const auto& effect : rig_.take_effects()) {
      const auto& message = effect.effect.send_message();
      if (message.purpose() == wire::SendMessage::TELL) text = from_wire(message.text());
    }
    return text;
  }
  void all_clear() {
    two_say_it_is_safe();
    stand_down(incident_, "town");
    ASSERT_EQ(refusal(stand_down(incident_, "mayor")), "");
  }
};

TEST_F(AllClearTest, OnePersonRetractsAFalseAlarmToAllWhoWereTold) {
  red();
  EXPECT_EQ(refusal(retract(incident_, "town")), "");
  EXPECT_EQ(story(), (Story{"retracted by town told 2 by hand 0", "notice to 2 by hand 0",
                            "closed 5", "incident over A"}));
  EXPECT_EQ(messages(wire::SendMessage::TELL), (Story{"webhook deputy", "webhook leader"}));
  rig_.pass(minutes{600});
  EXPECT_EQ(only(story(), {"call"}), Story{}) << "nobody is called any more";
  expect_replays();
}

TEST_F(AllClearTest, WhoWasCalledByHandAloneIsNamed) {
  red();
  rig_.pass(minutes{5});  // the township's duty officer, by telephone
  story();
  retract(incident_, "chief");
  EXPECT_EQ(story()[0], "retracted by chief told 2 by hand 1");
}

TEST_F(AllClearTest, WhatPeopleThereHaveSeenIsNoFalseAlarm) {
  red();
  report("li", "muddy_spring", "A");
  EXPECT_EQ(refusal(retract(incident_, "town")), "seen_by_people");
}

TEST_F(AllClearTest, AShelterWithoutWaterIsNoWordOfTheDanger) {
  red();
  report("li", "no_water", "A");
  EXPECT_EQ(refusal(retract(incident_, "town")), "");
}

TEST_F(AllClearTest, ARetractionHasItsReason) {
  red();
  EXPECT_EQ(refusal(command("town",
                            [&](wire::Command& c) {
                              point(*c.mutable_retract()->mutable_incident(), incident_);
                            })),
            "no_reason");
  EXPECT_EQ(refusal(retract({{999}, 0}, "town")), "no_such_incident");
}

TEST_F(AllClearTest, ARiseAfterARetractionWarnsAnew) {
  rain(61);
  story();
  retract(incident_, "town");
  story();
  rig_.pass(minutes{1});
  rain(21);
  EXPECT_EQ(only(story(), {"incident", "warning"}), (Story{"incident A", "warning A red"}));
}

TEST_F(AllClearTest, ATrueOneTakesTwoPersonsAndTwoReports) {
  red();
  EXPECT_EQ(refusal(stand_down(incident_, "town")), "");
  EXPECT_EQ(refusal(stand_down(incident_, "town")), "second_person_needed");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed");
  report("li", "safe", "A");
  report("li", "safe", "A");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed") << "two people";
  report("zhang", "safe", "B");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed") << "of the place";
  report("zhang", "safe", "A");
  story();
  rig_.take_effects();
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "");
  EXPECT_EQ(story(), (Story{"all clear by town and mayor", "notice to 2 by hand 0", "closed 6"}));
  EXPECT_EQ(messages(wire::SendMessage::TELL), (Story{"webhook deputy", "webhook leader"}));
  EXPECT_GT(rig_.engine().describe().incidents(0).hold_until_ms(), ms_of(rig_.now()));
  expect_replays();
}

// One officer who tells what two have said on the telephone is one source.
TEST_F(AllClearTest, WhatOnePersonHasWrittenDownIsOneWord) {
  red();
  stand_down(incident_, "town");
  report("li", "safe", "A", "", "town");
  report("zhang", "safe", "A", "", "town");
  const auto refused = stand_down(incident_, "mayor");
  ASSERT_EQ(refusal(refused), "two_reports_needed");
  const std::string& why = refused.facts[0].command_refused().reason().en();
  EXPECT_NE(why.find("so far 1"), std::string::npos) << why;
  EXPECT_NE(why.find("what li said was written down by town"), std::string::npos) << why;
  report("zhang", "safe", "A", "", "zhang");
  story();
  const auto agreed = stand_down(incident_, "mayor");
  ASSERT_EQ(refusal(agreed), "") << "zhang has said it too";
  EXPECT_EQ(agreed.facts[0].all_clear_given().observed_by_size(), 2);
  expect_replays();
}

TEST_F(AllClearTest, WhatSomebodyHasSaidInPersonStaysTheirs) {
  red();
  stand_down(incident_, "town");
  report("li", "safe", "A");
  report("zhang", "safe", "A", "", "town");
  report("li", "safe", "A", "", "town");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "");
  expect_replays();
}

// One person is not two: neither who is written down by another and then speaks, nor who speaks and
// then writes down another's word.
TEST_F(AllClearTest, WhoSpeaksAndIsWrittenDownIsOnePerson) {
  red();
  stand_down(incident_, "town");
  report("li", "safe", "A", "", "town");
  report("li", "safe", "A");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed");
  report("zhang", "safe", "A", "", "li");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed");
  report("zhang", "safe", "A", "", "officer");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "") << "two who have written it down";
}

// E25: stood down on what a gauge beyond the mountains told.
TEST_F(AllClearTest, WhatWasSeenElsewhereIsNotSeenHere) {
  red();
  stand_down(incident_, "town");
  report("li", "safe", "A", "B");
  report("zhang", "safe", "A", "S1");  // its own gauge
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "not_local");
  report("li", "safe", "A", "A");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "") << "they have gone there";
}

// Two who are called in the office and tap "all is well" have seen nothing.
TEST_F(AllClearTest, WhoIsFromOutsideSaysWhereTheySawIt) {
  red();
  stand_down(incident_, "town");
  report("mayor", "safe", "A");
  report("chief", "safe", "A");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "not_local");
  report("mayor", "safe", "A", "A");
  report("chief", "safe", "A", "S1");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "") << "they have gone there";
}

TEST_F(AllClearTest, WhoAgreesReadsWhatOthersObject) {
  red();
  report("wang", "crack", "A");
  EXPECT_EQ(rig_.engine().describe().incidents(0).objections_size(), 0) << "nothing is proposed";
  stand_down(incident_, "town");
  report("wang", "crack", "A");
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.incidents(0).objections_size(), 1);
  EXPECT_EQ(standing.incidents(0).objections(0).reporter(), "wang");
  EXPECT_EQ(standing.incidents(0).objections(0).at_ms(), ms_of(rig_.now()));
  const auto refused = stand_down(incident_, "mayor");
  ASSERT_EQ(refusal(refused), "two_reports_needed");
  EXPECT_NE(refused.facts[0].command_refused().reason().en().find("wang '水'"), std::string::npos);
  expect_replays();
}

TEST_F(AllClearTest, WhatWasSafeAnHourAgoCountsNoMore) {
  red();
  two_say_it_is_safe();
  rig_.pass(minutes{61});
  stand_down(incident_, "town");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "two_reports_needed");
}

TEST_F(AllClearTest, AfterTheHoldTheIncidentIsOver) {
  red();
  all_clear();
  story();
  rig_.pass(minutes{29});
  EXPECT_TRUE(only(story(), {"incident"}).empty());
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"incident"}), Story{"incident over A"});
}

// F13: a contrary report inside the hold raises it again to everybody who was told.
TEST_F(AllClearTest, AContraryReportInTheHoldWarnsEverybodyAgain) {
  red();
  all_clear();
  const auto told = messages(wire::SendMessage::TELL);
  story();
  report("wang", "muddy_spring", "A");
  EXPECT_EQ(only(story(), {"not over", "warning", "duty", "call"}),
            (Story{"not over A", "warning A red", "duty village_leader A", "call leader 0/0"}));
  EXPECT_EQ(messages(wire::SendMessage::TELL), told);
  rig_.pass(minutes{60});
  EXPECT_TRUE(only(story(), {"incident over"}).empty());
  expect_replays();
}

TEST_F(AllClearTest, ARiseInTheHoldWarnsEverybodyAgain) {
  rain(61);
  story();
  all_clear();
  story();
  rig_.pass(minutes{1});
  rain(21);
  EXPECT_EQ(only(story(), {"not over", "warning"}), (Story{"not over A", "warning A red"}));
}

TEST_F(AllClearTest, WhoHasMovedIsNotForgottenWhenItIsRaisedAgain) {
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 30);
  all_clear();
  report("wang", "crack", "A");
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.obligations_size(), 1);
  EXPECT_EQ(standing.obligations(0).people_moved(), 30u);
  EXPECT_FALSE(standing.obligations(0).done());
}

// F23: one place is not told to leave and that it is over.
TEST_F(AllClearTest, AnotherWarningOfThePlaceStandsAgainstItUntilBothAreToEnd) {
  red();
  const FactId first = incident_;
  warn("chief", {"A"}, Level::red);
  story();
  two_say_it_is_safe();
  EXPECT_EQ(refusal(stand_down(first, "town")), "");
  EXPECT_EQ(refusal(stand_down(first, "mayor")), "contradiction");
  EXPECT_EQ(refusal(stand_down(incident_, "town")), "");
  EXPECT_EQ(refusal(stand_down(first, "mayor")), "");
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "");
  expect_replays();
}

TEST_F(AllClearTest, WhereAnotherWarningStandsARetractionDoesNotSayGoOnAsUsual) {
  red();
  warn("chief", {"A"}, Level::red);
  rig_.take_effects();
  retract(incident_, "chief");
  EXPECT_EQ(told().en,
            "Correction: the warning for A village was false. Another warning for the village "
            "stands, red danger: go on with that one: Move to the school. Why: a car before the "
            "gauge.");
}

// Found by a user: people went on leaving, since nobody said that what stood was blue.
TEST_F(AllClearTest, WhatStandsAfterARetractionIsNamedAndWhoIsLeavingIsStopped) {
  red();
  const FactId false_one = incident_;
  warn("chief", {"A"}, Level::blue);
  story();
  rig_.take_effects();
  retract(false_one, "chief");
  EXPECT_EQ(
      told().zh,
      "【更正】A村预警是误发。请停止转移。本村还有险情蓝色预警有效，继续按那一条办：做好准备。"
      "原因：车挡住了雷达。");
  retract(incident_, "chief");
  EXPECT_EQ(told().zh, "【更正】A村预警是误发。不用再按它办，恢复正常。原因：车挡住了雷达。")
      << "blue has told nobody to leave";
}

TEST_F(AllClearTest, WhoWasToldToLeaveStaysAwayUntilTheReturnIsOrdered) {
  red();
  all_clear();
  EXPECT_EQ(told().zh,
            "【解除】A村险情解除，但现在还不能回家。接到返回通知再回；看到异常马上报告。");
  report("li", "crack", "A");
  const Text again = told();
  EXPECT_EQ(again.zh,
            "【险情未解除】A村：刚才的解除作废，险情还在，请马上撤离：转移到小学。"
            "现场有人报告：裂缝，“水”。");
  EXPECT_EQ(again.en,
            "NOT over: A village: the all-clear is withdrawn, the danger is still there, leave at "
            "once: Move to the school. Why: people there report a crack, “水”.");
}

TEST_F(AllClearTest, WhomNobodyToldToLeaveIsNotToldSoByAnAllClearOrItsEnd) {
  warn("chief", {"A"}, Level::blue);
  story();
  rig_.take_effects();
  all_clear();
  EXPECT_EQ(told().zh, "【解除】A村险情解除。看到异常马上报告。");
  report_in_words("li", "crack");
  EXPECT_EQ(told().zh,
            "【险情未解除】A村：刚才的解除作废，险情还在：做好准备。现场有人报告：裂缝。");
}

// Of a rule's reason a message has the first finding; what a person has said stays whole.
TEST_F(AllClearTest, WhatSomebodyHasSeenIsNotCut) {
  auto plan = person_plan();
  set_text(*plan.mutable_playbooks(0)->mutable_text(),
           "{village}：{action}。{answer}依据：{reason}。",
           "{village}: {action}. {answer}Why: {reason}.");
  use(plan);
  red();
  all_clear();
  report_in_words("li", "crack", "又宽了；在掉土");
  const auto standing = rig_.engine().describe();
  std::string words;
  for (const auto& duty : standing.obligations())
    if (!duty.done()) words = duty.text().zh();
  EXPECT_EQ(words,
            "A村：转移到小学。请先回“收到”；15 分钟内转移完，清点后报人数"
            "（例如“已转移 30 人”）。依据：现场有人报告：裂缝，“又宽了；在掉土”。");
}

TEST_F(AllClearTest, ARiseTakesBackWhatWasProposed) {
  rain(82);
  story();
  rig_.pass(minutes{65});
  rain(61);
  two_say_it_is_safe();
  EXPECT_EQ(refusal(stand_down(incident_, "town")), "");
  rig_.pass(minutes{1});
  rain(25);
  EXPECT_EQ(refusal(stand_down(incident_, "mayor")), "") << "this is the first again";
  EXPECT_EQ(refusal(stand_down(incident_, "town")), "two_reports_needed");
}

TEST_F(AllClearTest, AFallAfterARetractionBeginsNothing) {
  rain(82);
  story();
  retract(incident_, "town");
  story();
  rig_.pass(minutes{65});
  rain(61);
  EXPECT_EQ(only(story(), {"incident", "warning"}), Story{});
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
}

TEST_F(AllClearTest, DecisionsEndWithIt) {
  auto plan = person_plan();
  *plan.mutable_playbooks(0)->mutable_responses(2)->add_decisions() =
      question("close", {"mayor"}, wire::Question::NEVER);
  use(plan);
  red();
  retract(incident_, "town");
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  rig_.pass(minutes{60});
  EXPECT_TRUE(only(story(), {"pass"}).empty());
}

}  // namespace
}  // namespace fenghuo
