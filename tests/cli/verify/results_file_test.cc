#include "cli/verify/results_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

simulator::FailureResult result(const std::string& element) {
  return {.night = 1, .elements = {element}, .caught = {{"A", 4}}, .asked = {"x", "y"}};
}

TEST(ResultsFileTest, GoesOnWhereItWasBrokenOff) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  {
    auto file = ResultsFile::open(path, sha256("plan"));
    ASSERT_TRUE(file);
    file->keep(result("a"));
    file->keep(result("b"));
  }
  std::ofstream(path, std::ios::app) << "{\"night\":1,\"elem";  // the machine went off here
  const auto again = ResultsFile::open(path, sha256("plan"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), 2U);
  const auto* kept = again->find(1, {"b"});
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->caught, (std::map<std::string, std::uint32_t>{{"A", 4}}));
  EXPECT_EQ(kept->asked, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(again->find(0, {"b"}), nullptr);
}

TEST(ResultsFileTest, BeginsAnewForAnotherPlan) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  {
    auto file = ResultsFile::open(path, sha256("plan"));
    ASSERT_TRUE(file);
    file->keep(result("a"));
  }
  const auto other = ResultsFile::open(path, sha256("another"));
  ASSERT_TRUE(other);
  EXPECT_EQ(other->size(), 0U);
}

TEST(ResultsFileTest, SaysWhereItCantWrite) {
  EXPECT_FALSE(ResultsFile::open("/nowhere/results", sha256("plan")));
}

}  // namespace
}  // namespace fenghuo::cli
