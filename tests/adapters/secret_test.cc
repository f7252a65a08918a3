#include "adapters/secret.h"

#include <gmock/gmock.h>
#include <cstdlib>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

TEST(Secret, ComesFromTheEnvironment) {
  ASSERT_EQ(::setenv("FENGHUO_TEST_SECRET", "s3cret", 1), 0);
  EXPECT_EQ(read_secret("env:FENGHUO_TEST_SECRET").value(), "s3cret");
  ASSERT_EQ(::setenv("FENGHUO_TEST_SECRET", "", 1), 0);
  EXPECT_FALSE(read_secret("env:FENGHUO_TEST_SECRET"));
  ASSERT_EQ(::unsetenv("FENGHUO_TEST_SECRET"), 0);
  EXPECT_FALSE(read_secret("env:FENGHUO_TEST_SECRET"));
}

TEST(Secret, ComesFromAFileWithoutItsLineEnd) {
  const TemporaryFolder folder;
  std::ofstream(folder / "secret") << "s3cret\r\nmore\n";
  EXPECT_EQ(read_secret("file:" + (folder / "secret")).value(), "s3cret");
  const auto absent = read_secret("file:" + (folder / "absent"));
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, Errc::not_found);
  EXPECT_THAT(absent.error().text.en, ::testing::HasSubstr("absent"));
}

TEST(Secret, AValueIsNoReference) {
  EXPECT_FALSE(read_secret("s3cret"));
  EXPECT_FALSE(read_secret(""));
}

}  // namespace
}  // namespace fenghuo::adapters
