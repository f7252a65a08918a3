// Warnings that persons give: right area, right size, two people; F07 of
// ../shared/domain/failures.md; and villages that leave by their own decision.
#include "tests/playbooks/person_rig.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

class PersonWarningsTest : public PersonTest {
 protected:
  PersonWarningsTest() { use(person_plan()); }
};

TEST_F(PersonWarningsTest, OnePersonWarnsAFewAtOnce) {
  warn("chief", {"A", "B", "A"}, Level::red);
  EXPECT_EQ(only(story(), {"proposed", "warning", "duty"}),
            (Story{"proposed by chief 80", "warning A red", "duty village_leader A",
                   "warning B red", "duty village_leader B"}));
  const auto messages = rig_.take_effects();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].effect.send_message().headline().zh(), "【险情红色预警】A村");
  expect_replays();
}

TEST_F(PersonWarningsTest, ManyPeopleTakeASecondPerson) {
  auto plan = person_plan();
  plan.set_two_persons_above(79);
  use(plan);
  warn("chief", {"A", "B"}, Level::red);
  EXPECT_EQ(story(), Story{"proposed by chief 80"});
  EXPECT_EQ(rig_.engine().describe().proposals_size(), 1);
  const auto approve = [&](const std::string& person) {
    return command(person, [&](wire::Command& c) {
      point(*c.mutable_approve_warning()->mutable_proposal(), proposal_);
    });
  };
  EXPECT_EQ(refusal(approve("chief")), "second_person_needed");
  const auto agreed = approve("mayor");
  EXPECT_EQ(refusal(agreed), "");
  bool named = false;
  for (const auto& fact : agreed.facts)
    named |= fact.has_warning_issued() && fact.warning_issued().given_by() == "chief" &&
             fact.warning_issued().agreed_by() == "mayor";
  EXPECT_TRUE(named);
  EXPECT_EQ(refusal(approve("secretary")), "no_such_proposal") << "given once";
  expect_replays();
}

