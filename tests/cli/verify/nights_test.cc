// Which scenario is meant, and which villages a scenario says nothing of.
#include "cli/verify/nights.h"

#include <gmock/gmock.h>

namespace fenghuo::cli {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

const std::string kPlan = FENGHUO_SOURCE_DIR "/plans/qingxi";

TEST(FindScenario, OfAMisspeltOneTheNearestOfThePlanIsSaid) {
  EXPECT_TRUE(find_scenario(kPlan + "/drills/flood-night.yaml", kPlan));
  for (const std::string& given : {kPlan + "/drills/flod-night.yaml", std::string("flood-night"),
                                   std::string("flood-nigth")}) {
    const auto found = find_scenario(given, kPlan);
    ASSERT_FALSE(found) << given;
    EXPECT_EQ(found.error().code, Errc::not_found);
    EXPECT_THAT(found.error().text.en, HasSubstr("there is no file '" + given + "' (--scenario)"));
    EXPECT_THAT(found.error().text.en,
                EndsWith("; did you mean '" + kPlan + "/drills/flood-night.yaml'?"));
  }
  EXPECT_THAT(find_scenario("another", kPlan).error().text.zh, Not(HasSubstr("是否为")));
}

TEST(NeverInDanger, VillagesThatNoNightEndangers) {
  wire::Plan plan;
  for (const char* id : {"lower", "middle", "upper"}) plan.add_villages()->set_id(id);
  std::vector<PlanNight> nights(2);
  EXPECT_THAT(never_in_danger(plan, nights), ElementsAre("lower", "middle", "upper"));
  nights[0].scenario.dangers.push_back({"upper", {}, {}});
  EXPECT_THAT(never_in_danger(plan, nights), ElementsAre("lower", "middle"));
  nights[1].scenario.dangers = {{"lower", {}, {}}, {"upper", {}, {}}};
  EXPECT_THAT(never_in_danger(plan, nights), ElementsAre("middle"));
}

}  // namespace
}  // namespace fenghuo::cli
