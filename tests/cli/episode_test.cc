// What the report to the county is made of, beside what the desk itself knew.
#include "cli/episode.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <utility>

#include "engine/event.pb.h"
#include "tests/playbooks/evacuation_rig.h"

namespace fenghuo::cli {
namespace {

using Count = wire::CountHousehold;

class EpisodeTest : public EvacuationTest {
 protected:
  // Of the villages that move, and how many are safe in all of them.
  void expect_as_the_desk_counts(std::uint32_t safe) {
    const auto episode = last_episode(rig_.log(), rig_.now());
    ASSERT_TRUE(episode);
    const auto standing = rig_.engine().describe();
    ASSERT_GT(standing.evacuations_size(), 0);
    std::uint32_t all_safe = 0;
    for (const auto& desk : standing.evacuations()) {
      const auto counted = episode->villages.at(desk.area()).evacuation.count();
      EXPECT_EQ(counted.safe, desk.safe()) << desk.area();
      EXPECT_EQ(counted.people, desk.people()) << desk.area();
      EXPECT_EQ(counted.refused, desk.refused()) << desk.area();
      EXPECT_EQ(counted.unreachable, desk.unreachable()) << desk.area();
      EXPECT_EQ(counted.unknown, desk.unknown()) << desk.area();
      all_safe += counted.safe;
    }
    EXPECT_EQ(all_safe, safe);
  }
  std::uint32_t safe_in(const std::string& area) {
    return last_episode(rig_.log(), rig_.now())->villages.at(area).evacuation.count().safe;
  }
  // A false alarm in A while something else goes on, so that it is no new episode afterwards.
  void retract_red() {
    warn("chief", {"B"}, Level::blue);
    EXPECT_EQ(refusal(retract(incident_, "town")), "");
    ASSERT_EQ(rig_.engine().describe().evacuations_size(), 0);
  }
};

TEST_F(EpisodeTest, OfARosterTheHouseholdsCountAndNotTheLeadersNumber) {
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 30);
  expect_as_the_desk_counts(0);
  count("leader", "h1", Count::SAFE);
  count("leader", "h3", Count::REFUSED);
  expect_as_the_desk_counts(4);
  count("head", "school", Count::SAFE, 32);
  expect_as_the_desk_counts(36);  // guests count too
}

TEST_F(EpisodeTest, WithoutARosterTheLeadersNumberStandsBesideTheFacilities) {
  auto plan = roster_plan();
  plan.clear_households();
  plan.mutable_villages(0)->set_people_at_risk(40);
  use(plan);
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 25);
  count("head", "school", Count::SAFE, 30);
  expect_as_the_desk_counts(55);
  answer(duties_[0], "leader", wire::Answer::MOVED, 60);
  expect_as_the_desk_counts(70);  // of the others there are no more than 40
}

TEST_F(EpisodeTest, WhoWasCountedInAFalseAlarmIsNotSafeInTheNext) {
  red();
  count("leader", "h1", Count::SAFE);
  expect_as_the_desk_counts(4);
  retract_red();
  warn("chief", {"A"}, Level::red);
  expect_as_the_desk_counts(0);
  count("leader", "h2", Count::SAFE);
  expect_as_the_desk_counts(2);
}

TEST_F(EpisodeTest, WhatTheLeaderToldOfAFalseAlarmIsForgottenToo) {
  auto plan = roster_plan();
  plan.clear_households();
  plan.mutable_villages(0)->set_people_at_risk(40);
  use(plan);
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 25);
  expect_as_the_desk_counts(25);
  retract_red();
  warn("chief", {"A"}, Level::red);
  expect_as_the_desk_counts(0);
}

TEST_F(EpisodeTest, AWarningThatMovesNobodyInheritsNoCount) {
  red();
  count("leader", "h1", Count::SAFE);
  warn("chief", {"A"}, Level::blue);
  retract(incident_, "town");
  ASSERT_EQ(rig_.engine().describe().evacuations_size(), 0);
  warn("chief", {"A"}, Level::red);
  expect_as_the_desk_counts(0);
}

TEST_F(EpisodeTest, AWarningThatStandsGoesOnCounting) {
  red();
  count("leader", "h1", Count::SAFE);
  warn("chief", {"A"}, Level::red);
  retract(incident_, "town");
  expect_as_the_desk_counts(4);
  count("leader", "h2", Count::SAFE);
  expect_as_the_desk_counts(6);
}

TEST_F(EpisodeTest, FollowsAPlanThatIsPutRightMeanwhile) {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_people_at_risk(15);  // six of them on no list
  use(plan);
  red();
  count("leader", "h1", Count::SAFE);
  count("leader", "h3", Count::REFUSED);
  expect_as_the_desk_counts(4);
  plan.mutable_households(0)->set_people(6);
  auto& fourth = *plan.add_households();
  fourth.set_id("h4");
  fourth.set_village("A");
  fourth.set_people(2);
  use(plan);
  expect_as_the_desk_counts(4);
  count("leader", playbooks::others_in("A"), Count::SAFE, 2);
  expect_as_the_desk_counts(6);
  plan.mutable_households()->DeleteSubrange(1, 1);  // who has left the list is still looked for
  plan.mutable_villages(0)->set_people_at_risk(20);
  use(plan);
  expect_as_the_desk_counts(6);
}

