#include "playbooks/desk.h"

#include <gtest/gtest.h>

#include "tests/playbooks/township_rig.h"
#include "tests/random.h"

namespace fenghuo::playbooks {
namespace {

using std::chrono::minutes;
using Story = std::vector<std::string>;

class DeskTest : public ::testing::Test {
 protected:
  DeskTest() { use(one_duty()); }

  // The story is easier to follow with one duty.
  static wire::Plan one_duty() {
    auto plan = township_plan();
    plan.mutable_playbooks(0)->mutable_duties()->DeleteSubrange(1, 1);
    return plan;
  }
  void use(const wire::Plan& plan) {
    rig_.use(plan, "p" + std::to_string(++plans_));
    rig_.facts();
  }
  void rain(double mm) { rig_.observe("S1", "rain", rig_.now(), mm); }
  void dry_hour() {
    rig_.pass(minutes{61});
    rain(0);
  }

  Story story() {
    Story words;
    for (const auto& told : rig_.facts()) {
      if (told.fact.has_obligation_opened()) duties_.push_back(told.id);
      if (told.fact.has_evacuation_ordered()) continue;  // see evacuation_test.cc
      const std::string word = words_of(told.fact);
      if (!word.starts_with("silent") && !word.starts_with("returned")) words.push_back(word);
    }
    return words;
  }
  FactId duty() { return duties_.back(); }

  Receipt answer(FactId obligation, wire::Answer::Kind kind, std::uint32_t moved = 0,
                 const std::string& by = "leader", const std::string& command_id = "") {
    wire::Event event;
    auto& command = *event.mutable_command();
    command.set_command_id(command_id);
    command.set_person_id(by);
    command.set_via("responder_page");
    auto& given = *command.mutable_answer();
    given.mutable_obligation()->set_offset(obligation.offset.value);
    given.mutable_obligation()->set_index(obligation.index);
    given.set_kind(kind);
    given.set_people_moved(moved);
    given.set_answered_by(by);
    return rig_.submit(std::move(event));
  }
  void report(EffectId effect, wire::EffectReported::Outcome outcome) {
    wire::Event event;
    event.mutable_effect_reported()->set_offset(effect.offset.value);
    event.mutable_effect_reported()->set_index(effect.index);
    event.mutable_effect_reported()->set_outcome(outcome);
    rig_.submit(std::move(event));
  }
  Receipt dialled_in_vain(FactId obligation, const std::string& callee = "") {
    wire::Event event;
    event.mutable_command()->set_person_id("town");
    auto& attempt = *event.mutable_command()->mutable_call_attempt();
    attempt.mutable_obligation()->set_offset(obligation.offset.value);
    attempt.mutable_obligation()->set_index(obligation.index);
    attempt.set_outcome(wire::CallAttempt::NO_ANSWER);
    attempt.set_callee(callee);
    return rig_.submit(std::move(event));
  }

