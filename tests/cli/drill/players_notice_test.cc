#include "cli/drill/players_notice.h"

#include <gtest/gtest.h>

#include "engine/plan.pb.h"

namespace fenghuo::cli {
namespace {

using simulator::Scenario;

// The leader lives in A and has a telephone that needs a tower; the officer is of B.
wire::Plan plan_with_a_tower() {
  wire::Plan plan;
  plan.set_id("town");
  for (const char* village : {"A", "B"}) plan.add_villages()->set_id(village);
  for (const char* person : {"leader", "officer"}) plan.add_people()->set_id(person);
  plan.mutable_people(0)->add_depends_on("tower-1");
  const auto on_duty = [&](const std::string& village, const std::string& person) {
    auto& duty = *plan.add_roster();
    duty.set_area(village);
    duty.set_duty("responsible");
    duty.set_holder(person);
  };
  on_duty("A", "leader");
  on_duty("B", "officer");
  return plan;
}

Scenario played_by_leader() {
  Scenario scenario{.id = "small"};
  scenario.players = {"leader"};
  return scenario;
}

std::string apart_in_english(const Scenario& scenario) {
  return not_for_players(scenario, plan_with_a_tower()).en;
}

TEST(PlayersNoticeTest, IsNoneWhereNobodyTakesPartOrAllHolds) {
  Scenario scenario = played_by_leader();
  scenario.failures = {{.element = "channel/webhook"}, {.element = "way/A"}, {.element = "road/r"}};
  scenario.channels = {{.channel = "webhook", .per_minute = 2, .lost = 0.5}};
  scenario.behaviours = {{.person = "officer"}, {.person = ""}};
  EXPECT_EQ(apart_in_english(scenario), "");
  scenario.players = {};
  scenario.failures.push_back({.element = "channel/radio"});
  EXPECT_EQ(apart_in_english(scenario), "");
}

TEST(PlayersNoticeTest, NamesWhatIsWrittenOfThePlayerAsAPerson) {
  Scenario scenario = played_by_leader();
  scenario.behaviours = {{.person = "leader", .does = simulator::Does::asleep}};
  scenario.failures = {{.element = "person/leader"}, {.element = "person/officer"}};
  EXPECT_NE(apart_in_english(scenario).find("do what they do: people leader, person/leader"),
            std::string::npos)
      << apart_in_english(scenario);
  EXPECT_EQ(apart_in_english(scenario).find("officer"), std::string::npos);
}

TEST(PlayersNoticeTest, NamesWhatTheirTelephonesNeedSinceTheirPagesStillOpen) {
  Scenario scenario = played_by_leader();
  scenario.failures = {{.element = "tower-1"}, {.element = "network/A"}, {.element = "network/B"}};
  const Text said = not_for_players(scenario, plan_with_a_tower());
  EXPECT_NE(said.en.find("but their pages open: network/A, tower-1"), std::string::npos) << said.en;
  EXPECT_NE(said.zh.find("网页照样打得开：network/A、tower-1"), std::string::npos) << said.zh;
  EXPECT_EQ(said.en.find("network/B"), std::string::npos);
}

TEST(PlayersNoticeTest, NamesChannelsThatAreUsedByHandAndMessagesThatComeTwice) {
  Scenario scenario = played_by_leader();
  scenario.failures = {{.element = "channel/radio"}};
  scenario.channels = {{.channel = "webhook", .village = "A", .twice = 0.1},
                       {.channel = "webhook", .village = "B", .twice = 0.2}};
  const std::string said = apart_in_english(scenario);
  EXPECT_NE(said.find("whatever fails: channel/radio"), std::string::npos) << said;
  EXPECT_NE(said.find("no message comes twice: webhook A (twice)"), std::string::npos) << said;
  EXPECT_EQ(said.find("webhook B"), std::string::npos);
}

}  // namespace
}  // namespace fenghuo::cli
