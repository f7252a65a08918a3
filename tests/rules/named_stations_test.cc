// Rules that ask beside their own stations those upstream or near, and the other way round.
#include <gmock/gmock.h>

#include <map>

#include "rules/rulebook.h"
#include "tests/random.h"
#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using Words = std::vector<std::string>;

class NamedStationsTest : public ::testing::Test {
 protected:
  // Catchment up flows into down; gauges U1 and U2 are in up, of village A, and share a mast; D1 is
  // in down, of village B. B lies eleven kilometres from A.
  NamedStationsTest() {
    plan_.set_id("town");
    plan_.set_utc_offset_s(8 * 3600);
    for (const auto& [id, below] : {std::pair{"up", "down"}, {"down", ""}}) {
      auto& catchment = *plan_.add_catchments();
      catchment.set_id(id);
      catchment.set_flows_to(below);
    }
    for (const bool is_up : {true, false}) {
      add_village(plan_, is_up ? "A" : "B");
      auto& village = *plan_.mutable_villages()->rbegin();
      village.set_catchment(is_up ? "up" : "down");
      village.set_longitude_deg(112.0);
      village.set_latitude_deg(is_up ? 27.0 : 26.9);
    }
    for (const char* id : {"U1", "U2", "D1"}) {
      const bool is_up = id[0] == 'U';
      add_station(plan_, id, {is_up ? "A" : "B"});
      auto& station = *plan_.mutable_stations()->rbegin();
      station.set_catchment(is_up ? "up" : "down");
      if (is_up) station.add_depends_on("mast");
      station.set_longitude_deg(112.0);
      station.set_latitude_deg(is_up ? 27.0 : 26.9);
    }
  }
  wire::Rule& rule(const std::string& id, const std::string& when,
                   wire::Rule::Each each = wire::Rule::VILLAGE) {
    auto& made = *plan_.add_rules();
    made = make_rule(id, {{"red", when}});
    made.set_for_each(each);
    return made;
  }
  static void see(wire::Rule& rule, wire::StationSet::Kind kind, double km = 0) {
    rule.mutable_stations()->set_kind(kind);
    rule.mutable_stations()->set_within_km(km);
  }
  void observe(const std::string& station, const std::string& property, double value) {
    now_ += minutes{1};
    rig_.advance(now_);
    rig_.observe(station, property, now_, value);
  }
  void rain(const std::string& station, double mm) { observe(station, "rain", mm); }
  void level(const std::string& station, double metres) { observe(station, "water_level", metres); }
  Words story() {
    Words words;
    for (const auto& told : rig_.facts()) {
      const std::string word = words_of(told.fact);
      if (word.starts_with("raised") || word.starts_with("cleared") || word.starts_with("fired"))
        words.push_back(word);
      if (told.fact.has_alarm_raised())
        reason_ = {told.fact.alarm_raised().verdict().reason().zh(),
                   told.fact.alarm_raised().verdict().reason().en()};
    }
    return words;
  }
  // Of the rule's alarms that stand, the places.
  Words places_of(const std::string& rule) {
    Words places;
    const auto standing = rig_.machine().describe();
    for (const auto& alarm : standing.alarms())
      if (alarm.rule() == rule) places.push_back(alarm.area());
    return places;
  }
  Text assessed(const std::string& area) {
    const auto all = rig_.machine().assess(area);
    EXPECT_EQ(all.assessments_size(), 1);
    const auto& reason = all.assessments(0).conditions(0).reason();
    return {reason.zh(), reason.en()};
  }
  void expect_replays() { rig_.expect_replays(Rig::rules_only(), Rig::rules_only()); }

  wire::Plan plan_;
  Rig rig_{Rig::rules_only()};
  Instant now_ = kStart;
  Text reason_;
};

const std::string kRisesAndRains =
    "upstream.exists(s, s.water_level.last() >= 3.0) && rain.sum(duration('1h')) >= 20";

TEST_F(NamedStationsTest, ItRisesUpstreamAndItRainsHere) {
  rule("R", kRisesAndRains);
  rig_.use(plan_);
  rain("D1", 25);
  EXPECT_EQ(story(), Words{}) << "nobody knows how high the water is";
  level("U1", 1.0);
  EXPECT_EQ(story(), Words{});
  level("U1", 3.2);
  EXPECT_EQ(story(), Words{"raised R B red"}) << "of A nobody knows the rain";
  expect_replays();
  level("U1", 1.0);
  EXPECT_EQ(story(), Words{}) << "the others may have risen";
  level("U2", 1.0);
  level("D1", 1.0);
  EXPECT_EQ(story(), Words{"cleared R B"});
  level("U2", 3.0);
  EXPECT_EQ(story(), Words{"raised R B red"});
  now_ += hours{1};
  rain("D1", 1);
  EXPECT_EQ(story(), Words{"cleared R B"}) << "it rises, and rains no more";
  rain("U1", 30);
  EXPECT_EQ(story(), Words{"raised R A red"}) << "its own rain, its own river";
  expect_replays();
}

