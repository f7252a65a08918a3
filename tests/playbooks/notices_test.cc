// Corrections and all-clears reach everybody, or somebody is told who must be told by hand (F18).
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class NoticesTest : public PersonTest {
 protected:
  NoticesTest() { use(person_plan()); }
  void red() {
    rain(81);
    rig_.pass(minutes{12});  // leader, leader, deputy; then the duty officer by hand
    rig_.take_effects();
    story();
  }
  Receipt told_by_hand(const std::string& person) {
    return command("town", [&](wire::Command& c) {
      point(*c.mutable_tell_by_hand()->mutable_notice(), notice_);
      c.mutable_tell_by_hand()->set_person(person);
    });
  }
  void take_back() {
    retract(incident_, "town");
    for (const auto& told : rig_.facts())
      if (told.fact.has_notice_given()) notice_ = told.id;
    effects_.clear();
    messages(wire::SendMessage::TELL);
  }

  FactId notice_;
};

TEST_F(NoticesTest, AreCompleteWhenEachHasThem) {
  red();
  take_back();
  ASSERT_EQ(effects_.size(), 2u);
  ASSERT_EQ(rig_.engine().describe().notices_size(), 1);
  EXPECT_EQ(rig_.engine().describe().notices(0).on_the_way(), 2u);
  EXPECT_EQ(rig_.engine().describe().notices(0).by_hand(0), "town") << "was called by hand alone";
  rig_.pass(seconds{20});
  sent(effects_[0], true);
  sent(effects_[1], true);
  EXPECT_EQ(only(story(), {"told", "all told"}), (Story{"told deputy", "told leader"}));
  told_by_hand("town");
  EXPECT_EQ(only(story(), {"told", "all told"}), (Story{"told town", "all told 3 in 20 s"}));
  EXPECT_EQ(rig_.engine().describe().notices_size(), 0);
  expect_replays();
}

TEST_F(NoticesTest, WhomNoMessageReachesIsToldByHand) {
  red();
  take_back();
  sent(effects_[0], false);
  sent(effects_[1], true);
  EXPECT_EQ(only(story(), {"told", "not told"}), (Story{"not told deputy", "told leader"}));
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.notices_size(), 1);
  ASSERT_EQ(standing.notices(0).by_hand_size(), 2);
  EXPECT_EQ(standing.notices(0).by_hand(0), "deputy");
  EXPECT_EQ(refusal(told_by_hand("leader")), "not_to_be_told");
  EXPECT_EQ(refusal(told_by_hand("deputy")), "");
  EXPECT_EQ(refusal(told_by_hand("deputy")), "not_to_be_told") << "twice";
  expect_replays();
}

TEST_F(NoticesTest, WhatIsNoLongerTrueIsFollowedNoLonger) {
  use(person_plan());
  red();
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(incident_, "town");
  stand_down(incident_, "mayor");
  EXPECT_EQ(rig_.engine().describe().notices_size(), 1);
  report("leader", "crack", "A");
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.notices_size(), 1) << "the withdrawal took the all-clear's place";
  EXPECT_TRUE(standing.notices(0).headline().en().starts_with("NOT over"));
  const auto story = Persons::story();
  EXPECT_EQ(only(story, {"notice", "not over"}),
            (Story{"notice to 2 by hand 1", "not over A", "notice to 2 by hand 1"}));
}

TEST_F(NoticesTest, OfAnEarlierEndAreOverWhenItWarnsAgain) {
  red();
  take_back();
  EXPECT_EQ(rig_.engine().describe().notices_size(), 1);
  rig_.pass(minutes{70});
  rain(0);
  rain(81);
  EXPECT_EQ(rig_.engine().describe().notices_size(), 0) << "nobody is told now that it was false";
}

// Who was told to stop, or that it isn't over, is to hear it whatever else happens.
TEST_F(NoticesTest, AWarningOfSomethingElseEndsNone) {
  red();
  take_back();
  rig_.pass(minutes{5});
  warn("chief", {"A"}, Level::blue);
  EXPECT_EQ(rig_.engine().describe().notices_size(), 1);
}

TEST_F(NoticesTest, ThatItIsNotOverStaysTrueWhenItWarnsAgain) {
  use(person_plan());
  rain(61);
  story();
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(incident_, "town");
  stand_down(incident_, "mayor");
  report("leader", "crack", "A");
  rig_.pass(minutes{1});
  story();
  rain(20);
  EXPECT_EQ(only(story(), {"warning A red"}).size(), 1u);
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.notices_size(), 1);
  EXPECT_TRUE(standing.notices(0).headline().en().starts_with("NOT over"));
}

TEST_F(NoticesTest, OneActionTakesBackTheSameAlertInAllVillages) {
  auto plan = person_plan();
  plan.mutable_stations(0)->add_covers("B");
  use(plan);
  rain(81);
  story();
  report("leader_b", "crack", "B");
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 2);
  const FactId of_a = from_wire(rig_.engine().describe().incidents(0).incident());
  command("town", [&](wire::Command& c) {
    point(*c.mutable_retract()->mutable_incident(), of_a);
    set_text(*c.mutable_retract()->mutable_reason(), "误报", "false");
    c.mutable_retract()->set_everywhere(true);
  });
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 1);
  EXPECT_EQ(rig_.engine().describe().incidents(0).area(), "B") << "people there have seen it";
  expect_replays();
}

TEST_F(NoticesTest, WhatAPersonSaidAtOnceIsTakenBackAtOnce) {
  warn("town", {"A", "B"}, Level::blue);
  warn("chief", {"B"}, Level::red);
  story();
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 2) << "one of each village";
  const FactId of_a = from_wire(rig_.engine().describe().incidents(0).incident());
  command("town", [&](wire::Command& c) {
    point(*c.mutable_retract()->mutable_incident(), of_a);
    set_text(*c.mutable_retract()->mutable_reason(), "误报", "false");
    c.mutable_retract()->set_everywhere(true);
  });
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 1) << "not what another has said";
  EXPECT_EQ(rig_.engine().describe().incidents(0).area(), "B");
}

}  // namespace
}  // namespace fenghuo
