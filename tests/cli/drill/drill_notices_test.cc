#include "cli/drill/drill_notices.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

class DrillNoticesTest : public ::testing::Test {
 protected:
  void play(const std::string& scenario, bool passed, const std::string& version,
            const std::string& day) {
    PlayedDrill drill{
        .scenario = scenario, .plan_version = version, .played_on = day, .passed = passed};
    drill.of = 2;
    if (!passed) drill.missed = {"warned", "safe"};
    ASSERT_TRUE(add_to_drill_record(drill_record_of(folder_.path()), drill));
  }
  // In English, each with its line.
  std::vector<std::string> notices(const std::string& today = "2026-11-26") {
    adapters::LoadedPlan plan;
    plan.change.set_version("now");
    const auto noted = note_drills_due(plan, folder_.path(), today);
    EXPECT_TRUE(noted);
    std::vector<std::string> texts;
    for (const auto& notice : plan.notices)
      texts.push_back(std::to_string(notice.place.line) + " " + notice.text.en.substr(0, 34));
    return texts;
  }

  TemporaryFolder folder_;
};

using Texts = std::vector<std::string>;

TEST_F(DrillNoticesTest, AreNoneOfAPlanWithoutARecordAndOfOneThatPasses) {
  EXPECT_EQ(notices(), Texts{});
  play("drills/a.yaml", false, "then", "2026-07-01");
  play("drills/a.yaml", true, "now", "2026-07-02");
  EXPECT_EQ(notices(), Texts{});
}

TEST_F(DrillNoticesTest, TheNewestThatItPassedAsItIs) {
  EXPECT_FALSE(passed_as_it_is(folder_.path(), "now"));
  play("drills/a.yaml", true, "now", "2026-07-01");
  play("drills/b.yaml", false, "now", "2026-07-02");
  play("drills/c.yaml", true, "then", "2026-07-03");
  EXPECT_EQ(passed_as_it_is(folder_.path(), "now")->scenario, "drills/a.yaml");
}

TEST_F(DrillNoticesTest, TellOfADrillThatWasNotPassed) {
  play("drills/a.yaml", true, "now", "2026-07-01");
  play("drills/b.yaml", true, "now", "2026-07-01");
  play("drills/a.yaml", false, "now", "2026-07-02");
  EXPECT_EQ(notices(), Texts{"4 the drill drills/a.yaml was not pa"});
}

// As older versions wrote it down, and as it is written now.
TEST_F(DrillNoticesTest, ADrillThatExpectsNothingSaysNothingOfThePlan) {
  for (const bool passed : {true, false}) {
    const PlayedDrill drill{.scenario = "drills/a.yaml",
                            .plan_version = "now",
                            .played_on = "2026-07-01",
                            .passed = passed};
    std::filesystem::remove_all(folder_ / "drills");
    ASSERT_TRUE(add_to_drill_record(drill_record_of(folder_.path()), drill));
    EXPECT_FALSE(passed_as_it_is(folder_.path(), "now"));
    EXPECT_EQ(notices(), Texts{"2 the drill drills/a.yaml (2026-07-0"});
  }
}

TEST_F(DrillNoticesTest, TellOfAPlanThatWasChangedSince) {
  play("drills/a.yaml", true, "now", "2026-07-01");
  play("drills/a.yaml", true, "then", "2026-07-02");
  EXPECT_EQ(notices(), Texts{"3 the plan was changed since the las"});
}

TEST_F(DrillNoticesTest, TellOfAYearWithoutADrill) {
  play("drills/a.yaml", true, "now", "2025-11-26");
  EXPECT_EQ(notices("2026-11-25"), Texts{});
  EXPECT_EQ(notices("2026-11-26"), Texts{"2 the last drill was on 2025-11-26, "});
}

TEST_F(DrillNoticesTest, DoNotHideADamagedRecord) {
  play("drills/a.yaml", true, "now", "2025-11-26");
  std::ofstream(drill_record_of(folder_.path()), std::ios::trunc) << "head\nshort,row\n";
  adapters::LoadedPlan plan;
  EXPECT_FALSE(note_drills_due(plan, folder_.path(), "2026-11-26"));
}

}  // namespace
}  // namespace fenghuo::cli