TEST_F(NamedStationsTest, WithinADistance) {
  rule("R", "within_km(5).count(s, s.rain.last() >= 10) >= 2");
  rig_.use(plan_);
  rain("D1", 50);
  rain("U1", 12);
  EXPECT_EQ(story(), Words{});
  rain("U2", 12);
  EXPECT_EQ(story(), Words{"raised R A red"}) << "of B there is one";
  expect_replays();
  rain("U2", 3);
  EXPECT_EQ(story(), Words{"cleared R A"});
}

// What is not qualified goes on to mean the stations of the rule.
TEST_F(NamedStationsTest, ItsOwnBesideARuleThatLooksUpstream) {
  see(rule("R", "rain.sum(duration('1h')) >= 40 && own.exists(s, s.rain.last() >= 5)"),
      wire::StationSet::UPSTREAM);
  see(rule("S", "stations.exists(s, s.rain.last() >= 40) && own.exists(s, s.rain.last() >= 5)"),
      wire::StationSet::UPSTREAM);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), (Words{"raised R A red", "raised S A red"}));
  rain("D1", 6);
  EXPECT_EQ(story(), (Words{"raised R B red", "raised S B red"}));
  expect_replays();
}

TEST_F(NamedStationsTest, AllThatStationsHave) {
  const std::map<std::string, Words> expected{
      {"upstream.exists(s, s.rain.last() >= 40)", {"A", "B"}},
      {"upstream.all(s, s.rain.last() >= 40)", {"A"}},
      {"upstream.count(s, s.rain.last() >= 40) >= 2", {"A", "B"}},
      {"upstream.votes(s, s.rain.last() >= 40) >= 2", {}},
      {"upstream.majority(s, s.rain.last() >= 40)", {"A"}},
      {"upstream.filter(s, s.rain.last() >= 40).size() == 2", {"A", "B"}},
      {"upstream.exists_one(s, s.rain.last() < 40)", {"B"}},
      {"own.exists(s, s.rain.last() >= 40)", {"A"}},
      {"own.all(s, s.rain.last() < 40)", {"B"}},
      {"stations.exists_one(s, s.rain.last() < 40)", {"B"}},
      {"within_km(20).exists_one(s, s.rain.last() < 40)", {"A", "B"}},
      {"within_km(20).votes(s, s.rain.last() >= 1) >= 2", {"A", "B"}},
      {"upstream.exists(s, s.rain.last() >= 40) && !own.exists(s, s.rain.last() >= 40)", {"B"}}};
  for (const auto& [when, places] : expected) rule(when, when);
  rig_.use(plan_);
  for (const char* station : {"U1", "U2"}) rain(station, 50);
  rain("D1", 1);
  for (const auto& [when, places] : expected) EXPECT_EQ(places_of(when), places) << when;
  expect_replays();
}

TEST_F(NamedStationsTest, OfTheOtherKindsOfPlaces) {
  auto& slope = *plan_.add_hazard_points();
  slope.set_id("slope");
  slope.set_village("B");
  slope.set_longitude_deg(112.0);
  slope.set_latitude_deg(26.9);
  const std::string heavy = "(s, s.rain.last() >= 40)";
  rule("catchment", "upstream.exists" + heavy, wire::Rule::CATCHMENT);
  rule("catchment's own", "own.exists" + heavy, wire::Rule::CATCHMENT);
  rule("point", "upstream.exists" + heavy, wire::Rule::HAZARD_POINT);
  rule("point's own", "own.exists" + heavy, wire::Rule::HAZARD_POINT);
  rule("point's near", "within_km(5).exists" + heavy, wire::Rule::HAZARD_POINT);
  for (const char* of : {"own", "upstream", "within_km(1)", "stations"})
    rule(of, std::string(of) + ".count(s, s.rain.last() >= 1) >= 2", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(places_of("catchment"), (Words{"up", "down"}));
  EXPECT_EQ(places_of("catchment's own"), Words{"up"});
  EXPECT_EQ(places_of("point"), Words{"slope"});
  EXPECT_EQ(places_of("point's own"), Words{});
  rain("D1", 50);
  EXPECT_EQ(places_of("point's own"), Words{"slope"});
  EXPECT_EQ(places_of("point's near"), Words{"slope"});
  for (const char* of : {"own", "upstream", "within_km(1)", "stations"})
    EXPECT_EQ(places_of(of), Words{"town"}) << of << ": it sees all of them";
}

TEST_F(NamedStationsTest, ExactlyOneWaitsForThoseThatCannotBeTold) {
  rule("R", "upstream.exists_one(s, s.rain.last() >= 40)");
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{});
  rain("U2", 1);
  EXPECT_EQ(story(), Words{"raised R A red"}) << "of B there is a third";
  rain("D1", 1);
  EXPECT_EQ(story(), Words{"raised R B red"});
  rain("U2", 50);
  EXPECT_EQ(story(), (Words{"cleared R A", "cleared R B"}));
}

