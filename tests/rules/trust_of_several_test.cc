// What is asked station by station is doubted as what is asked of the worst of them.
#include <gmock/gmock.h>

#include "tests/rules/trust_rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using ::testing::ElementsAre;

class TrustOfSeveralTest : public TrustTest {
 protected:
  void ask(const std::string& red) {
    const std::string orange = "stations.exists(s, s.water_level.last() >= 2.0)";
    *plan.mutable_rules(0) = make_rule("level", {{"orange", orange}, {"red", red}});
  }
  void both_rise() {
    trust->set_rate_per_hour(3);
    start();
    reads("S", 0.5);
    reads("T", 0.5);
    rig.pass(minutes{5});
    reads("S", 3.5);
    EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level A orange"));
    reads("T", 3.5);
  }
};

TEST_F(TrustOfSeveralTest, OneThatIsSuspectIsOrange) {
  ask("stations.exists(s, s.water_level.last() >= 3.0)");
  both_rise();
  EXPECT_THAT(story(), ElementsAre("T flag 3 rate_of_change", "changed level A red"))
      << "they confirm each other";
  expect_replays();
}

TEST_F(TrustOfSeveralTest, OnOnePowerFeedTwoAreOne) {
  for (auto& station : *plan.mutable_stations()) station.add_depends_on("feed-1");
  ask("stations.count(s, s.water_level.last() >= 3.0) >= 1");
  both_rise();
  EXPECT_THAT(story(), ElementsAre("T flag 3 rate_of_change"));
  rig.pass(minutes{5});
  reads("S", 3.6);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A red")) << "confirmed";
  expect_replays();
}

TEST_F(TrustOfSeveralTest, TwoVotesOfSuspectsCount) {
  ask("stations.votes(s, s.water_level.last() >= 3.0) >= 2");
  both_rise();
  EXPECT_THAT(story(), ElementsAre("T flag 3 rate_of_change", "changed level A red"));
}

TEST_F(TrustOfSeveralTest, OneThatIsLostOnARisingLimbRaisesByOne) {
  trust->set_gap_ms(Span{minutes{15}}.count());
  trust->set_rising_per_hour(0.5);
  ask("stations.exists(s, s.water_level.last() >= 3.0)");
  start();
  for (const double level : {1.5, 1.8, 2.1}) {
    rig.pass(minutes{10});
    reads("S", level);
  }
  EXPECT_THAT(story(), ElementsAre("raised level A orange"));
  rig.pass(minutes{16});
  EXPECT_THAT(story(), ElementsAre("S flag 9 gap", "lost S RISING", "changed level A red"));
  expect_replays();
}

// Found by a reader: two others that agree made a doubtful "no" count.
TEST_F(TrustOfSeveralTest, ADoubtfulNoCountsAsLittle) {
  place("V", {"A"}, 112.02, 26.0);
  ask("!stations.all(s, s.water_level.last() < 3.0)");
  trust->set_rate_per_hour(3);
  start();
  for (const char* station : {"S", "T", "V"}) reads(station, 0.5);
  rig.pass(minutes{5});
  reads("S", 9);
  EXPECT_THAT(story(), ElementsAre("S flag 3 rate_of_change", "raised level A orange"));
  rig.pass(minutes{5});
  reads("S", 9);
  EXPECT_THAT(story(), ElementsAre("S flag 1", "changed level A red")) << "confirmed";
}

}  // namespace
}  // namespace fenghuo::rules
