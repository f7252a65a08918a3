#include "rules/judge.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/random.h"
#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Story = std::vector<std::string>;

wire::Rule flash_rule() {
  return make_rule("flash", {{"blue",
                              "rain.sum(duration('1h')) >= 35 || "
                              "rain.sum(duration('3h')) >= 55"},
                             {"yellow", "rain.sum(duration('1h')) >= 45"},
                             {"orange", "rain.sum(duration('1h')) >= 60"},
                             {"red", "rain.sum(duration('1h')) >= 80"}});
}

wire::Plan two_villages() {
  wire::Plan plan;
  plan.set_utc_offset_s(8 * 3600);
  add_village(plan, "A");
  add_village(plan, "B");
  add_station(plan, "S1", {"A", "B"});
  add_station(plan, "S2", {"B"});
  *plan.add_rules() = flash_rule();
  return plan;
}

class JudgeTest : public ::testing::Test {
 protected:
  void use(const wire::Plan& plan) {
    rig_.use(plan);
    rig_.facts();
  }
  // Rain that fell in the five minutes up to now, now being five minutes on.
  void rain(const std::string& station, double mm) {
    rig_.observe(station, "rain", rig_.now(), mm);
  }
  void level(double metres) { rig_.observe("S1", "water_level", rig_.now(), metres); }
  Story about_alarms() {
    Story alarms;
    for (auto& words : rig_.story())
      if (words.starts_with("raised") || words.starts_with("changed") ||
          words.starts_with("cleared"))
        alarms.push_back(words);
    return alarms;
  }

  Rig rig_{Rig::rules_only()};
};

TEST_F(JudgeTest, RaisesAtTheObservationThatReachesTheLimit) {
  use(two_villages());
  rain("S2", 34.9);
  EXPECT_EQ(about_alarms(), Story{});
  rig_.pass(minutes{5});
  rain("S2", 0.1);
  EXPECT_EQ(about_alarms(), Story{"raised flash B blue"});
  rig_.pass(minutes{5});
  rain("S2", 50);
  EXPECT_EQ(about_alarms(), Story{"changed flash B red"});
}

// Of days from 8 o'clock the one before is all of yesterday; a day ago it was this time of the day.
TEST_F(JudgeTest, TheHydrologicalDayBeforeIsAWholeOne) {
  auto plan = two_villages();
  *plan.mutable_rules(0) = make_rule("wet", {{"blue", "rain.previous().sum(day('08:00')) >= 50"}});
  *plan.add_rules() =
      make_rule("wetter", {{"blue", "rain.ago(duration('24h')).sum(day('08:00')) >= 50"}});
  use(plan);
  const Instant eight = std::chrono::ceil<std::chrono::days>(rig_.now()) + hours{24};  // China
  const auto at = [&](hours after, double mm) {
    rig_.pass(eight + after - rig_.now());
    rain("S2", mm);
    return about_alarms();
  };
  EXPECT_EQ(at(hours{-1}, 40), Story{});
  EXPECT_EQ(at(hours{0}, 9), Story{}) << "what is read at eight ends a day";
  EXPECT_EQ(at(hours{1}, 30), Story{}) << "the day before has 49";
  EXPECT_EQ(at(hours{23}, 21), Story{});
  EXPECT_EQ(at(hours{25}, 0), Story{"raised wet B blue"}) << "51 since then, 30 by nine o'clock";
  EXPECT_EQ(at(hours{47}, 0), Story{"raised wetter B blue"});
}

TEST_F(JudgeTest, OneStationMayCoverManyVillages) {
  use(two_villages());
  rain("S1", 50);
  EXPECT_EQ(about_alarms(), (Story{"raised flash A yellow", "raised flash B yellow"}));
}

TEST_F(JudgeTest, TheWorstStationDecides) {
  use(two_villages());
  rain("S1", 36);
  about_alarms();
  rain("S2", 62);
  EXPECT_EQ(about_alarms(), Story{"changed flash B orange"});
  rig_.pass(minutes{65});
  rain("S2", 0);
  EXPECT_EQ(about_alarms(), Story{"changed flash B blue"}) << "S1 still stands at 36";
}

TEST_F(JudgeTest, ASilentStationDoesNotRainItselfCalm) {
  use(two_villages());
  rain("S1", 90);
  about_alarms();
  rig_.pass(hours{10});
  EXPECT_EQ(about_alarms(), Story{});
  rain("S1", 0);
  EXPECT_EQ(about_alarms(), (Story{"cleared flash A", "cleared flash B"}));
}