TEST_F(NamedStationsTest, AlarmsOfStationsUpstreamAge) {
  rule("gauge", "rain.last() >= 40", wire::Rule::STATION);
  rule("fresh", "upstream.exists(s, s.alarm('gauge').raised(duration('10m')))");
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), (Words{"raised gauge U1 red", "raised fresh A red", "raised fresh B red"}));
  expect_replays();
  rig_.advance(now_ + minutes{10} - Span{1});
  EXPECT_EQ(story(), Words{});
  rig_.advance(now_ + minutes{10});
  EXPECT_EQ(story(), (Words{"cleared fresh A", "cleared fresh B"}));
}

TEST_F(NamedStationsTest, StationsUpstreamFallSilent) {
  rule("R", "upstream.exists(s, s.rain.silence() > duration('30m'))");
  rig_.use(plan_);
  for (const char* station : {"U1", "U2", "D1"}) rain(station, 0);
  for (int i = 0; i < 8; ++i) {
    now_ += minutes{3};
    for (const char* station : {"U2", "D1"}) rain(station, 0);
  }
  EXPECT_EQ(story(), (Words{"raised R A red", "raised R B red"}));
  rain("U1", 0);
  EXPECT_EQ(story(), (Words{"cleared R A", "cleared R B"}));
  expect_replays();
}

TEST_F(NamedStationsTest, APatternBeginsUpstream) {
  auto& made = rule("R", "");
  made.clear_levels();
  made.mutable_pattern()->add_steps()->set_when("upstream.exists(s, s.water_level.last() >= 3.0)");
  auto& second = *made.mutable_pattern()->add_steps();
  second.set_when("rain.last() >= 10");
  second.set_within_ms(Span{hours{2}}.count());
  rig_.use(plan_);
  rain("D1", 12);
  level("U1", 3.2);
  EXPECT_EQ(story(), Words{}) << "the rain was before, and a step follows strictly after another";
  expect_replays();
  rain("D1", 12);
  EXPECT_EQ(story(), Words{"fired R B"});
  rain("U2", 12);
  EXPECT_EQ(story(), Words{"fired R A"});
  expect_replays();
}

// While it stirs, all stations that the rule sees make occasions, by whichever of its ways.
TEST_F(NamedStationsTest, OccasionsOfAPatternAreOfAllThatItSees) {
  auto& made = rule("R", "");
  made.clear_levels();
  auto& step = *made.mutable_pattern()->add_steps();
  step.set_when("upstream.exists(s, s.water_level.last() >= 3.0)");
  step.set_times(3);
  step.set_within_ms(Span{hours{1}}.count());
  rig_.use(plan_);
  level("U1", 3.2);
  rain("U2", 0);
  EXPECT_EQ(story(), Words{});
  rain("D1", 0);
  EXPECT_EQ(story(), Words{"fired R B"}) << "its own gauge is the third, A has seen two";
  rain("U2", 0);
  EXPECT_EQ(story(), Words{"fired R A"});
  level("U1", 1);
  for (int i = 0; i < 6; ++i) rain(i % 2 == 0 ? "D1" : "U2", 0);
  EXPECT_EQ(story(), Words{}) << "nothing stirs";
  expect_replays();
}

TEST_F(NamedStationsTest, AreNamedInTheReason) {
  rule("R", kRisesAndRains);
  rig_.use(plan_);
  rain("D1", 25);
  level("U1", 3.2);
  EXPECT_EQ(story(), Words{"raised R B red"});
  EXPECT_THAT(reason_.zh, HasSubstr("1 小时雨量 25 毫米，达到红色指标 20 毫米（测站 D1站"));
  EXPECT_THAT(reason_.zh, HasSubstr("；本流域及上游的 3 个测站中有 1 个符合，2 个无法判断：水位 "
                                    "3.2 米，达到指标 3 米（测站 U1站，08:37）"));
  EXPECT_THAT(reason_.en, HasSubstr("; true at 1 of 3 stations of its catchment and upstream, 2 "
                                    "can't be told: water level is 3.2 m, limit 3 m (station U1 "
                                    "gauge, 08:37)"));
}

