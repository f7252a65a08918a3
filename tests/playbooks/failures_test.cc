// The measurable tests of ../shared/domain/failures.md, section 4.1, that span rules and playbooks:
// F05 a station that dies while the water rises, F07 the neighbours of a village that leaves, F11
// the same night at 14:00 and at 02:00.
#include "tests/playbooks/person_rig.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// F05: blind within three intervals, and a level up; a number that falls cancels nothing.
class StationDeathTest : public PersonTest {
 protected:
  StationDeathTest() {
    auto plan = person_plan();
    *plan.mutable_rules(0) = make_rule("flash", {{"blue", "water_level.last() >= 2.0"},
                                                 {"orange", "water_level.last() >= 3.0"},
                                                 {"red", "water_level.last() >= 4.0"}});
    auto& trust = *plan.add_trust();
    trust.set_property("water_level");
    trust.set_gap_ms(Span{minutes{15}}.count());  // three intervals
    trust.set_rising_per_hour(0.5);
    use(plan);
  }
  void level(double metres) { rig_.observe("S1", "water_level", rig_.now(), metres); }
};

TEST_F(StationDeathTest, IsNoticedWithinThreeIntervalsAndCountsAsALevelMore) {
  for (const double metres : {1.7, 1.9, 2.1}) {
    rig_.pass(minutes{5});
    level(metres);
  }
  EXPECT_EQ(only(story(), {"warning"}), Story{"warning A blue"});
  rig_.pass(minutes{15});
  EXPECT_EQ(only(story(), {"warning"}), Story{}) << "three intervals are just over";
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"warning"}), Story{"warning A orange"});
  EXPECT_EQ(rig_.engine().describe().stations(0).lost(), wire::StationLost::RISING);
  expect_replays();
}

TEST_F(StationDeathTest, AFallingNumberCancelsNoWarning) {
  level(4.1);
  story();
  rig_.pass(minutes{5});
  level(1.0);
  EXPECT_TRUE(only(story(), {"incident over", "closed"}).empty());
  EXPECT_EQ(rig_.engine().describe().incidents(0).level(), to_wire(Level::red));
}

// F07: of every village that is told to leave, all neighbours are decided within five minutes.
class NeighbourTest : public PersonTest {
 protected:
  NeighbourTest() : plan_(person_plan()) {
    plan_.mutable_villages(0)->add_neighbours("B");
    plan_.mutable_villages(1)->add_neighbours("A");
    auto asked = question("neighbours", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN);
    set_text(*asked.mutable_ask(), "{neighbour}撤，{village}撤不撤？",
             "{neighbour} leaves; does {village}?");
    asked.set_within_ms(Span{minutes{2}}.count());
    asked.set_for_neighbours(true);
    *plan_.mutable_playbooks(0)->mutable_responses(2)->add_decisions() = asked;
  }

  wire::Plan plan_;
};

TEST_F(NeighbourTest, ANeighbourIsDecidedByItselfWhereNobodyDoes) {
  use(plan_);
  rain(85);
  EXPECT_EQ(only(story(), {"ask", "warning"}), (Story{"warning A red", "ask mayor neighbours B"}));
  EXPECT_EQ(rig_.engine().describe().decisions(0).ask().en(), "A village leaves; does B village?");
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass", "decided", "warning"}),
            (Story{"pass mayor to chief 0", "decided yes by plan", "warning B red"}))
      << "and B doesn't ask back: A is warned as much";
  expect_replays();
}

TEST_F(NeighbourTest, ANoStandsAndAYesWarns) {
  use(plan_);
  rain(85);
  story();
  EXPECT_EQ(refusal(decide(decisions_.back(), "mayor", false)), "no_reason");
  EXPECT_EQ(refusal(decide(decisions_.back(), "mayor", false, "隔着山")), "");
  rig_.pass(minutes{10});
  EXPECT_TRUE(only(story(), {"warning"}).empty());
}

TEST_F(NeighbourTest, WhoIsWarnedMeanwhileIsAskedOfNoMore) {
  use(plan_);
  rain(85);
  story();
  EXPECT_EQ(refusal(leave("leader_b", "B")), "");
  EXPECT_EQ(only(story(), {"decision over", "warning"}),
            (Story{"warning B red", "decision over 3"}));
  rig_.pass(minutes{10});
  EXPECT_TRUE(only(story(), {"decided", "pass"}).empty());
  expect_replays();
}

