#include "rules/quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class QualityTest_ : public ::testing::Test {
 protected:
  Judged after(Span since_start, double value) {
    return stream.check(limits, {Instant{} + since_start, value});
  }

  QualityLimits limits;
  StreamQuality stream;
};

TEST_F(QualityTest_, WithoutLimitsAllPasses) {
  EXPECT_EQ(after(minutes{0}, 1e9).flag, Quality::pass);
  EXPECT_EQ(after(minutes{5}, -1e9).flag, Quality::pass);
}

TEST_F(QualityTest_, GrossRange) {
  limits.fail_outside = {0, 10};
  limits.suspect_outside = {1, 8};
  EXPECT_EQ(after(minutes{0}, 8).flag, Quality::pass);
  EXPECT_EQ(after(minutes{5}, 8.1).flag, Quality::suspect);
  EXPECT_TRUE(after(minutes{10}, 0.5).doubtful());
  EXPECT_EQ(after(minutes{15}, 10.1).flag, Quality::fail);
  EXPECT_EQ(stream.last()->value, 0.5) << "what can't be is no neighbour of the next value";
}

TEST_F(QualityTest_, BeyondTheRecordIsSuspectAndAtLeastButNoDoubt) {
  limits.record = {0, 5};
  const Judged judged = after(minutes{0}, 5.2);
  EXPECT_EQ(judged.flag, Quality::suspect);
  EXPECT_TRUE(judged.tests.has(QualityTest::climatology));
  EXPECT_TRUE(judged.at_least);
  EXPECT_FALSE(judged.doubtful()) << "the worst floods are beyond the record";
  EXPECT_FALSE(after(minutes{5}, -0.1).at_least);
}

TEST_F(QualityTest_, ASpikeShowsInTheValueAfterIt) {
  limits.spike_suspect = 0.5;
  limits.spike_fail = 2;
  after(minutes{0}, 1);
  EXPECT_FALSE(after(minutes{5}, 2).spike_before);
  EXPECT_EQ(after(minutes{10}, 1).spike_before, Quality::suspect);
  after(minutes{15}, 4);
  EXPECT_EQ(after(minutes{20}, 1).spike_before, Quality::fail);
  EXPECT_FALSE(stream.check(limits, {Instant{} + minutes{3}, 100}).spike_before) << "a late one";
}

TEST_F(QualityTest_, RateOfChangeCountsTime) {
  limits.rate_per_hour = 3;
  after(hours{0}, 1);
  EXPECT_EQ(after(hours{1}, 4).flag, Quality::pass) << "3 an hour is no more than 3";
  EXPECT_TRUE(after(hours{2}, 7.1).tests.has(QualityTest::rate_of_change));
  EXPECT_EQ(after(hours{4}, 1.2).flag, Quality::pass);
}

TEST_F(QualityTest_, NothingIsComparedAcrossAGap) {
  limits.gap = hours{2};
  limits.rate_per_hour = 1;
  limits.spike_fail = 1;
  after(hours{0}, 1);
  EXPECT_EQ(after(hours{3}, 9).flag, Quality::pass);
  EXPECT_FALSE(after(hours{4}, 9.5).spike_before);
  EXPECT_FALSE(stream.trend_per_hour() && *stream.trend_per_hour() > 1);
}

TEST_F(QualityTest_, AFirstReadingIsSuspectUntilItHasBeenSeenMoving) {
  limits.gap = hours{2};
  limits.first_reading_moved = 0.02;
  EXPECT_TRUE(after(hours{0}, 40.71).doubtful());
  EXPECT_TRUE(after(hours{1}, 40.72).doubtful()) << "a gauge that is stuck trembles";
  EXPECT_FALSE(after(hours{2}, 40.75).doubtful());
  EXPECT_FALSE(after(hours{3}, 40.75).doubtful());
  EXPECT_TRUE(after(hours{6}, 41.5).doubtful()) << "after a gap it begins anew";
}

TEST_F(QualityTest_, TheTrendGoesOverHalfAnHour) {
  after(minutes{0}, 1);
  EXPECT_FALSE(stream.trend_per_hour());
  after(minutes{10}, 1.1);
  EXPECT_NEAR(*stream.trend_per_hour(), 0.6, 1e-9);
  after(minutes{30}, 1.5);
  after(minutes{40}, 1.4);
  EXPECT_NEAR(*stream.trend_per_hour(), 0.6, 1e-9) << "0.4 in 40 minutes, not 0.1 down in 10";
}

// Against a re-scan of all values: the range of the longest stretch up to now.
TEST_F(QualityTest_, FlatLineAgreesWithARescan) {
  Random random(20261125);
  limits.flat_tolerance = 0.02;
  limits.flat_suspect = hours{3};
  limits.flat_fail = hours{6};
  std::vector<StreamQuality::Sample> samples;
  double value = 1;
  Instant at{};
  for (int i = 0; i < 5000; ++i) {
    at += minutes{random.below(30) + 1};
    if (random.below(20) == 0) value += (random.below(5) - 2.0) / 100;
    samples.push_back({at, value + random.below(2) / 100.0 * (random.below(8) == 0 ? 1 : 0)});
    const Judged judged = stream.check(limits, samples.back());
    std::size_t begin = samples.size();
    double low = samples.back().value;
    double high = low;
    while (begin > 0) {
      const double next = samples[begin - 1].value;
      if (std::max(high, next) - std::min(low, next) >= limits.flat_tolerance) break;
      low = std::min(low, next);
      high = std::max(high, next);
      --begin;
    }
    const Span flat = at - samples[begin].at;
    const Quality expected = flat >= limits.flat_fail      ? Quality::fail
                             : flat >= limits.flat_suspect ? Quality::suspect
                                                           : Quality::pass;
    ASSERT_EQ(judged.flag, expected) << i << " flat for " << flat.count() / 60000 << " min";
  }
}

// Found beside the reference of the crisis gauges.
TEST_F(QualityTest_, AnImpossibleValueMovesNothingAndWasSeenNowhere) {
  limits.fail_outside = {0, 12};
  limits.first_reading_moved = 0.1;
  limits.first_below = 9.2;
  limits.spike_fail = 1;
  EXPECT_TRUE(after(hours{0}, 9.3).doubtful());
  EXPECT_EQ(after(hours{1}, -20).flag, Quality::fail);
  EXPECT_TRUE(after(hours{2}, 9.5).doubtful()) << "was it seen below?";
  EXPECT_EQ(after(hours{3}, 20).flag, Quality::fail);
  EXPECT_FALSE(after(hours{4}, 9.4).spike_before) << "of the one between, which nobody used";
}

TEST_F(QualityTest_, TrendsAreThoseOfTheNumbersAsWritten) {
  after(hours{0}, 384.22);
  after(hours{1}, 384.32);
  EXPECT_EQ(*stream.trend_per_hour(), 0.1);
}

TEST_F(QualityTest_, ACalmRiverMayBeFlat) {
  limits.flat_tolerance = 0.01;
  limits.flat_suspect = hours{1};
  limits.flat_above = 2;
  for (int h = 0; h < 5; ++h) EXPECT_EQ(after(hours{h}, 1.5).flag, Quality::pass);
  for (int h = 5; h < 8; ++h) after(hours{h}, 2.5);
  EXPECT_EQ(after(hours{8}, 2.5).flag, Quality::suspect);
}

}  // namespace
}  // namespace fenghuo::rules