TEST_F(NamedStationsTest, OneWithoutAComparisonIsNamedByItself) {
  rule("gauge", "rain.last() >= 40", wire::Rule::STATION);
  rule("R", "within_km(5.5).exists(s, s.alarm('gauge').active())");
  rig_.use(plan_);
  rain("D1", 50);
  EXPECT_EQ(story(), (Words{"raised gauge D1 red", "raised R B red"}));
  EXPECT_EQ(reason_.zh, "5.5 公里内的 1 个测站中有 1 个符合：D1站");
  EXPECT_EQ(reason_.en, "true at 1 of 1 station within 5.5 km: D1 gauge");
}

// As it always was: which stations these are is written above the condition.
TEST_F(NamedStationsTest, StationsOfTheRuleAreNotNamed) {
  const std::string when = "stations.exists(s, s.rain.last() >= 40)";
  rule("R", when);
  rig_.use(plan_);
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised R B red"});
  EXPECT_EQ(reason_.zh, "条件成立：" + when);
  EXPECT_EQ(reason_.en, "holds: " + when);
}

TEST_F(NamedStationsTest, WhyNotSaysWhatTheyLack) {
  rule("R", kRisesAndRains);
  rig_.use(plan_);
  EXPECT_THAT(assessed("B").zh,
              HasSubstr("本流域及上游的 3 个测站中没有符合的，3 个无法判断：水位没有数据"));
  for (const char* station : {"U1", "U2", "D1"}) level(station, station[1] == '1' ? 1.2 : 0.5);
  const Text reason = assessed("B");
  EXPECT_THAT(reason.zh, HasSubstr("本流域及上游的 3 个测站中没有符合的：水位 1.2 米，未到 3 "
                                   "米，差 1.8 米（测站 U1站"));
  EXPECT_THAT(reason.en,
              HasSubstr("true at none of 3 stations of its catchment and upstream: water "
                        "level is 1.2 m, under 3 m, by 1.8 m (station U1 gauge"));
}

TEST_F(NamedStationsTest, WhyNotSaysWhereThereAreNone) {
  plan_.mutable_villages(1)->set_latitude_deg(26.0);
  rule("R", "within_km(5).exists(s, s.rain.last() >= 40) && own.all(s, s.rain.last() >= 1)");
  rig_.use(plan_);
  rain("D1", 0);
  EXPECT_THAT(assessed("B").zh, HasSubstr("5 公里内没有测站；本村的 1 个测站中没有符合的："));
  EXPECT_THAT(
      assessed("B").en,
      HasSubstr("there is no station within 5 km; true at none of 1 station of the village"));
}

// Found on re-reading: of no stations "all" was red, and "any" calm.
TEST_F(NamedStationsTest, OfNoStationsNothingCanBeTold) {
  plan_.mutable_villages(1)->set_latitude_deg(26.0);
  for (const char* asks : {"exists(s, s.rain.last() >= 1)", "exists_one(s, s.rain.last() >= 1)",
                           "all(s, s.rain.last() >= 1)", "majority(s, s.rain.last() >= 1)",
                           "count(s, s.rain.last() >= 1) < 2", "votes(s, s.rain.last() >= 1) < 2",
                           "count(s, s.rain.last() >= 1) + 1 < 3"})
    rule(asks, "within_km(5)." + std::string(asks));
  rig_.use(plan_);
  rain("D1", 50);
  EXPECT_THAT(story(), Each(Not(HasSubstr(" B "))));
  const auto all = rig_.machine().assess("B");
  ASSERT_EQ(all.assessments_size(), 7);
  for (const auto& one : all.assessments()) {
    EXPECT_EQ(one.conditions(0).truth(), wire::AssessedCondition::UNKNOWN) << one.rule();
    EXPECT_THAT(one.conditions(0).reason().en(), HasSubstr("there is no station")) << one.rule();
  }
}

TEST_F(NamedStationsTest, ACatchmentIsNowhereNear) {
  rule("R", "within_km(5).exists(s, s.rain.last() >= 40)", wire::Rule::CATCHMENT);
  const auto problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, "rules[R].levels[red]");
  EXPECT_THAT(problems[0].text.en, HasSubstr("no coordinates"));
}

