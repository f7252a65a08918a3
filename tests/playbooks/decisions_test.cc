// Decisions with a clock: F01 and F08 of ../shared/domain/failures.md.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class DecisionsTest : public PersonTest {
 protected:
  DecisionsTest() {
    use(plan_with(question("close", {"mayor", "flood_chief", "duty_officer"}, wire::Question::NEVER,
                           {"school_head"})));
  }

  static wire::Plan plan_with(const wire::Question& asked, Level level = Level::red) {
    auto plan = person_plan();
    for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
      if (response.level() == to_wire(level)) *response.add_decisions() = asked;
    return plan;
  }
  /// The newest message to an owner.
  std::string question_sent() {
    std::string text;
    for (const auto& effect : rig_.take_effects()) {
      const auto& message = effect.effect.send_message();
      if (message.purpose() == wire::SendMessage::ASK) text = message.text().zh();
    }
    return text;
  }
  Story decisions() { return only(story(), {"ask", "pass", "decided", "decision", "duty school"}); }
};

TEST_F(DecisionsTest, ARedWarningAsksAtOnceAndTellsTheOwner) {
  rain(81);
  const auto words = decisions();
  EXPECT_EQ(words, Story{"ask mayor close A"});
  EXPECT_EQ(messages(wire::SendMessage::ASK), Story{"webhook mayor"});
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.decisions_size(), 1);
  const auto& open = standing.decisions(0);
  EXPECT_EQ(open.ask().zh(), "close，A村？");
  EXPECT_EQ(open.decide_by_ms(), ms_of(rig_.now() + minutes{5}));
  EXPECT_EQ(open.steps(), 3u);
  EXPECT_FALSE(open.made());
}

// Found by a user: the mayor was asked without a word of what had happened.
TEST_F(DecisionsTest, TheOwnerReadsWhyForHowManyAndWhatSilenceMeans) {
  rain(81);
  const std::string asked = question_sent();
  EXPECT_TRUE(asked.starts_with("【请您决定】close，A村？红色预警：1 小时雨量 81")) << asked;
  EXPECT_TRUE(
      asked.ends_with("；危险区 40 人。请在 5 分钟内答复，不答转下一位，"
                      "都不答不办，再从头问。"))
      << asked;
  rig_.pass(minutes{10});
  EXPECT_TRUE(question_sent().ends_with("请在 5 分钟内答复，不答不办，再从头问。"))
      << "nobody comes after the last";
}

TEST_F(DecisionsTest, WhereSilenceIsAYesTheOwnerReadsIt) {
  use(plan_with(question("gate", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN)));
  rain(81);
  EXPECT_TRUE(question_sent().ends_with("不答转下一位，都不答按“是”办。"));
  rig_.pass(minutes{5});
  EXPECT_TRUE(question_sent().ends_with("不答按“是”办。"));
}

TEST_F(DecisionsTest, UndecidedItGoesDownTheChainAndBeginsAgain) {
  rain(81);
  decisions();
  rig_.pass(minutes{5});
  EXPECT_EQ(decisions(), Story{"pass mayor to chief 0"});
  rig_.pass(minutes{5});
  EXPECT_EQ(decisions(), Story{"pass chief to town 0"});
  rig_.pass(minutes{5});
  EXPECT_EQ(decisions(), Story{"pass town to mayor 1"}) << "it is never dropped";
  expect_replays();
}

