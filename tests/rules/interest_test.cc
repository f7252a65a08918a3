#include "rules/interest.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

Reading draw(Random& random) {
  if (random.one_in(12)) return {};
  return {true, static_cast<double>(random.between(0, 12))};
}

// Whatever limit an answer passes, reaches or leaves: who compares with it is told.
TEST(Interest, TellsAllWhoseComparisonChanges) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Interest interest;
    std::vector<Threshold> thresholds;
    const auto count = random.between(1, 30);
    for (std::uint32_t who = 0; who < count; ++who) {
      thresholds.push_back({0, static_cast<Comparison>(random.between(0, 3)),
                            static_cast<double>(random.between(0, 24)) / 2});
      interest.add(who, thresholds.back().limit);
    }
    Reading before = draw(random);
    for (int i = 0; i < 300; ++i) {
      const Reading now = draw(random);
      std::set<std::uint32_t> told;
      interest.each_moved(before, now, [&](std::uint32_t who) { told.insert(who); });
      EXPECT_EQ(interest.is_moved(before, now), !told.empty());
      for (std::uint32_t who = 0; who < thresholds.size(); ++who)
        if (holds(thresholds[who], before, 0) != holds(thresholds[who], now, 0)) {
          EXPECT_TRUE(told.contains(who))
              << before.value << " -> " << now.value << ", limit " << thresholds[who].limit;
        }
      before = now;
    }
  }
}

TEST(Interest, LeavesAloneWhoseLimitIsFarAway) {
  Interest interest;
  for (std::uint32_t who = 0; who < 10'000; ++who) interest.add(who, who);
  std::vector<std::uint32_t> told;
  interest.each_moved({true, 4000.5}, {true, 4002.5},
                      [&](std::uint32_t who) { told.push_back(who); });
  EXPECT_EQ(told, (std::vector<std::uint32_t>{4001, 4002}));
  EXPECT_FALSE(interest.is_moved({true, 17.2}, {true, 17.9}));
}

TEST(Interest, TellsThoseThatComputeWithTheAnswerEachTime) {
  Interest interest;
  interest.add(3);
  interest.add(7, 100.0);
  std::vector<std::uint32_t> told;
  interest.each_moved({true, 1}, {true, 2}, [&](std::uint32_t who) { told.push_back(who); });
  EXPECT_EQ(told, std::vector<std::uint32_t>{3});
}

}  // namespace
}  // namespace fenghuo::rules
