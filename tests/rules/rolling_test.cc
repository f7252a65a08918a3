#include "rules/rolling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1784075700000);
constexpr std::uint8_t kDecimals = 1;

// The samples that a window holds, picked anew from all of them.
struct Held {
  std::vector<std::pair<Instant, double>> inside;
  std::optional<std::pair<Instant, double>> before;
  std::optional<double> counted_before;  // the last that a counter could tell
  Bounds bounds;
};

Held held_by(const std::map<Instant, std::int64_t>& all, const Bounds& bounds) {
  Held held{{}, {}, {}, bounds};
  for (const auto& [at, value] : all) {
    if (at <= held.bounds.after) held.before = {at, static_cast<double>(value) / 10};
    if (at <= held.bounds.after && value >= 0)
      held.counted_before = static_cast<double>(value) / 10;
    if (at > held.bounds.after && at <= held.bounds.until)
      held.inside.push_back({at, static_cast<double>(value) / 10});
  }
  return held;
}

// Of those that say something, each since the last that did.
Reading increase(const Held& held) {
  double all = 0;
  bool any = false;
  std::optional<double> last = held.counted_before;
  for (const auto& [at, value] : held.inside) {
    if (value < 0) continue;
    if (last) all += value >= *last ? value - *last : value;
    last = value;
    any = true;
  }
  if (!any) return {};
  return {true, all};
}

double seconds(Span span) {
  return static_cast<double>(span.count()) / 1000;
}

bool passes(const SeriesCall& call, double value) {
  return compare(value, call.test->comparison, call.test->limit);
}

double time_passed(const Held& held, const SeriesCall& call) {
  double sum = 0;
  for (std::size_t i = 0; i < held.inside.size(); ++i) {
    const Instant until = i + 1 < held.inside.size() ? held.inside[i + 1].first : held.bounds.until;
    if (passes(call, held.inside[i].second))
      sum += std::min(seconds(until - held.inside[i].first), 3600.0);
  }
  if (held.before && passes(call, held.before->second)) {
    const Instant over = std::min(held.inside[0].first, held.before->first + hours{1});
    sum += std::max(0.0, seconds(over - held.bounds.after));
  }
  return sum;
}

Reading always(const Held& held, const SeriesCall& call) {
  for (const auto& [at, value] : held.inside)
    if (!passes(call, value)) return {true, 0};
  if (held.before) return {true, passes(call, held.before->second) ? 1.0 : 0.0};
  if (held.inside[0].first - held.bounds.after > Span{1}) return {};
  return {true, 1};
}

Reading slope(const Held& held) {
  double mean_t = 0;
  double mean_v = 0;
  for (const auto& [at, value] : held.inside) {
    mean_t += seconds(at - kStart) / static_cast<double>(held.inside.size());
    mean_v += value / static_cast<double>(held.inside.size());
  }
  double above = 0;
  double below = 0;
  for (const auto& [at, value] : held.inside) {
    above += (seconds(at - kStart) - mean_t) * (value - mean_v);
    below += (seconds(at - kStart) - mean_t) * (seconds(at - kStart) - mean_t);
  }
  if (held.inside.size() < 2) return {};
  return {true, above / below * 3600};
}

// By the definition of each function, without any sum kept.
Reading expected(const Held& held, const SeriesCall& call) {
  std::vector<double> values;
  for (const auto& [at, value] : held.inside) values.push_back(value);
  const auto n = static_cast<double>(values.size());
  if (call.function == SeriesFunction::count) {
    const auto count = call.test ? std::count_if(values.begin(), values.end(),
                                                 [&](double v) { return passes(call, v); })
                                 : std::ssize(values);
    return {true, static_cast<double>(count)};
  }
  if (values.empty()) return {};
  double sum = 0;
  for (const double value : values) sum += value;
  const SeriesFunction function = call.function;
  if (function == SeriesFunction::sum) return {true, sum};
  if (function == SeriesFunction::avg) return {true, sum / n};
  if (function == SeriesFunction::first) return {true, values.front()};
  if (function == SeriesFunction::delta) return {true, values.back() - values.front()};
  if (function == SeriesFunction::slope) return slope(held);
  if (function == SeriesFunction::time) return {true, time_passed(held, call)};
  if (function == SeriesFunction::holds) return always(held, call);
  if (function == SeriesFunction::stddev) {
    double squares = 0;
    for (const double value : values) squares += (value - sum / n) * (value - sum / n);
    return {true, std::sqrt(squares / n)};
  }
  if (function == SeriesFunction::increase) return increase(held);
  if (function == SeriesFunction::rate) {
    const double hours_between = seconds(held.inside.back().first - held.inside[0].first) / 3600;
    if (hours_between <= 0) return {};
    return {true, (values.back() - values.front()) / hours_between};
  }
  std::sort(values.begin(), values.end());
  const double share = function == SeriesFunction::min   ? 0
                       : function == SeriesFunction::max ? 1
                                                         : call.share;
  const double rank = share * (n - 1);
  const auto below = static_cast<std::size_t>(rank);
  const auto above = std::min(below + 1, values.size() - 1);
  return {true, values[below] + (values[above] - values[below]) * (rank - std::floor(rank))};
}