// A gateway that refuses connections is tried for ten minutes, and each has five to decide.
TEST_F(DecisionsTest, AQuestionThatIsNotThereInAMinuteIsTelephoned) {
  rain(81);
  story();
  rig_.take_effects();
  const auto to_telephone = [&] { return rig_.engine().describe().decisions(0).to_telephone(); };
  rig_.pass(seconds{59});
  EXPECT_EQ(only(story(), {"question"}), Story{});
  EXPECT_FALSE(to_telephone());
  rig_.pass(seconds{1});
  EXPECT_EQ(only(story(), {"question"}), Story{"question undelivered"});
  EXPECT_TRUE(to_telephone());
  expect_replays();
  rig_.pass(minutes{4});
  EXPECT_EQ(decisions(), Story{"pass mayor to chief 0"});
  EXPECT_FALSE(to_telephone()) << "the next one's message is on its way";
  for (const auto& effect : rig_.take_effects())
    if (effect.effect.send_message().person() == "chief") sent(effect.id, true);
  rig_.pass(minutes{2});
  EXPECT_EQ(only(story(), {"question"}), Story{"question delivered"});
  EXPECT_FALSE(to_telephone());
}

// A gateway may give up on the first round's message when the same person is asked again.
TEST_F(DecisionsTest, WhatBecomesOfAnEarlierMessageIsNotOfTheNewestOne) {
  use(plan_with(question("gate", {"mayor"}, wire::Question::NEVER)));
  rain(81);
  story();
  const auto first = rig_.take_effects();
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass mayor to mayor 1"});
  for (const auto& effect : rig_.take_effects()) sent(effect.id, true);
  for (const auto& effect : first)
    if (effect.effect.send_message().purpose() == wire::SendMessage::ASK) sent(effect.id, false);
  EXPECT_FALSE(rig_.engine().describe().decisions(0).to_telephone());
}

