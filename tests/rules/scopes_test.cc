// Whom rules judge, and what of several stations they may ask.
#include "rules/judge.h"
#include "tests/rules/rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Words = std::vector<std::string>;

class ScopesTest : public ::testing::Test {
 protected:
  // Catchment up flows into down; gauges U1 and U2 are in up, D1 in down. U1 and U2 share a mast.
  ScopesTest() {
    plan_.set_id("town");
    for (const auto& [id, below] : {std::pair{"up", "down"}, {"down", ""}}) {
      auto& catchment = *plan_.add_catchments();
      catchment.set_id(id);
      catchment.set_flows_to(below);
    }
    add_village(plan_, "A");
    add_village(plan_, "B");
    plan_.mutable_villages(0)->set_catchment("up");
    plan_.mutable_villages(1)->set_catchment("down");
    for (const char* id : {"U1", "U2", "D1"}) {
      add_station(plan_, id, {id[0] == 'U' ? "A" : "B"});
      auto& station = *plan_.mutable_stations(plan_.stations_size() - 1);
      station.set_catchment(id[0] == 'U' ? "up" : "down");
      if (id[0] == 'U') station.add_depends_on("mast");
      station.set_longitude_deg(112.0);
      station.set_latitude_deg(id[0] == 'U' ? 27.0 : 26.9);
    }
  }
  wire::Rule& rule(const std::string& id, const std::string& when, wire::Rule::Each each) {
    auto& made = *plan_.add_rules();
    made = make_rule(id, {{"red", when}});
    made.set_for_each(each);
    return made;
  }
  void rain(const std::string& station, double mm) {
    now_ += minutes{1};
    rig_.advance(now_);
    rig_.observe(station, "rain", now_, mm);
  }
  Words story() {
    Words words;
    for (auto& word : rig_.story())
      if (!word.starts_with("plan") && !word.starts_with("silent")) words.push_back(word);
    return words;
  }

  wire::Plan plan_;
  Rig rig_{Rig::rules_only()};
  Instant now_ = kStart;
};

const std::string kHeavy = "rain.sum(duration('1h')) >= 40";

TEST_F(ScopesTest, EachStationIsJudgedByItself) {
  rule("R", kHeavy, wire::Rule::STATION);
  rig_.use(plan_);
  rain("U1", 50);
  rain("D1", 10);
  EXPECT_EQ(story(), Words{"raised R U1 red"});
}

TEST_F(ScopesTest, ACatchmentSeesItsStations) {
  rule("R", kHeavy, wire::Rule::CATCHMENT);
  rig_.use(plan_);
  rain("U2", 50);
  EXPECT_EQ(story(), Words{"raised R up red"});
}

TEST_F(ScopesTest, UpstreamIsAllThatFlowsDown) {
  rule("R", kHeavy, wire::Rule::VILLAGE).mutable_stations()->set_kind(wire::StationSet::UPSTREAM);
  rig_.use(plan_);
  rain("U2", 50);
  EXPECT_EQ(story(), (Words{"raised R A red", "raised R B red"}));
  rain("D1", 50);
  EXPECT_EQ(story(), Words{}) << "water doesn't flow up to A, and B's alarm stands";
}

TEST_F(ScopesTest, WithinIsByDistance) {
  auto& set = *rule("R", kHeavy, wire::Rule::VILLAGE).mutable_stations();
  set.set_kind(wire::StationSet::WITHIN);
  set.set_within_km(5);
  for (int i = 0; i < 2; ++i) {
    plan_.mutable_villages(i)->set_longitude_deg(112.0);
    plan_.mutable_villages(i)->set_latitude_deg(i == 0 ? 26.99 : 26.0);
  }
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{"raised R A red"});
}

TEST_F(ScopesTest, TheJurisdictionIsOneArea) {
  rule("R", "stations.count(s, s.rain.sum(duration('1h')) >= 40) >= 2", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{});
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised R town red"});
}

