#include "rules/history.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1784075700000);
const SeriesCall kOneHour{"rain", SeriesFunction::sum, hours{1}};
const SeriesCall kOneDay{"rain", SeriesFunction::sum, hours{24}};
const SeriesCall kLast{"rain", SeriesFunction::last, Span{}};

HistoryShape shape_of(const std::vector<SeriesCall>& calls, Span lateness = minutes{30}) {
  HistoryShape shape;
  shape.amounts = calls[0].property == "rain";
  for (const auto& call : calls) shape.add(call);
  shape.lateness = lateness;
  return shape;
}

class AmountTest : public ::testing::Test {
 protected:
  AmountTest() { history_.reshape(shape_); }
  Taken read(Span after, std::int64_t counter) {
    return history_.add_reading({kStart + after, counter}, shape_);
  }
  Taken fell(Span after, std::int64_t amount) {
    return history_.add_amount({kStart + after, amount}, shape_);
  }
  double sum(const SeriesCall& call = kOneHour) const {
    return history_.answer(call, shape_.slot_of(call)).value;
  }

  HistoryShape shape_ = shape_of({kOneHour, kOneDay, kLast});
  AmountHistory history_;
};

TEST_F(AmountTest, OfACounterIsItsRise) {
  EXPECT_FALSE(history_.answer(kOneHour, shape_.slot_of(kOneHour)).known());
  read(minutes{0}, 77880);
  EXPECT_TRUE(history_.answer(kOneHour, shape_.slot_of(kOneHour)).known());
  EXPECT_EQ(sum(), 0) << "the first reading is where counting begins";
  read(minutes{5}, 77930);
  read(minutes{10}, 78130);
  EXPECT_EQ(sum(), 2.5);
  read(minutes{65}, 78130);
  EXPECT_EQ(sum(), 2.0) << "what fell up to minute 5 is out of the hour";
  EXPECT_EQ(sum(kOneDay), 2.5);
}

TEST_F(AmountTest, OfAmountsIsTheirSum) {
  fell(minutes{5}, 50);
  fell(minutes{10}, 200);
  EXPECT_EQ(sum(), 2.5);
  fell(minutes{65}, 0);
  EXPECT_EQ(sum(), 2.0);
  EXPECT_EQ(sum(kLast), 0);
}