TEST_F(DecisionsTest, AYesIsCarriedOutAndCallsUntilItIsAnswered) {
  rain(81);
  decisions();
  decide(decisions_[0], "mayor", true);
  EXPECT_EQ(only(story(), {"decided", "duty school", "call head"}),
            (Story{"decided yes by mayor", "duty school_head A", "call head 0/0"}));
  const FactId order = duties_.back();
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call head"}), Story{"call head 1/0"});
  answer(order, "head", wire::Answer::RECEIVED);
  EXPECT_TRUE(only(story(), {"closed"}).empty()) << "an order isn't done by being received";
  rig_.pass(minutes{15});
  EXPECT_EQ(only(story(), {"call head"}), Story{"call head 0/1"});
  answer(order, "head", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
  expect_replays();
}

TEST_F(DecisionsTest, ANoTellsNobody) {
  rain(81);
  decisions();
  decide(decisions_[0], "mayor", false, "the children are at home");
  EXPECT_EQ(decisions(), Story{"decided no by mayor"});
  rig_.pass(minutes{60});
  EXPECT_TRUE(decisions().empty());
}

TEST_F(DecisionsTest, TwoWhoDecideAtOnceGetOneDecisionAndOneRefusal) {
  rain(81);
  decisions();
  EXPECT_EQ(refusal(decide(decisions_[0], "mayor", true)), "");
  const auto second = decide(decisions_[0], "secretary", false);
  EXPECT_EQ(refusal(second), "already_yes");
  EXPECT_NE(second.facts[0].command_refused().reason().en().find("mayor"), std::string::npos)
      << "says who has decided";
  EXPECT_TRUE(rig_.engine().describe().decisions(0).yes());
}

TEST_F(DecisionsTest, OnlyWhoseTurnItHasBeenMayDecide) {
  rain(81);
  decisions();
  EXPECT_EQ(refusal(decide(decisions_[0], "leader", true)), "not_theirs");
  EXPECT_EQ(refusal(decide(decisions_[0], "chief", true)), "not_theirs") << "not yet";
  EXPECT_EQ(refusal(decide({{999}, 0}, "mayor", true)), "no_such_decision");
  rig_.pass(minutes{5});
  EXPECT_EQ(refusal(decide(decisions_[0], "secretary", true)), "")
      << "who was asked before may decide still, and so may who stands in";
}

TEST_F(DecisionsTest, WhoIsNotOnTheRosterIsNotWaitedFor) {
  auto plan = plan_with(question("close", {"nobody", "flood_chief"}, wire::Question::NEVER));
  use(plan);
  rain(81);
  EXPECT_EQ(decisions(), Story{"ask chief close A"});
}

TEST_F(DecisionsTest, WhoCannotBeReachedIsNotWaitedFor) {
  rain(81);
  story();
  EffectId asked;
  for (const auto& effect : rig_.take_effects())
    if (effect.effect.send_message().purpose() == wire::SendMessage::ASK) asked = effect.id;
  sent(asked, false);
  EXPECT_EQ(decisions(), Story{"pass mayor to chief 0"});
}

TEST_F(DecisionsTest, WhereThePlanSaysSoItIsReleasedWithoutAPerson) {
  use(plan_with(question("gate", {"mayor"}, wire::Question::AT_ONCE, {"school_head"})));
  rain(81);
  EXPECT_EQ(decisions(), (Story{"ask mayor gate A", "decided yes by plan", "duty school_head A"}));
  EXPECT_TRUE(messages(wire::SendMessage::ASK).empty());
}

TEST_F(DecisionsTest, ALevelAboveAsksAgainWhatWasANoAndNotWhatWasAYes) {
  auto plan = plan_with(question("close", {"mayor"}, wire::Question::NEVER), Level::orange);
  *plan.mutable_playbooks(0)->mutable_responses(2)->add_decisions() =
      question("close", {"mayor"}, wire::Question::NEVER);
  for (const bool yes : {true, false}) {
    rig_.pass(minutes{24 * 60});
    use(plan);
    rain(0);
    retract(incident_, "town");
    story();
    rain(61);
    ASSERT_EQ(decisions(), Story{"ask mayor close A"});
    decide(decisions_.back(), "mayor", yes);
    story();
    rig_.pass(minutes{1});
    rain(20);
    EXPECT_EQ(only(story(), {"ask"}), yes ? Story{} : Story{"ask mayor close A"});
  }
}

TEST_F(DecisionsTest, WhatALevelAboveReleasesDoesNotWaitOnAsBelow) {
  auto plan = plan_with(question("close", {"mayor"}, wire::Question::NEVER), Level::orange);
  *plan.mutable_playbooks(0)->mutable_responses(2)->add_decisions() =
      question("close", {"mayor"}, wire::Question::AT_ONCE, {"school_head"});
  use(plan);
  rain(61);
  ASSERT_EQ(decisions(), Story{"ask mayor close A"});
  rig_.pass(minutes{1});
  rain(20);
  const Story risen = decisions();
  EXPECT_EQ(only(risen, {"decided"}), Story{"decided yes by plan"});
  EXPECT_EQ(only(risen, {"decision over"}).size(), 1u) << "the one of the level below";
  EXPECT_EQ(only(risen, {"duty school"}).size(), 1u);
  expect_replays();
}

TEST_F(DecisionsTest, OfSomeVillagesAloneItIsAskedThereAlone) {
  auto asked = question("close", {"mayor"}, wire::Question::NEVER);
  asked.add_only("B");
  use(plan_with(asked));
  rain(81);
  EXPECT_TRUE(decisions().empty());
}

TEST_F(DecisionsTest, AnAlarmThatClearsTakesTheQuestionBack) {
  rain(81);
  story();
  rig_.pass(minutes{4});
  rig_.pass(minutes{57});
  rain(0);
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 4"});
  EXPECT_EQ(refusal(decide(decisions_[0], "mayor", true)), "decision_over");
}

TEST_F(DecisionsTest, APlanThatChangesLosesNoOpenDecision) {
  rain(81);
  story();
  use(person_plan());
  rig_.pass(minutes{5});
  EXPECT_EQ(decisions(), Story{"pass mayor to chief 0"});
}

TEST_F(DecisionsTest, ADipDoesNotLoseTheQuestion) {
  rain(81);
  story();
  rig_.pass(minutes{61});
  rain(0);
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 4"});
  rain(0);
  rig_.pass(minutes{1});
  rain(82);
  EXPECT_EQ(only(story(), {"ask", "warning"}), Story{"ask mayor close A"})
      << "they are still being called, and somebody has to decide";
}

TEST_F(DecisionsTest, APlanThatDropsTheLevelOfAnOpenIncidentStopsNothing) {
  rain(81);
  story();
  rig_.pass(minutes{61});
  rain(0);
  auto plan = person_plan();
  auto& playbook = *plan.mutable_playbooks(0);
  ASSERT_EQ(playbook.responses(2).level(), to_wire(Level::red));
  playbook.mutable_responses()->DeleteSubrange(2, 1);
  use(plan);
  rig_.pass(minutes{1});
  rain(82);
  EXPECT_EQ(only(story(), {"raised"}), Story{"raised flash A red"});
  expect_replays();
}

// Where nothing can be sent at all, the clock paces the chain.
TEST_F(DecisionsTest, AQuestionThatCannotBeDeliveredDoesNotSpin) {
  use(plan_with(question("gate", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN)));
  rain(81);
  const auto fail_all = [&] {
    for (const auto& effect : rig_.take_effects())
      if (effect.effect.send_message().purpose() == wire::SendMessage::ASK) sent(effect.id, false);
  };
  fail_all();
  fail_all();
  fail_all();
  EXPECT_EQ(only(story(), {"pass", "decided"}), Story{"pass mayor to chief 0"});
  rig_.pass(minutes{4});
  EXPECT_EQ(only(story(), {"decided"}), Story{});
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"decided"}), Story{"decided yes by plan"});
}

