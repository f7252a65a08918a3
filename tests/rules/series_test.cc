#include "rules/series.h"

#include <gtest/gtest.h>

#include "tests/random.h"
#include "tests/rules/series_model.h"

namespace fenghuo::rules {
namespace {

constexpr Instant kStart = instant_ms(1784075700000);

void expect_equal(const Series& series, const SeriesModel& model) {
  std::vector<Sample> samples;
  for (auto p = series.begin(); p != series.end(); p = series.after(p))
    samples.push_back(series[p]);
  ASSERT_EQ(samples.size(), series.size());
  // The series may have forgotten what is old.
  auto expected = model.samples().end();
  for (std::size_t i = 0; i < samples.size(); ++i) --expected;
  for (const auto& sample : samples) {
    ASSERT_EQ(sample.at, expected->first);
    ASSERT_EQ(sample.value, expected->second);
    ++expected;
  }
}

TEST(Series, KeepsOrderWhateverComesLate) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    Series series;
    SeriesModel model;
    Instant newest = kStart;
    for (int i = 0; i < 200; ++i) {
      if (random.one_in(5) && !series.empty()) {
        const auto span = (series.back().at - series.front().at).count() / 1000;
        const Sample late{series.back().at - Span{random.between(0, span) * 1000},
                          random.between(0, 500)};
        const auto before = model.samples().find(late.at);
        const auto replaced = series.put(late);
        EXPECT_EQ(replaced.has_value(), before != model.samples().end());
        model.put(late);
      } else {
        newest += Span{random.between(1, 400) * 1000};
        series.append({newest, random.between(0, 500)});
        model.put(series.back());
      }
      if (random.one_in(20)) series.forget_until(newest - Span{random.between(0, 20'000) * 1000});
    }
    expect_equal(series, model);
    for (int probe = 0; probe < 50; ++probe) {
      const Instant moment = kStart + Span{random.between(0, 40'000) * 1000};
      const auto place = series.first_after(moment);
      const auto expected =
          model.samples().upper_bound(std::max(moment, series.front().at - Span{1}));
      if (expected == model.samples().end()) {
        ASSERT_TRUE(place == series.end());
      } else {
        ASSERT_EQ(series[place].at, expected->first);
      }
    }
  }
}

TEST(Series, RemembersTheNewestThatItForgot) {
  Series series;
  for (int i = 0; i < 10; ++i) series.append({kStart + Span{i}, i});
  series.forget_until(kStart + Span{3});
  EXPECT_EQ(series.front().value, 4);
  EXPECT_EQ(series.last_until(kStart + Span{3})->value, 3);
  EXPECT_FALSE(series.last_until(kStart + Span{2})) << "older than what it remembers";
  EXPECT_EQ(series.last_until(kStart + Span{5})->value, 5);
  series.forget_until(kStart + Span{100});
  EXPECT_EQ(series.size(), 1u) << "the newest stays";
}

TEST(Series, IsBounded) {
  Series series;
  for (std::size_t i = 0; i < kSamplesMax + 1000; ++i)
    series.append({kStart + Span{static_cast<std::int64_t>(i) * 1000}, 1});
  EXPECT_EQ(series.size(), kSamplesMax);
  EXPECT_EQ(series.front().at, kStart + Span{1000 * 1000});
  EXPECT_LT(series.bytes(), 200'000u);
}

TEST(Series, IsTheSameAfterASnapshot) {
  Random random(4);
  Series series;
  Instant at = kStart;
  for (int i = 0; i < 500; ++i)
    series.append({at += Span{random.between(1, 5) * 60'000}, random.between(0, 900)});
  series.forget_until(at - std::chrono::hours{5});
  StateWriter writer;
  writer(series);
  Series loaded;
  StateReader reader(writer.bytes());
  reader(loaded);
  ASSERT_TRUE(reader.ok());
  StateWriter again;
  again(loaded);
  EXPECT_EQ(again.bytes(), writer.bytes());
  EXPECT_EQ(loaded.last_until(series.front().at - Span{1}),
            series.last_until(series.front().at - Span{1}));
}

TEST(Series, OfADayAtFiveMinutesIsSmall) {
  Series series;
  for (int i = 0; i < 400; ++i) {
    series.append({kStart + std::chrono::minutes{5} * i, i % 100});
    series.forget_until(series.back().at - std::chrono::hours{24});
  }
  EXPECT_EQ(series.size(), 288u);
  EXPECT_LT(series.bytes(), 1100u);
}

}  // namespace
}  // namespace fenghuo::rules
