#include "rules/window.h"

#include <gtest/gtest.h>

#include <numeric>

#include "rules/extreme.h"
#include "tests/random.h"
#include "tests/rules/series_model.h"

namespace fenghuo::rules {
namespace {

constexpr Instant kStart = instant_ms(1784075700000);

// Windows and extremes of several lengths over one series, beside a re-scan of a plain list.
class WindowTest : public ::testing::Test {
 protected:
  void put(const Sample& sample) {
    model_.put(sample);
    if (series_.empty() || sample.at > series_.back().at) {
      series_.append(sample);
      for (auto& window : windows_) window.appended(series_, sample);
      for (auto& extreme : extremes_) extreme.appended(series_, sample);
      series_.forget_until(sample.at - std::chrono::hours{3});
      return;
    }
    const auto replaced = series_.put(sample);
    for (auto& window : windows_) window.put(series_, sample, replaced);
    for (auto& extreme : extremes_) extreme.put(series_, sample, replaced);
  }
  void expect_equal() {
    for (const auto& window : windows_) {
      const auto values = model_.window(window.length());
      ASSERT_EQ(window.count(), values.size());
      ASSERT_EQ(window.sum(), std::accumulate(values.begin(), values.end(), std::int64_t{0}));
      ASSERT_EQ(window.oldest().value, values.front());
    }
    for (const auto& extreme : extremes_) {
      const auto values = model_.window(extreme.length());
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      ASSERT_EQ(extreme.value().value, extreme.which() == Extremum::smallest ? *low : *high);
    }
  }

  Series series_;
  SeriesModel model_;
  std::vector<Window> windows_{Window(std::chrono::minutes{10}), Window(std::chrono::hours{1}),
                               Window(std::chrono::hours{2})};
  std::vector<Extreme> extremes_{Extreme(std::chrono::minutes{10}, Extremum::smallest),
                                 Extreme(std::chrono::hours{2}, Extremum::smallest),
                                 Extreme(std::chrono::hours{1}, Extremum::largest)};
};

TEST_F(WindowTest, AgreesWithARescanUnderLateAndRepeatedData) {
  Random random(6);
  Instant newest = kStart;
  for (int i = 0; i < 10'000; ++i) {
    Instant at = newest += Span{random.between(0, 120) * 1000};
    if (random.one_in(6)) at -= Span{random.between(0, 3000) * 1000};
    if (!series_.empty() && at < series_.front().at) continue;
    put({at, random.between(-50, 400)});
    expect_equal();
    if (HasFatalFailure()) return;
  }
}

TEST_F(WindowTest, EndsAreOpenAtTheStartAndClosedAtTheNewest) {
  put({kStart, 1});
  put({kStart + std::chrono::minutes{10}, 2});
  EXPECT_EQ(windows_[0].count(), 1u) << "a sample exactly one window old is outside";
  EXPECT_EQ(windows_[0].before().value, 1);
  put({kStart + std::chrono::minutes{20} - Span{1}, 3});
  EXPECT_EQ(windows_[0].count(), 2u);
}

TEST_F(WindowTest, AnEmptyStretchLeavesTheNewestAlone) {
  put({kStart, 5});
  put({kStart + std::chrono::days{3}, 7});
  EXPECT_EQ(windows_[2].count(), 1u);
  EXPECT_EQ(windows_[2].sum(), 7);
}

TEST_F(WindowTest, GoesOnAfterTheSeriesForgotWhatItHeld) {
  Instant at = kStart;
  for (std::size_t i = 0; i < kSamplesMax + 500; ++i) put({at += Span{10}, 1});
  EXPECT_EQ(windows_[2].count(), kSamplesMax);
  EXPECT_EQ(windows_[2].sum(), static_cast<std::int64_t>(kSamplesMax));
}

// The series forgets one for each that is put in: the late one itself, or what windows still held.
TEST_F(WindowTest, ALateSampleInAFullSeries) {
  Instant at = kStart;
  for (std::size_t i = 0; i < kSamplesMax; ++i) {
    put({at += Span{10}, static_cast<std::int64_t>(i % 1000)});
  }
  const Instant first = series_.oldest_at();
  for (const Span from_first : {Span{5}, Span{20'005}, Span{3}}) {
    put({first + from_first, 5'000});
    put({first + from_first + Span{1}, -5'000});
    const auto of_all = [&](Window whole, Extreme smallest, Extreme largest) {
      whole.rebuild(series_);
      smallest.rebuild(series_);
      largest.rebuild(series_);
      EXPECT_EQ(windows_[2].count(), whole.count());
      EXPECT_EQ(windows_[2].sum(), whole.sum());
      EXPECT_EQ(extremes_[1].value(), smallest.value());
      EXPECT_EQ(extremes_[2].value(), largest.value());
    };
    of_all(windows_[2], extremes_[1], extremes_[2]);
  }
}

}  // namespace
}  // namespace fenghuo::rules
