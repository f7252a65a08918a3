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
  // Of the only village that moves.
  void expect_as_the_desk_counts(std::uint32_t safe) {
    const auto episode = last_episode(rig_.log(), rig_.now());
    ASSERT_TRUE(episode);
    const auto counted = episode->villages.at("A").evacuation.count();
    const auto desk = evacuation();
    EXPECT_EQ(counted.safe, safe);
    EXPECT_EQ(counted.safe, desk.safe());
    EXPECT_EQ(counted.people, desk.people());
    EXPECT_EQ(counted.refused, desk.refused());
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