TEST_F(JudgeTest, ReasonSaysWhatWhereWhenAndWhatIsNext) {
  use(two_villages());
  rain("S2", 47.5);
  const auto told = rig_.facts();
  ASSERT_EQ(told.size(), 1u);
  const auto& verdict = told[0].fact.alarm_raised().verdict();
  EXPECT_EQ(verdict.reason().zh(),
            "1 小时雨量 47.5 毫米，达到黄色指标 45 毫米（测站 S2站，07:35 至 08:35）；"
            "升橙色需：1 小时雨量 60 毫米");
  EXPECT_EQ(verdict.reason().en(),
            "rain in 1 h is 47.5 mm, limit of yellow 45 mm (station S2 gauge, 07:35 to 08:35); "
            "orange needs rain in 1 h 60 mm");
  EXPECT_EQ(verdict.rule_version(), "v-flash");
  EXPECT_EQ(verdict.expression(), "rain.sum(duration('1h')) >= 45");
  EXPECT_EQ(told[0].fact.cause().offset(), told[0].id.offset.value);
  EXPECT_EQ(told[0].fact.cause_row(), 0u);
}

TEST_F(JudgeTest, DeadbandHoldsTheLevel) {
  auto plan = two_villages();
  auto& deadband = *plan.mutable_rules(0)->add_deadbands();
  deadband.set_property("rain");
  deadband.set_value(5);
  use(plan);
  rain("S2", 5);
  rig_.pass(minutes{5});
  rain("S2", 31);
  EXPECT_EQ(about_alarms(), Story{"raised flash B blue"});
  rig_.pass(minutes{57});
  rain("S2", 0);
  EXPECT_EQ(about_alarms(), Story{}) << "31 is within the deadband of 35";
  rig_.pass(minutes{5});
  rain("S2", 0);
  const auto told = rig_.facts();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(words_of(told[0].fact), "cleared flash B");
  EXPECT_NE(
      told[0].fact.alarm_cleared().verdict().reason().en().find("below the limit to clear, 30"),
      std::string::npos)
      << told[0].fact.alarm_cleared().verdict().reason().en();
}