TEST(Amounts, ATestIsOfWhatFellWithEachReading) {
  const SampleTest heavy{Comparison::at_least, 3};
  const SeriesCall within{"rain", SeriesFunction::count, hours{1}, WindowKind::sliding, {}, heavy};
  SeriesCall all = within;
  all.test.reset();
  SeriesCall before = within;
  before.ago = hours{1};
  SeriesCall tumbling = within;
  tumbling.kind = WindowKind::tumbling;
  const HistoryShape shape = shape_of({within, all, before, tumbling});
  AmountHistory history;
  history.reshape(shape);
  const auto count = [&](const SeriesCall& call) {
    return history.answer(call, shape.slot_of(call)).value;
  };
  for (int i = 0; i < 4; ++i) history.add_amount({kStart + minutes{5} * i, 0}, shape);
  EXPECT_EQ(count(within), 0) << "no rain is no heavy rain";
  EXPECT_EQ(count(all), 4);
  history.add_amount({kStart + minutes{20}, 2'99}, shape);
  EXPECT_EQ(count(within), 0);
  history.add_amount({kStart + minutes{25}, 3'00}, shape);
  EXPECT_EQ(count(within), 1);
  history.add_amount({kStart + minutes{86}, 0}, shape);
  EXPECT_EQ(count(within), 0) << "it has left the window";
  EXPECT_EQ(count(before), 1);
  EXPECT_EQ(history.answer(tumbling, shape.slot_of(tumbling), kStart + minutes{90}).value, 1)
      << "read at one o'clock, it is of the hour that begins";
}

TEST_F(AmountTest, CountsOnFromZeroAfterAReset) {
  read(minutes{0}, 500'00);
  read(minutes{5}, 501'00);
  EXPECT_EQ(read(minutes{10}, 2'00), Taken::reset);
  EXPECT_EQ(sum(), 3.0);
  read(minutes{15}, 2'50);
  EXPECT_EQ(sum(), 3.5);
  EXPECT_EQ(read(minutes{7}, 504'00), Taken::implausible) << "more than stands after it";
  EXPECT_EQ(read(minutes{7}, 501'00), Taken::taken) << "a late one from before the reset";
  EXPECT_EQ(sum(), 3.5);
}

TEST_F(AmountTest, LeavesOutWhatNeverFell) {
  read(minutes{0}, 0);
  EXPECT_EQ(read(minutes{5}, 900'00), Taken::implausible);
  EXPECT_EQ(sum(), 0);
  EXPECT_EQ(read(minutes{10}, 910'00), Taken::taken) << "the counter goes on from there";
  EXPECT_EQ(sum(), 10);
  EXPECT_EQ(fell(minutes{15}, -1), Taken::implausible);
}

// -9999 is a device's way to say that it can't tell.
TEST_F(AmountTest, NoCounterIsBelowZero) {
  EXPECT_EQ(read(minutes{0}, -1), Taken::implausible);
  read(minutes{5}, 50'00);
  read(minutes{10}, 52'00);
  for (const std::int64_t error : {std::int64_t{-9999'00}, std::int64_t{-1}})
    EXPECT_EQ(read(minutes{15}, error), Taken::implausible);
  EXPECT_EQ(sum(), 2);
  EXPECT_EQ(read(minutes{20}, 52'20), Taken::taken);
  EXPECT_EQ(sum(), 2.2);
}

// Of a series that is full a long window is shorter, and never all that ever fell.
TEST(Amounts, ThatFellBeforeAWindowIsNotOfItThoughTheSeriesIsFull) {
  const SeriesCall days{"rain", SeriesFunction::sum, hours{20 * 24}};
  const HistoryShape shape = shape_of({days});
  AmountHistory history;
  history.reshape(shape);
  const auto sum = [&] { return history.answer(days, shape.slot_of(days)).value; };
  std::int64_t minute = 0;
  const auto rain = [&](std::size_t samples) {
    for (std::size_t i = 0; i < samples; ++i)
      history.add_amount({kStart + minutes{++minute}, 1}, shape);
  };
  rain(kSamplesMax + 10);
  EXPECT_EQ(sum(), kSamplesMax / 100.0);
  rain(10'000);
  EXPECT_EQ(sum(), kSamplesMax / 100.0);
}

TEST_F(AmountTest, TakesTheGreatestRainsOnRecord) {
  read(minutes{0}, 0);
  EXPECT_EQ(read(hours{1}, 401'00), Taken::taken);  // Inner Mongolia 1975
  EXPECT_EQ(read(hours{2}, 602'90), Taken::taken);  // Zhengzhou 2021
  EXPECT_EQ(sum(), 201.9);
}

TEST_F(AmountTest, SpreadsTheRiseOverAGap) {
  read(minutes{0}, 0);
  read(hours{6}, 60'00);
  EXPECT_EQ(sum(), 10) << "60 mm in 6 h are not 60 mm in the last hour";
  EXPECT_EQ(sum(kOneDay), 60);
}

TEST_F(AmountTest, LateReadingsPutEachAmountInItsPlace) {
  read(minutes{0}, 0);
  read(minutes{70}, 30'00);
  EXPECT_NEAR(sum(), 25.72, 0.01) << "spread, until it is known better";
  EXPECT_EQ(read(minutes{55}, 10'00), Taken::taken);
  EXPECT_EQ(sum(), 30.0);
  EXPECT_EQ(read(minutes{35}, 1'00), Taken::late);
}

TEST_F(AmountTest, ARepeatedAmountReplacesAndALateOneIsAdded) {
  fell(minutes{5}, 100);
  fell(minutes{15}, 100);
  EXPECT_EQ(fell(minutes{10}, 300), Taken::taken);
  EXPECT_EQ(sum(), 5.0);
  EXPECT_EQ(fell(minutes{10}, 200), Taken::taken) << "a correction";
  EXPECT_EQ(sum(), 4.0);
}

TEST_F(AmountTest, ACounterTakesOverFromAmountsWithoutCountingTwice) {
  fell(minutes{5}, 100);
  fell(minutes{10}, 100);
  read(minutes{15}, 777'00);
  EXPECT_EQ(sum(), 2.0);
  read(minutes{20}, 778'00);
  EXPECT_EQ(sum(), 3.0);
}

std::array<double, 2> answers_of(const AmountHistory& history, const HistoryShape& shape) {
  return {history.answer(kOneHour, shape.slot_of(kOneHour)).value,
          history.answer(kLast, shape.slot_of(kLast)).value};
}

// Random disorder beside the sum over a sorted list of true amounts.
TEST_F(AmountTest, AgreesWithAPlainSumUnderDisorder) {
  Random random(8);
  const HistoryShape shape = shape_of({kOneHour, kLast});
  for (const bool counter : {true, false}) {
    int unchanged = 0;
    for (int round = 0; round < 100; ++round) {
      std::map<Instant, std::int64_t> amounts;
      std::vector<Sample> arrivals;
      std::int64_t total = 0;
      for (int i = 0; i < 150; ++i) {
        const Instant at = kStart + minutes{5} * i;
        amounts[at] = random.one_in(2) ? random.between(0, 600) : 0;
        total += amounts[at];
        arrivals.push_back({at, counter ? total : amounts[at]});
      }
      // Disorder within groups of four: at most 15 minutes late.
      for (std::size_t i = 0; i < arrivals.size(); ++i)
        if (random.one_in(2)) std::swap(arrivals[i], arrivals[i / 4 * 4 + random.below(2)]);
      AmountHistory history;
      history.reshape(shape);
      Instant newest{};
      std::map<Instant, std::int64_t> arrived;
      bool first = true;
      for (const auto& sample : arrivals) {
        const auto before = answers_of(history, shape);
        const auto taken =
            counter ? history.add_reading(sample, shape) : history.add_amount(sample, shape);
        if (first && counter) amounts.erase(amounts.begin(), amounts.upper_bound(sample.at));
        first = false;
        if (taken == Taken::unchanged) {
          EXPECT_EQ(answers_of(history, shape), before) << round;
        }
        unchanged += taken == Taken::unchanged;
        if (taken == Taken::late || taken == Taken::implausible) continue;
        newest = std::max(newest, sample.at);
        arrived[sample.at] = sample.value;
      }
      std::int64_t expected = 0;
      for (const auto& [at, amount] : amounts)
        if (at > newest - hours{1} && at <= newest) expected += amount;
      EXPECT_EQ(answers_of(history, shape)[0], static_cast<double>(expected) / 100) << round;
    }
    EXPECT_EQ(unchanged > 0, !counter) << "dry weather is noticed";
  }
}

class StateTest : public ::testing::Test {
 protected:
  static SeriesCall call(SeriesFunction function, Span window = hours{1}) {
    return {"water_level", function, window};
  }
  StateTest() { history_.reshape(shape_); }
  Taken put(Span after, std::int64_t value) {
    return history_.add({kStart + after, value}, shape_);
  }
  Reading ask(SeriesFunction function) const {
    const auto asked = call(function, function == SeriesFunction::last ? Span{} : hours{1});
    return history_.answer(asked, shape_.slot_of(asked));
  }

  HistoryShape shape_ =
      shape_of({call(SeriesFunction::min), call(SeriesFunction::max), call(SeriesFunction::avg),
                call(SeriesFunction::rate), call(SeriesFunction::sum), call(SeriesFunction::count),
                call(SeriesFunction::last, Span{})});
  StateHistory history_{3};
};

TEST_F(StateTest, AnswersEveryCall) {
  for (const auto function : {SeriesFunction::last, SeriesFunction::min, SeriesFunction::avg})
    EXPECT_FALSE(ask(function).known());
  put(minutes{0}, 152'000);
  EXPECT_FALSE(ask(SeriesFunction::rate).known()) << "one sample has no rate";
  put(minutes{30}, 153'000);
  put(minutes{45}, 152'500);
  EXPECT_EQ(ask(SeriesFunction::last).value, 152.5);
  EXPECT_EQ(ask(SeriesFunction::min).value, 152.0);
  EXPECT_EQ(ask(SeriesFunction::max).value, 153.0);
  EXPECT_EQ(ask(SeriesFunction::avg).value, 152.5);
  EXPECT_EQ(ask(SeriesFunction::sum).value, 457.5);
  EXPECT_EQ(ask(SeriesFunction::count).value, 3);
  EXPECT_NEAR(ask(SeriesFunction::rate).value, 0.5 / 0.75, 1e-12);
}

TEST_F(StateTest, TakesLateSamplesUpToTheLateness) {
  put(minutes{0}, 1);
  put(minutes{40}, 3);
  EXPECT_EQ(put(minutes{10}, 9), Taken::taken);
  EXPECT_EQ(ask(SeriesFunction::max).value, 0.009);
  EXPECT_EQ(put(minutes{9}, 99), Taken::late);
  EXPECT_EQ(ask(SeriesFunction::max).value, 0.009);
  EXPECT_EQ(ask(SeriesFunction::last).value, 0.003) << "a late sample isn't the last";
}

TEST_F(StateTest, KeepsItsSamplesWhenRulesChange) {
  for (int i = 0; i < 10; ++i) put(minutes{5} * i, i);
  const auto sum = call(SeriesFunction::sum, minutes{20});
  shape_ = shape_of({sum});
  history_.reshape(shape_);
  EXPECT_EQ(history_.answer(sum, shape_.slot_of(sum)).value, 0.030);
  EXPECT_FALSE(ask(SeriesFunction::max).known());
}

TEST_F(StateTest, IsTheSameAfterASnapshot) {
  for (int i = 0; i < 100; ++i) put(minutes{5} * i, i * i % 37);
  StateWriter writer;
  writer(history_);
  StateHistory loaded;
  StateReader reader(writer.bytes());
  reader(loaded);
  ASSERT_TRUE(reader.ok());
  loaded.add({kStart + minutes{500}, 5}, shape_);
  put(minutes{500}, 5);
  StateWriter a;
  StateWriter b;
  a(loaded);
  b(history_);
  EXPECT_EQ(a.bytes(), b.bytes());
}

TEST(StateHistoryTest, MoreWindowsThanAreKeptAreLookedThrough) {
  using F = SeriesFunction;
  const SampleTest test{Comparison::at_least, 10};
  const std::vector<SeriesCall> calls{
      {"wind", F::avg, hours{1}},
      {"wind", F::max, hours{1}},
      {"wind", F::sum, hours{0}, WindowKind::day},
      {"wind", F::count, hours{1}, WindowKind::sliding, hours{2}},
      {"wind", F::increase, hours{1}, WindowKind::sliding, hours{1}},
      {"wind", F::time, hours{1}, WindowKind::sliding, Span{0}, test},
      {"wind", F::holds, hours{1}, WindowKind::sliding, Span{0}, test},
      {"wind", F::quantile, hours{1}, WindowKind::sliding, Span{0}, {}, 0.5}};
  const HistoryShape few = shape_of(calls);
  HistoryShape many;
  many.windows.assign(kKeptOfAKindMax, minutes{7});
  for (const auto& call : calls) many.add(call);
  StateHistory kept(1);
  StateHistory scanned(1);
  kept.reshape(few);
  scanned.reshape(many);
  for (int i = 0; i < 20; ++i) {
    const Sample sample{kStart + minutes{10} * i, i * i};
    kept.add(sample, few);
    scanned.add(sample, many);
    for (const auto& call : calls) {
      ASSERT_EQ(many.slot_of(call).kind, Slot::scan);
      EXPECT_EQ(scanned.answer(call, many.slot_of(call)), kept.answer(call, few.slot_of(call)))
          << to_string(call.function) << " " << i;
    }
  }
}

}  // namespace
}  // namespace fenghuo::rules