// F01: 100 red warnings, each with its decision within a minute, none older than 15 minutes that
// has not been passed on.
TEST_F(DecisionsTest, EveryRedWarningHasItsDecision) {
  int warnings = 0;
  int asked = 0;
  for (int i = 0; i < 100; ++i) {
    rain(81);
    for (const auto& told : rig_.facts()) {
      const bool red = told.fact.has_warning_issued() &&
                       told.fact.warning_issued().level() == to_wire(Level::red);
      warnings += red ? 1 : 0;
      if (told.fact.has_decision_opened()) {
        ++asked;
        decisions_.push_back(told.id);
        EXPECT_EQ(told.at, rig_.now());
      }
      if (told.fact.has_obligation_opened()) duties_.push_back(told.id);
    }
    rig_.pass(minutes{15});
    const auto passed = rig_.facts();
    EXPECT_TRUE(std::any_of(passed.begin(), passed.end(), [](const Rig::Told& told) {
      return told.fact.has_decision_passed_on();
    }));
    rig_.pass(minutes{50});
    rain(0);
    answer(duties_.back(), "leader", wire::Answer::MOVED, 40);
    rig_.facts();
  }
  EXPECT_EQ(warnings, 100);
  EXPECT_EQ(asked, 100);
}

// F08: at two in the night, the first two are away.
TEST_F(DecisionsTest, WithTheFirstTwoAwayTheThirdDecidesWithinAQuarterOfAnHour) {
  rain(81);
  story();
  const Instant trigger = rig_.now();
  rig_.pass(minutes{10});
  story();
  EXPECT_EQ(refusal(decide(decisions_[0], "town", true)), "");
  EXPECT_LE(rig_.now() - trigger, minutes{15});
}

TEST_F(DecisionsTest, WithAllAwayThePlanReleasesIt) {
  use(plan_with(question("gate", {"mayor", "flood_chief", "duty_officer"},
                         wire::Question::AFTER_CHAIN, {"school_head"})));
  rain(81);
  story();
  const Instant trigger = rig_.now();
  rig_.pass(minutes{15});
  const auto words = decisions();
  EXPECT_EQ(words.back(), "duty school_head A");
  EXPECT_EQ(words[words.size() - 2], "decided yes by plan");
  EXPECT_LE(rig_.now() - trigger, minutes{15});
  expect_replays();
}

}  // namespace
}  // namespace fenghuo