TEST_F(ScopesTest, StationsThatFailTogetherHaveOneVote) {
  rule("R", "stations.votes(s, s.rain.sum(duration('1h')) >= 40) >= 2", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  rain("U2", 50);
  EXPECT_EQ(story(), Words{}) << "both hang on one mast";
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised R town red"});
}

TEST_F(ScopesTest, ACountComparesWithAnyNumber) {
  rule("R", "stations.count(s, s.rain.sum(duration('1h')) >= 40) >= 1.5", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{});
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised R town red"});
}

TEST_F(ScopesTest, AMajorityIsOfThoseThatCanBeWrongAlone) {
  rule("R", "stations.majority(s, s.rain.sum(duration('1h')) >= 40)", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{}) << "one of two";
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised R town red"});
}

TEST_F(ScopesTest, WhatAStationDoesNotSayIsNotCalm) {
  // Of three stations that may count, one is heard: nobody knows about "fewer than two".
  rule("few", "stations.count(s, s.rain.sum(duration('1h')) >= 40) < 2", wire::Rule::JURISDICTION);
  rule("any", "stations.exists(s, s.rain.sum(duration('1h')) >= 40)", wire::Rule::JURISDICTION);
  rule("all", "stations.all(s, s.rain.sum(duration('1h')) >= 40)", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), Words{"raised any town red"});
  rain("U2", 50);
  rain("D1", 50);
  EXPECT_EQ(story(), Words{"raised all town red"});
}

// Two votes can't be reached once one of the two can't be cast; until then nobody knows.
TEST_F(ScopesTest, ARuleThatAsksStationsIsKnownOnceTheyDecide) {
  rule("R", "stations.votes(s, s.rain.sum(duration('1h')) >= 40) >= 2", wire::Rule::JURISDICTION);
  rig_.use(plan_);
  const auto verdict = [&] { return rig_.machine().describe().villages(0); };
  EXPECT_EQ(verdict().unknown_because().en(), "a station can't be told");
  rain("U1", 1);
  EXPECT_FALSE(verdict().known()) << "U2 and D1 may still say yes";
  rain("D1", 1);
  EXPECT_TRUE(verdict().known());
}

TEST_F(ScopesTest, AnAlarmMayAskAboutAnother) {
  rule("gauge", kHeavy, wire::Rule::STATION);
  rule("both", "stations.filter(s, s.alarm('gauge').active()).size() >= 2",
       wire::Rule::JURISDICTION);
  rule("fresh", "stations.exists(s, s.alarm('gauge').raised(duration('10m')))",
       wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), (Words{"raised gauge U1 red", "raised fresh town red"}));
  rain("D1", 50);
  EXPECT_EQ(story(), (Words{"raised gauge D1 red", "raised both town red"}));
  rig_.advance(now_ + minutes{20});
  EXPECT_EQ(story(), Words{"cleared fresh town"}) << "ten minutes after the second";
}

