#include "cli/verify/deaf_rules.h"

#include <gmock/gmock.h>

#include "cli/township.h"
#include "simulator/night.h"

namespace fenghuo::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

simulator::Scenario hears(const char* property) {
  simulator::Scenario night;
  night.stations = {{.station = "s", .property = property}};
  return night;
}

class DeafRulesTest : public ::testing::Test {
 protected:
  void add(const char* id, const char* when) {
    auto& rule = *plan_.add_rules();
    rule.set_id(id);
    auto& level = *rule.add_levels();
    level.set_level(to_wire(Level::red));
    level.set_when(when);
  }
  wire::Plan plan_;
};

TEST_F(DeafRulesTest, AskOfWhatIsNeverObserved) {
  add("wind", "wind_speed.last() >= 17");
  add("rain", "rain.sum(duration('1h')) >= 45");
  add("both", "rain.sum(duration('1h')) >= 45 && wind_speed.last() >= 17");
  add("any", "stations.exists(s, s.wind_speed.last() >= 17)");
  EXPECT_THAT(deaf_rules(plan_, hears("rain_cumulative")), ElementsAre("any", "wind"));
  EXPECT_THAT(deaf_rules(plan_, hears("wind_speed")), ElementsAre("rain"));
  EXPECT_THAT(deaf_rules(plan_, hears("water_level")), ElementsAre("any", "both", "rain", "wind"));
  EXPECT_EQ(without_deaf_rules(plan_, hears("wind_speed")).rules_size(), 3);
}

TEST_F(DeafRulesTest, NotThoseThatHearSomethingElse) {
  add("silent", "wind_speed.silence() > duration('1h')");
  add("told", "reports('crack').count(duration('1h')) >= 1");
  add("other", "alarm('silent').active()");
  add("true", "wind_speed.last() >= 17 || 1 < 2");
  add("test", "stations.exists(s, s.wind_speed.silence() > duration('1h'))");
  add("each", "stations.exists(s, s.wind_speed.last() >= 17 || 1 < 2)");
  add("none", "!stations.exists(s, s.wind_speed.last() >= 17 && 1 > 2)");
  add("wrong", "wind_speed.last( >= 17");
  EXPECT_THAT(deaf_rules(plan_, hears("rain")), IsEmpty());
}

TEST_F(DeafRulesTest, AllLevelsOfARuleCount) {
  add("wind", "wind_speed.last() >= 17");
  auto& level = *plan_.mutable_rules(0)->add_levels();
  level.set_level(to_wire(Level::orange));
  level.set_when("rain.sum(duration('1h')) >= 45");
  EXPECT_THAT(deaf_rules(plan_, hears("rain")), IsEmpty());
}

}  // namespace
}  // namespace fenghuo::cli