std::vector<SeriesCall> calls() {
  using F = SeriesFunction;
  const SampleTest test{Comparison::at_least, 20};
  std::vector<SeriesCall> all;
  for (const auto function : {F::sum, F::avg, F::count, F::first, F::delta, F::rate, F::slope,
                              F::stddev, F::increase, F::min, F::max}) {
    all.push_back({"x", function, hours{1}});
    all.push_back({"x", function, minutes{30}, WindowKind::sliding, hours{1}});
    all.push_back({"x", function, hours{0}, WindowKind::day});
  }
  for (const auto function : {F::count, F::time, F::holds}) {
    all.push_back({"x", function, hours{1}, WindowKind::sliding, Span{0}, test});
    all.push_back({"x", function, minutes{40}, WindowKind::sliding, minutes{40}, test});
  }
  for (const double share : {0.0, 0.25, 0.5, 0.9, 1.0})
    all.push_back({"x", F::quantile, hours{2}, WindowKind::sliding, Span{0}, {}, share});
  return all;
}

void compare_all(const std::vector<Rolling>& rollings, const Series& series,
                 const std::map<Instant, std::int64_t>& all) {
  for (const auto& rolling : rollings) {
    const Reading is = rolling.answer(series);
    const Reading should =
        expected(held_by(all, bounds_of(rolling.call(), all.rbegin()->first)), rolling.call());
    ASSERT_EQ(is.known(), should.known())
        << to_string(rolling.call().function) << " " << rolling.call().ago.count();
    if (is.known()) {
      ASSERT_NEAR(is.value, should.value, 1e-9 * std::max(1.0, std::fabs(should.value)))
          << to_string(rolling.call().function) << " ago " << rolling.call().ago.count();
    }
  }
}

TEST(Rolling, AgreesWithARescanUnderLateAndRepeatedData) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    SCOPED_TRACE(seed);
    std::vector<Rolling> rollings;
    for (const auto& call : calls())
      rollings.emplace_back(std::make_shared<const SeriesCall>(call), kDecimals);
    Series series;
    std::map<Instant, std::int64_t> all;
    Instant now = kStart;
    for (int i = 0; i < 250; ++i) {
      now += minutes{random.between(1, random.one_in(20) ? 300 : 12)};
      const bool late = !all.empty() && random.one_in(6);
      const Instant at = late ? now - minutes{random.between(20, 60)} : now;
      const Sample sample{at, random.one_in(6) ? -1 : random.between(0, 400)};
      if (all.empty() || at > series.back().at) {
        series.append(sample);
        for (auto& rolling : rollings) rolling.appended(series, series.back());
      } else {
        const auto replaced = series.put(sample);
        for (auto& rolling : rollings) rolling.put(series, sample, replaced);
      }
      all[at] = sample.value;
      compare_all(rollings, series, all);
    }
  }
}

// Of [begin, begin + length), written out here: what was before it counts, and what comes later
// doesn't.
TEST(Rolling, OfATumblingWindowAgreesWithARescan) {
  constexpr Span kLength = minutes{30};
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    SCOPED_TRACE(seed);
    Series series;
    std::map<Instant, std::int64_t> all;
    Instant now = kStart;
    for (int i = 0; i < 150; ++i) {
      now += minutes{random.between(1, random.one_in(20) ? 300 : 12)};
      all[now] = random.one_in(6) ? -1 : random.between(0, 400);
      series.append({now, all[now]});
    }
    Instant begin = kStart - kStart.time_since_epoch() % kLength;
    for (; begin + kLength <= now; begin += kLength)
      for (SeriesCall call : calls()) {
        if (call.kind != WindowKind::sliding || call.ago != Span{0}) continue;
        call.kind = WindowKind::tumbling;
        call.window = kLength;
        Rolling rolling(std::make_shared<const SeriesCall>(call), kDecimals);
        const Instant over = begin + kLength + minutes{random.between(0, 29)};
        const Reading is = rolling.answer_over(series, over);
        // Whole minutes: nothing is observed between the last millisecond and the end.
        Held held = held_by(all, {begin - Span{1}, begin + kLength - Span{1}});
        held.bounds = {begin, begin + kLength};
        const Reading should = held.inside.empty() ? Reading{} : expected(held, call);
        ASSERT_EQ(is.known(), should.known()) << to_string(call.function);
        if (is.known()) {
          ASSERT_NEAR(is.value, should.value, 1e-9 * std::max(1.0, std::fabs(should.value)))
              << to_string(call.function);
        }
      }
  }
}