  Rig rig_{all_stages()};
  std::vector<FactId> duties_;
  int plans_ = 0;
};

TEST_F(DeskTest, AnAlarmOpensAnIncidentWarnsAndCalls) {
  use(township_plan());
  rain(36);
  EXPECT_EQ(story(),
            (Story{"raised flash A blue", "incident A", "warning A blue", "duty village_leader A",
                   "call leader 0/0", "duty warning_officer A", "call officer 0/0"}));
  const auto effects = rig_.take_effects();
  ASSERT_EQ(effects.size(), 2u);
  const auto& message = effects[0].effect.send_message();
  EXPECT_EQ(message.channel(), "webhook");
  EXPECT_EQ(message.person(), "leader");
  EXPECT_EQ(message.headline().zh(), "【山洪蓝色预警】A村");
  EXPECT_EQ(message.headline().en(), "flash flood blue: A village");
  EXPECT_EQ(message.text().zh(), "A村：做好准备。5分钟内答复。");
}

TEST_F(DeskTest, EachFactNamesItsCause) {
  rain(36);
  const auto told = rig_.facts();
  ASSERT_EQ(told.size(), 5u);
  EXPECT_EQ(from_wire(told[1].fact.cause()), told[0].id) << "incident by alarm";
  EXPECT_EQ(from_wire(told[2].fact.cause()), told[0].id) << "warning by alarm";
  EXPECT_EQ(from_wire(told[3].fact.cause()), told[2].id) << "obligation by warning";
  EXPECT_EQ(from_wire(told[4].fact.cause()), told[3].id) << "call by obligation";
  EXPECT_EQ(told[4].fact.plan_version(), "p1");
}

TEST_F(DeskTest, ClimbsTheLadderWhileNobodyAnswers) {
  rain(36);
  story();
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"unanswered leader", "call leader 1/0"}));
  rig_.pass(minutes{1});
  EXPECT_EQ(story(), (Story{"unanswered leader", "call deputy 2/0"}));
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"unanswered deputy", "call town 3/0"}));
  rig_.pass(minutes{10});
  EXPECT_EQ(story(), (Story{"unanswered town", "call leader 0/1"})) << "it never gives up";
}

TEST_F(DeskTest, ReceivedEndsAWarningThatAsksForNoAction) {
  rain(36);
  story();
  answer(duty(), wire::Answer::RECEIVED);
  EXPECT_EQ(story(), (Story{"answered 1 by leader", "closed 1"}));
  rig_.pass(minutes{60});
  EXPECT_EQ(story(), Story{});
}

TEST_F(DeskTest, ReceivedNeverEndsADutyWithAHeadcount) {
  rain(62);
  story();
  answer(duty(), wire::Answer::RECEIVED);
  EXPECT_EQ(story(), Story{"answered 1 by leader"});
  rig_.pass(minutes{14});
  EXPECT_EQ(story(), Story{});
  rig_.pass(minutes{1});
  EXPECT_EQ(story(), (Story{"reopened", "call leader 0/1"})) << "a promise rings again";
  answer(duty(), wire::Answer::MOVED, 30);
  EXPECT_EQ(story(), Story{"answered 2 by leader"});
  rig_.pass(minutes{15});
  EXPECT_EQ(story(), (Story{"reopened", "call leader 0/2"})) << "10 of 40 are missing";
  answer(duty(), wire::Answer::MOVED, 40);
  EXPECT_EQ(story(), (Story{"answered 2 by leader", "closed 2"}));
}

TEST_F(DeskTest, APromiseThatMovesNobodyIsSomebodyElses) {
  rain(62);
  story();
  answer(duty(), wire::Answer::RECEIVED);
  story();
  rig_.pass(minutes{10});
  answer(duty(), wire::Answer::RECEIVED);
  EXPECT_EQ(story(), Story{"answered 1 by leader"});
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"reopened", "call leader 0/1"})) << "saying it again buys no time";
  answer(duty(), wire::Answer::RECEIVED);
  story();
  rig_.pass(minutes{15});
  EXPECT_EQ(story(), (Story{"reopened", "call deputy 2/2"}));
}

TEST_F(DeskTest, ALowerCountDoesNotTakePeopleBack) {
  rain(62);
  story();
  answer(duty(), wire::Answer::MOVED, 30);
  answer(duty(), wire::Answer::MOVED, 3);
  EXPECT_EQ(rig_.engine().describe().obligations(0).people_moved(), 30u);
}

