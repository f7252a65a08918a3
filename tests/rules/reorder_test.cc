#include "rules/reorder.h"

#include <gtest/gtest.h>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

Row row(std::int64_t at_ms, std::uint64_t offset, std::uint32_t place) {
  return {{.datastream = {0}, .observed_at = instant_ms(at_ms)}, {offset}, place};
}

TEST(Reorder, GivesRowsInTheOrderOfObservation) {
  Random random(3);
  Reorder reorder;
  for (std::uint32_t i = 0; i < 500; ++i) reorder.put(row(random.between(0, 100), i, 0));
  const auto taken = [&](Instant before) {
    const auto rows = reorder.take_before(before);
    return std::vector<Row>(rows.begin(), rows.end());
  };
  const auto early = taken(instant_ms(50));
  const auto late = taken(instant_ms(1000));
  EXPECT_EQ(early.size() + late.size(), 500u);
  EXPECT_TRUE(reorder.empty());
  auto all = early;
  all.insert(all.end(), late.begin(), late.end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto& before = all[i - 1];
    EXPECT_LE(before.observation.observed_at, all[i].observation.observed_at);
    if (before.observation.observed_at == all[i].observation.observed_at) {
      EXPECT_LT(before.offset, all[i].offset) << "of one moment as they came";
    }
  }
  EXPECT_LT(early.back().observation.observed_at, instant_ms(50));
}

TEST(Reorder, WhatHasNoRoomGoesOnEarly) {
  Reorder reorder;
  for (std::uint32_t i = 0; i < kRowsWaitingMax; ++i) reorder.put(row(i, i, 0));
  EXPECT_EQ(reorder.crowded_until(), Instant::min());
  for (std::uint32_t i = 0; i < 3; ++i) reorder.put(row(2'000'000, 2'000'000 + i, 0));
  EXPECT_EQ(reorder.take_before(reorder.crowded_until()).size(), 3u);
  EXPECT_EQ(reorder.crowded_until(), Instant::min());
}

}  // namespace
}  // namespace fenghuo::rules