TEST_F(ScopesTest, IsTheSameAfterReplayAndSnapshot) {
  rule("gauge", kHeavy, wire::Rule::STATION);
  rule("votes", "stations.votes(s, s.rain.sum(duration('1h')) >= 40) >= 2",
       wire::Rule::JURISDICTION);
  rule("quiet", "rain.silence() > duration('30m')", wire::Rule::STATION);
  rig_.use(plan_);
  for (int i = 0; i < 40; ++i) rain(i % 3 == 0 ? "U1" : i % 3 == 1 ? "U2" : "D1", i % 7 * 9.0);
  rig_.pass(hours{1});
  rain("U2", 3);
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

class ReportsTest : public ScopesTest {
 protected:
  void report(const std::string& kind, const std::string& place, Span ago = Span{0}) {
    wire::Event event;
    auto& report = *event.mutable_report();
    report.set_reporter("somebody");
    report.set_kind(kind);
    report.set_area(place);
    if (ago != Span{0}) report.set_observed_at_ms(ms_of(rig_.now() - ago));
    rig_.submit(std::move(event));
  }
  Words alarms() {
    Words words;
    for (auto& word : story())
      if (word.starts_with("raised") || word.starts_with("cleared")) words.push_back(word);
    return words;
  }
};

TEST_F(ReportsTest, CountInAVillageWithinTheTime) {
  rule("R", "reports('crack').count(duration('2h')) >= 2", wire::Rule::VILLAGE);
  rig_.use(plan_);
  report("crack", "A");
  report("blocked_road", "A");
  report("crack", "B");
  EXPECT_EQ(alarms(), Words{});
  rig_.pass(hours{1});
  report("crack", "A");
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
  rig_.pass(minutes{59});
  EXPECT_EQ(alarms(), Words{});
  rig_.pass(minutes{2});
  EXPECT_EQ(alarms(), Words{"cleared R A"}) << "the first is two hours old";
  EXPECT_FALSE(rig_.engine().next_timer() == std::nullopt) << "the second is looked at too";
  rig_.pass(hours{2});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(ReportsTest, OfLongAgoDontCount) {
  rule("R", "reports('crack').count(duration('2h')) >= 1", wire::Rule::VILLAGE);
  rig_.use(plan_);
  report("crack", "A", hours{3});
  EXPECT_EQ(alarms(), Words{});
  report("crack", "A", hours{1});
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  rig_.pass(hours{1} + minutes{1});
  EXPECT_EQ(alarms(), Words{"cleared R A"});
}

TEST_F(ReportsTest, ConcernThoseNearThePlace) {
  plan_.mutable_villages(0)->set_longitude_deg(112.0);
  plan_.mutable_villages(0)->set_latitude_deg(27.0);
  plan_.mutable_villages(1)->set_longitude_deg(112.0);
  plan_.mutable_villages(1)->set_latitude_deg(26.9);
  auto& slope = *plan_.add_hazard_points();
  slope.set_id("slope");
  slope.set_village("A");
  slope.set_longitude_deg(112.0);
  slope.set_latitude_deg(27.01);
  const std::string one = "reports('crack').count(duration('2h')) >= 1";
  rule("own", one, wire::Rule::VILLAGE);
  rule("upstream", one, wire::Rule::VILLAGE)
      .mutable_stations()
      ->set_kind(wire::StationSet::UPSTREAM);
  auto& near = *rule("near", one, wire::Rule::VILLAGE).mutable_stations();
  near.set_kind(wire::StationSet::WITHIN);
  near.set_within_km(3);
  rule("catchment", one, wire::Rule::CATCHMENT);
  rule("point", one, wire::Rule::HAZARD_POINT);
  rule("all", one, wire::Rule::JURISDICTION);
  rig_.use(plan_);
  report("crack", "slope");
  Words raised = alarms();
  std::sort(raised.begin(), raised.end());
  EXPECT_EQ(raised, (Words{"raised all town red", "raised catchment up red", "raised near A red",
                           "raised own A red", "raised point slope red", "raised upstream A red",
                           "raised upstream B red"}));
}

TEST_F(ReportsTest, TogetherWithWhatGaugesSay) {
  rule("R", "reports('crack').count(duration('2h')) >= 1 && rain.sum(duration('1h')) >= 20",
       wire::Rule::VILLAGE);
  rig_.use(plan_);
  report("crack", "A");
  rain("U1", 10);
  EXPECT_EQ(alarms(), Words{});
  rain("U1", 10);
  EXPECT_EQ(alarms(), Words{"raised R A red"});
}

class WarningsTest : public ReportsTest {
 protected:
  WarningsTest() {
    for (int i = 0; i < 2; ++i) {
      auto& village = *plan_.mutable_villages(i);
      village.set_adcode(i == 0 ? "431129105201" : "431129105202");
      village.set_longitude_deg(112.0 + i);
      village.set_latitude_deg(27.0);
    }
  }
  wire::ReceivedWarning make(const std::string& identifier, Level level, Span from, Span until) {
    wire::ReceivedWarning warning;
    warning.set_identifier(identifier);
    warning.set_sender("qxj");
    auto& info = *warning.add_infos();
    info.set_event("暴雨");
    info.set_level(to_wire(level));
    info.set_from_ms(ms_of(rig_.now() + from));
    info.set_until_ms(ms_of(rig_.now() + until));
    info.add_areas()->add_geocodes("431129105201");
    return warning;
  }
  void receive(wire::ReceivedWarning warning) {
    wire::Event event;
    *event.mutable_received_warning() = std::move(warning);
    rig_.submit(std::move(event));
  }
};

TEST_F(WarningsTest, CountForThePlaceWhileTheyAreInForce) {
  rule("R", "warning('暴雨').at_least('orange')", wire::Rule::VILLAGE);
  rig_.use(plan_);
  receive(make("1", Level::yellow, Span{0}, hours{9}));
  EXPECT_EQ(alarms(), Words{});
  receive(make("2", Level::orange, hours{1}, hours{3}));
  EXPECT_EQ(alarms(), Words{}) << "not yet";
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
  rig_.pass(hours{1});
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
  rig_.pass(hours{2});
  EXPECT_EQ(alarms(), Words{"cleared R A"});
}

TEST_F(WarningsTest, EachPartHasItsOwnEnd) {
  rule("R", "warning('暴雨').at_least('orange')", wire::Rule::VILLAGE);
  rig_.use(plan_);
  auto warning = make("1", Level::red, Span{0}, hours{1});
  *warning.add_infos() = make("", Level::yellow, Span{0}, hours{3}).infos(0);
  receive(warning);
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  rig_.pass(hours{1});
  EXPECT_EQ(alarms(), Words{"cleared R A"});
}

TEST_F(WarningsTest, TakeSoMuchTogether) {
  rule("R", "warning('暴雨').active()", wire::Rule::VILLAGE);
  rig_.use(plan_);
  receive(make("1", Level::red, Span{0}, hours{9}));
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  constexpr std::size_t kEach = 400 * 1024;
  for (std::size_t i = 0; i <= rules::kWarningsBytesMax / kEach; ++i) {
    auto large = make("large " + std::to_string(i), Level::red, Span{0}, hours{9});
    large.mutable_infos(0)->mutable_areas(0)->set_geocodes(0, "431129105202");
    large.mutable_infos(0)->set_headline(std::string(kEach, 'x'));
    receive(large);
  }
  EXPECT_EQ(alarms(), (Words{"raised R B red", "cleared R A"})) << "the oldest is forgotten";
}

TEST_F(WarningsTest, AndReportsAreReasonsInPlainWords) {
  rule("R", "warning('暴雨').active() && reports('crack').count(duration('2h')) >= 1",
       wire::Rule::VILLAGE);
  rig_.use(plan_);
  receive(make("1", Level::yellow, Span{0}, hours{9}));
  rig_.facts();
  report("crack", "A");
  Text reason;
  for (const auto& told : rig_.facts())
    if (told.fact.has_alarm_raised()) {
      const auto& text = told.fact.alarm_raised().verdict().reason();
      reason = {text.zh(), text.en()};
    }
  EXPECT_EQ(reason.zh, "2 小时内有 1 条“裂缝”报告；收到上级（县里、气象台等）发布的“暴雨”黄色预警");
  EXPECT_EQ(reason.en,
            "reports of 'a crack' within 2 h: 1; a warning of '暴雨', yellow, was received from "
            "above (county, weather service)");
}

TEST_F(WarningsTest, AreSupersededAndCancelled) {
  rule("R", "warning('暴雨').at_least('orange')", wire::Rule::VILLAGE);
  rig_.use(plan_);
  receive(make("1", Level::red, Span{0}, hours{9}));
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  auto update = make("2", Level::orange, Span{0}, hours{9});
  update.set_kind(wire::ReceivedWarning::UPDATE);
  update.add_supersedes("1");
  update.mutable_infos(0)->mutable_areas(0)->set_geocodes(0, "431129105202");
  receive(update);
  EXPECT_EQ(alarms(), (Words{"cleared R A", "raised R B red"}));
  wire::ReceivedWarning cancel;
  cancel.set_identifier("3");
  cancel.set_sender("somebody else");
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  cancel.add_supersedes("2");
  receive(cancel);
  EXPECT_EQ(alarms(), Words{}) << "others can't cancel it";
  cancel.set_sender("qxj");
  receive(cancel);
  EXPECT_EQ(alarms(), Words{"cleared R B"});
}

TEST_F(WarningsTest, ConcernWhoeverIsInside) {
  for (const auto& [id, each] : {std::pair{"village", wire::Rule::VILLAGE},
                                 {"station", wire::Rule::STATION},
                                 {"catchment", wire::Rule::CATCHMENT},
                                 {"all", wire::Rule::JURISDICTION}})
    rule(id, "warning('暴雨').active()", each);
  rig_.use(plan_);
  auto warning = make("1", Level::none, Span{0}, hours{9});
  auto& area = *warning.mutable_infos(0)->mutable_areas(0);
  area.clear_geocodes();
  auto& circle = *area.add_circles();
  circle.set_longitude_deg(112.0);
  circle.set_latitude_deg(27.0);
  circle.set_radius_km(5);
  receive(warning);
  Words raised = alarms();
  std::sort(raised.begin(), raised.end());
  EXPECT_EQ(raised,
            (Words{"raised all town red", "raised catchment up red", "raised station U1 red",
                   "raised station U2 red", "raised village A red"}));
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(ReportsTest, ANewPlanLooksAtItsOwnTimes) {
  rule("R", "reports('crack').count(duration('6h')) >= 1", wire::Rule::VILLAGE);
  rig_.use(plan_);
  report("crack", "A");
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  rig_.pass(minutes{30});
  plan_.mutable_rules(0)->mutable_levels(0)->set_when(
      "reports('crack').count(duration('1h')) >= 1");
  rig_.use(plan_, "p2");
  EXPECT_EQ(alarms(), Words{});
  rig_.pass(minutes{31});
  EXPECT_EQ(alarms(), Words{"cleared R A"});
}

TEST_F(ReportsTest, OneThatIsPushedOutNoLongerCounts) {
  rule("R", "reports('crack').count(duration('31h')) >= 1", wire::Rule::VILLAGE);
  rig_.use(plan_);
  report("crack", "A");
  EXPECT_EQ(alarms(), Words{"raised R A red"});
  for (std::size_t i = 0; i < rules::kReportsMax; ++i) report("crack", "B");
  EXPECT_EQ(alarms(), (Words{"raised R B red", "cleared R A"}));
}

TEST_F(ReportsTest, DontMakeATumblingWindowFireAgain) {
  auto& made = rule("R", "", wire::Rule::VILLAGE);
  made.clear_levels();
  made.set_fire(
      "rain.sum(tumbling(duration('5m'))) >= 10 && reports('crack').count(duration('2h')) >= 1");
  rig_.use(plan_);
  rig_.advance(kStart + minutes{5});
  report("crack", "A");
  rig_.observe("U1", "rain", rig_.now(), 20);
  rig_.advance(kStart + minutes{11});
  report("crack", "A");
  report("crack", "A");
  int fired = 0;
  for (const auto& word : story()) fired += word == "fired R A" ? 1 : 0;
  EXPECT_EQ(fired, 1);
}

TEST_F(ScopesTest, ANewPlanRemembersHowOldAnAlarmIs) {
  rule("gauge", kHeavy, wire::Rule::STATION);
  rule("fresh", "stations.exists(s, s.alarm('gauge').raised(duration('10m')))",
       wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  EXPECT_EQ(story(), (Words{"raised gauge U1 red", "raised fresh town red"}));
  plan_.mutable_rules()->SwapElements(0, 1);
  rig_.use(plan_, "p2");
  rig_.pass(minutes{11});
  const Words words = story();
  EXPECT_NE(std::find(words.begin(), words.end(), "cleared fresh town"), words.end());
}

TEST_F(ScopesTest, ARuleThatAsksNothingIsNoTrouble) {
  rule("R", "true", wire::Rule::STATION);
  rig_.use(plan_);
  EXPECT_EQ(story(), (Words{"raised R U1 red", "raised R U2 red", "raised R D1 red"}));
}

}  // namespace
}  // namespace fenghuo
