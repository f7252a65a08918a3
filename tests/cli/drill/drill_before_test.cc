#include "cli/drill/drill_before.h"

#include <gtest/gtest.h>

#include <fstream>

#include "adapters/json_text.h"
#include "tests/cli/drill/made_night.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using Verdict = simulator::Outcome::Verdict;

class DrillBeforeTest : public ::testing::Test {
 protected:
  Result<DrillBefore> read(const std::string& text) {
    std::ofstream(folder_ / "before.json") << text;
    return read_drill_before(folder_ / "before.json");
  }
  TemporaryFolder folder_;
};

TEST_F(DrillBeforeTest, ReadsWhatTheVerbPrints) {
  MadeNight night;
  const Drill drill = night.drill();
  const auto before = read(adapters::to_text(drill_json(drill, Session{})) + "\n");
  ASSERT_TRUE(before) << before.error().text.en;
  EXPECT_EQ(before->scenario, "made");
  EXPECT_EQ(before->title, "A night that was made up");
  EXPECT_EQ(before->plan_version, "0123456789ab");
  EXPECT_EQ(before->chain, to_hex(night.record.chain));
  EXPECT_FALSE(before->passed);
  EXPECT_EQ(before->gaps, 1U);
  EXPECT_EQ(before->caught, 15U);
  const auto* warned = before->expectation("warned");
  ASSERT_NE(warned, nullptr);
  EXPECT_EQ(warned->verdict, Verdict::met);
  EXPECT_EQ(warned->by, night.at(30));
  EXPECT_EQ(warned->at, night.at(20));
  EXPECT_EQ(before->expectation("middle-safe")->verdict, Verdict::missed);
  const auto* upper = before->village("upper");
  ASSERT_NE(upper, nullptr);
  EXPECT_EQ(upper->warned_at, night.at(20));
  EXPECT_EQ(upper->answered_at, night.at(22));
  EXPECT_EQ(upper->moving_at, night.at(25));
  EXPECT_EQ(upper->safe_at, night.at(55));
  EXPECT_EQ(upper->danger_at, night.at(90));
  EXPECT_EQ(upper->people, 40U);
  EXPECT_EQ(before->village("middle")->caught, 15U);
  EXPECT_FALSE(before->village("lower")->warned_at);
  EXPECT_EQ(before->village("nowhere"), nullptr);
}

TEST_F(DrillBeforeTest, TakesRatingsWhereTheyAreTold) {
  const auto before =
      read(R"({"expectations":[],"villages":[],"objectives":[{"id":"warn","grade":"S"},7]})");
  ASSERT_TRUE(before);
  ASSERT_NE(before->objective("warn"), nullptr);
  EXPECT_EQ(before->objective("warn")->grade, "S");
  EXPECT_EQ(before->objective("move"), nullptr);
}

TEST_F(DrillBeforeTest, WhatIsMissingOrOddIsLeftOut) {
  const auto before =
      read(R"({"expectations":[{"id":"a","verdict":7,"at":"soon"}],)"
           R"("villages":[{"village":"u","warned_at":null,"people":-4}],"gaps":"many"})");
  ASSERT_TRUE(before);
  EXPECT_EQ(before->expectation("a")->verdict, Verdict::missed);
  EXPECT_FALSE(before->expectation("a")->at);
  EXPECT_EQ(before->village("u")->people, 0U);
  EXPECT_EQ(before->gaps, 0U);
}

TEST_F(DrillBeforeTest, RefusesWhatIsSomethingElse) {
  EXPECT_EQ(read_drill_before(folder_ / "nothing.json").error().code, Errc::not_found);
  for (const char* wrong : {"", "{", "[]", "{}", R"({"expectations":[]})", "not json"})
    EXPECT_EQ(read(wrong).error().code, Errc::bad_input) << wrong;
  EXPECT_EQ(read(std::string(kDrillBeforeBytesMax + 1, ' ')).error().code, Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::cli
