// What is said of whether a drill passed.
#include "cli/drill/drill_text.h"

#include <gmock/gmock.h>

#include "cli/drill/drill_record.h"
#include "tests/cli/drill/made_night.h"

namespace fenghuo::cli {
namespace {

using testing::EndsWith;

std::string printed(MadeNight& night, Language language) {
  testing::internal::CaptureStdout();
  print_drill(night.drill(), {.language = language});
  return testing::internal::GetCapturedStdout();
}

TEST(DrillTextTest, SaysWhetherItPassed) {
  MadeNight night;
  EXPECT_THAT(printed(night, Language::en), EndsWith("\nnot passed\n"));
  night.scenario.expectations.pop_back();
  EXPECT_THAT(printed(night, Language::en), EndsWith("\npassed\n"));
  EXPECT_EQ(drill_json(night.drill(), {}).at("passed"), true);
}

TEST(DrillTextTest, ADrillThatExpectsNothingDoesNotPass) {
  MadeNight night;
  night.scenario.expectations.clear();
  EXPECT_FALSE(night.drill().passed());
  EXPECT_FALSE(night.drill().is_judged());
  EXPECT_THAT(printed(night, Language::en), EndsWith("\nexpects nothing (`expect`): not judged\n"));
  EXPECT_THAT(printed(night, Language::zh), EndsWith("\n情景没有写预期（expect），没有评判\n"));
  EXPECT_TRUE(drill_json(night.drill(), {}).at("passed").is_null());
  const PlayedDrill row = played(night.drill(), "drills/a.yaml", "", "2026-07-01");
  EXPECT_FALSE(row.passed);
  EXPECT_FALSE(row.is_judged());
}

}  // namespace
}  // namespace fenghuo::cli
