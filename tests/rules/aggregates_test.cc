#include "rules/aggregates.h"

#include <gtest/gtest.h>

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1784075700000);

HistoryShape shape() {
  HistoryShape shape;
  shape.add({"wind", SeriesFunction::avg, hours{1}});
  shape.add({"wind", SeriesFunction::max, hours{2}});
  shape.add({"wind", SeriesFunction::quantile, hours{1}, WindowKind::sliding, Span{0}, {}, 0.5});
  return shape;
}

class AggregatesTest : public ::testing::Test {
 protected:
  AggregatesTest() { kept_.reshape(shape(), series_); }
  static void append(Aggregates& kept, Series& series, minutes after, std::int64_t value) {
    const Sample sample{kStart + after, value};
    series.append(sample);
    kept.appended(series, sample);
  }
  // Sum of the window, the largest, the median.
  static std::vector<double> told(const Aggregates& kept, const Series& series) {
    return {static_cast<double>(kept.window(0).sum()),
            static_cast<double>(kept.extreme(0).value().value),
            kept.rolling(0).answer(series).value};
  }

  Series series_;
  Aggregates kept_{0};
};

TEST_F(AggregatesTest, KeepsEachKindBesideTheOthers) {
  for (int i = 0; i < 30; ++i) append(kept_, series_, minutes{10} * i, i % 7);
  // In the last hour 3, 4, 5, 6, 0, 1.
  EXPECT_EQ(told(kept_, series_), (std::vector<double>{19, 6, 3.5}));
}

TEST_F(AggregatesTest, CopiesGoOnByThemselves) {
  for (int i = 0; i < 10; ++i) append(kept_, series_, minutes{10} * i, i);
  Aggregates copy = kept_;
  Series series = series_;
  append(copy, series, minutes{100}, 1000);
  EXPECT_EQ(told(kept_, series_), (std::vector<double>{39, 9, 6.5}));
  EXPECT_EQ(told(copy, series), (std::vector<double>{1035, 1000, 7.5}));
  kept_ = copy;
  EXPECT_EQ(told(kept_, series), told(copy, series));
  const Aggregates taken = std::move(copy);
  EXPECT_EQ(told(taken, series), told(kept_, series));
}

TEST_F(AggregatesTest, SeveralOfAKindStandEachInItsPlace) {
  HistoryShape several = shape();
  several.add({"wind", SeriesFunction::sum, hours{2}});
  several.add({"wind", SeriesFunction::min, hours{1}});
  several.add({"wind", SeriesFunction::quantile, hours{1}, WindowKind::sliding, Span{0}, {}, 1});
  kept_.reshape(several, series_);
  for (int i = 0; i < 30; ++i) append(kept_, series_, minutes{10} * i, i);
  const Sample late{kStart + minutes{275}, -3};
  kept_.put(series_, late, series_.put(late));
  // In the last hour 24 to 29 and -3, in the last two 18 to 29 and -3.
  EXPECT_EQ(told(kept_, series_), (std::vector<double>{156, 29, 26}));
  EXPECT_EQ(kept_.window(1).sum(), 279);
  EXPECT_EQ(kept_.extreme(1).value().value, -3);
  EXPECT_EQ(kept_.rolling(1).answer(series_).value, 29);
}

TEST_F(AggregatesTest, AnEmptyOneIsCopiedAndMoved) {
  Aggregates empty(3);
  Aggregates copy = empty;
  const Aggregates& itself = copy;
  copy = itself;
  empty = std::move(copy);
  empty.appended(series_, {kStart, 1});
  EXPECT_EQ(empty.bytes(), 0u);
  EXPECT_EQ(empty.decimals(), 3);
}

TEST_F(AggregatesTest, ANewShapeIsFilledFromTheSeries) {
  for (int i = 0; i < 10; ++i) append(kept_, series_, minutes{10} * i, i);
  const auto before = told(kept_, series_);
  kept_.reshape(HistoryShape{}, series_);
  EXPECT_EQ(kept_.bytes(), 0u);
  kept_.reshape(shape(), series_);
  EXPECT_EQ(told(kept_, series_), before);
}

}  // namespace
}  // namespace fenghuo::rules