// F07, S11: who composes sees when each channel is through; a slow one holds nothing back.
TEST_F(PersonWarningsTest, ItIsToldWhenEachChannelIsThrough) {
  auto plan = person_plan();
  plan.set_two_persons_above(79);
  plan.mutable_villages(1)->set_lead_time_ms(15'000);
  plan.add_channels()->set_channel("radio");  // how fast isn't said
  auto& gateway = *plan.add_channels();
  gateway.set_channel("webhook");
  gateway.set_rate_per_s(5);
  use(plan);
  const auto told = warn("chief", {"A", "B"}, Level::red);
  ASSERT_EQ(told.facts.size(), 1u);
  const auto& through = told.facts[0].warning_proposed().through();
  ASSERT_EQ(through.size(), 1);
  EXPECT_EQ(through[0].channel(), "webhook");
  EXPECT_EQ(through[0].takes_s(), 16) << "80 people, 5 a second";
  EXPECT_TRUE(through[0].too_late()) << "the water is in B after 15 s";
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.proposals_size(), 1) << "it isn't refused";
  EXPECT_EQ(standing.proposals(0).through_size(), 1);
  plan.mutable_villages(1)->set_lead_time_ms(16'000);
  use(plan);
  EXPECT_FALSE(rig_.engine().describe().proposals(0).through(0).too_late());
  expect_replays();
}

TEST_F(PersonWarningsTest, GaugesNeedNobody) {
  auto plan = person_plan();
  plan.set_two_persons_above(1);
  use(plan);
  rain(81);
  EXPECT_EQ(only(story(), {"warning"}), Story{"warning A red"});
}

TEST_F(PersonWarningsTest, AMissingAreaIsNotEverywhere) {
  EXPECT_EQ(refusal(warn("chief", {}, Level::red)), "no_area");
  EXPECT_EQ(refusal(warn("chief", {"A", "nowhere"}, Level::red)), "no_such_area");
  EXPECT_EQ(refusal(warn("chief", {""}, Level::red)), "no_such_area");
  EXPECT_EQ(refusal(warn("chief", {"A"}, Level::yellow)), "no_such_playbook");
  EXPECT_EQ(only(story(), {"warning", "incident"}), Story{});
}

// F07: areas that were corrupted or dropped on the way.
TEST_F(PersonWarningsTest, OfFiftyDamagedAreasNoneIsWarned) {
  Random random(7);
  for (int i = 0; i < 50; ++i) {
    std::vector<std::string> areas;
    if (i % 2 == 1) {
      std::string damaged = random.one_in(2) ? "A" : "B";
      damaged += static_cast<char>(random.between(1, 126));
      areas = {"A", damaged};
    }
    EXPECT_NE(refusal(warn("chief", areas, Level::red)), "");
  }
  EXPECT_EQ(only(story(), {"warning", "call"}), Story{});
}

TEST_F(PersonWarningsTest, AnAudienceOverTwiceTheStatedOneIsRefused) {
  EXPECT_EQ(refusal(warn("chief", {"A", "B"}, Level::red, 39)), "too_many_people");
  EXPECT_EQ(refusal(warn("chief", {"A", "B"}, Level::red, 40)), "");
}

// Hawaii 2018: the correction came after 38 minutes, when everybody had long answered.
TEST_F(PersonWarningsTest, StandsUntilItIsTakenBackThoughEverybodyHasAnswered) {
  auto plan = person_plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
    response.set_wants_headcount(false);
  use(plan);
  warn("chief", {"A"}, Level::red);
  story();
  answer(duties_.back(), "leader", wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"closed", "incident over"}), Story{"closed 1"});
  rig_.pass(minutes{38});
  EXPECT_EQ(refusal(retract(incident_, "chief")), "");
  EXPECT_EQ(
      only(story(), {"retracted", "notice", "incident over"}),
      (Story{"retracted by chief told 1 by hand 0", "notice to 1 by hand 0", "incident over A"}));
  expect_replays();
}

TEST_F(PersonWarningsTest, IsOverAfterADayIfNobodySaysAnything) {
  auto plan = person_plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
    response.set_wants_headcount(false);
  use(plan);
  warn("chief", {"A"}, Level::orange);
  story();
  answer(duties_.back(), "leader", wire::Answer::RECEIVED);
  story();
  rig_.pass(std::chrono::hours{24} - minutes{1});
  EXPECT_EQ(only(story(), {"incident over"}), Story{});
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"incident over"}), Story{"incident over A"});
  expect_replays();
}

TEST_F(PersonWarningsTest, AVillageThatDecidesToLeaveIsNeverBlocked) {
  auto plan = person_plan();
  plan.set_two_persons_above(1);
  use(plan);
  EXPECT_EQ(refusal(leave("leader_b", "B")), "");
  const auto messages = rig_.take_effects();
  ASSERT_FALSE(messages.empty());
  EXPECT_EQ(messages[0].effect.send_message().headline().zh(), "【险情红色预警】B村");
  EXPECT_EQ(only(story(), {"warning", "duty", "call"}),
            (Story{"warning B red", "duty village_leader B", "call leader_b 0/0"}));
  answer(duties_.back(), "leader_b", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed", "incident"}), Story{"closed 2"}) << "until they are home";
  EXPECT_EQ(refusal(leave("leader_b", "nowhere")), "no_such_area");
}

TEST_F(PersonWarningsTest, ToldTwiceTheVillageLeavesOnce) {
  leave("leader_b", "B");
  leave("deputy_b", "B");
  EXPECT_EQ(only(story(), {"warning"}), Story{"warning B red"});
}

TEST_F(PersonWarningsTest, ARequestFromTheFieldIsLiveWithinFiveMinutes) {
  request("li", "A", Level::orange);
  EXPECT_EQ(story(), Story{"ask town request A"});
  EXPECT_EQ(messages(wire::SendMessage::ASK), Story{"webhook town"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"decided", "warning"}),
            (Story{"decided yes by plan", "warning A orange"}));
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  expect_replays();
}

