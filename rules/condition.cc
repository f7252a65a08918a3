#include "rules/condition.h"

#include <algorithm>
#include <cmath>

#include "rules/language/moment.h"

namespace fenghuo::rules {
namespace {

using language::Failure;
using language::Value;

Value value_of_reading(const SeriesCall& call, const Reading& reading) {
  if (!reading.known) return Value::error(Failure::no_data);
  const SeriesFunction function = call.function;
  if (function == SeriesFunction::count) return Value::of(static_cast<std::int64_t>(reading.value));
  if (function == SeriesFunction::holds) return Value::of(reading.value != 0);
  if (function != SeriesFunction::time && function != SeriesFunction::silence)
    return Value::of(reading.value);
  const double seconds = std::floor(reading.value);
  return language::length_of_time(static_cast<std::int64_t>(seconds),
                                  static_cast<std::int64_t>((reading.value - seconds) * 1e9));
}

Value value_of_truth(Truth truth) {
  return truth == Truth::unknown ? Value::error(Failure::no_data) : Value::of(truth == Truth::yes);
}

Value value_of_tally(Measure measure, const Tally& tally) {
  const bool votes = measure == Measure::votes;
  if (!votes && measure != Measure::count) return value_of_truth(truth_of(measure, tally));
  const std::uint32_t least = votes ? tally.votes : tally.yes;
  const std::uint32_t most = votes ? tally.votes_possible : tally.yes + tally.unknown;
  return least == most ? Value::of(std::int64_t{least}) : Value::error(Failure::no_data);
}

}  // namespace

Truth truth_of(Measure measure, const Tally& tally) {
  const auto between = [](bool sure, bool possible) {
    return sure ? Truth::yes : possible ? Truth::unknown : Truth::no;
  };
  if (measure == Measure::exists) return between(tally.yes > 0, tally.unknown > 0);
  if (measure == Measure::all)
    return between(tally.yes == tally.stations, tally.yes + tally.unknown == tally.stations);
  return between(tally.votes * 2 > tally.groups, tally.votes_possible * 2 > tally.groups);
}

Truth holds(const TallyThreshold& threshold, const Tally& tally) {
  const bool votes = threshold.measure == Measure::votes;
  const std::uint32_t least = votes ? tally.votes : tally.yes;
  const std::uint32_t most = votes ? tally.votes_possible : tally.yes + tally.unknown;
  const bool at_least = compare(least, threshold.comparison, threshold.limit);
  if (at_least != compare(most, threshold.comparison, threshold.limit)) return Truth::unknown;
  return at_least ? Truth::yes : Truth::no;
}

Value Condition::value_of(const Input& input, const ConditionWorld& world) const {
  switch (input.source) {
    case Source::reading:
      return value_of_reading(calls_[input.of], world.readings[input.of]);
    case Source::threshold: {
      const Threshold& threshold = thresholds_[input.of];
      return value_of_truth(
          holds(threshold, world.readings[threshold.call], world.deadbands[threshold.call]));
    }
    case Source::tally:
      return value_of_tally(input.measure, world.tallies[input.of]);
    case Source::tally_threshold: {
      const TallyThreshold& threshold = tally_thresholds_[input.of];
      return value_of_truth(holds(threshold, world.tallies[threshold.test]));
    }
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
  if (lone_) {
    const Threshold& threshold = thresholds_[*lone_];
    return holds(threshold, world.readings[threshold.call], world.deadbands[threshold.call]);
  }
  for (std::uint32_t i = 0; i < inputs_.size(); ++i) machine_.set(i, value_of(inputs_[i], world));
  const Value& result = machine_.run();
  if (result.kind != language::Kind::boolean) return Truth::unknown;
  return result.boolean ? Truth::yes : Truth::no;
}

}  // namespace fenghuo::rules
