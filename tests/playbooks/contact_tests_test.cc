// Contact tests, and who is called first after one.
#include "playbooks/contact_tests.h"

#include "tests/playbooks/everyday_rig.h"

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

class ContactTestsTest : public EverydayRig {
 protected:
  /// A test of A, that these answer at once, and its whole time.
  void roll_call(const std::vector<std::string>& answer) {
    EXPECT_EQ(test({"A"}), "");
    for (const auto& person : answer) EXPECT_EQ(present(person), "");
    rig_.pass(minutes{15});
    story();
  }
  Story calls_for(minutes span) {
    rig_.pass(span);
    return only(story(), {"call"});
  }
};

// Florida, 2023-04-20, 4:45 in the morning.
TEST_F(ContactTestsTest, ByNightOnlyWhoeverIsOnDutyIsTested) {
  use(plan_);
  const auto midnight = std::chrono::floor<days>(rig_.now() + hours{8}) - hours{8};
  rig_.pass(midnight + days{1} + hours{4} + minutes{45} - rig_.now());
  story();
  EXPECT_EQ(test(), "by_night");
  EXPECT_EQ(test({"A"}), "by_night");
  EXPECT_EQ(test({"A", "T"}), "by_night");
  EXPECT_EQ(only(story(), {"test of"}), Story{});
  EXPECT_EQ(test({"T"}), "");
}

TEST_F(ContactTestsTest, AContactTestSaysOfEachWhoAnswered) {
  use(plan_);
  EXPECT_EQ(test({"A"}), "");
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 5"});
  EXPECT_EQ(messages(wire::SendMessage::TEST).size(), 5u);
  EXPECT_EQ(test({"A"}), "test_is_running");
  EXPECT_TRUE(person("leader").waiting());
  rig_.pass(minutes{2});
  EXPECT_EQ(present("leader"), "");
  EXPECT_EQ(present("leader"), "not_asked") << "once is enough";
  EXPECT_EQ(present("mayor"), "not_asked");
  EXPECT_EQ(present("leadr"), "no_such_person");
  EXPECT_EQ(only(story(), {"leader"}), Story{"leader answers"});
  rig_.pass(minutes{13});
  EXPECT_EQ(only(story(), {"deputy is", "head is", "test over"}),
            (Story{"deputy is silent", "head is silent", "test over 1 of 5"}));
  EXPECT_EQ(person("leader").took_ms(), Span{minutes{2}}.count());
  EXPECT_TRUE(person("leader").answered());
  EXPECT_FALSE(person("deputy").answered());
  EXPECT_EQ(test(), "") << "and may be made again";
  expect_replays();
}

TEST_F(ContactTestsTest, AMessageThatDoesNotArriveSaysWhy) {
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  test();
  messages(wire::SendMessage::TEST);
  wire::Event event;
  auto& report = *event.mutable_effect_reported();
  report.set_offset(effects_[0].offset.value);
  report.set_index(effects_[0].index);
  report.set_outcome(wire::EffectReported::FAILED);
  report.set_detail("HTTP 410");
  rig_.submit(std::move(event));
  rig_.facts();
  rig_.pass(minutes{15});
  std::vector<std::string> details;
  for (const auto& told : rig_.facts())
    if (told.fact.has_contact_tested()) details.push_back(told.fact.contact_tested().detail());
  EXPECT_EQ(details, (std::vector<std::string>{"HTTP 410", ""}));
  expect_replays();
}

TEST_F(ContactTestsTest, NoTestWhileAWarningStands) {
  use(plan_);
  rain(81);
  EXPECT_EQ(test(), "warning_stands") << "it says that there is no danger";
  retract(incident_, "town");
  story();
  retract(incident_, "town");
  EXPECT_EQ(test(), "");
}

TEST_F(ContactTestsTest, EndsAtOnceWhenAllHaveAnswered) {
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  EXPECT_EQ(test({"B"}), "nobody_to_test");
  EXPECT_EQ(test(), "");
  present("head");
  present("head2");
  EXPECT_EQ(only(story(), {"test over"}), Story{"test over 2 of 2"});
}

// Found by a reader: by night nobody could be tested where `duties` are those of villages.
TEST_F(ContactTestsTest, WhoIsOfTheTownshipIsTestedByItsNameWhateverTheirDuties) {
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  EXPECT_EQ(test({"T"}), "");
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 6"}) << "officer, mayor and chief, twice";
}

TEST_F(ContactTestsTest, ComesByThePlansClockAndNotInAnEmergency) {
  plan_.mutable_contact_test()->set_every_ms(Span{days{7}}.count());
  plan_.mutable_contact_test()->set_at_min(10 * 60);
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  rig_.pass(hours{1});
  EXPECT_TRUE(only(story(), {"test of"}).empty()) << "09:35";
  rig_.pass(minutes{25});
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 2"}) << "10:00";
  rig_.pass(days{6});
  EXPECT_TRUE(only(story(), {"test of"}).empty());
  respond(Level::blue);
  rig_.pass(days{1});
  EXPECT_TRUE(only(story(), {"test of"}).empty()) << "something is going on";
  respond(Level::none);
  rig_.pass(days{1});
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 2"});
  expect_replays();
}

TEST_F(ContactTestsTest, WhoDidNotAnswerIsCalledSecond) {
  use(plan_);
  roll_call({"deputy"});
  rain(36);
  wire::ObligationOpened opened;
  for (const auto& told : rig_.facts())
    if (told.fact.has_obligation_opened()) opened = told.fact.obligation_opened();
  EXPECT_EQ(opened.holder(), "deputy");
  EXPECT_EQ(opened.stand_in(), "leader");
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.obligations_size(), 1);
  EXPECT_EQ(standing.obligations(0).callee(), "deputy");
  EXPECT_EQ(standing.obligations(0).holder(), "deputy");
  EXPECT_EQ(standing.obligations(0).stand_in(), "leader");
  EXPECT_EQ(calls_for(minutes{16}), (Story{"call deputy 1/0", "call leader 2/0", "call town 3/0"}));
  expect_replays();
}

