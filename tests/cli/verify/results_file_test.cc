#include "cli/verify/results_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

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

TEST(ResultsFileTest, AFileOfSomebodyElseIsLeftAsItIs) {
  const TemporaryFolder folder;
  const std::string path = folder / "roster.csv";
  const std::string text = "area,duty\n{\"night\": 1}\n";
  std::ofstream(path) << text;
  const auto refused = ResultsFile::open(path, kNights);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::bad_input);
  EXPECT_NE(refused.error().text.en.find("has no results of before"), std::string::npos);
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), text);
}

TEST(ResultsFileTest, ARunThatWasBrokenOffAnywhereInItsFirstLineGoesOn) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  {
    auto file = ResultsFile::open(path, kNights);
    ASSERT_TRUE(file);
    file->keep(result("a"));
  }
  std::ifstream in(path);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(path, std::ios::trunc) << whole.substr(0, size);
    const auto file = ResultsFile::open(path, kNights);
    ASSERT_TRUE(file) << size << ": " << file.error().text.en;
    EXPECT_EQ(file->size(), size + 1 < whole.size() ? 0U : 1U) << size;
  }
}

TEST(ResultsFileTest, AFileThatEndsLikeAResultIsNoneOfOurs) {
  const TemporaryFolder folder;
  const std::string path = folder / "something";
  for (const char* text : {"area\n{", "area\n{\"night\":", "{\n", "{\n}\n", "\n"}) {
    std::ofstream(path, std::ios::trunc) << text;
    EXPECT_FALSE(ResultsFile::open(path, kNights)) << text;
    std::ifstream in(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), text);
  }
}

TEST(ResultsFileTest, LinesWithAnythingElseInThemAreSkipped) {
  const TemporaryFolder folder;
  const std::string path = folder / "results";
  const std::string night = "{\"night\":\"" + to_hex(kNights[0]) + "\",";
  std::ofstream(path) << night << "\"elements\":[1],\"caught\":{},\"asked\":[]}\n"
                      << night << "\"elements\":[\"b\"],\"caught\":[],\"asked\":[]}\n"
                      << night << "\"elements\":[\"c\"],\"caught\":{\"A\":-1},\"asked\":[]}\n"
                      << night << "\"elements\":[\"d\"],\"caught\":{\"A\":\"4\"},\"asked\":[]}\n"
                      << night << "\"elements\":[\"e\"],\"caught\":{},\"asked\":7}\n"
                      << night << "\"caught\":{},\"asked\":[]}\n"
                      << night << "\"elements\":[\"f\"],\"caught\":{\"A\":4},\"asked\":[]}\n";
  const auto file = ResultsFile::open(path, kNights);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 1U);
  EXPECT_NE(file->find(0, {"f"}), nullptr);
}

TEST(ResultsFileTest, SaysWhereItCantWrite) {
  EXPECT_FALSE(ResultsFile::open("/nowhere/results", kNights));
}

}  // namespace
}  // namespace fenghuo::cli
