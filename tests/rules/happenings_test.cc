// Rules without levels: what fires, windows that are over, silence to the millisecond, patterns,
// and observations that wait for each other.
#include "tests/rules/rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using Words = std::vector<std::string>;

class HappeningsTest : public ::testing::Test {
 protected:
  HappeningsTest() {
    plan_.set_id("town");
    add_village(plan_, "A");
    add_station(plan_, "G", {"A"});
  }
  wire::Rule& fires(const std::string& when) {
    auto& rule = *plan_.add_rules();
    rule = make_rule("R", {});
    rule.set_for_each(wire::Rule::STATION);
    rule.set_fire(when);
    return rule;
  }
  void see(Span after, double value, const std::string& property = "water_level") {
    rig_.advance(std::max(rig_.now(), kStart + after));
    rig_.observe("G", property, kStart + after, value);
  }
  // When R fired, in seconds after the start.
  std::vector<double> fired() {
    std::vector<double> at;
    for (const auto& told : rig_.facts())
      if (told.fact.has_rule_fired())
        at.push_back(static_cast<double>((told.at - kStart).count()) / 1000);
    return at;
  }

  wire::Plan plan_;
  Rig rig_{Rig::rules_only()};
};

using List = std::vector<double>;

TEST_F(HappeningsTest, FiresWhenItBecomesTrue) {
  fires("water_level.last() > 3");
  rig_.use(plan_);
  for (int i = 0; i < 8; ++i) see(seconds{10 * i}, i % 4);
  EXPECT_EQ(fired(), List{});
  see(seconds{80}, 4);
  EXPECT_EQ(fired(), List{80});
  for (int i = 9; i < 12; ++i) see(seconds{10 * i}, 5);
  see(seconds{120}, 1);
  see(seconds{130}, 5);
  EXPECT_EQ(fired(), List{130}) << "once, and again only after it was false";
}

TEST_F(HappeningsTest, AWindowIsJudgedOnceWhenItIsOver) {
  fires("rain.sum(tumbling(duration('5m'))) >= 10");
  rig_.use(plan_);  // at minute 0 of an aligned window
  see(minutes{1}, 6, "rain");
  see(minutes{4}, 6, "rain");
  EXPECT_EQ(fired(), List{});
  see(minutes{5}, 3, "rain");
  EXPECT_EQ(fired(), List{300});
  see(minutes{9}, 20, "rain");
  rig_.advance(kStart + minutes{30});
  EXPECT_EQ(fired(), List{600}) << "the empty ones after it are not ten";
}

TEST_F(HappeningsTest, SilenceIsToldToTheMillisecond) {
  fires("water_level.silence() > duration('60s')");
  rig_.use(plan_);
  see(seconds{0}, 1);
  see(seconds{60}, 1);
  rig_.advance(kStart + minutes{10});
  EXPECT_EQ(fired(), List{120.001});
  see(minutes{11}, 1);
  rig_.advance(kStart + minutes{20});
  EXPECT_EQ(fired(), List{720.001});
}