// Who grants it has given it as much as who gives it of themselves.
TEST_F(PersonWarningsTest, OneThatWasAskedForStandsToo) {
  auto plan = person_plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses()) {
    response.set_wants_headcount(false);
    if (response.level() != to_wire(Level::red)) continue;
    *response.add_decisions() =
        question("schools", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN, {});
  }
  use(plan);
  request("li", "A", Level::red);
  story();
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"warning", "ask"}), (Story{"warning A red", "ask mayor schools A"}));
  const FactId incident = from_wire(rig_.engine().describe().incidents(0).incident());
  answer(duties_.back(), "leader", wire::Answer::RECEIVED);
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"incident", "pass"}), Story{"pass mayor to chief 0"})
      << "what is open goes on";
  rig_.pass(minutes{33});
  EXPECT_EQ(refusal(retract(incident, "chief")), "");
  EXPECT_EQ(only(story(), {"retracted"}), Story{"retracted by chief told 3 by hand 0"});
  expect_replays();
}

TEST_F(PersonWarningsTest, AWarningThatIsGivenAgainStandsAnew) {
  auto plan = person_plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
    response.set_wants_headcount(false);
  use(plan);
  warn("chief", {"A"}, Level::red);
  rig_.pass(std::chrono::hours{24} - minutes{1});
  warn("chief", {"A"}, Level::red);
  story();
  rig_.pass(minutes{2});
  EXPECT_EQ(only(story(), {"closed"}), Story{}) << "somebody said it a minute ago";
  expect_replays();
}

TEST_F(PersonWarningsTest, OneThatIsGivenAgainAfterItWasOverAsksAnew) {
  auto plan = person_plan();
  for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
    if (response.level() == to_wire(Level::red))
      *response.add_decisions() = question("schools", {"mayor"}, wire::Question::NEVER);
  use(plan);
  warn("chief", {"A"}, Level::red);
  rig_.pass(std::chrono::hours{25});  // over, and people are still uncounted
  story();
  warn("chief", {"A"}, Level::red);
  EXPECT_EQ(only(story(), {"warning", "ask"}), Story{"ask mayor schools A"});
}

TEST_F(PersonWarningsTest, OrItIsRefusedWithAReason) {
  request("li", "A", Level::orange);
  story();
  EXPECT_TRUE(rig_.engine().describe().decisions(0).is_request());
  EXPECT_EQ(rig_.engine().describe().decisions(0).ask().zh(),
            "li 请求对A村发布橙色预警：水浑了。发布吗？")
      << "the roster doesn't have them";
  EXPECT_EQ(refusal(decide(decisions_[0], "town", false)), "no_reason");
  EXPECT_EQ(refusal(decide(decisions_[0], "town", false, "the pipe burst, no flood")), "");
  EXPECT_EQ(story().back(), "decided no by town");
  rig_.pass(minutes{60});
  EXPECT_EQ(only(story(), {"warning"}), Story{});
}

TEST_F(PersonWarningsTest, ACommandSentAgainAfterARefusalIsAnsweredAgain) {
  const auto send = [&] {
    return command("li", [](wire::Command& c) { c.mutable_leave()->set_area("nowhere"); }, "c1");
  };
  EXPECT_EQ(refusal(send()), "no_such_area");
  EXPECT_EQ(refusal(send()), "no_such_area");
  const auto good = [&] {
    return command("li", [](wire::Command& c) { c.mutable_leave()->set_area("A"); }, "c2");
  };
  EXPECT_FALSE(good().facts.empty());
  EXPECT_TRUE(good().facts.empty()) << "done once";
}

