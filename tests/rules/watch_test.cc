#include "rules/watch.h"

#include <gtest/gtest.h>

#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using Story = std::vector<std::string>;

class WatchTest : public ::testing::Test {
 protected:
  WatchTest() {
    wire::Plan plan;
    add_village(plan, "A");
    add_station(plan, "S1", {"A"});
    add_station(plan, "S2", {"A"});
    rig_.use(plan);
    rig_.facts();
  }
  void hear(const std::string& station) { rig_.observe(station, "voltage", rig_.now(), 12.3); }

  Rig rig_{Rig::rules_only()};
};

TEST_F(WatchTest, TellsWhenAStationFallsSilentAndWhenItReturns) {
  hear("S1");
  rig_.pass(minutes{4});
  hear("S1");
  rig_.pass(minutes{9});
  EXPECT_EQ(rig_.story(), Story{});
  rig_.pass(minutes{1});
  EXPECT_EQ(rig_.story(), Story{"silent S1"});
  rig_.pass(minutes{60});
  EXPECT_EQ(rig_.story(), Story{}) << "once";
  hear("S1");
  EXPECT_EQ(rig_.story(), Story{"returned S1"});
  rig_.pass(minutes{10});
  EXPECT_EQ(rig_.story(), Story{"silent S1"});
}

TEST_F(WatchTest, EachStationHasItsOwnClock) {
  hear("S1");
  rig_.pass(minutes{3});
  hear("S2");
  rig_.pass(minutes{7});
  EXPECT_EQ(rig_.story(), Story{"silent S1"});
  rig_.pass(minutes{3});
  EXPECT_EQ(rig_.story(), Story{"silent S2"});
}

TEST_F(WatchTest, AStationThatThePlanDoesNotKnowIsKeptAndShown) {
  hear("X9");
  hear("X9");
  EXPECT_EQ(rig_.story(), Story{"seen X9"});
  rig_.pass(minutes{60});
  EXPECT_EQ(rig_.story(), Story{}) << "nobody expects it";
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.stations_size(), 3);
  EXPECT_EQ(standing.stations(0).id(), "X9");
  EXPECT_FALSE(standing.stations(0).registered());
  EXPECT_EQ(standing.stations(0).latest(0).property(), "voltage");
  EXPECT_EQ(standing.stations(0).latest(0).value(), 12.3);
  EXPECT_TRUE(standing.stations(1).registered());
  EXPECT_FALSE(standing.stations(1).heard());
}

TEST_F(WatchTest, LatestIsTheNewestByObservation) {
  rig_.observe("S1", "voltage", kStart, 12.3);
  rig_.observe("S1", "voltage", kStart - minutes{5}, 12.1);
  EXPECT_EQ(rig_.engine().describe().stations(0).latest(0).value(), 12.3);
}

TEST_F(WatchTest, IsTheSameAfterReplay) {
  hear("S1");
  hear("X9");
  rig_.pass(minutes{11});
  rig_.expect_replays(Rig::rules_only(), Rig::rules_only());
}

}  // namespace
}  // namespace fenghuo::rules