TEST_F(EpisodeTest, AHouseholdThatIsListedElsewhereIsCountedThere) {
  auto plan = roster_plan();
  plan.mutable_villages(1)->set_people_at_risk(10);
  use(plan);
  red();
  count("leader", "h1", Count::SAFE);
  count("leader", "h3", Count::SAFE);
  warn("chief", {"B"}, Level::red);
  ASSERT_EQ(rig_.engine().describe().evacuations_size(), 2);
  expect_as_the_desk_counts(7);
  plan.mutable_households(0)->set_village("B");
  use(plan);
  expect_as_the_desk_counts(7);
  EXPECT_EQ(safe_in("A"), 3U);
}

TEST_F(EpisodeTest, WhoIsAwayFromHomeStaysCountedWhereNobodyMovesTheirVillage) {
  auto plan = roster_plan();
  red();
  count("leader", "h1", Count::SAFE);
  plan.mutable_households(0)->set_village("B");
  use(plan);
  expect_as_the_desk_counts(4);
  warn("chief", {"B"}, Level::red);
  ASSERT_EQ(rig_.engine().describe().evacuations_size(), 2);
  expect_as_the_desk_counts(4);
  EXPECT_EQ(safe_in("B"), 4U);
}

TEST_F(EpisodeTest, AVillageThatHasAnotherIdIsMovedOn) {
  auto plan = roster_plan();
  red();
  count("leader", "h1", Count::SAFE);
  plan.mutable_villages(0)->set_id("A2");
  plan.mutable_stations(0)->clear_covers();
  for (auto& household : *plan.mutable_households()) household.set_village("A2");
  plan.mutable_facilities(0)->set_village("A2");
  use(plan);
  expect_as_the_desk_counts(4);
  warn("chief", {"A2"}, Level::red);
  expect_as_the_desk_counts(4);
  EXPECT_EQ(safe_in("A2"), 4U);
}

// A log put together fact by fact, each in a record of its own.
class ToldLog {
 public:
  explicit ToldLog(const wire::Plan& plan) {
    wire::Event event;
    *event.mutable_plan_changed()->mutable_plan() = plan;
    commit(event, {});
  }
  FactId tell(const wire::Fact& fact) {
    commit({}, {fact.SerializeAsString()});
    return {{log_.head().next.value - 1}, 0};
  }
  FactId open(const std::string& area) {
    wire::Fact fact;
    fact.mutable_incident_opened()->set_area(area);
    return tell(fact);
  }
  void order(const std::string& area) {
    wire::Fact fact;
    fact.mutable_evacuation_ordered()->set_area(area);
    tell(fact);
  }
  void count(const std::string& household, std::uint32_t people) {
    wire::Fact fact;
    auto& counted = *fact.mutable_household_counted();
    counted.set_area("A");
    counted.set_household(household);
    counted.set_state(Count::SAFE);
    counted.set_people(people);
    tell(fact);
  }
  Episode episode() const {
    auto read = last_episode(log_, kInstantMax);
    EXPECT_TRUE(read);
    return std::move(*read);
  }

 private:
  void commit(const wire::Event& event, std::vector<std::string> facts) {
    const LogHead head = log_.head();
    const Entry entry{
        seal({.offset = head.next, .recorded_at = kStart}, event.SerializeAsString(), head.chain),
        std::move(facts)};
    EXPECT_TRUE(log_.commit(std::span(&entry, 1)));
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
};

TEST(Episode, WhoHasGoneHomeIsNotCountedInTheNextEvacuation) {
  ToldLog log(roster_plan());
  log.open("B");
  log.open("A");
  log.order("A");
  log.count("h1", 4);
  log.count("school", 30);
  wire::Fact home;
  home.mutable_return_ordered()->set_area("A");
  log.tell(home);
  EXPECT_EQ(log.episode().villages.at("A").evacuation.count().safe, 34U) << "for the final report";
  log.order("A");
  EXPECT_EQ(log.episode().villages.at("A").evacuation.count().safe, 0U);
  EXPECT_EQ(log.episode().villages.at("A").evacuation.count().people, 39U);
  log.count("h1", 3);
  EXPECT_EQ(log.episode().villages.at("A").evacuation.count().safe, 3U);
}

TEST(Episode, HowItBeganAndTheNewestAreToldAndAllAreCounted) {
  ToldLog log(roster_plan());
  log.open("A");
  wire::Fact crack;
  crack.mutable_report_taken()->set_kind("crack");
  const FactId first = log.tell(crack);
  FactId last;
  for (std::size_t i = 0; i < kFirstTold + kNewestTold + 6; ++i) last = log.tell(crack);
  const Episode episode = log.episode();
  EXPECT_EQ(episode.reports.size(), kFirstTold + kNewestTold + 7);
  EXPECT_EQ(episode.reports.left_out(), 7U);
  EXPECT_EQ(episode.reports.first().front().id, first);
  EXPECT_EQ(episode.reports.newest().back().id, last);
  EXPECT_EQ(episode.aid.size(), 0U);
}

}  // namespace
}  // namespace fenghuo::cli
