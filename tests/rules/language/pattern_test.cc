// What regular expressions cost, and which are refused.
#include "rules/language/pattern.h"

#include <gtest/gtest.h>

namespace fenghuo::language {
namespace {

// How often the pattern is matched before the budget is used up, at most 10,000 times.
int matches_paid(const std::string& text, const std::string& pattern) {
  Evaluation evaluation;
  for (int count = 0; count < 10'000; ++count) {
    const Value value = matches_pattern(evaluation, text, pattern);
    if (value.is_error() && value.failure == Failure::too_long) return count;
  }
  return 10'000;
}

std::string outcome(const std::string& text, const std::string& pattern) {
  Evaluation evaluation;
  const Value value = matches_pattern(evaluation, text, pattern);
  if (value.is_error()) return text_of(value).en;
  return value.is(true) ? "found" : "not found";
}

TEST(Pattern, IsFoundAnywhere) {
  EXPECT_EQ(outcome("石桥水文站", "水文"), "found");
  EXPECT_EQ(outcome("石桥", "^桥"), "not found");
  EXPECT_EQ(outcome("石桥", "^\\p{Han}{2,4}$"), "found");
  EXPECT_EQ(outcome("石桥", "^\\pL{1,3}$"), "found");
  EXPECT_EQ(outcome("x", "("), "invalid argument: '('");
}

TEST(Pattern, WhatRulesAskIsAskedOfHundreds) {
  EXPECT_GT(matches_paid("2026-01-01", "^\\d{4}-\\d{2}-\\d{2}$"), 1000);
  EXPECT_GT(matches_paid("石桥水文站", "^\\p{Han}{2,8}$"), 150);
}

TEST(Pattern, CostsItsTextTimesItsInstructions) {
  const std::string text(20'000, 'a');
  EXPECT_GT(matches_paid(text, "b"), 30);
  EXPECT_LT(matches_paid(text, "(a|b)*a(a|b){15}c"), 20);
  EXPECT_LT(matches_paid(text, "(a|b)*a(a|b){200}c"), 2);
}

TEST(Pattern, CostsWhatItsRepetitionsTakeToCompile) {
  EXPECT_GT(matches_paid("x", "x{2,8}"), 1000);
  EXPECT_LT(matches_paid("x", "x{0,1000}"), 20);
  EXPECT_LT(matches_paid("x", "x{,1000}x{9999999999,}x{3"), 2000);
}

TEST(Pattern, IsRefusedWhereItIsTooLarge) {
  const std::string refused = "the regular expression is too large: at most " +
                              std::to_string(kPatternBytesMax) + " bytes and, compiled, " +
                              std::to_string(kPatternInstructionsMax) +
                              " instructions; make it shorter, or repeat {n} less often";
  EXPECT_EQ(outcome("x", std::string(kPatternBytesMax, 'x')), "not found");
  EXPECT_EQ(outcome("x", std::string(kPatternBytesMax + 1, 'x')), refused);
  EXPECT_EQ(outcome("x", "\\pL{5}"), refused);
  EXPECT_EQ(outcome("x", "x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}"), refused);
}

TEST(Pattern, IsPaidForWhereItIsRefused) {
  EXPECT_LT(matches_paid("x", "a{1001}"), 200);
  EXPECT_LT(matches_paid("x", "x{1000}x{1000}x{1000}x{1000}x{1000}x{1000}"), 50);
}

}  // namespace
}  // namespace fenghuo::language
