#include "rules/condition.h"

#include <algorithm>
#include <cmath>

#include "engine/property.h"
#include "rules/language/moment.h"

namespace fenghuo::rules {
namespace {

using language::Failure;
using language::Value;

Value value_of_reading(const SeriesCall& call, const Reading& reading) {
  if (!reading.known()) return Value::error(Failure::no_data);
  const SeriesFunction function = call.function;
  if (function == SeriesFunction::count) return Value::of(static_cast<std::int64_t>(reading.value));
  if (function == SeriesFunction::holds) return Value::of(reading.value != 0);
  if (function != SeriesFunction::time && function != SeriesFunction::silence)
    return Value::of(reading.value);
  // Whole milliseconds, which as seconds are not all doubles: 0.567 s is not 566,999,999 ns.
  const auto ms = static_cast<std::int64_t>(std::llround(reading.value * 1000));
  return language::length_of_time(ms / 1000, ms % 1000 * 1'000'000);
}

Value value_of_truth(Truth truth) {
  return truth == Truth::unknown ? Value::error(Failure::no_data) : Value::of(truth == Truth::yes);
}

Value value_of_tally(Measure measure, const Tally& tally) {
  const bool votes = measure == Measure::votes;
  if (!votes && measure != Measure::count) return value_of_truth(truth_of(measure, tally));
  if (tally.stations == 0) return Value::error(Failure::no_data);
  const std::uint32_t least = votes ? tally.votes : tally.yes;
  const std::uint32_t most = votes ? tally.votes_possible : tally.yes + tally.unknown;
  return least == most ? Value::of(std::int64_t{least}) : Value::error(Failure::no_data);
}

}  // namespace

// Where there are no stations nobody can say anything: neither calm, nor that all of them say so.
Truth truth_of(Measure measure, const Tally& tally) {
  if (tally.stations == 0) return Truth::unknown;
  const auto between = [](bool sure, bool possible) {
    return sure ? Truth::yes : possible ? Truth::unknown : Truth::no;
  };
  if (measure == Measure::exists) return between(tally.yes > 0, tally.unknown > 0);
  if (measure == Measure::all)
    return between(tally.yes == tally.stations, tally.yes + tally.unknown == tally.stations);
  // Two are too many, whatever the others say.
  if (measure == Measure::exists_one)
    return between(tally.yes == 1 && tally.unknown == 0, tally.yes < 2 && tally.unknown > 0);
  return between(tally.votes * 2 > tally.groups, tally.votes_possible * 2 > tally.groups);
}

Truth holds(const TallyThreshold& threshold, const Tally& tally) {
  if (tally.stations == 0) return Truth::unknown;
  const bool votes = threshold.measure == Measure::votes;
  const std::uint32_t least = votes ? tally.votes : tally.yes;
  const std::uint32_t most = votes ? tally.votes_possible : tally.yes + tally.unknown;
  const bool at_least = compare(least, threshold.comparison, threshold.limit);
  if (at_least != compare(most, threshold.comparison, threshold.limit)) return Truth::unknown;
  return at_least ? Truth::yes : Truth::no;
}

Truth Condition::truth_of_threshold(std::uint32_t of, const ConditionWorld& world) const {
  const Threshold& threshold = thresholds_[of];
  return holds(threshold, world.readings[threshold.call], world.deadbands[threshold.call]);
}

Truth Condition::truth_of_difference(std::uint32_t of, const ConditionWorld& world) const {
  const Difference& difference = differences_[of];
  const Reading& from = world.readings[difference.from];
  const Reading& less = world.readings[difference.less];
  if (!from.known() || !less.known()) return Truth::unknown;
  return compare(from.value - less.value, difference.comparison, difference.limit) ? Truth::yes
                                                                                   : Truth::no;
}

Value Condition::value_of(const Input& input, const ConditionWorld& world) const {
  switch (input.source) {
    case Source::reading:
      return value_of_reading(calls_[input.of], world.readings[input.of]);
    case Source::threshold:
      return value_of_truth(truth_of_threshold(input.of, world));
    case Source::difference:
      return value_of_truth(truth_of_difference(input.of, world));
    case Source::tally:
      return value_of_tally(input.measure, world.tallies[input.of]);
    case Source::tally_threshold: {
      const TallyThreshold& threshold = tally_thresholds_[input.of];
      return value_of_truth(holds(threshold, world.tallies[threshold.test]));
    }
    case Source::report:
      return Value::of(std::int64_t{world.reports[input.of]});
    case Source::warning:
      return value_of_truth(world.warnings[input.of]);
    case Source::alarm:
      break;
  }
  return value_of_truth(world.alarms[input.of]);
}

bool Condition::computes_with(std::uint32_t call) const {
  return std::any_of(inputs_.begin(), inputs_.end(), [call](const Input& input) {
    return input.source == Source::reading && input.of == call;
  });
}

Truth Condition::run(const ConditionWorld& world) {
  if (lone_)
    return lone_->source == Source::threshold ? truth_of_threshold(lone_->of, world)
                                              : truth_of_difference(lone_->of, world);
  const Value& result = value_in(world);
  if (result.kind != language::Kind::boolean) return Truth::unknown;
  return result.boolean ? Truth::yes : Truth::no;
}

const Value& Condition::value_in(const ConditionWorld& world) {
  for (std::uint32_t i = 0; i < inputs_.size(); ++i) machine_.set(i, value_of(inputs_[i], world));
  return machine_.run();
}

Text Condition::no_data(const ConditionWorld& world) const {
  for (std::uint32_t i = 0; i < calls_.size(); ++i) {
    if (world.readings[i].known()) continue;
    const std::string& property = calls_[i].property;
    const Property* known = find_property(property);
    const Text name = known == nullptr ? Text{property, property} : name_of(*known);
    return {"没有“" + name.zh + "”的数据", "no data of " + name.en};
  }
  for (const Tally& tally : world.tallies)
    if (tally.stations == 0) return {"问的地方没有测站", "there is no station where it asks"};
  return {"有测站无法判断", "a station can't be told"};
}

std::optional<Text> Condition::fault(const ConditionWorld& world) {
  if (run(world) != Truth::unknown) return std::nullopt;
  if (lone_) return no_data(world);
  const Value& result = value_in(world);
  if (!result.is_error() || result.failure == Failure::no_data) return no_data(world);
  const auto at =
      language::position_of(machine_.program().source(), result.size == 0 ? 0 : result.size - 1);
  const Text what = language::text_of(result);
  const std::string line = std::to_string(at.line);
  const std::string column = std::to_string(at.column);
  return Text{what.zh + "（第 " + line + " 行第 " + column + " 列）",
              what.en + " (line " + line + ", column " + column + ")"};
}

}  // namespace fenghuo::rules
