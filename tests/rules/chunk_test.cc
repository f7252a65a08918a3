#include "rules/chunk.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

constexpr Instant kStart = instant_ms(1784075700000);

std::uint32_t filled(Span step, std::int64_t rise, Span jitter = Span{0}) {
  Chunk chunk({kStart, 1000});
  Random random(1);
  std::uint32_t n = 1;
  for (;; ++n) {
    const Span wobble{jitter.count() == 0 ? 0 : random.between(0, jitter.count())};
    if (!chunk.push({kStart + step * n + wobble, 1000 + rise * n})) return n;
    EXPECT_EQ(chunk.back(), (Sample{kStart + step * n + wobble, 1000 + rise * n}));
  }
}

TEST(Chunk, HoldsMostOfWhatIsRegular) {
  EXPECT_EQ(filled(std::chrono::minutes{5}, 7), 52u);
  EXPECT_EQ(filled(Span{1}, 7), 52u);
  EXPECT_EQ(filled(std::chrono::minutes{5}, 7, std::chrono::seconds{0}), 52u);
}

TEST(Chunk, HoldsLessOfWhatIsNot) {
  EXPECT_EQ(filled(std::chrono::minutes{5}, 7, Span{999}), 13u) << "milliseconds are wide";
  EXPECT_EQ(filled(std::chrono::minutes{5}, 40'000), 13u) << "large values are wide";
  EXPECT_EQ(filled(std::chrono::days{50}, 1), 1u) << "further apart than 32 bits of milliseconds";
}

// Whatever it takes it gives back, and what it doesn't take changes nothing.
TEST(Chunk, GivesBackWhatItTook) {
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    const std::int64_t units[] = {1, 1000, 60'000, 300'000};
    const std::int64_t unit = units[random.below(4)];
    const bool regular = random.one_in(2);
    const std::int64_t range = random.one_in(3) ? 3'000'000'000 : random.one_in(2) ? 40'000 : 50;
    std::vector<Sample> taken{{kStart, random.between(-100, 100)}};
    Chunk chunk(taken[0]);
    Instant at = kStart;
    for (int i = 0; i < 80; ++i) {
      at += Span{unit * (regular ? 1 : random.between(1, 9))};
      const Sample sample{at, taken[0].value + random.between(0, 1000) * range / 1000};
      if (chunk.push(sample)) taken.push_back(sample);
      if (random.one_in(10) && chunk.size() > 1) {
        chunk.pop();
        taken.pop_back();
        at = taken.back().at;
      }
      ASSERT_EQ(chunk.size(), taken.size());
      for (std::uint32_t k = 0; k < chunk.size(); ++k) ASSERT_EQ(chunk[k], taken[k]);
    }
  }
}

}  // namespace
}  // namespace fenghuo::rules