// Found by a user: a slip of the finger, 900 of a village of 62, ended its duty.
TEST_F(DeskTest, ACountFarAboveThePlansIsTakenWhenItIsToldTwice) {
  rain(62);
  story();
  const auto told = [&](std::uint32_t people, const char* by = "leader", const char* id = "") {
    const auto receipt = answer(duty(), wire::Answer::MOVED, people, by, id);
    return receipt.facts.empty() ? wire::CommandRefused() : receipt.facts[0].command_refused();
  };
  EXPECT_EQ(told(900).reason_code(), "too_many_people");
  EXPECT_EQ(told(901).reason().en(),
            "the plan has 40 people here, and 901 are too many to be taken at once: check the "
            "number, and if it is really so, tell 901 once more within 10 minutes");
  EXPECT_EQ(told(901, "deputy").reason_code(), "too_many_people") << "somebody else's";
  EXPECT_EQ(told(901, "leader", "once").reason_code(), "too_many_people") << "the newest counts";
  EXPECT_EQ(told(901, "leader", "once").reason_code(), "too_many_people") << "sent twice";
  rig_.pass(minutes{11});
  EXPECT_EQ(told(901).reason_code(), "too_many_people") << "too late";
  EXPECT_EQ(rig_.engine().describe().obligations(0).people_moved(), 0u);
  rig_.expect_replays(all_stages(), all_stages());
  rig_.pass(minutes{10});
  story();
  EXPECT_EQ(told(901).reason_code(), "");
  EXPECT_EQ(story(), (Story{"answered 2 by leader", "closed 2"}));
}

TEST_F(DeskTest, GuestsAreMovedAsWell) {
  rain(62);
  story();
  answer(duty(), wire::Answer::MOVED, 120);
  EXPECT_EQ(story(), (Story{"answered 2 by leader", "closed 2"})) << "three times the plan's 40";
}

TEST_F(DeskTest, AskingForHelpCallsTheTownshipAtOnce) {
  rain(62);
  story();
  answer(duty(), wire::Answer::NEED_HELP);
  EXPECT_EQ(story(), (Story{"answered 3 by leader", "call town 3/0"}));
  EXPECT_EQ(rig_.engine().describe().obligations(0).state(), "needs_help");
  rig_.pass(minutes{10});
  EXPECT_EQ(story(), (Story{"unanswered town", "call leader 0/1"}));
  answer(duty(), wire::Answer::MOVED, 40, "town");
  EXPECT_EQ(story(), (Story{"answered 2 by town", "closed 2"}));
}

TEST_F(DeskTest, AnUndeliverableMessageClimbsAtOnceUnlessAPersonDials) {
  rain(36);
  story();
  auto effects = rig_.take_effects();
  report(effects[0].id, wire::EffectReported::FAILED);
  EXPECT_EQ(story(), (Story{"undelivered", "unanswered leader", "call leader 1/0"}));
  effects = rig_.take_effects();
  report(effects[0].id, wire::EffectReported::FAILED);
  EXPECT_EQ(story(), Story{"undelivered"}) << "this rung is on the call list too";
  report(effects[0].id, wire::EffectReported::FAILED);
  EXPECT_EQ(story(), Story{}) << "a report that comes twice";
}

TEST_F(DeskTest, ADeliveredMessageWaitsForItsAnswer) {
  rain(36);
  story();
  report(rig_.take_effects()[0].id, wire::EffectReported::DELIVERED);
  EXPECT_EQ(story(), Story{"delivered"});
  EXPECT_TRUE(rig_.engine().describe().obligations(0).delivered());
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"unanswered leader", "call leader 1/0"}));
}

TEST_F(DeskTest, DiallingInVainClimbs) {
  rain(36);
  story();
  rig_.pass(minutes{5});
  story();
  dialled_in_vain(duty());
  EXPECT_EQ(story(), (Story{"dialled by town", "unanswered leader", "call deputy 2/0"}));
}

TEST_F(DeskTest, DiallingOneInVainIsNotToldOfTheNext) {
  rain(36);
  story();
  rig_.pass(minutes{6});
  story();  // the deputy is being called
  const Receipt refused = dialled_in_vain(duty(), "leader");
  ASSERT_EQ(refused.facts.size(), 1u);
  EXPECT_EQ(refused.facts[0].command_refused().reason_code(), "someone_else");
  EXPECT_NE(refused.facts[0].command_refused().reason().en().find("deputy"), std::string::npos);
  story();
  dialled_in_vain(duty(), "deputy");
  EXPECT_EQ(story(), (Story{"dialled by town", "unanswered deputy", "call town 3/0"}));
}