TEST_F(ContactTestsTest, WhereBothAreSilentTheRosterSaysWhoIsFirst) {
  use(plan_);
  roll_call({"head"});
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
}

TEST_F(ContactTestsTest, AnsweringTheNextOneMovesThemBack) {
  use(plan_);
  roll_call({"deputy"});
  EXPECT_EQ(test({"A"}), "");
  EXPECT_EQ(present("leader"), "");
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
  expect_replays();
}

TEST_F(ContactTestsTest, TimeAloneBringsNobodyBack) {
  use(plan_);
  roll_call({"deputy"});
  rig_.pass(days{3});
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call deputy 0/0"});
}

TEST_F(ContactTestsTest, WhoeverSpeaksIsThereEvenWhereItIsRefused) {
  use(plan_);
  roll_call({"deputy"});
  EXPECT_EQ(present("leader"), "not_asked") << "too late for the test";
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
  expect_replays();
}

TEST_F(ContactTestsTest, AReportIsASignOfThem) {
  use(plan_);
  roll_call({"deputy"});
  report("leader", "water_rising", "A");
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
}

TEST_F(ContactTestsTest, AnsweringForOneDutyMovesThemBackForTheNext) {
  use(plan_);
  roll_call({"deputy"});
  rain(36);
  story();
  answer(duties_.back(), "leader", wire::Answer::RECEIVED);
  story();
  rig_.pass(minutes{5});
  rain(30);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"}) << "orange";
  expect_replays();
}

// The clerk writes down what was said on the telephone.
TEST_F(ContactTestsTest, WhatAnotherTellsOfThemIsASignToo) {
  use(plan_);
  roll_call({"deputy"});
  EXPECT_EQ(
      refusal(command("town", [](wire::Command& c) { c.mutable_present()->set_person("leader"); })),
      "not_asked");
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
}

TEST_F(ContactTestsTest, NobodyIsPassedOverInTheMiddleOfARound) {
  use(plan_);
  roll_call({"deputy"});
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call deputy 0/0"});
  rig_.pass(minutes{2});
  EXPECT_EQ(present("leader"), "not_asked");
  EXPECT_EQ(calls_for(minutes{4}), (Story{"call deputy 1/0", "call leader 2/0"}))
      << "and not the deputy for the third time";
  EXPECT_EQ(calls_for(minutes{15}), (Story{"call town 3/0", "call leader 0/1"}))
      << "the next round begins with the roster's order";
  expect_replays();
}

TEST_F(ContactTestsTest, WhoSpokeDuringTheTestIsNotUnreached) {
  use(plan_);
  EXPECT_EQ(test({"A"}), "");
  EXPECT_EQ(present("deputy"), "");
  EXPECT_EQ(routine_done("patrol", "A"), "no_such_routine");
  rig_.pass(minutes{15});
  EXPECT_EQ(only(story(), {"leader"}), Story{"leader is silent"}) << "as far as the test goes";
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
}

TEST_F(ContactTestsTest, AfterASnapshotTheOrderIsTheSame) {
  use(plan_);
  EXPECT_EQ(test({"A"}), "");
  ASSERT_TRUE(rig_.machine().load(rig_.machine().save())) << "while it runs";
  EXPECT_TRUE(person("deputy").waiting());
  EXPECT_EQ(present("deputy"), "");
  rig_.pass(minutes{15});
  story();
  ASSERT_TRUE(rig_.machine().load(rig_.machine().save()));
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call deputy 0/0"});
  rig_.pass(minutes{2});
  present("leader");
  ASSERT_TRUE(rig_.machine().load(rig_.machine().save()));
  EXPECT_EQ(calls_for(minutes{4}), (Story{"call deputy 1/0", "call leader 2/0"}));
  expect_replays();
}

TEST_F(ContactTestsTest, EndsWhereAnIncidentIsOpenedAndFindsNobodySilent) {
  use(plan_);
  EXPECT_EQ(test({"A"}), "");
  EXPECT_EQ(present("deputy"), "");
  story();
  rain(36);
  const auto told = only(story(), {"incident", "test over", "call"});
  EXPECT_EQ(told, (Story{"incident A", "test over 1 of 5", "call leader 0/0"}));
  EXPECT_FALSE(person("leader").waiting());
  EXPECT_EQ(present("leader"), "not_asked");
  rig_.pass(minutes{20});
  EXPECT_TRUE(only(story(), {"leader is", "test over"}).empty());
  expect_replays();
}

TEST_F(ContactTestsTest, WhoHasLeftTheRosterIsForgotten) {
  use(plan_);
  roll_call({"deputy"});
  auto other = plan_;
  other.mutable_roster(0)->set_holder("new-leader");
  use(other);
  use(plan_);
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
}

TEST_F(ContactTestsTest, AQuestionIsAskedOfWhoAnswered) {
  for (auto& response : *plan_.mutable_playbooks(0)->mutable_responses())
    *response.add_decisions() = question("close", {"school_head"}, wire::Question::NEVER);
  use(plan_);
  roll_call({"head2"});
  rain(36);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask head2 close A"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass head2 to head 1"})
      << "one alone is asked: every other round it is whom the roster has";
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass head to head2 2"});
  expect_replays();
}

}  // namespace
}  // namespace fenghuo
