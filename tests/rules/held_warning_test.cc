// Warnings that say of themselves both that they are real and that they aren't.
#include "rules/held_warning.h"

#include <gtest/gtest.h>

#include <string>

namespace fenghuo::rules {
namespace {

using Warning = wire::ReceivedWarning;

bool contradicts(Warning::Status status, const std::string& event,
                 const std::string& headline = "") {
  Warning warning;
  warning.set_status(status);
  warning.add_infos()->set_event(event);
  warning.mutable_infos(0)->set_headline(headline);
  EXPECT_EQ(is_for_rules(warning), status == Warning::ACTUAL && !contradicts_itself(warning));
  return contradicts_itself(warning);
}

TEST(HeldWarning, AnActualOneThatSpeaksOfATestContradictsItself) {
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "暴雨", "暴雨红色预警信号"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "暴雨", "暴雨红色预警信号（测试）"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "TEST Tsunami Warning"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "Flood", "EXERCISE EXERCISE this is not a drill"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "Flood", "Monthly Drill"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "Flood", "Testing, testing"));
  EXPECT_TRUE(contradicts(Warning::ACTUAL, "Flood", "Exercise: leave at once"));
}

TEST(HeldWarning, AWordInAnotherSenseIsNoMark) {
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "Wind", "Exercise caution on the road"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "Contested water", "latest news"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "Tsunami", "THIS IS NOT A DRILL"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "导弹", "这不是演练"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "导弹", "导弹来袭（非演习），并非测试"));
  EXPECT_FALSE(
      contradicts(Warning::ACTUAL, "Flood", "This is NOT an exercise. No test, isn't a drill"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "Heat", "Exercise great caution; exercise vigilance"));
  EXPECT_FALSE(contradicts(Warning::ACTUAL, "疫情", "检测试剂不足"));
}

TEST(HeldWarning, ATestThatDoesNotSaySoContradictsItself) {
  EXPECT_FALSE(contradicts(Warning::TEST, "Monthly test"));
  EXPECT_FALSE(contradicts(Warning::EXERCISE, "暴雨", "演练：暴雨红色预警"));
  EXPECT_TRUE(contradicts(Warning::TEST, "Tsunami Warning"));
  EXPECT_TRUE(contradicts(Warning::EXERCISE, "演练", "这不是演练，请马上撤离"));
  EXPECT_TRUE(contradicts(Warning::TEST, "海啸", "非演习"));
}

TEST(HeldWarning, ACancelHoldsNothing) {
  Warning cancel;
  cancel.set_kind(Warning::CANCEL);
  EXPECT_FALSE(contradicts_itself(cancel));
  EXPECT_TRUE(is_for_rules(cancel));
  cancel.set_status(Warning::TEST);
  EXPECT_FALSE(is_for_rules(cancel)) << "a test takes nothing back";
}

}  // namespace
}  // namespace fenghuo::rules
