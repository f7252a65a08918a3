#include "engine/report_kinds.h"

#include <gmock/gmock.h>

namespace fenghuo {
namespace {

using ::testing::ElementsAre;

TEST(ReportKinds, AreThoseOfTheEngineAndThenThoseThatRulesAskFor) {
  wire::Plan plan;
  EXPECT_THAT(report_kinds(plan),
              ElementsAre("safe", "blocked_road", "road_open", "no_water", "missing"));
  plan.add_rules()->add_levels()->set_when(
      "reports('crack', duration('6h')).count() >= 2 || reports( 'x') > 1 || reports(\"roar\")");
  plan.add_rules()->set_fire("reports('crack') && reports('help')");
  auto& pattern = *plan.add_rules()->mutable_pattern();
  pattern.add_steps()->set_without("reports('smoke')");
  pattern.set_then_no("reports('fire");
  EXPECT_THAT(report_kinds(plan), ElementsAre("safe", "blocked_road", "road_open", "no_water",
                                              "missing", "crack", "roar", "help", "smoke"));
}

TEST(ReportKinds, HaveWordsOrStandForThemselves) {
  EXPECT_EQ(report_words("crack").zh, "裂缝");
  EXPECT_EQ(report_words("crack").en, "a crack");
  EXPECT_EQ(report_words("tea").zh, "tea");
}

}  // namespace
}  // namespace fenghuo