TEST_F(NamedStationsTest, RulesShareCoverages) {
  rule("R", "own.exists(s, s.rain.last() > 1)");
  see(rule("S", "stations.exists(s, s.rain.last() > 1)"), wire::StationSet::UPSTREAM);
  rule("T", "upstream.exists(s, s.rain.last() > 1) && upstream.exists(s, s.flow.last() > 1)");
  rule("all", "upstream.exists(s, s.rain.last() > 1)", wire::Rule::JURISDICTION);
  const Rulebook book(plan_);
  ASSERT_EQ(book.coverages().size(), 3u);
  EXPECT_EQ(book.rules()[0].also_sees, (std::vector<std::uint32_t>{}));
  EXPECT_EQ(book.rules()[2].also_sees, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(book.rules()[3].also_sees, (std::vector<std::uint32_t>{})) << "it sees all of them";
  EXPECT_EQ(book.tests()[1].coverage, 1u);
  EXPECT_EQ(book.tests()[2].coverage, 1u);
}

// Each question in a rule that sees other stations, beside the same one as it could always be
// written: in a rule that sees these.
TEST_F(NamedStationsTest, AgreeWithRulesThatSeeTheseStations) {
  struct Named {
    std::string word;
    wire::StationSet::Kind kind;
    double km;
  };
  const std::vector<Named> sets{{"own", wire::StationSet::OWN, 0},
                                {"upstream", wire::StationSet::UPSTREAM, 0},
                                {"within_km(5)", wire::StationSet::WITHIN, 5},
                                {"within_km(12)", wire::StationSet::WITHIN, 12}};
  rule("gauge", "rain.sum(duration('10m')) >= 12", wire::Rule::STATION);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < sets.size(); ++i)
    for (const std::string asks :
         {".exists(s, s.rain.last() >= 8)", ".exists_one(s, s.rain.last() >= 8)",
          ".all(s, s.water_level.last() - s.water_level.min(duration('5m')) "
          ">= 1.0)",
          ".count(s, s.rain.sum(duration('5m')) >= 10) >= 2",
          ".votes(s, s.water_level.last() >= 5.0) == 1",
          ".majority(s, s.rain.silence() > duration('3m'))",
          ".filter(s, s.alarm('gauge').active()).size() < 2",
          ".exists(s, s.alarm('gauge').raised(duration('4m')))"}) {
      ids.push_back(sets[i].word + asks);
      const Named& other = sets[(i + 1) % sets.size()];
      see(rule(ids.back(), ids.back()), other.kind, other.km);
      see(rule("plain " + ids.back(), "stations" + asks), sets[i].kind, sets[i].km);
    }
  rig_.use(plan_);
  Random random(11);
  int stood = 0;
  for (int round = 0; round < 200; ++round) {
    const std::string station = std::vector{"U1", "U2", "D1"}[random.below(3)];
    if (random.below(10) == 0) rig_.advance(now_ += minutes{random.between(1, 6)});
    observe(station, random.below(2) == 0 ? "rain" : "water_level",
            static_cast<double>(random.between(0, 10)));
    std::map<std::string, Words> places;  // by rule
    const auto standing = rig_.machine().describe();
    for (const auto& alarm : standing.alarms()) places[alarm.rule()].push_back(alarm.area());
    for (const auto& id : ids) {
      ASSERT_EQ(places[id], places["plain " + id]) << id << " in round " << round;
      stood += static_cast<int>(places[id].size());
    }
  }
  EXPECT_GT(stood, 1000);
  expect_replays();
}

// Found by a reader: B asks rain of U1 and levels of D1, so that U1's level is nothing to it.
TEST_F(NamedStationsTest, ALostStationBlindsThoseWhoAskItForWhatRose) {
  see(rule("R", "rain.sum(duration('1h')) >= 20 && own.exists(s, s.water_level.last() >= 3.0)"),
      wire::StationSet::UPSTREAM);
  auto& trust = *plan_.add_trust();
  trust.set_property("water_level");
  trust.set_gap_ms(Span{minutes{15}}.count());
  trust.set_rising_per_hour(0.5);
  rig_.use(plan_);
  for (const double metres : {0.5, 0.8, 1.1}) {
    now_ += minutes{9};
    level("U1", metres);
  }
  EXPECT_EQ(story(), Words{});
  rig_.advance(now_ += minutes{16});
  EXPECT_EQ(story(), Words{"raised R A red"});
  rain("D1", 30);
  EXPECT_EQ(story(), Words{}) << "B is judged, and sees U1 for its rain alone";
  expect_replays();
}

}  // namespace
}  // namespace fenghuo::rules
