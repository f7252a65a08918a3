#include "cli/verify/results_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

const std::vector<Digest> kNights{sha256("evening"), sha256("night")};

simulator::FailureResult result(const std::string& element, std::uint32_t night = 1) {
  return {.night = night, .elements = {element}, .caught = {{"A", 4}}, .asked = {"x", "y"}};
}

TEST(ResultsFileTest, GoesOnWhereItWasBrokenOff) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  {
    auto file = ResultsFile::open(path, kNights);
    ASSERT_TRUE(file);
    file->keep(result("a"));
    file->keep(result("b"));
  }
  std::ofstream(path, std::ios::app) << "{\"night\":1,\"elem";  // the machine went off here
  const auto again = ResultsFile::open(path, kNights);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), 2U);
  const auto* kept = again->find(1, {"b"});
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->caught, (std::map<std::string, std::uint32_t>{{"A", 4}}));
  EXPECT_EQ(kept->asked, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(again->find(0, {"b"}), nullptr);
}

TEST(ResultsFileTest, KeepsWhatIsOfNightsThatHaveNotChanged) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  {
    auto file = ResultsFile::open(path, kNights);
    ASSERT_TRUE(file);
    file->keep(result("a", 0));
    file->keep(result("a", 1));
  }
  {
    // The first scenario was edited, and another stands before them now.
    const auto edited = ResultsFile::open(path, {sha256("new"), sha256("edited"), kNights[1]});
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited->size(), 1U);
    ASSERT_NE(edited->find(2, {"a"}), nullptr);
    EXPECT_EQ(edited->find(2, {"a"})->night, 2U);
  }
  const auto other = ResultsFile::open(path, {sha256("another plan")});
  ASSERT_TRUE(other);
  EXPECT_EQ(other->size(), 0U);
}

TEST(ResultsFileTest, SaysWhereItCantWrite) {
  EXPECT_FALSE(ResultsFile::open("/nowhere/results", kNights));
}

}  // namespace
}  // namespace fenghuo::cli