TEST(Rolling, IsTheSameAfterThatTheSeriesForgot) {
  const auto slope =
      std::make_shared<const SeriesCall>(SeriesCall{"x", SeriesFunction::slope, hours{1}});
  Rolling kept(slope, kDecimals);
  Series series;
  for (int i = 0; i < 500; ++i) {
    series.append({kStart + minutes{5} * i, i * i % 97});
    kept.appended(series, series.back());
    series.forget_until(series.back().at - hours{1});
    Rolling fresh(slope, kDecimals);
    fresh.rebuild(series);
    ASSERT_EQ(kept.answer(series), fresh.answer(series)) << i;
  }
}

Rolling counter_over(Span window) {
  return {std::make_shared<const SeriesCall>(SeriesCall{"x", SeriesFunction::increase, window}), 0};
}

TEST(Rolling, WhatACounterRoseByWhileItCouldNotTellIsNotLost) {
  Rolling hour = counter_over(hours{1});
  Rolling short_one = counter_over(minutes{10});
  Series series;
  const std::vector<std::int64_t> values{100, -1, 130, 130, 130};
  std::vector<double> in_hour;
  std::vector<double> in_short;
  for (const auto value : values) {
    const Instant at = series.empty() ? kStart : series.back().at + minutes{5};
    series.append({at, value});
    hour.appended(series, series.back());
    short_one.appended(series, series.back());
    in_hour.push_back(hour.answer(series).value);
    in_short.push_back(short_one.answer(series).value);
  }
  EXPECT_EQ(in_hour, (std::vector<double>{0, 0, 30, 30, 30}));
  EXPECT_EQ(in_short, (std::vector<double>{0, 0, 30, 30, 0}))
      << "also where the window begins between the two, and not once it begins after them";
}

TEST(Rolling, ACounterThatCanNotTellIsUnknown) {
  Rolling counter = counter_over(minutes{10});
  Series series;
  for (int i = 0; i < 3; ++i) {
    series.append({kStart + minutes{5} * i, i == 0 ? 100 : -1});
    counter.appended(series, series.back());
    EXPECT_EQ(counter.answer(series).known(), i < 2) << i;
  }
}

// Twenty that say nothing are more than the series keeps: whoever begins anew can't know of more.
TEST(Rolling, ACounterIsTheSameAfterThatTheSeriesForgot) {
  Rolling kept = counter_over(hours{1});
  Series series;
  for (int i = 0; i < 200; ++i) {
    series.append({kStart + minutes{5} * i, i / 20 % 2 == 0 ? i : -1});
    kept.appended(series, series.back());
    series.forget_until(series.back().at - hours{1});
    Rolling fresh = counter_over(hours{1});
    fresh.rebuild(series);
    ASSERT_EQ(kept.answer(series), fresh.answer(series)) << i;
  }
}

TEST(Bounds, OfADayBeginAtItsHour) {
  // 08:00 at +08:00 is midnight UTC.
  const SeriesCall day{"x", SeriesFunction::sum, hours{0}, WindowKind::day};
  const Instant midnight = instant_ms(1784073600000);
  EXPECT_EQ(bounds_of(day, midnight + minutes{5}).after, midnight);
  EXPECT_EQ(bounds_of(day, midnight).after, midnight - hours{24})
      << "what is read at eight belongs to the day that ends";
}

TEST(Bounds, OfATumblingWindowAreTheLastThatIsOver) {
  const SeriesCall five{"x", SeriesFunction::sum, minutes{5}, WindowKind::tumbling};
  const Instant over = instant_ms(1784073600000);
  EXPECT_EQ(bounds_of(five, over).after, over - minutes{5} - Span{1});
  EXPECT_EQ(bounds_of(five, over).until, over - Span{1});
  EXPECT_EQ(bounds_of(five, over + minutes{4}).until, over - Span{1});
}

}  // namespace
}  // namespace fenghuo::rules
