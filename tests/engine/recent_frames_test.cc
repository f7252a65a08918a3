#include "engine/recent_frames.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

TEST(RecentFrames, KnowsAFrameByStationKeyAndTime) {
  RecentFrames frames;
  frames.add({3}, 7, instant_ms(1000));
  EXPECT_TRUE(frames.contains({3}, 7, instant_ms(1000)));
  EXPECT_FALSE(frames.contains({2}, 7, instant_ms(1000)));
  EXPECT_FALSE(frames.contains({4}, 7, instant_ms(1000)));
  EXPECT_FALSE(frames.contains({3}, 8, instant_ms(1000)));
  EXPECT_FALSE(frames.contains({3}, 7, instant_ms(2000)));
}

TEST(RecentFrames, ForgetsTheOldestAfterSixteen) {
  RecentFrames frames;
  for (std::uint64_t key = 1; key <= kFramesRemembered + 1; ++key)
    frames.add({0}, key, instant_ms(0));
  EXPECT_FALSE(frames.contains({0}, 1, instant_ms(0)));
  EXPECT_TRUE(frames.contains({0}, 2, instant_ms(0)));
  EXPECT_TRUE(frames.contains({0}, kFramesRemembered + 1, instant_ms(0)));
}

}  // namespace
}  // namespace fenghuo
