// What is said of whether a drill passed.
#include "cli/drill/drill_text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>

#include "cli/drill/drill_record.h"
#include "tests/cli/drill/made_night.h"

namespace fenghuo::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

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

TEST(DrillTextTest, SaysWhyWhoLeftIsNotSafe) {
  MadeNight night;
  EXPECT_THAT(printed(night, Language::en), Not(HasSubstr("no shelter took them")));
  night.record.villages.at("middle").groups[1].turned_away_at = MadeNight::at(58);
  EXPECT_THAT(printed(night, Language::en), HasSubstr("\nMiddle 15  came, and no shelter took"));
  EXPECT_THAT(printed(night, Language::zh), HasSubstr("\n中溪村 15  人到了安置点，没有一处收得下"));
  const auto villages = drill_json(night.drill(), {}).at("villages").as_array();
  const auto middle =
      std::ranges::find_if(villages, [](const auto& one) { return one.at("village") == "middle"; });
  EXPECT_EQ(middle->at("turned_away"), 15);
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