TEST_F(NeighbourTest, TheWarningGoesNoFurtherByItself) {
  add_village(plan_, "C");
  plan_.mutable_villages(1)->add_neighbours("C");
  use(plan_);
  rain(85);
  rig_.pass(minutes{30});
  EXPECT_EQ(only(story(), {"warning"}), (Story{"warning A red", "warning B red"}))
      << "or from one village it would go through the township";
}

TEST_F(NeighbourTest, NobodyIsAskedAnyMoreOnceItIsOver) {
  use(plan_);
  rain(85);
  story();
  EXPECT_EQ(refusal(retract(incident_, "mayor")), "");
  EXPECT_EQ(only(story(), {"decision over"}).size(), 1u);
  rig_.pass(minutes{10});
  EXPECT_TRUE(only(story(), {"warning", "pass"}).empty());
  expect_replays();
}

// F11: people who are awake read a message; people who sleep hear a telephone, a loudspeaker, a
// knock. With a ladder of the night, the median time to a confirmed headcount grows by half at
// most.
class SleepTest : public PersonTest {
 protected:
  static wire::Plan village_plan() {
    auto plan = person_plan();
    auto& red = *plan.mutable_playbooks(0)->mutable_responses(2);
    red.clear_ladder();
    add_rung(red, wire::Rung::HOLDER, 3, {"webhook", "call_list"});
    add_rung(red, wire::Rung::STAND_IN, 3, {"webhook", "call_list"});
    add_rung(red, wire::Rung::TOWNSHIP_DUTY_OFFICER, 5, {"call_list"});
    const auto night = [&](wire::Rung::Callee callee) {
      auto& rung = *red.add_night_ladder();
      rung.set_callee(callee);
      rung.set_wait_ms(2 * 60'000);
      for (const char* channel : {"call_list", "loudspeaker", "knock"}) rung.add_channels(channel);
    };
    night(wire::Rung::HOLDER);
    night(wire::Rung::STAND_IN);
    night(wire::Rung::TOWNSHIP_DUTY_OFFICER);
    return plan;
  }
  // Minutes until somebody of the village acts; moving it takes as long by night as by day. Awake,
  // one in two answers in each minute of a call; asleep one in five, and one in two where somebody
  // knocks.
  static int minutes_to_act(Span after_start, Random& random, bool with_night_ladder) {
    Persons night;
    auto plan = village_plan();
    if (!with_night_ladder) plan.mutable_playbooks(0)->mutable_responses(2)->clear_night_ladder();
    night.use(plan);
    night.rig_.pass(after_start);
    night.rain(81);
    night.story();
    const bool asleep = after_start > hours{12};
    for (int minute = 1; minute < 120; ++minute) {
      night.rig_.pass(minutes{1});
      night.story();
      const auto standing = night.rig_.engine().describe();
      const auto& duty = standing.obligations(0);
      bool knocks = false;
      for (const auto& channel : duty.channels()) knocks = knocks || channel == "knock";
      const bool answers = asleep && !knocks ? random.one_in(5) : random.one_in(2);
      if (duty.callee() == "town" || duty.callee().empty() || !answers) continue;
      return minute;
    }
    return 120;
  }
  static double mean(Span after_start, std::uint32_t seed, bool with_night_ladder) {
    Random random(seed);
    int all = 0;
    for (int i = 0; i < 100; ++i) all += minutes_to_act(after_start, random, with_night_ladder);
    return all / 100.0;
  }
};

TEST_F(SleepTest, TheNightCostsHalfAgainAtMost) {
  const double day = mean(hours{5}, 11, true);
  const double night = mean(hours{17}, 11, true);
  EXPECT_LE(night, day * 1.5) << "by day " << day << " min, by night " << night;
}

TEST_F(SleepTest, WithoutALadderOfTheNightItCostsMore) {
  const double day = mean(hours{5}, 11, false);
  const double night = mean(hours{17}, 11, false);
  EXPECT_GT(night, day * 1.5) << "by day " << day << " min, by night " << night;
}

}  // namespace
}  // namespace fenghuo
