#include "rules/reorder.h"

#include <gtest/gtest.h>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

Row row(std::int64_t at_ms, std::uint64_t offset, std::uint32_t place) {
  return {Observation{.datastream = {0}, .observed_at = instant_ms(at_ms)}, {offset}, place};
}

std::vector<Row> take_all(Reorder& reorder, Instant before) {
  std::vector<Row> all;
  for (auto rows = reorder.take_before(before); !rows.empty(); rows = reorder.take_before(before))
    all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

Reorder saved_and_loaded(const Reorder& reorder) {
  StateWriter writer;
  writer(reorder);
  const std::string saved = writer.take();
  Reorder loaded;
  StateReader reader(saved);
  reader(loaded);
  return loaded;
}

TEST(Reorder, ARowIsTheSameInASnapshot) {
  Reorder reorder;
  const Observation observation{.datastream = {999'999},
                                .quality = Quality::missing,
                                .observed_at = instant_ms(1784075700123),
                                .value = -1'000'000'000'000};
  reorder.put({&observation, 1}, {1ULL << 50}, 9'999);
  Reorder restored = saved_and_loaded(reorder);
  const auto rows = restored.take_before(instant_ms(1784075700124));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].datastream, DatastreamId{999'999});
  EXPECT_TRUE(rows[0].quality == Quality::missing);
  EXPECT_EQ(rows[0].observed_at, observation.observed_at);
  EXPECT_EQ(rows[0].value, -1'000'000'000'000);
  EXPECT_EQ(rows[0].offset, Offset{1ULL << 50});
  EXPECT_TRUE(rows[0].row == 9'999U);
}

TEST(Reorder, GivesRowsInTheOrderOfObservation) {
  Random random(3);
  Reorder reorder;
  for (std::uint32_t i = 0; i < 500; ++i) reorder.put(row(50 * random.between(-50, 50), i, 0));
  const auto early = take_all(reorder, instant_ms(50));
  const Instant first = reorder.first_at();
  // What waits is the same in a snapshot, in whatever order it came.
  Reorder restored = saved_and_loaded(reorder);
  EXPECT_EQ(restored.first_at(), first);
  const auto late = take_all(reorder, instant_ms(10'000));
  EXPECT_EQ(take_all(restored, instant_ms(10'000)).size(), late.size());
  EXPECT_EQ(late.front().observed_at, first);
  EXPECT_EQ(early.size() + late.size(), 500u);
  EXPECT_TRUE(reorder.empty());
  auto all = early;
  all.insert(all.end(), late.begin(), late.end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto& before = all[i - 1];
    EXPECT_LE(before.observed_at, all[i].observed_at);
    if (before.observed_at == all[i].observed_at) {
      EXPECT_LT(before.offset, all[i].offset) << "of one moment as they came";
    }
  }
  EXPECT_LT(early.back().observed_at, instant_ms(50));
}

TEST(Reorder, WhatHasNoRoomGoesOnEarly) {
  Reorder reorder;
  for (std::uint32_t i = 0; i < kRowsWaitingMax; ++i) reorder.put(row(i, i, 0));
  EXPECT_EQ(reorder.crowded_until(), Instant::min());
  for (std::uint32_t i = 0; i < 3; ++i) reorder.put(row(2'000'000, 2'000'000 + i, 0));
  const auto early = take_all(reorder, reorder.crowded_until());
  EXPECT_GE(early.size(), 3u);
  EXPECT_LE(early.size(), 1000u) << "the rows of a second at most";
  EXPECT_EQ(reorder.crowded_until(), Instant::min());
}

}  // namespace
}  // namespace fenghuo::rules