// Whatever persons and gauges do in whatever order: every open duty and decision has its next step,
// what was retracted calls nobody, and the log gives the same state again.
TEST_F(PersonWarningsTest, HoldsUnderRandomEvents) {
  auto plan = person_plan();
  plan.set_two_persons_above(50);
  auto& playbook = *plan.mutable_playbooks(0);
  playbook.mutable_cut_off()->set_after_ms(30 * 60'000);
  add_rung(*playbook.mutable_responses(0), wire::Rung::NAMED_DUTY, 5, {"radio"});
  playbook.mutable_responses(0)->mutable_ladder(4)->set_duty("mayor");
  *playbook.mutable_responses(2)->add_decisions() =
      question("close", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN, {"school_head"});
  *playbook.mutable_responses(1)->add_decisions() =
      question("close", {"mayor", "nobody"}, wire::Question::NEVER, {"school_head"});
  const std::vector<std::string> persons{"town", "mayor", "chief", "leader", "li"};
  const std::vector<std::string> kinds{"safe", "safe", "muddy_spring"};
  Random random(2026);
  for (int round = 0; round < 40; ++round) {
    Persons one;
    one.use(plan);
    std::vector<FactId> incidents{{}};
    const auto person = [&] { return persons[random.below(5)]; };
    for (int step = 0; step < 100; ++step) {
      const auto any = [&](const auto& list) {
        return list.empty() ? FactId{}
                            : list[random.below(static_cast<std::uint32_t>(list.size()))];
      };
      const std::string area = random.one_in(2) ? "A" : "B";
      switch (random.below(12)) {
        case 0:
        case 1:
          one.rig_.pass(minutes{random.between(1, 40)});
          break;
        case 2:
        case 3:
          one.rain(random.one_in(2) ? 0 : static_cast<double>(random.between(0, 50)));
          break;
        case 4:
          one.answer(any(one.duties_), person(), static_cast<wire::Answer::Kind>(random.below(4)),
                     random.below(60));
          break;
        case 5:
          one.decide(any(one.decisions_), person(), random.one_in(2), "why");
          break;
        case 6:
          one.stand_down(any(incidents), person());
          break;
        case 7:
          if (random.one_in(4)) one.retract(any(incidents), person());
          break;
        case 8:
          one.report(person(), kinds[random.below(3)], area);
          break;
        case 9:
          one.warn(person(),
                   random.one_in(3) ? std::vector<std::string>{"A", "B"}
                                    : std::vector<std::string>{area},
                   random.one_in(2) ? Level::red : Level::orange);
          break;
        case 10:
          if (random.one_in(3)) one.leave(person(), area);
          if (random.one_in(3)) one.request(person(), area, Level::red);
          one.command(person(), [&](wire::Command& c) {
            Persons::point(*c.mutable_approve_warning()->mutable_proposal(), one.proposal_);
          });
          break;
        default:
          if (!one.effects_.empty())
            one.sent(one.effects_[random.below(static_cast<std::uint32_t>(one.effects_.size()))],
                     random.one_in(2));
          break;
      }
      one.messages(wire::SendMessage::TELL);
      for (const auto& word : one.story())
        if (word.starts_with("incident ") && !word.starts_with("incident over"))
          incidents.push_back(one.incident_);
      const auto standing = one.rig_.engine().describe();
      for (const auto& o : standing.obligations()) {
        if (!o.done()) {
          EXPECT_GE(o.next_step_at_ms(), ms_of(one.rig_.now()));
        }
      }
      for (const auto& decision : standing.decisions()) {
        if (!decision.made()) {
          EXPECT_GE(decision.decide_by_ms(), ms_of(one.rig_.now()));
        }
      }
      for (const auto& incident : standing.incidents()) {
        if (incident.hold_until_ms() != 0) {
          EXPECT_GE(incident.hold_until_ms(), ms_of(one.rig_.now()));
        }
      }
    }
    one.expect_replays();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace fenghuo
