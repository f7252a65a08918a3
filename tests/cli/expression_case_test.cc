// The conformance suite of the language, as JSON lines in the shared data (cel-spec, Apache-2.0).
#include "cli/expression_case.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <set>

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

const std::filesystem::path kFolder = FENGHUO_SOURCE_DIR "/../shared/data/cel/jsonl";

std::string text_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// Doubles by value, entries of maps in any order.
bool same(const json::value& a, const json::value& b) {
  const auto* x = a.if_object();
  const auto* y = b.if_object();
  if (x == nullptr || y == nullptr || text_in(*x, "type") != text_in(*y, "type")) return false;
  const std::string type = text_in(*x, "type");
  if (type == "double")
    return std::stod(text_in(*x, "value")) == std::stod(text_in(*y, "value")) ||
           text_in(*x, "value") == text_in(*y, "value");
  if (type != "list" && type != "map") return a == b;
  const auto& left = x->at("value").as_array();
  const auto& right = y->at("value").as_array();
  if (type == "list") return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
  return left.size() == right.size() &&
         std::all_of(left.begin(), left.end(), [&](const json::value& entry) {
           return std::any_of(right.begin(), right.end(), [&](const json::value& other) {
             return same(entry.at(0), other.at(0)) && same(entry.at(1), other.at(1));
           });
         });
}

bool as_expected(const json::object& test, const json::object& result) {
  const bool ok = result.at("ok").as_bool();
  if (test.contains("error") || test.contains("error_any_of")) return !ok;
  if (!ok) return false;
  if (test.contains("deduced_type") && result.at("deduced_type") != test.at("deduced_type"))
    return false;
  if (test.contains("check_only")) return true;
  const json::value yes{{"type", "bool"}, {"value", true}};
  return same(test.contains("expected") ? test.at("expected") : yes, result.at("value"));
}

std::vector<json::object> tests() {
  std::vector<json::object> found;
  std::error_code none;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder, none))
    files.insert(entry.path());
  for (const auto& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) found.push_back(json::parse(line).as_object());
  }
  return found;
}

// Those that rules/CONFORMANCE.md lists, with their reasons; each test may fail for one of these
// reasons and for no other.
bool is_excused(const json::object& test) {
  const std::string expression = text_in(test, "expr");
  // Messages of protobuf are not part of this language.
  if (text_in(test, "file") == "proto2") return expression.find("Value{") != std::string::npos;
  // The JSON line has the escapes of the suite's own file (\u0100, \?) as plain text; the file
  // itself, and we, have the characters.
  const std::string expected = json::serialize(test.at("expected"));
  if (text_in(test, "section") == "string_literals")
    return expected.find("\\\\u") != std::string::npos ||
           expected.find("\\\\U") != std::string::npos;
  return text_in(test, "section") == "bytes_literals" &&
         expected.find("IFw/ICIgJyBgIA==") != std::string::npos;
}

TEST(ExpressionCase, AgreesWithTheConformanceSuite) {
  const auto all = tests();
  if (all.empty()) GTEST_SKIP() << "no shared data: " << kFolder;
  std::size_t excused = 0;
  for (const auto& test : all) {
    const auto result = run_case(test);
    if (as_expected(test, result)) continue;
    if (is_excused(test)) {
      ++excused;
      continue;
    }
    ADD_FAILURE() << json::serialize(test) << "\n" << json::serialize(result);
  }
  EXPECT_EQ(all.size(), 1181u);
  EXPECT_EQ(excused, 22u);
}

TEST(ExpressionCase, DoesNotPrintWhatHasNoEnd) {
  // Each holds the one before twice: 2^40 items, of which memory holds 80.
  std::string expression = "a40";
  for (int i = 40; i > 0; --i) {
    const std::string before = "a" + std::to_string(i - 1);
    expression = "cel.bind(a" + std::to_string(i) + ", [" + before + ", " + before + "], " +
                 expression + ")";
  }
  const auto result = run_case({{"expr", "cel.bind(a0, 1, " + expression + ")"}});
  EXPECT_EQ(text_in(result, "error"), "the result is too large to print");
}

TEST(ExpressionCase, SaysWhatIsWrongWithALineThatIsNoTest) {
  const auto result = run_case({{"file", "f"}, {"name", "n"}, {"expr", "1 +"}});
  EXPECT_FALSE(result.at("ok").as_bool());
  EXPECT_EQ(text_in(result, "error"), "1:4: the expression ends too early");
  EXPECT_FALSE(run_case({{"expr", "x"}, {"type_env", 3}}).at("ok").as_bool());
  EXPECT_FALSE(
      run_case({{"expr", "x"}, {"bindings", {{"x", {{"type", "int"}}}}}}).at("ok").as_bool());
}

}  // namespace
}  // namespace fenghuo::cli