TEST_F(HappeningsTest, AOccasionIsAllThatCameTogether) {
  auto& rule = fires("");
  rule.clear_fire();
  auto& first = *rule.mutable_pattern()->add_steps();
  first.set_when("rain.last() >= 5");
  auto& second = *rule.mutable_pattern()->add_steps();
  second.set_when("water_level.last() >= 3 && rain.last() < 5");
  second.set_within_ms(600'000);
  rig_.use(plan_);
  see(seconds{0}, 9, "rain");
  see(seconds{60}, 4);
  EXPECT_EQ(fired(), List{}) << "the rain is still the last one";
  ObservationBlock block;
  block.sources = {{"G", "rain", 1}, {"G", "water_level", 1}};
  block.rows = {{0, Quality::not_evaluated, kStart + seconds{90}, 0},
                {1, Quality::not_evaluated, kStart + seconds{90}, 40}};
  rig_.advance(kStart + seconds{90});
  rig_.submit(std::move(block));
  EXPECT_EQ(fired(), List{90});
}

// H says that no rain falls, which nobody needs to look at - but where a pattern that sees it
// stirs, it is an occasion. Its village B has G too.
TEST_F(HappeningsTest, AStationWithNothingToSayIsAnOccasionWhereAPatternStirs) {
  add_village(plan_, "B");
  plan_.mutable_stations(0)->add_covers("B");
  add_station(plan_, "H", {"B"});
  fires("rain.sum(duration('1h')) > 100");
  auto& high = *plan_.add_rules() = make_rule("high", {});
  high.set_for_each(wire::Rule::VILLAGE);
  auto& thrice = *high.mutable_pattern()->add_steps();
  thrice.set_when("water_level.last() >= 3");
  thrice.set_times(3);
  thrice.set_within_ms(600'000);
  rig_.use(plan_);
  const auto dry = [&](int second) {
    rig_.advance(kStart + seconds{second});
    rig_.observe("H", "rain", kStart + seconds{second}, 0);
  };
  for (int i = 0; i < 6; ++i) dry(60 * i);
  see(seconds{360}, 5);
  dry(420);
  dry(480);
  EXPECT_EQ(fired(), List{480}) << "B's third";
  see(seconds{540}, 5);
  see(seconds{600}, 0);
  dry(660);
  EXPECT_EQ(fired(), List{}) << "nothing stirs";
  see(seconds{720}, 5);
  EXPECT_EQ(fired(), List{720}) << "A's third";
  dry(780);
  EXPECT_EQ(fired(), List{780}) << "B's third again";
  plan_.mutable_rules(1)->set_version("changed");
  rig_.use(plan_, "p2");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(fired(), List{}) << "a changed pattern begins anew, and what stirs stirs";
    dry(840 + 60 * i);
  }
  EXPECT_EQ(fired(), List{960});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, AbsenceIsToldByTheClock) {
  auto& rule = fires("");
  rule.clear_fire();
  rule.mutable_pattern()->add_steps()->set_when("water_level.last() >= 5");
  rule.mutable_pattern()->set_then_no("water_level.last() < 2");
  rule.mutable_pattern()->set_then_no_within_ms(600'000);
  rig_.use(plan_);
  see(seconds{0}, 9);
  rig_.advance(kStart + minutes{30});
  EXPECT_EQ(fired(), List{600});
  see(minutes{31}, 9);
  see(minutes{35}, 1);
  rig_.advance(kStart + minutes{60});
  EXPECT_EQ(fired(), List{});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

// Found by a reader: a telephone number that was put right in the night ended every course.
TEST_F(HappeningsTest, WhatHasBegunGoesOnUnderANewPlanUnlessItsRuleWasChanged) {
  auto& rule = fires("");
  rule.clear_fire();
  rule.mutable_pattern()->add_steps()->set_when("water_level.last() > 150");
  auto& second = *rule.mutable_pattern()->add_steps();
  second.set_when("water_level.last() < 100");
  second.set_within_ms(6 * 3'600'000);
  rig_.use(plan_);
  see(seconds{0}, 151);
  rig_.use(plan_, "p2");
  see(seconds{60}, 99);
  EXPECT_EQ(fired(), List{60});
  see(seconds{120}, 151);
  rule.set_version("changed");
  rig_.use(plan_, "p3");
  see(seconds{180}, 99);
  EXPECT_EQ(fired(), List{});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, AnAbsenceIsToldByTheClockThoughItsRuleHasAnotherNumber) {
  auto& rule = fires("");
  rule.clear_fire();
  rule.mutable_pattern()->add_steps()->set_when("water_level.last() >= 5");
  rule.mutable_pattern()->set_then_no("water_level.last() < 2");
  rule.mutable_pattern()->set_then_no_within_ms(600'000);
  rig_.use(plan_);
  see(seconds{0}, 9);
  fires("rain.sum(duration('1h')) > 100").set_id("first");
  plan_.mutable_rules()->SwapElements(0, 1);
  rig_.use(plan_, "p2");
  rig_.advance(kStart + minutes{30});
  EXPECT_EQ(fired(), List{600});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, RowsWaitForEarlierOnes) {
  plan_.set_reorder_ms(30'000);
  fires("water_level.delta(duration('10m')) >= 2");
  rig_.use(plan_);
  see(seconds{0}, 1);
  see(seconds{20}, 3);
  see(seconds{10}, 2);  // comes late, in time
  see(seconds{60}, 3);
  see(seconds{25}, 99);  // too late
  EXPECT_EQ(fired(), List{50.001}) << "told when the row's turn comes, though nothing else does";
  const auto story = rig_.story();
  rig_.advance(kStart + minutes{2});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, TimeAloneMakesARowLate) {
  plan_.set_reorder_ms(30'000);
  fires("water_level.last() >= 3");
  auto& quiet = *plan_.add_rules();
  quiet = make_rule("quiet", {});
  quiet.set_for_each(wire::Rule::STATION);
  quiet.set_fire("water_level.silence() > duration('60s')");
  rig_.use(plan_);
  see(seconds{0}, 1);
  rig_.advance(kStart + minutes{5});  // the silence was told at 60 s + 30 s
  rig_.story();
  see(seconds{40}, 9);
  EXPECT_EQ(rig_.story(), Words{"doubted G 1"})
      << "what came before the silence can't be told after";
}

TEST_F(HappeningsTest, WhatWaitsIsJudgedWhenANewPlanDoesNotWait) {
  plan_.set_reorder_ms(30'000);
  fires("water_level.last() >= 3");
  rig_.use(plan_);
  see(seconds{10}, 9);
  EXPECT_EQ(fired(), List{});
  plan_.set_reorder_ms(0);
  rig_.use(plan_, "p2");
  EXPECT_EQ(fired(), List{10});
}

TEST_F(HappeningsTest, AReasonSaysWhatWasAsked) {
  auto& rule = *plan_.add_rules();
  rule = make_rule("trend", {{"red", "water_level.slope(duration('30m')) >= 1"}});
  rig_.use(plan_);
  see(minutes{1}, 1);
  see(minutes{6}, 2);
  for (const auto& told : rig_.facts()) {
    if (!told.fact.has_alarm_raised()) continue;
    const auto& reason = told.fact.alarm_raised().verdict().reason();
    EXPECT_EQ(reason.en().find("trend of water level in 30 min is up by 12 m an hour, limit of red "
                               "1 m an hour (station"),
              0u)
        << reason.en();
    EXPECT_EQ(reason.zh().find("30 分钟内水位呈上涨趋势，折合每小时 12 米，达到红色指标每小时 1 "
                               "米（测站"),
              0u)
        << reason.zh();
    return;
  }
  FAIL() << "no alarm";
}

TEST_F(HappeningsTest, ALateObservationCorrectsTheAlarm) {
  auto& rule = *plan_.add_rules();
  rule = make_rule("L", {{"red", "rain.sum(duration('1h')) >= 40"}});
  rig_.use(plan_);
  rig_.story();
  see(minutes{2}, 10, "rain");
  see(minutes{6}, 20, "rain");
  EXPECT_EQ(rig_.story(), Words{});
  see(minutes{4}, 15, "rain");
  wire::Text raised;
  wire::Text cleared;
  see(std::chrono::hours{2}, 0, "rain");
  for (const auto& told : rig_.facts()) {
    if (told.fact.has_alarm_raised()) raised = told.fact.alarm_raised().verdict().reason();
    if (told.fact.has_alarm_cleared()) cleared = told.fact.alarm_cleared().verdict().reason();
  }
  EXPECT_TRUE(raised.zh().ends_with("；由迟到的观测更正")) << raised.zh();
  EXPECT_TRUE(raised.en().ends_with("; corrected by a late observation")) << raised.en();
  EXPECT_EQ(cleared.zh().find("迟到"), std::string::npos) << cleared.zh();
  EXPECT_NE(cleared.zh(), "");
}

TEST_F(HappeningsTest, ARuleMayBeForSomeAlone) {
  add_station(plan_, "H", {"A"});
  add_station(plan_, "I", {"A"});
  for (const auto& [id, limit] : {std::pair{"G", "3"}, {"H", "5"}}) {
    auto& rule = *plan_.add_rules() = make_rule(std::string("of-") + id, {});
    rule.set_for_each(wire::Rule::STATION);
    rule.add_only(id);
    rule.set_fire(std::string("water_level.last() > ") + limit);
  }
  auto& alarm = *plan_.add_rules() = make_rule("alarm", {{"red", "water_level.last() >= 9"}});
  alarm.set_for_each(wire::Rule::STATION);
  alarm.add_only("I");
  rig_.use(plan_);
  rig_.facts();
  for (const double value : {4.0, 6.0, 9.0})
    for (const char* station : {"G", "H", "I"}) {
      rig_.pass(seconds{10});
      rig_.observe(station, "water_level", rig_.now(), value);
    }
  EXPECT_EQ(rig_.story(), (Words{"fired of-G G", "fired of-H H", "raised alarm I red"}));
  EXPECT_EQ(rig_.engine().describe().villages_size(), 1);
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, AllWaysOfAPatternAreCounted) {
  auto& rule = *plan_.add_rules() = make_rule("R", {});
  rule.set_for_each(wire::Rule::STATION);
  for (const char* when : {"rain.last() >= 1", "water_level.last() >= 3"})
    rule.mutable_pattern()->add_steps()->set_when(when);
  rule.mutable_pattern()->set_all_matches(true);
  rule.mutable_pattern()->set_within_ms(60'000);
  rig_.use(plan_);
  for (int i = 0; i < 3; ++i) see(seconds{10 * i}, 2, "rain");
  see(seconds{30}, 0, "rain");
  rig_.facts();
  see(seconds{40}, 5);
  see(seconds{60}, 5);
  std::vector<std::uint64_t> matches;
  std::vector<std::int64_t> latest;
  for (const auto& told : rig_.facts()) {
    if (!told.fact.has_rule_fired()) continue;
    matches.push_back(told.fact.rule_fired().matches());
    for (const auto at_ms : told.fact.rule_fired().step_at_ms())
      latest.push_back((at_ms - ms_of(kStart)) / 1000);
  }
  EXPECT_EQ(matches, (std::vector<std::uint64_t>{3, 2})) << "the first rain is a minute old";
  EXPECT_EQ(latest, (std::vector<std::int64_t>{20, 40, 20, 60}));
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

// The step that held on while the next was reached is told with the time from which it led on.
TEST_F(HappeningsTest, APatternTellsWhenItsStepsWereReached) {
  auto& rule = *plan_.add_rules() = make_rule("R", {});
  rule.set_for_each(wire::Rule::STATION);
  for (const char* when :
       {"water_level.last() >= 1", "water_level.last() >= 2", "water_level.last() < 1"})
    rule.mutable_pattern()->add_steps()->set_when(when);
  rig_.use(plan_);
  see(seconds{10}, 1);
  see(seconds{20}, 2);
  see(seconds{40}, 0);
  std::vector<std::int64_t> steps;
  for (const auto& told : rig_.facts())
    for (const auto at_ms : told.fact.rule_fired().step_at_ms())
      steps.push_back((at_ms - ms_of(kStart)) / 1000);
  EXPECT_EQ(steps, (std::vector<std::int64_t>{10, 20, 40}));
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

TEST_F(HappeningsTest, WaysAreFoundThoughStationsAreHeardOutOfOrder) {
  add_station(plan_, "H", {"A"});
  auto& rule = *plan_.add_rules() = make_rule("R", {});
  for (const char* when : {"rain.last() >= 1", "water_level.last() >= 3"})
    rule.mutable_pattern()->add_steps()->set_when(when);
  rule.mutable_pattern()->set_all_matches(true);
  rule.mutable_pattern()->set_within_ms(600'000);
  rig_.use(plan_);
  rig_.advance(kStart + minutes{10});
  rig_.observe("G", "rain", kStart + minutes{5}, 2);
  rig_.observe("H", "rain", kStart + minutes{3}, 2);
  rig_.observe("H", "water_level", kStart + minutes{4}, 5);
  std::vector<std::uint64_t> matches;
  for (const auto& told : rig_.facts())
    if (told.fact.has_rule_fired()) matches.push_back(told.fact.rule_fired().matches());
  EXPECT_EQ(matches, std::vector<std::uint64_t>{1});
}

}  // namespace
}  // namespace fenghuo
