// A lane without data tells of the other one, which may be the one that was meant.
#include "cli/data_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using adapters::Lane;

TEST(DataFolder, TellsOfTheOtherLaneWhereThatHasALog) {
  const TemporaryFolder folder;
  const DataFolder live{folder.path(), Lane::live};
  const DataFolder exercise{folder.path(), Lane::exercise};
  EXPECT_EQ(live.other_lane(), Text{});
  std::filesystem::create_directories(exercise.log());
  EXPECT_EQ(live.other_lane(),
            (Text{"；“" + folder.path() + "/exercise”里有：加 --lane exercise",
                  "; '" + folder.path() + "/exercise' has some: add --lane exercise"}));
  EXPECT_EQ(exercise.other_lane(), Text{});
}

TEST(ReadLog, OfALaneWithoutOneNamesTheOther) {
  const TemporaryFolder folder;
  const DataFolder live{folder.path(), Lane::live};
  const auto nothing = read_log(live);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, Errc::not_found);
  EXPECT_EQ(nothing.error().text.en, "there is no log in '" + live.log() + "'");
  ASSERT_TRUE(adapters::RocksdbLog::open(DataFolder{folder.path(), Lane::exercise}.log()));
  const auto other = read_log(live);
  ASSERT_FALSE(other);
  EXPECT_TRUE(other.error().text.zh.ends_with("：加 --lane exercise")) << other.error().text.zh;
}

}  // namespace
}  // namespace fenghuo::cli
