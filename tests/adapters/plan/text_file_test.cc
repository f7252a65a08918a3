#include "adapters/plan/text_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

TEST(TextFile, SaysWhichFileIsMissing) {
  const auto file = read_text_file("/nowhere.yaml", 100);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, Errc::not_found);
  EXPECT_EQ(file.error().text.en, "there is no file '/nowhere.yaml'");
  EXPECT_EQ(file.error().text.zh, "没有文件“/nowhere.yaml”");
}

TEST(TextFile, IsNoFolder) {
  const TemporaryFolder folder;
  const auto file = read_text_file(folder.path(), 100);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().text.en, "'" + folder.path() + "' is a folder; a file is wanted");
}

TEST(TextFile, IsNotLargerThanItMayBe) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a") << "12345";
  EXPECT_TRUE(read_text_file(folder / "a", 5));
  const auto file = read_text_file(folder / "a", 4);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::adapters