TEST_F(DeskTest, ARisingAlarmWarnsAgainAndTakesOverTheCount) {
  rain(62);
  story();
  const FactId orange = duty();
  answer(orange, wire::Answer::MOVED, 30);
  story();
  rig_.pass(minutes{1});
  rain(25);
  EXPECT_EQ(story(), (Story{"changed flash A red", "warning A red", "duty village_leader A",
                            "closed 3", "call leader 0/0"}));
  answer(orange, wire::Answer::MOVED, 40);
  EXPECT_EQ(story(), (Story{"answered 2 by leader", "closed 2"}))
      << "an answer to the older message counts for the duty of today";
}

TEST_F(DeskTest, ABatchThatClimbsThroughLevelsWarnsOnceOfTheLast) {
  use(township_plan());
  ObservationBlock batch;
  batch.sources.push_back({"S1", "rain", 1});
  for (int minute = 3; minute > 0; --minute)
    batch.rows.push_back(
        {0, Quality::not_evaluated, rig_.now() - minutes{minute}, minute == 3 ? 360 : 130});
  rig_.submit(std::move(batch));
  const Story told = story();
  EXPECT_EQ(std::count_if(told.begin(), told.end(),
                          [](const auto& line) { return line.starts_with("warning"); }),
            1);
  EXPECT_EQ(told.front(), "raised flash A blue");
  EXPECT_EQ(std::count(told.begin(), told.end(), "warning A orange"), 1);
  EXPECT_EQ(rig_.take_effects().size(), 2u) << "one message a duty";
}

TEST_F(DeskTest, AFallingAlarmCallsNobodyAndClosesNothing) {
  rain(82);
  story();
  rig_.pass(minutes{1});
  rain(0);
  dry_hour();
  Story words = story();
  EXPECT_EQ(std::count(words.begin(), words.end(), "cleared flash A"), 1);
  EXPECT_EQ(std::count(words.begin(), words.end(), "incident over A"), 0)
      << "the headcount is open still";
  EXPECT_FALSE(rig_.engine().describe().obligations(0).done());
  answer(duty(), wire::Answer::MOVED, 40);
  words = story();
  EXPECT_EQ(words.back(), "closed 2") << "and over when they are home: evacuation_test.cc";
  EXPECT_TRUE(rig_.engine().describe().obligations(0).done());
}

TEST_F(DeskTest, AClearedAlarmEndsDutiesThatOnlyWantedAnAnswer) {
  rain(36);
  story();
  dry_hour();
  const Story words = story();
  EXPECT_EQ(words[words.size() - 2], "closed 4");
  EXPECT_EQ(words.back(), "incident over A");
}

TEST_F(DeskTest, ASecondRiseToTheSameLevelWarnsOnlyThoseWhoWereDone) {
  rain(82);
  story();
  rig_.pass(minutes{65});
  rain(61);
  story();
  rig_.pass(minutes{1});
  rain(25);
  Story words = story();
  EXPECT_EQ(std::count(words.begin(), words.end(), "warning A red"), 0)
      << "they are still being called";
  answer(duty(), wire::Answer::MOVED, 40);
  story();
  dry_hour();
  EXPECT_EQ(story().back(), "cleared flash A") << "it is over when they are home";
  rain(82);
  words = story();
  EXPECT_EQ(std::count(words.begin(), words.end(), "warning A red"), 1);
}

TEST_F(DeskTest, ACommandSentTwiceIsDoneOnce) {
  rain(62);
  story();
  answer(duty(), wire::Answer::RECEIVED, 0, "leader", "c1");
  answer(duty(), wire::Answer::RECEIVED, 0, "leader", "c1");
  EXPECT_EQ(story(), Story{"answered 1 by leader"});
}

