// "Received" counts only with hazard and place read back; ladders of the night; what rang.
#include "playbooks/read_back.h"

#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ReadBackTest : public PersonTest {
 protected:
  ReadBackTest() {
    plan_ = person_plan();
    for (auto& response : *plan_.mutable_playbooks(0)->mutable_responses())
      response.set_read_back(true);
    use(plan_);
  }
  void blue() {
    rain(36);
    story();
  }
  wire::StandingObligation duty() { return rig_.engine().describe().obligations(0); }

  wire::Plan plan_;
};

TEST_F(ReadBackTest, TheRightOneOfThreeEndsTheCalls) {
  blue();
  const auto asked = duty();
  ASSERT_EQ(asked.choices_size(), 3);
  const FactId id = duties_.back();
  const auto key = playbooks::read_back_key(incident_);
  EXPECT_EQ(asked.choices(static_cast<int>(key) - 1).en(), "flash flood at A village");
  std::set<std::string> different;
  for (const auto& choice : asked.choices()) different.insert(choice.en());
  EXPECT_EQ(different.size(), 3u);
  pick(id, "leader", key);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
  expect_replays();
}

TEST_F(ReadBackTest, AWrongOneOrNoneLeavesTheCallsGoing) {
  blue();
  const FactId id = duties_.back();
  pick(id, "leader", playbooks::read_back_key(incident_) % 3 + 1);
  EXPECT_TRUE(only(story(), {"closed"}).empty());
  EXPECT_EQ(duty().state(), "answered");
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call leader"}), Story{"call leader 1/0"});
  answer(id, "leader", wire::Answer::RECEIVED);
  EXPECT_EQ(duty().state(), "answered");
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"call deputy"}), Story{"call deputy 2/0"});
}

TEST_F(ReadBackTest, AnOfficerWhoHasHeardItSaysSo) {
  blue();
  const auto by = [&](const std::string& recorder) {
    return command(recorder, [&](wire::Command& c) {
      auto& given = *c.mutable_answer();
      point(*given.mutable_obligation(), duties_.back());
      given.set_kind(wire::Answer::RECEIVED);
      given.set_answered_by("leader");
      given.set_read_back(true);
    });
  };
  by("leader");
  EXPECT_EQ(duty().state(), "answered") << "nobody can vouch for themselves";
  by("town");
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
}

TEST_F(ReadBackTest, AnAnswerToTheMessageBeforeIsUnderstood) {
  blue();
  const FactId first = duties_.back();
  const auto key = playbooks::read_back_key(incident_);
  rig_.pass(minutes{1});
  rain(30);  // orange takes its place
  story();
  pick(first, "leader", key);
  EXPECT_EQ(duty().state(), "acting");
}

TEST_F(ReadBackTest, DoneIsNoWayAroundIt) {
  blue();
  answer(duties_.back(), "leader", wire::Answer::DONE);
  EXPECT_EQ(duty().state(), "answered");
}

TEST_F(ReadBackTest, ANumberOfPeopleNeedsNone) {
  rain(81);
  story();
  answer(duties_.back(), "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
}

TEST_F(ReadBackTest, WhatRangIsNotedAndClimbsNothing) {
  blue();
  command("town", [&](wire::Command& c) {
    point(*c.mutable_call_attempt()->mutable_obligation(), duties_.back());
    c.mutable_call_attempt()->set_outcome(wire::CallAttempt::RANG);
  });
  EXPECT_EQ(story(), Story{"dialled by town"});
  EXPECT_TRUE(duty().rang());
  rig_.pass(minutes{5});
  EXPECT_FALSE(duty().rang()) << "of the rung before";
}

// F11 of failures.md: the same night at 14:00 and at 02:00.
class NightTest : public PersonTest {
 protected:
  Story calls_at(Span after_start) {
    auto plan = person_plan();
    auto& response = *plan.mutable_playbooks(0)->mutable_responses(2);
    auto& night = *response.add_night_ladder();
    night.set_callee(wire::Rung::HOLDER);
    night.set_wait_ms(3 * 60'000);
    for (const char* channel : {"call_list", "loudspeaker", "knock"}) night.add_channels(channel);
    use(plan);
    rig_.pass(after_start);
    story();
    rain(81);
    Story channels;
    const auto now = rig_.engine().describe();
    for (const auto& o : now.obligations())
      for (const auto& channel : o.channels()) channels.push_back(channel);
    return channels;
  }
};

TEST_F(NightTest, ByDayTheMessageComesFirst) {
  EXPECT_EQ(calls_at(hours{5}), Story{"webhook"}) << "13:35";
}

TEST_F(NightTest, ByNightTheyAreWoken) {
  EXPECT_EQ(calls_at(hours{17}), (Story{"call_list", "loudspeaker", "knock"})) << "01:35";
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/0"});
  rig_.pass(minutes{3});
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 0/1"});
}

TEST_F(NightTest, TheWholeLadderIsTheDaysAgainInTheMorning) {
  calls_at(hours{21} + minutes{23});
  story();
  rig_.pass(minutes{3});
  EXPECT_EQ(rig_.engine().describe().obligations(0).channels(0), "webhook") << "06:01";
}

}  // namespace
}  // namespace fenghuo
