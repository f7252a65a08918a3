#include "cli/drill/drill_record.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

PlayedDrill row(const std::string& scenario, std::uint32_t met) {
  return {.scenario = scenario,
          .plan_version = "abc",
          .played_on = "2026-11-26",
          .passed = met == 3,
          .met = met,
          .of = 3,
          .missed = met == 3 ? std::vector<std::string>{} : std::vector<std::string>{"a", "b"}};
}

TEST(DrillRecordTest, IsReadAsItWasWritten) {
  const TemporaryFolder folder;
  const std::string path = drill_record_of(folder.path());
  EXPECT_TRUE(read_drill_record(path)->empty());
  ASSERT_TRUE(add_to_drill_record(path, row("drills/one.yaml", 1)));
  ASSERT_TRUE(add_to_drill_record(path, row("drills/one.yaml", 3)));
  ASSERT_TRUE(add_to_drill_record(path, row("drills/two.yaml", 3)));
  const auto all = read_drill_record(path);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ((*all)[0].missed, (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE((*all)[0].passed);
  const auto newest = newest_of_each(*all);
  ASSERT_EQ(newest.size(), 2U);
  EXPECT_EQ(newest[0].met, 3U);
}

TEST(DrillRecordTest, NamesTheLineThatIsShort) {
  const TemporaryFolder folder;
  const std::string path = folder / "record.csv";
  std::ofstream(path) << "scenario,variant\nx,y\n";
  const auto read = read_drill_record(path);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text.en.find("record.csv:1: a row has 11 columns"), std::string::npos);
}

}  // namespace
}  // namespace fenghuo::cli
