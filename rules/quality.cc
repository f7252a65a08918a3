#include "rules/quality.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "rules/series_call.h"

namespace fenghuo::rules {
namespace {

constexpr Span kTrendLeast = std::chrono::minutes{30};

double hours(Span span) {
  return static_cast<double>(span.count()) / 3'600'000;
}

void object(Judged& judged, QualityTest test, Quality flag) {
  judged.tests.add(test);
  if (judged.flag != Quality::fail) judged.flag = flag;
}

}  // namespace

std::string_view to_string(QualityTest test) {
  constexpr std::array<std::string_view, kQualityTests> kNames{
      "gap",       "gross_range",   "climatology",   "spike", "rate_of_change",
      "flat_line", "multi_variate", "first_reading", "device"};
  return kNames[static_cast<std::size_t>(test)];
}

Judged StreamQuality::check(const QualityLimits& limits, const Sample& sample) {
  Judged judged{.flag = Quality::pass};
  check_range(limits, sample.value, judged);
  if (last_ && sample.at <= last_->at) return judged;
  const bool impossible =
      judged.tests.has(QualityTest::gross_range) && judged.flag == Quality::fail;
  const bool begins = begins_anew(limits, sample);
  if (!begins) check_change(limits, sample, judged);
  check_first(limits, sample, begins, impossible, judged);
  if (limits.flat_tolerance > 0) check_flat(limits, sample, judged);
  // A value that can't be is no neighbour of another one.
  if (impossible) {
    judged.spike_before.reset();
  } else {
    remember(sample, begins);
  }
  return judged;
}

void StreamQuality::check_range(const QualityLimits& limits, double value, Judged& judged) const {
  if (!limits.fail_outside.has(value)) {
    object(judged, QualityTest::gross_range, Quality::fail);
  } else if (!limits.suspect_outside.has(value)) {
    object(judged, QualityTest::gross_range, Quality::suspect);
  }
  if (!limits.record.has(value)) object(judged, QualityTest::climatology, Quality::suspect);
  judged.at_least = value > limits.record.high;
}

void StreamQuality::check_change(const QualityLimits& limits, const Sample& sample,
                                 Judged& judged) const {
  const double change = std::abs(difference(sample.value, last_->value));
  if (limits.rate_per_hour > 0 && change > limits.rate_per_hour * hours(sample.at - last_->at))
    object(judged, QualityTest::rate_of_change, Quality::suspect);
  if (!before_) return;
  const double spike = std::abs(difference(last_->value, (before_->value + sample.value) / 2));
  if (limits.spike_fail > 0 && spike > limits.spike_fail) {
    judged.spike_before = Quality::fail;
  } else if (limits.spike_suspect > 0 && spike > limits.spike_suspect) {
    judged.spike_before = Quality::suspect;
  }
}

// A gauge that is stuck says the same from its first word on, and was never seen rising.
void StreamQuality::check_first(const QualityLimits& limits, const Sample& sample, bool begins,
                                bool impossible, Judged& judged) {
  if (limits.first_reading_moved <= 0) return;
  if (begins) {
    first_ = sample;
    seen_below_ = false;
  }
  // A value that can't be moves nothing, and was seen nowhere.
  seen_below_ |= !impossible && sample.value < limits.first_below;
  const double moved = first_ ? std::abs(difference(sample.value, first_->value)) : 0;
  if (!impossible && moved >= limits.first_reading_moved) first_.reset();
  if (first_ || !seen_below_) object(judged, QualityTest::first_reading, Quality::suspect);
}

// The longest stretch up to this value whose range is less than the tolerance.
void StreamQuality::check_flat(const QualityLimits& limits, const Sample& sample, Judged& judged) {
  if (!lowest_.empty()) lowest_.back().next_at = highest_.back().next_at = sample.at;
  if (lowest_.empty()) flat_since_ = sample.at;
  while (!lowest_.empty() && lowest_.back().sample.value >= sample.value) lowest_.pop_back();
  while (!highest_.empty() && highest_.back().sample.value <= sample.value) highest_.pop_back();
  lowest_.push_back({sample, sample.at});
  highest_.push_back({sample, sample.at});
  const auto drop = [this](Edges& edges) {
    flat_since_ = std::max(flat_since_, edges.front().next_at);
    edges.erase(edges.begin());
  };
  while (difference(highest_.front().sample.value, lowest_.front().sample.value) >=
         limits.flat_tolerance)
    drop(lowest_.front().sample.at < highest_.front().sample.at ? lowest_ : highest_);
  // What nobody asks about any more is forgotten, so that a slow drift takes no room.
  const Span longest = std::max(limits.flat_suspect, limits.flat_fail);
  for (Edges* edges : {&lowest_, &highest_})
    while (edges->size() > 1 && edges->front().next_at <= sample.at - longest) drop(*edges);
  if (sample.value <= limits.flat_above) return;
  const Span flat = sample.at - flat_since_;
  if (limits.flat_fail > Span{0} && flat >= limits.flat_fail) {
    object(judged, QualityTest::flat_line, Quality::fail);
  } else if (limits.flat_suspect > Span{0} && flat >= limits.flat_suspect) {
    object(judged, QualityTest::flat_line, Quality::suspect);
  }
}

void StreamQuality::remember(const Sample& sample, bool begins) {
  if (begins) anchor_ = candidate_ = before_ = std::nullopt;
  before_ = begins ? std::nullopt : last_;
  last_ = sample;
  if (!candidate_) candidate_ = sample;
  if (sample.at - candidate_->at < kTrendLeast) return;
  anchor_ = candidate_;
  candidate_ = sample;
}

std::optional<double> StreamQuality::trend_per_hour() const {
  const auto& from = anchor_ ? anchor_ : before_;
  if (!from || !last_ || from->at >= last_->at) return std::nullopt;
  // As decimal as the values: 0.15 in an hour and a half is 0.1 an hour.
  return difference(difference(last_->value, from->value) / hours(last_->at - from->at), 0);
}

}  // namespace fenghuo::rules
