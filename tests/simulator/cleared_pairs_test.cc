// What a night with more failures tells of the pairs among them.
#include "simulator/cleared_pairs.h"

#include <gtest/gtest.h>

namespace fenghuo::simulator {
namespace {

using Pairs = std::vector<std::vector<std::string>>;
using Results = std::vector<FailureResult>;
using Caught = std::map<std::string, std::uint32_t>;

const Pairs kAll{{"a", "b"}, {"a", "c"}, {"b", "c"}};

FailureResult night(std::vector<std::string> elements, Caught caught) {
  return {.elements = std::move(elements), .caught = std::move(caught)};
}

Pairs open(const ClearedPairs& pairs) {
  Pairs left;
  for (const auto& pair : kAll)
    if (pairs.is_open(pair)) left.push_back(pair);
  return left;
}

TEST(ClearedPairsTest, ANightThatCatchesNobodyClearsAllOfItsPairs) {
  ClearedPairs pairs(night({}, {}), {}, kAll, {"A", "B"});
  EXPECT_EQ(pairs.open(), 3U);
  EXPECT_EQ(pairs.learn(night({"a", "b"}, {})), 2U) << "villages";
  EXPECT_EQ(open(pairs), (Pairs{{"a", "c"}, {"b", "c"}}));
  EXPECT_EQ(pairs.open_pairs_of(1), 1U);
  EXPECT_EQ(pairs.learn(night({"a", "b", "c"}, {})), 4U);
  EXPECT_EQ(pairs.open(), 0U);
}

TEST(ClearedPairsTest, WhatOneCatchesAloneIsNoneOfThePair) {
  ClearedPairs pairs(night({}, {{"A", 2}}), Results{night({"a"}, {{"A", 5}})}, kAll, {"A"});
  pairs.learn(night({"a", "b", "c"}, {{"A", 5}}));
  EXPECT_EQ(open(pairs), (Pairs{{"b", "c"}})) << "who are caught may be caught by a, or by both";
  pairs.learn(night({"b", "c"}, {{"A", 2}}));
  EXPECT_EQ(open(pairs), Pairs{}) << "as many as with nothing broken";
}

TEST(ClearedPairsTest, EachVillageMayBeClearedByAnotherNight) {
  ClearedPairs pairs(night({}, {}), {}, {{"a", "b"}}, {"A", "B"});
  pairs.learn(night({"a", "b"}, {{"A", 1}}));
  EXPECT_EQ(pairs.open(), 1U);
  pairs.learn(night({"a", "b"}, {{"B", 1}}));
  EXPECT_EQ(pairs.open(), 0U);
}

TEST(ClearedPairsTest, ANightThatSavesSomebodyClearsNothingThere) {
  ClearedPairs pairs(night({}, {}), Results{night({"a"}, {{"A", 5}})}, kAll, {"A", "B"});
  pairs.learn(night({"a", "b", "c"}, {{"A", 3}}));
  EXPECT_EQ(pairs.open(), 3U) << "fewer than without a alone";
  EXPECT_FALSE(pairs.helps_by_failing(0));
  const ClearedPairs helping(night({}, {{"A", 5}}), Results{night({"a"}, {})}, kAll, {"A"});
  EXPECT_TRUE(helping.helps_by_failing(0));
}

TEST(ClearedPairsTest, WhatIsNotInQuestionIsNeverOpen) {
  const ClearedPairs pairs(night({}, {}), {}, {{"a", "b"}, {"b", "c"}}, {"A"});
  EXPECT_EQ(pairs.open(), 2U);
  EXPECT_FALSE(pairs.is_open(std::vector<std::string>{"a", "c"}));
  EXPECT_FALSE(pairs.is_open(std::vector<std::string>{"a", "elsewhere"}));
}

TEST(ClearedPairsTest, TakesABitForEachPairAndVillage) {
  EXPECT_EQ(ClearedPairs::bytes(5'000, 500), 800'000'000U);
  EXPECT_EQ(ClearedPairs::bytes(5'000, 1), ClearedPairs::bytes(5'000, 64));
  EXPECT_EQ(ClearedPairs::bytes(5'000, 65), 2 * ClearedPairs::bytes(5'000, 64));
}

TEST(ClearedPairsTest, HasRoomForMoreVillagesThanAWordHasBits) {
  std::vector<std::string> villages;
  for (int i = 0; i < 130; ++i) villages.push_back("v" + std::to_string(i));
  ClearedPairs pairs(night({}, {}), {}, {{"a", "b"}}, villages);
  EXPECT_EQ(pairs.learn(night({"a", "b"}, {{"v129", 1}})), 129U);
  EXPECT_EQ(pairs.open(), 1U);
  EXPECT_EQ(pairs.learn(night({"a", "b"}, {})), 1U);
  EXPECT_EQ(pairs.open(), 0U);
}

}  // namespace
}  // namespace fenghuo::simulator