TEST_F(DeskTest, RefusesCommandsThatMakeNoSense) {
  rain(36);
  story();
  EXPECT_EQ(answer({{99}, 0}, wire::Answer::RECEIVED).facts[0].command_refused().reason_code(),
            "no_such_obligation");
  EXPECT_EQ(answer(duty(), wire::Answer::UNKNOWN).facts[0].command_refused().reason_code(),
            "bad_answer");
  EXPECT_EQ(answer(duty(), wire::Answer::RECEIVED, 0, "").facts[0].command_refused().reason_code(),
            "no_name");
}

TEST_F(DeskTest, TheRosterOfTheMomentDecidesWhoIsCalled) {
  rain(36);
  story();
  auto plan = one_duty();
  plan.mutable_roster(0)->set_holder("new_leader");
  use(plan);
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"unanswered leader", "call new_leader 1/0"}));
}

TEST_F(DeskTest, APlanThatForgetsThePlaybookDoesNotForgetTheDuty) {
  rain(36);
  story();
  auto plan = one_duty();
  plan.clear_playbooks();
  use(plan);
  rig_.pass(minutes{5});
  EXPECT_EQ(story(), (Story{"unanswered leader", "call town 0/1"}));
}

// Whatever happens in whatever order: no open duty without a next step, none closed without its
// evidence, and the same state from the log and from a snapshot.
TEST_F(DeskTest, KeepsItsPromisesUnderRandomEvents) {
  Random random(12);
  for (int round = 0; round < 30; ++round) {
    Rig rig(all_stages());
    rig.use(township_plan());
    std::vector<EffectId> sent;
    std::vector<FactId> duties;
    for (int step = 0; step < 120; ++step) {
      switch (random.below(6)) {
        case 0:
          rig.pass(minutes{random.between(1, 20)});
          break;
        case 1:
          rig.observe("S1", "rain", rig.now() + Span{step},
                      random.one_in(2) ? 0 : static_cast<double>(random.between(0, 50)));
          break;
        case 2:
          if (!duties.empty()) {
            wire::Event event;
            event.mutable_command()->set_person_id("x");
            auto& given = *event.mutable_command()->mutable_answer();
            const FactId id = duties[random.below(static_cast<std::uint32_t>(duties.size()))];
            given.mutable_obligation()->set_offset(id.offset.value);
            given.mutable_obligation()->set_index(id.index);
            given.set_kind(static_cast<wire::Answer::Kind>(random.below(4)));
            given.set_people_moved(random.below(60));
            given.set_answered_by("x");
            rig.submit(std::move(event));
          }
          break;
        case 3:
          if (!sent.empty()) {
            const EffectId id = sent[random.below(static_cast<std::uint32_t>(sent.size()))];
            wire::Event event;
            event.mutable_effect_reported()->set_offset(id.offset.value);
            event.mutable_effect_reported()->set_index(id.index);
            event.mutable_effect_reported()->set_outcome(
                static_cast<wire::EffectReported::Outcome>(1 + random.below(2)));
            rig.submit(std::move(event));
          }
          break;
        default:
          break;
      }
      for (const auto& effect : rig.take_effects()) sent.push_back(effect.id);
      for (const auto& told : rig.facts()) {
        if (told.fact.has_obligation_opened()) duties.push_back(told.id);
        if (!told.fact.has_obligation_closed()) continue;
        const auto reason = told.fact.obligation_closed().reason();
        const auto cause = from_wire(told.fact.cause());
        EXPECT_LE(cause, told.id);
        EXPECT_NE(reason, wire::ObligationClosed::UNKNOWN);
      }
      const auto standing = rig.engine().describe();
      for (const auto& o : standing.obligations()) {
        if (o.done()) {
          EXPECT_TRUE(!o.wants_headcount() || o.people_moved() >= o.people_at_risk());
          continue;
        }
        EXPECT_GT(o.next_step_at_ms(), ms_of(rig.now()) - 1) << "an open duty without a next step";
        ASSERT_TRUE(rig.engine().next_timer());
      }
    }
    rig.expect_replays(all_stages(), all_stages());
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace fenghuo::playbooks
