// What an observation costs the rules. The point of the windows: their length makes no difference.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/weather.h"
#include "rules/condition.h"
#include "rules/history.h"

namespace fenghuo::bench {
namespace {

using rules::Condition;
using rules::HistoryShape;
using rules::Reading;
using rules::SeriesCall;
using rules::SeriesFunction;

constexpr Instant kNow = instant_ms(1784075700000);

rules::HistoryShape shape_of(const std::string& property, SeriesFunction function, Span window) {
  HistoryShape shape;
  shape.amounts = property == "rain";
  shape.add(SeriesCall{property, function, window});
  shape.lateness = std::chrono::minutes{30};
  return shape;
}

// The window is full before time is taken: each value pushes one out.
void sum_of_window(benchmark::State& state) {
  const Span window = std::chrono::hours{state.range(0)};
  const auto shape = shape_of("rain", SeriesFunction::sum, window);
  const SeriesCall call{"rain", SeriesFunction::sum, window};
  const rules::Slot slot = shape.slot_of(call);
  const Weather weather(kStationsPerGroup);
  rules::AmountHistory history;
  history.reshape(shape);
  std::uint64_t step = 0;
  const auto add = [&] {
    history.add_amount({kNow + step * kStep, weather.rain_tenths(3, step) * 10}, shape);
    ++step;
  };
  while (step * kStep <= 2 * window) add();
  for (auto _ : state) {
    add();
    benchmark::DoNotOptimize(history.answer(call, slot));
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes"] = static_cast<double>(history.bytes());
}
BENCHMARK(sum_of_window)->ArgName("hours")->Arg(1)->Arg(24)->Arg(168);

void largest_of_window(benchmark::State& state) {
  const Span window = std::chrono::hours{state.range(0)};
  const auto shape = shape_of("water_level", SeriesFunction::max, window);
  const SeriesCall call{"water_level", SeriesFunction::max, window};
  const rules::Slot slot = shape.slot_of(call);
  const Weather weather(kStationsPerGroup);
  rules::StateHistory history(2);
  history.reshape(shape);
  std::uint64_t step = 0;
  const auto add = [&] {
    history.add({kNow + step * kStep, 30000 + weather.rain_tenths(3, step)}, shape);
    ++step;
  };
  while (step * kStep <= 2 * window) add();
  for (auto _ : state) {
    add();
    benchmark::DoNotOptimize(history.answer(call, slot));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(largest_of_window)->ArgName("hours")->Arg(1)->Arg(24)->Arg(168);

// A value that comes ten minutes late into a day.
void late_into_window(benchmark::State& state) {
  const Span window = std::chrono::hours{state.range(0)};
  const auto shape = shape_of("rain", SeriesFunction::sum, window);
  rules::AmountHistory history;
  history.reshape(shape);
  std::uint64_t step = 0;
  for (; step * kStep <= 2 * window; ++step) history.add_amount({kNow + step * kStep, 10}, shape);
  const Instant late = kNow + step * kStep - std::chrono::minutes{10};
  for (auto _ : state) history.add_amount({late, 10}, shape);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(late_into_window)->ArgName("hours")->Arg(1)->Arg(24)->Arg(168);

// The same of a level whose trend is asked, or how often it passed a limit.
void late_into(benchmark::State& state, SeriesCall call) {
  call.window = std::chrono::hours{state.range(0)};
  HistoryShape shape;
  shape.add(call);
  shape.lateness = std::chrono::minutes{30};
  rules::StateHistory history(1);
  history.reshape(shape);
  std::int64_t step = 0;
  for (; step * kStep <= 2 * call.window; ++step)
    history.add({kNow + step * kStep, step % 97}, shape);
  const Instant late = kNow + step * kStep - std::chrono::minutes{10};
  std::int64_t value = 0;
  for (auto _ : state) history.add({late, ++value & 63}, shape);
  state.SetItemsProcessed(state.iterations());
}
void late_into_trend(benchmark::State& state) {
  late_into(state, {"x", SeriesFunction::slope});
}
BENCHMARK(late_into_trend)->ArgName("hours")->Arg(1)->Arg(24)->Arg(168);
void late_into_tested_count(benchmark::State& state) {
  SeriesCall call{"x", SeriesFunction::count};
  call.test = rules::SampleTest{rules::Comparison::at_least, 3};
  late_into(state, call);
}
BENCHMARK(late_into_tested_count)->ArgName("hours")->Arg(1)->Arg(24)->Arg(168);

// The language by itself: two comparisons and an AND.
void two_comparisons(benchmark::State& state) {
  const auto environment = std::make_shared<language::Environment>();
  environment->add_variable("a", "double");
  environment->add_variable("b", "double");
  language::Machine machine(*language::compile("a > 1.0 && b < 5.0", environment));
  std::int64_t i = 0;
  for (auto _ : state) {
    machine.set(0, language::Value::of(static_cast<double>(++i & 7)));
    machine.set(1, language::Value::of(static_cast<double>(i & 15)));
    benchmark::DoNotOptimize(machine.run());
  }
}
BENCHMARK(two_comparisons);

void expression(benchmark::State& state) {
  auto condition = Condition::compile(
      "rain.sum(duration('1h')) >= 35 || rain.sum(duration('3h')) >= 55 || "
      "rain.sum(duration('6h')) >= 70 || rain.sum(duration('24h')) >= 100");
  const std::vector<Reading> readings(4, {true, 12.5});
  const std::vector<double> deadbands(4, 3);
  for (auto _ : state)
    benchmark::DoNotOptimize(condition->run({{readings.data()}, deadbands, {}, {}, {}, {}}));
}
BENCHMARK(expression);

}  // namespace
}  // namespace fenghuo::bench
