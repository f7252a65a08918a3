// Which unit goes to which need, and what is said of the others.
#include "playbooks/ledger/choice.h"

#include <gtest/gtest.h>

namespace fenghuo::playbooks {
namespace {

OpenNeed need(std::uint32_t index, Level level, std::vector<OpenNeed::Way> ways) {
  return {.id = {{1}, index}, .level = level, .ways = std::move(ways)};
}

TEST(Choice, WhatIsNearerGoesWhereItIsNeededMore) {
  const auto choices = choose_units(
      2, {need(0, Level::red, {{0, 600}, {1, 700}}), need(1, Level::red, {{0, 60}, {1, 3'000}})});
  ASSERT_EQ(choices.size(), 2u);
  ASSERT_TRUE(choices[0].taken && choices[1].taken);
  EXPECT_EQ(choices[0].taken->unit, 1u);
  EXPECT_EQ(choices[0].taken->travel_s, 700);
  EXPECT_EQ(choices[1].taken->unit, 0u);
  ASSERT_TRUE(choices[0].next_best);
  EXPECT_EQ(choices[0].next_best->unit, 0u) << "it is nearer";
  EXPECT_EQ(choices[0].others_moved, 1u) << "the other need would get another unit";
}

TEST(Choice, TheWorstOffGoesFirstWhereThereAreTooFew) {
  const auto choices =
      choose_units(1, {need(0, Level::blue, {{0, 60}}), need(1, Level::red, {{0, 600}})});
  EXPECT_FALSE(choices[0].taken);
  ASSERT_TRUE(choices[1].taken);
  EXPECT_FALSE(choices[1].next_best) << "there is no other";
}

TEST(Choice, AUnitOnItsWayTurnsRoundOnlyForAGain) {
  // Both are yellow, and have just come.
  const auto at = [](std::int64_t nearer_s) {
    auto first = need(0, Level::yellow, {{0, 900}, {1, 1'000}});
    first.has = 0;
    auto second = need(1, Level::yellow, {{0, nearer_s, true}, {1, 1'000}});
    return choose_units(2, {first, second})[0].taken->unit;
  };
  EXPECT_EQ(at(900), 0u) << "200 s less in all isn't worth it";
  EXPECT_EQ(at(100), 1u) << "1,000 weighted seconds less, and the penalty is 1,200: "
                            "what it saves counts twice";
}

TEST(Choice, OfNothingIsNothing) {
  EXPECT_TRUE(choose_units(3, {}).empty());
  EXPECT_FALSE(choose_units(0, {need(0, Level::red, {})})[0].taken);
}

}  // namespace
}  // namespace fenghuo::playbooks
