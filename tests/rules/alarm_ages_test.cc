// Rules that ask how long ago another alarm was raised: what becomes of them by time alone.
#include "tests/rules/rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Words = std::vector<std::string>;

class AlarmAgesTest : public ::testing::Test {
 protected:
  AlarmAgesTest() {
    plan_.set_id("town");
    add_village(plan_, "A");
    add_station(plan_, "U1", {"A"});
    add_station(plan_, "D1", {"A"});
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

// Each alarm that is asked about ages at its own time, the last one too.
TEST_F(AlarmAgesTest, WhatAnAlarmBroughtAboutEndsWhenAllOfThemAreOld) {
  rule("gauge", "rain.last() >= 40", wire::Rule::STATION);
  rule("fresh", "stations.exists(s, s.alarm('gauge').raised(duration('30m')))",
       wire::Rule::JURISDICTION);
  rig_.use(plan_);
  rain("U1", 50);
  now_ += minutes{4};
  rain("D1", 50);
  const Instant second = now_;
  rain("D1", 0);
  rain("U1", 0);
  story();
  rig_.advance(second + minutes{30} - Span{1});
  EXPECT_EQ(story(), Words{}) << "the second is younger";
  rig_.advance(second + minutes{30});
  EXPECT_EQ(story(), Words{"cleared fresh town"});
}

TEST_F(AlarmAgesTest, EachLevelThatAsksHowOldAnAlarmIsFallsAtItsTime) {
  rule("gauge", "rain.last() >= 40", wire::Rule::STATION);
  auto& aged = *plan_.add_rules() =
      make_rule("aged", {{"yellow", "alarm('gauge').raised(duration('1h'))"},
                         {"red", "alarm('gauge').raised(duration('10m'))"}});
  aged.set_for_each(wire::Rule::STATION);
  rig_.use(plan_);
  rain("U1", 50);
  const Instant raised = now_;
  rain("U1", 0);
  story();
  rig_.advance(raised + minutes{10});
  EXPECT_EQ(story(), Words{"changed aged U1 yellow"});
  rig_.advance(raised + hours{1});
  EXPECT_EQ(story(), Words{"cleared aged U1"});
}

TEST_F(AlarmAgesTest, WhatFiresForAnAlarmFiresForTheNextToo) {
  rule("gauge", "rain.last() >= 40", wire::Rule::STATION);
  auto& fires = *plan_.add_rules() = make_rule("fires", {});
  fires.set_for_each(wire::Rule::STATION);
  fires.set_fire("alarm('gauge').raised(duration('10m'))");
  rig_.use(plan_);
  const auto fired = [&] {
    int count = 0;
    for (const auto& told : rig_.facts()) count += told.fact.has_rule_fired() ? 1 : 0;
    return count;
  };
  for (int day = 0; day < 3; ++day) {
    rain("U1", 50);
    rain("U1", 0);
    EXPECT_EQ(fired(), 1) << day;
    now_ += hours{24};
  }
}

}  // namespace
}  // namespace fenghuo
