#include "adapters/clock.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

constexpr Instant kStart = instant_ms(1784075700000);

TEST(Clock, TheWallClockSaysWhatTheWallSays) {
  const Clock clock;
  const auto before = std::chrono::system_clock::now();
  const Instant now = clock.now();
  const auto after = std::chrono::system_clock::now();
  EXPECT_GE(now + milliseconds{1}, before);
  EXPECT_LE(now, after);
  EXPECT_EQ(clock.rate(), 1);
}

TEST(Clock, AWallThatIsSetBackStopsNoTime) {
  using std::chrono::seconds;
  OnwardTime::Count count;
  OnwardTime time(kStart, count);
  EXPECT_EQ(time.now(kStart + hours{1}, count), kStart + hours{1}) << "the wall leads";
  count += seconds{16};
  EXPECT_EQ(time.now(kStart - hours{7}, count), kStart + hours{1} + seconds{15}) << "slower";
  for (int i = 0; i < 1600; ++i)
    time.now(kStart - hours{7}, count += std::chrono::microseconds{500});
  EXPECT_EQ(time.now(kStart - hours{7}, count), kStart + hours{1} + seconds{15} + milliseconds{750})
      << "nothing is lost by asking often";
  EXPECT_EQ(time.now(kStart + hours{2}, count), kStart + hours{2}) << "the wall has caught up";
}

TEST(Clock, NeverSaysLessThanTheLogItGoesOnFrom) {
  const Instant wall = Clock().now();
  const Clock ahead = Clock::never_before(wall + hours{8});
  EXPECT_GE(ahead.now(), wall + hours{8});
  EXPECT_GT(ahead.behind(), hours{8} - std::chrono::minutes{1});
  EXPECT_EQ(ahead.until(wall).count(), 0);
  const Clock level = Clock::never_before(wall - hours{8});
  EXPECT_LT(level.now(), wall + hours{1});
  EXPECT_EQ(level.behind().count(), 0);
  EXPECT_EQ(Clock().behind().count(), 0);
}

TEST(Clock, AScaledClockStartsWhereItIsToldTo) {
  const Clock slow(kStart, 0.000001);
  EXPECT_EQ(slow.now(), kStart);
  const Clock fast(kStart, 3'600'000);
  const Instant first = fast.now();
  EXPECT_GE(first, kStart);
  while (fast.now() < kStart + hours{1}) continue;  // a millisecond of the wall
  EXPECT_EQ(fast.rate(), 3'600'000);
}

TEST(Clock, WaitsInTheWallsTime) {
  const Clock fast(kStart, 3600);
  const auto wait = fast.until(kStart + hours{24});
  EXPECT_LE(wait, std::chrono::seconds{24} + std::chrono::nanoseconds{1});
  EXPECT_GT(wait, std::chrono::seconds{0});
  EXPECT_EQ(fast.until(kStart - hours{1}).count(), 0);
}

}  // namespace
}  // namespace fenghuo::adapters