TEST_F(JudgeTest, DelaysRunOnTimersToo) {
  auto plan = two_villages();
  plan.mutable_rules(0)->set_on_delay_ms(600'000);
  plan.mutable_rules(0)->set_off_delay_ms(1'800'000);
  use(plan);
  rain("S2", 50);
  EXPECT_EQ(about_alarms(), Story{});
  rig_.pass(minutes{10});
  EXPECT_EQ(about_alarms(), Story{"raised flash B yellow"}) << "though the station said no more";
  rig_.pass(minutes{60});
  rain("S2", 0);
  EXPECT_EQ(about_alarms(), Story{});
  rig_.pass(minutes{30});
  EXPECT_EQ(about_alarms(), Story{"cleared flash B"});
}

TEST_F(JudgeTest, NoDataIsNeverCalm) {
  use(two_villages());
  auto standing = rig_.engine().describe();
  for (const auto& village : standing.villages()) EXPECT_FALSE(village.known());
  rain("S2", 0);
  standing = rig_.engine().describe();
  EXPECT_FALSE(standing.villages(0).known()) << "A has heard nothing yet";
  EXPECT_TRUE(standing.villages(1).known());
}

TEST_F(JudgeTest, WhatCantBeToldSaysWhy) {
  wire::Plan plan = two_villages();
  plan.clear_rules();
  *plan.add_rules() =
      make_rule("ratio", {{"red", "rain.sum(duration('1h')) /\n water_level.last() >= 10.0"}});
  use(plan);
  const auto why = [&] {
    const auto standing = rig_.engine().describe();
    return standing.villages(0).known() ? "" : standing.villages(0).unknown_because().en();
  };
  EXPECT_EQ(why(), "no data of rain");
  rain("S1", 5);
  EXPECT_EQ(why(), "no data of water level");
  level(0);
  EXPECT_EQ(why(), "division by zero (line 1, column 26)");
  level(2);
  EXPECT_EQ(why(), "");
}

TEST_F(JudgeTest, AStandingLevelIsShownThoughAnotherCantBeTold) {
  wire::Plan plan = two_villages();
  plan.clear_rules();
  *plan.add_rules() = make_rule(
      "R", {{"blue", "rain.sum(duration('1h')) >= 20"}, {"red", "water_level.last() >= 3"}});
  use(plan);
  rain("S1", 5);
  EXPECT_FALSE(rig_.engine().describe().villages(0).known()) << "red can't be told: no calm";
  rain("S1", 25);
  const auto standing = rig_.engine().describe();
  EXPECT_TRUE(standing.villages(0).known());
  EXPECT_EQ(level_word(standing.villages(0).level()), "blue");
}

TEST_F(JudgeTest, LateRainWithinTheLatenessCounts) {
  use(two_villages());
  rain("S2", 30);
  rig_.observe("S2", "rain", rig_.now() - minutes{10}, 6);
  EXPECT_EQ(about_alarms(), Story{"raised flash B blue"});
  rig_.observe("S2", "rain", rig_.now() - minutes{11}, 60);
  EXPECT_EQ(rig_.story(), Story{"doubted S2 1"});
}

TEST_F(JudgeTest, HistoryFromLongAgoIsKeptButNotJudged) {
  use(two_villages());
  rig_.observe("S2", "rain", rig_.now() - std::chrono::days{8}, 90);
  EXPECT_EQ(rig_.story(), Story{"doubted S2 1"});
}

TEST_F(JudgeTest, FailedAndMissingValuesAreNotJudged) {
  use(two_villages());
  rig_.observe("S2", "rain", rig_.now(), 90, Quality::fail);
  rig_.observe("S2", "rain", rig_.now(), 90, Quality::missing);
  EXPECT_EQ(about_alarms(), Story{});
}

TEST_F(JudgeTest, RainComesFromTheCumulativeValueWhereThereIsOne) {
  use(two_villages());
  rig_.observe("S2", "rain_5min", rig_.now(), 20);
  rig_.observe("S2", "rain_cumulative", rig_.now(), 700);
  rig_.pass(minutes{5});
  rig_.observe("S2", "rain_5min", rig_.now(), 20);
  EXPECT_EQ(about_alarms(), Story{}) << "not counted twice";
  rig_.observe("S2", "rain_cumulative", rig_.now(), 720);
  EXPECT_EQ(about_alarms(), Story{"raised flash B blue"});
}

TEST_F(JudgeTest, ASilenceRuleFiresOfItself) {
  wire::Plan plan = two_villages();
  plan.clear_rules();
  *plan.add_rules() = make_rule("quiet", {{"blue", "rain.silence() >= duration('30m')"}});
  use(plan);
  rain("S1", 0);
  rain("S2", 0);
  rig_.pass(minutes{25});
  rain("S2", 0);
  rig_.facts();
  rig_.pass(minutes{6});
  EXPECT_EQ(about_alarms(), (Story{"raised quiet A blue", "raised quiet B blue"}));
  rain("S1", 0);
  rig_.pass(minutes{2});
  EXPECT_EQ(about_alarms(), (Story{"cleared quiet A", "cleared quiet B"}));
}

TEST_F(JudgeTest, ANewPlanKeepsWhatStandsAndWhatIsKnown) {
  use(two_villages());
  rain("S1", 50);
  rig_.facts();
  auto plan = two_villages();
  plan.mutable_rules(0)->mutable_levels(3)->set_when("rain.sum(duration('1h')) >= 49");
  rig_.use(plan, "p2");
  EXPECT_EQ(rig_.story(), (Story{"plan p2", "changed flash A red", "changed flash B red"}));
  plan.mutable_villages()->DeleteSubrange(0, 1);
  plan.mutable_stations(0)->clear_covers();
  plan.mutable_stations(0)->add_covers("B");
  rig_.use(plan, "p3");
  EXPECT_EQ(rig_.story(), (Story{"plan p3", "cleared flash A"})) << "not without a word";
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

// Two stations, random rain, random disorder, one observation a tick or many: the same verdicts,
// and those of a calculation that knows nothing of windows.
// The second takes the place of the first, so nothing fell; the village must not be judged by what
// was said in between.
TEST_F(JudgeTest, TwoRowsOfOneArrivalCountAsWhatTheyAmountTo) {
  use(two_villages());
  rain("S1", 1);
  rig_.pass(minutes{5});
  ObservationBlock block;
  block.sources = {{"S1", "rain", 0}};
  block.rows = {{0, Quality::not_evaluated, rig_.now(), 50},
                {0, Quality::not_evaluated, rig_.now(), 0}};
  rig_.submit(std::move(block));
  EXPECT_EQ(about_alarms(), Story{});
  rig_.pass(minutes{5});
  rain("S1", 1);
  EXPECT_EQ(about_alarms(), Story{});
}

TEST_F(JudgeTest, ConclusionsDontDependOnHowRowsAreGathered) {
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    wire::Plan plan = two_villages();
    auto& steep = *plan.add_rules() = make_rule("steep", {});
    steep.set_for_each(wire::Rule::STATION);
    steep.set_fire("water_level.last() - water_level.min(duration('1h')) >= 1.0");
    auto& both = *plan.add_rules() = make_rule("both", {});
    both.set_fire("stations.count(s, s.rain.last() >= 6) >= 2");
    Rig together(Rig::rules_only());
    Rig apart(Rig::rules_only());
    for (Rig* rig : {&together, &apart}) {
      rig->use(plan);
      rig->facts();
    }
    for (int tick = 0; tick < 12; ++tick) {
      ObservationBlock block;
      block.sources = {{"S1", "rain", 0},
                       {"S2", "rain", 0},
                       {"S1", "water_level", 1},
                       {"S2", "water_level", 1},
                       {"S1", "rain_5min", 0}};
      for (Rig* rig : {&together, &apart}) rig->pass(minutes{10});
      for (int i = 0; i < 40; ++i)
        block.rows.push_back(
            {static_cast<std::uint32_t>(random.between(0, 4)), Quality::not_evaluated,
             together.now() - minutes{random.between(0, 9)} - Span{i}, random.between(0, 14)});
      for (const auto& row : block.rows) {
        ObservationBlock one;
        one.sources = block.sources;
        one.rows = {row};
        apart.submit(std::move(one));
      }
      together.submit(std::move(block));
    }
    const auto story = [](Rig& rig) {
      auto words = rig.story();
      // A record tells one doubt a station, and of stations before it judges.
      std::erase_if(words, [](const auto& fact) {
        return !fact.starts_with("raised") && !fact.starts_with("changed") &&
               !fact.starts_with("cleared") && !fact.starts_with("fired");
      });
      EXPECT_GT(words.size(), 5u);
      return words;
    };
    EXPECT_EQ(story(together), story(apart));
  }
}

TEST_F(JudgeTest, AgreesWithAPlainCalculation) {
  Random random(9);
  for (int round = 0; round < 20; ++round) {
    Rig rig(Rig::rules_only());
    rig.use(two_villages());
    rig.facts();
    std::map<std::string, std::map<Instant, double>> fallen;
    std::string level = "none";
    for (int i = 0; i < 150; ++i) {
      rig.pass(minutes{5});
      for (const std::string station : {"S1", "S2"}) {
        const double mm = random.one_in(4) ? static_cast<double>(random.between(0, 150)) / 10 : 0;
        fallen[station][rig.now()] = mm;
        rig.observe(station, "rain", rig.now(), mm);
      }
      double worst_1h = 0;
      double worst_3h = 0;
      for (const auto& [station, amounts] : fallen) {
        double sum_1h = 0;
        double sum_3h = 0;
        for (const auto& [at, mm] : amounts) {
          if (at > rig.now() - hours{1}) sum_1h += mm;
          if (at > rig.now() - hours{3}) sum_3h += mm;
        }
        worst_1h = std::max(worst_1h, sum_1h + 1e-9);
        worst_3h = std::max(worst_3h, sum_3h + 1e-9);
      }
      level = worst_1h >= 80                     ? "red"
              : worst_1h >= 60                   ? "orange"
              : worst_1h >= 45                   ? "yellow"
              : worst_1h >= 35 || worst_3h >= 55 ? "blue"
                                                 : "none";
      const auto standing = rig.engine().describe();
      ASSERT_EQ(level_word(standing.villages(1).level()), level) << round << " " << i;
    }
    rig.expect_replays(Rig::rules_only(), Rig::rules_only());
  }
}

// A rule for stations that compares a difference is told only where that passes the limit; one for
// villages whenever an answer changes. Each village has one station, so both fire together; and the
// rule for stations fires no less without the other, when its answers are nobody else's.
TEST_F(JudgeTest, ADifferenceThatIsToldAtItsLimitFiresAsOneThatIsAlwaysLookedAt) {
  const auto rises = [](const std::string& id, wire::Rule::Each each) {
    wire::Rule rule = make_rule(id, {});
    rule.set_for_each(each);
    rule.set_fire("water_level.last() - water_level.min(duration('1h')) >= 0.5");
    return rule;
  };
  wire::Plan alone;
  alone.set_utc_offset_s(8 * 3600);
  for (const std::string name : {"A", "B"}) {
    add_village(alone, name);
    add_station(alone, "S" + name, {name});
  }
  *alone.add_rules() = rises("station", wire::Rule::STATION);
  wire::Plan both = alone;
  *both.add_rules() = rises("village", wire::Rule::VILLAGE);
  Random random(23);
  Rig rig_alone(Rig::rules_only());
  Rig rig_both(Rig::rules_only());
  rig_alone.use(alone);
  rig_both.use(both);
  for (int i = 0; i < 300; ++i) {
    ObservationBlock block;
    block.sources = {{"SA", "water_level", 1}, {"SB", "water_level", 1}};
    for (Rig* rig : {&rig_alone, &rig_both}) rig->pass(minutes{5});
    // Some come late, some twice for one moment.
    for (int row = 0; row < 4; ++row)
      block.rows.push_back({static_cast<std::uint32_t>(random.below(2)), Quality::not_evaluated,
                            rig_both.now() - minutes{random.one_in(4) ? 7 : 0},
                            random.between(0, 7)});
    rig_alone.submit(block);
    rig_both.submit(std::move(block));
  }
  const auto fired = [](Rig& rig) {
    std::map<std::string, std::vector<std::pair<Instant, char>>> moments;
    for (const auto& told : rig.facts())
      if (const auto& fact = told.fact.rule_fired(); told.fact.has_rule_fired())
        moments[fact.rule()].emplace_back(told.at, fact.area().back());
    return moments;
  };
  auto in_both = fired(rig_both);
  EXPECT_GT(in_both["station"].size(), 20U);
  EXPECT_EQ(in_both["station"], in_both["village"]);
  EXPECT_EQ(fired(rig_alone)["station"], in_both["station"]);
  rig_both.expect_replays(Rig::rules_only(), Rig::rules_only());
}

// What is derived from the series is no part of the state, or a restart would change its hash.
TEST_F(JudgeTest, ARisingLevelAndLateRainLeaveTheSameStateAfterARestart) {
  wire::Plan plan = two_villages();
  *plan.add_rules() =
      make_rule("steep", {{"red", "water_level.last() - water_level.min(duration('1h')) >= 9.0"}});
  use(plan);
  for (int i = 0; i < 40; ++i) {
    rig_.pass(minutes{5});
    level(1 + 0.01 * i);
    rain("S1", i % 3);
  }
  rig_.observe("S1", "rain", rig_.now() - minutes{7}, 4);
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

// Histories are fed ahead of what is judged; a reason tells what was known at its own moment.
TEST_F(JudgeTest, AReasonDoesNotKnowWhatComesLaterInTheSameRecord) {
  auto plan = two_villages();
  *plan.add_rules() = make_rule("wet", {{"blue",
                                         "rain.last() >= 10 && water_level.last() >= 5 && "
                                         "water_level.max(duration('1h')) >= 5"}});
  use(plan);
  const Instant known_at = rig_.now();
  rig_.observe("S2", "water_level", known_at, 6);
  rig_.pass(minutes{5});
  rig_.facts();
  ObservationBlock block;
  block.sources = {{"S1", "rain", 0}, {"S2", "water_level", 0}};
  block.rows = {{0, Quality::not_evaluated, rig_.now(), 20},
                {1, Quality::not_evaluated, rig_.now(), 7}};
  rig_.submit(std::move(block));
  std::vector<std::int64_t> until;
  for (const auto& told : rig_.facts()) {
    if (!told.fact.has_alarm_raised() || told.fact.alarm_raised().rule() != "wet") continue;
    for (const auto& finding : told.fact.alarm_raised().verdict().findings())
      if (finding.property() == "water_level") until.push_back(finding.to_ms());
  }
  EXPECT_EQ(until, (std::vector{ms_of(known_at), ms_of(known_at)}));
}

}  // namespace
}  // namespace fenghuo::rules
