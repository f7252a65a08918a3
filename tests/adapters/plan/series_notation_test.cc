#include "adapters/plan/series_notation.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/decimal.h"

namespace fenghuo::adapters {
namespace {

// "-2 2 _ 6": the values as one writes them out.
std::string expanded(std::string_view text, std::uint8_t decimals = 0) {
  std::vector<NotationFault> faults;
  const ShortSeries series = parse_short_series(text, decimals, faults);
  EXPECT_TRUE(faults.empty()) << faults[0].text.en;
  std::string all;
  for (const auto& value : series.values)
    all += (all.empty() ? "" : " ") +
           (value ? format_number(to_double(*value, series.decimals), 6) : "_");
  return all;
}

std::vector<NotationFault> faults_of(std::string_view text) {
  std::vector<NotationFault> faults;
  parse_short_series(text, 0, faults);
  return faults;
}

// The examples of prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules.
TEST(SeriesNotationTest, PromtoolsExamples) {
  EXPECT_EQ(expanded("-2+4x3"), "-2 2 6 10");
  EXPECT_EQ(expanded(" 1-2x4"), "1 -1 -3 -5 -7");
  EXPECT_EQ(expanded(" 1x4"), "1 1 1 1 1");
  EXPECT_EQ(expanded(" 4"), "4");
  EXPECT_EQ(expanded(" 1 _x3"), "1 _ _ _");
  EXPECT_EQ(expanded("0x0 _ _x1 7"), "0 _ _ 7");
}

TEST(SeriesNotationTest, ItemsFollowEachOther) {
  EXPECT_EQ(expanded("0x1 5x2\n_x2  0+0.5x3\t9"), "0 0 5 5 5 _ _ 0 0.5 1 1.5 9");
}

TEST(SeriesNotationTest, ArithmeticIsDecimal) {
  std::vector<NotationFault> faults;
  const ShortSeries series = parse_short_series("0+0.1x3 2.25", 1, faults);
  EXPECT_EQ(series.decimals, 2);
  const std::vector<std::optional<std::int64_t>> wanted{0, 10, 20, 30, 225};
  EXPECT_EQ(series.values, wanted);
}

TEST(SeriesNotationTest, AllFaultsAtOnceEachAtItsItem) {
  const auto faults = faults_of("1 2+x3 4 five 6x 7+1 _y2 --1 1x2x3 1e3");
  std::vector<int> columns;
  for (const auto& fault : faults) columns.push_back(fault.column);
  EXPECT_EQ(columns, (std::vector<int>{3, 10, 15, 18, 22, 26, 30, 36}));
  EXPECT_NE(faults[0].text.en.find("'2+x3'"), std::string::npos) << faults[0].text.en;
  EXPECT_NE(faults[0].text.zh, faults[0].text.en);
}

TEST(SeriesNotationTest, StaleIsRefusedWithWhatToWrite) {
  const auto faults = faults_of("1 _x3 stale");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].column, 7);
  EXPECT_NE(faults[0].text.en.find("written _"), std::string::npos);
}

TEST(SeriesNotationTest, WhatIsTooMuchIsAFaultAndNoMemory) {
  ASSERT_EQ(faults_of("1 0x99999999999").size(), 1u);
  ASSERT_EQ(faults_of("_x18446744073709551616").size(), 1u) << "no number of 64 bits";
  EXPECT_TRUE(faults_of("0x19999").empty());
  EXPECT_EQ(faults_of("0x20000").size(), 1u);
  EXPECT_EQ(faults_of("999999999999+1x3").size(), 1u) << "10^12 is the largest";
}

}  // namespace
}  // namespace fenghuo::adapters
