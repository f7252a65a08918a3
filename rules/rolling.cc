#include "rules/rolling.h"

#include <algorithm>
#include <cmath>

namespace fenghuo::rules {
namespace {

bool wants_moments(const SeriesCall& call) {
  return call.function == SeriesFunction::slope || call.function == SeriesFunction::stddev;
}

bool wants_order(const SeriesCall& call) {
  return call.function == SeriesFunction::quantile || call.function == SeriesFunction::min ||
         call.function == SeriesFunction::max;
}

bool wants_neighbours(const SeriesCall& call) {
  return call.function == SeriesFunction::time || call.function == SeriesFunction::increase;
}

// The smallest stored value that is at least the limit, or above it.
std::int64_t first_from(double limit, bool above, std::uint8_t decimals) {
  const auto is_from = [&](std::int64_t value) {
    const double seen = to_double(value, decimals);
    return above ? seen > limit : seen >= limit;
  };
  // Beyond all stored values.
  constexpr auto kBeyond = static_cast<double>(4 * kMantissaMax);
  const double near = std::clamp(std::floor(limit * kPowersOfTen[decimals]), -kBeyond, kBeyond);
  auto value = static_cast<std::int64_t>(near);
  while (is_from(value) && value > -4 * kMantissaMax) --value;
  while (!is_from(value) && value < 4 * kMantissaMax) ++value;
  return value;
}

}  // namespace

Rolling::Rolling(std::shared_ptr<const SeriesCall> call, std::uint8_t decimals)
    : call_(std::move(call)), decimals_(decimals) {
  if (wants_moments(*call_)) moments_.emplace();
  sums_ = !wants_moments(*call_) && !wants_order(*call_) && !wants_neighbours(*call_);
  counts_ = is_sliding(*call_) && call_->function == SeriesFunction::count;
  // No counter falls below zero: a device says so that it can't tell.
  if (is_counter()) passes_from_ = 0;
  if (!call_->test) return;
  const Comparison comparison = call_->test->comparison;
  passes_below_ = comparison == Comparison::less || comparison == Comparison::at_most;
  const bool above = comparison == Comparison::greater || comparison == Comparison::at_most;
  passes_from_ = first_from(call_->test->limit, above, decimals_);
}

Span Rolling::stands(const Sample& from, Instant until) const {
  return passes(from) ? std::min(until - from.at, kValueStandsMax) : Span{0};
}

// What a counter that has fallen shows, it has counted since it began anew.
std::int64_t Rolling::rise(const Sample& from, const Sample& to) {
  return to.value >= from.value ? to.value - from.value : to.value;
}

// Each belongs to the sample that it ends with. What says nothing is passed over, so that what came
// in the meantime is not lost.
void Rolling::enter_counter(const Sample& sample) {
  if (!passes(sample)) return;
  const auto from = passed_ > 1 ? std::optional(newest_) : before_;
  if (from) rises_ += rise(*from, sample);
  newest_ = sample;
}

void Rolling::leave_counter(const Sample& gone) {
  if (!passes(gone)) return;
  if (before_) rises_ -= rise(*before_, gone);
  before_ = gone;
}

// Without what the oldest rose by since one that the series has forgotten: nobody who begins anew
// knows it, and the answer must not depend on who asks.
Reading Rolling::increase(const Series& series) const {
  if (passed_ == 0) return {};
  std::int64_t rises = rises_;
  const auto forgotten = series.forgotten();
  if (before_ && before_->at < series.oldest_at() && !(forgotten && forgotten->at == before_->at)) {
    Series::Place oldest = oldest_place_;
    while (!passes(series[oldest])) oldest = series.after(oldest);
    rises -= rise(*before_, series[oldest]);
  }
  return {true, to_double(rises, decimals_)};
}

std::optional<Sample> Rolling::last_before(const Series& series, Instant after) const {
  auto before = series.last_until(after);
  while (is_counter() && before && !passes(*before))
    before = series.last_until(before->at - Span{1});
  return before;
}

void Moments::add(Wide value, Wide time, Wide sign) {
  squares += sign * value * value;
  times += sign * time;
  times_squared += sign * time * time;
  products += sign * time * value;
}

// Beside the counts, which have it already; newest_ is the one before it.
void Rolling::enter_more(const Sample& sample) {
  if (is_counter()) return enter_counter(sample);
  if (!sums_) {
    if (count_ > 1 && call_->function == SeriesFunction::time)
      passed_time_ += stands(newest_, sample.at);
    if (moments_) moments_->add(sample.value, (sample.at - origin_).count(), 1);
    if (wants_order(*call_))
      values_.insert(std::upper_bound(values_.begin(), values_.end(), sample.value), sample.value);
  }
  newest_ = sample;
  sum_ += sample.value;
}

// Beside the counts; oldest_ is the one after it, where there is one.
void Rolling::leave_more(const Sample& gone) {
  if (is_counter()) return leave_counter(gone);
  before_ = gone;
  sum_ -= gone.value;
  if (sums_) return;
  if (moments_) moments_->add(gone.value, (gone.at - origin_).count(), -1);
  if (wants_order(*call_))
    values_.erase(std::lower_bound(values_.begin(), values_.end(), gone.value));
  if (count_ == 0) {
    passed_time_ = Span{0};
    return;
  }
  if (call_->function == SeriesFunction::time) passed_time_ -= stands(gone, oldest_.at);
}

void Rolling::appended_past(const Series& series) {
  const Bounds bounds = bounds_of(*call_, series.back().at);
  catch_up(series, bounds);
  while (count_ > 0 && oldest_.at <= bounds.after) leave(series);
}

// Of a window that lies in the past: all that has come up to its end.
void Rolling::catch_up(const Series& series, const Bounds& bounds) {
  Series::Place next =
      count_ > 0 ? series.after(newest_place_)
                 : series.first_after(before_ ? before_->at : series.front().at - Span{1});
  while (next < series.end() && series[next].at <= bounds.until) {
    if (count_ == 0) {
      oldest_place_ = next;
      if (series[next].at <= bounds.after) {
        if (!is_counter() || passes(series[next])) before_ = series[next];
        next = series.after(next);
        continue;
      }
    }
    newest_place_ = next;
    enter(series[next]);
    next = series.after(next);
  }
}

// What doesn't depend on the samples beside it: of one that comes late, or is replaced by it.
void Rolling::count_in(const Sample& sample, int sign) {
  const auto change = static_cast<std::uint32_t>(sign);  // unsigned: adding -1 takes one off
  count_ += change;
  if (passes(sample)) passed_ += change;
  sum_ += static_cast<Wide>(sign) * sample.value;
  if (moments_) moments_->add(sample.value, (sample.at - origin_).count(), sign);
  if (!wants_order(*call_)) return;
  const auto place = std::lower_bound(values_.begin(), values_.end(), sample.value);
  if (sign > 0)
    values_.insert(place, sample.value);
  else
    values_.erase(place);
}

// The time for which those before it and it itself stand.
void Rolling::put_between(const Series& series, const Sample& sample,
                          const std::optional<Sample>& replaced, Instant after) {
  const auto next = series.first_after(sample.at);
  if (next == series.end()) return;  // it takes the newest one's place
  const Instant next_at = series[next].at;
  passed_time_ += stands(sample, next_at);
  if (replaced) passed_time_ -= stands(*replaced, next_at);
  const auto before = series.last_until(sample.at - Span{1});
  if (!replaced && before && before->at > after)
    passed_time_ += stands(*before, sample.at) - stands(*before, next_at);
}

void Rolling::put(const Series& series, const Sample& sample,
                  const std::optional<Sample>& replaced) {
  // A series that is full has forgotten a sample for it: this one, or what the window still held.
  const bool anew = is_counter() || !is_sliding(*call_) || count_ == 0 ||
                    std::min(sample.at, oldest_.at) < series.oldest_at();
  if (anew) return rebuild(series);
  const Instant after = bounds_of(*call_, series.back().at).after;
  if (sample.at > after) {
    if (replaced) count_in(*replaced, -1);
    count_in(sample, 1);
    if (call_->function == SeriesFunction::time) put_between(series, sample, replaced, after);
  }
  oldest_place_ = series.first_after(after);
  oldest_ = series[oldest_place_];
  newest_ = series.back();
  before_ = series.last_until(after);
}

void Rolling::rebuild(const Series& series) {
  if (!series.empty()) return rebuild_within(series, bounds_of(*call_, series.back().at));
  *this = Rolling(std::move(call_), decimals_);
}

void Rolling::rebuild_within(const Series& series, const Bounds& bounds) {
  *this = Rolling(std::move(call_), decimals_);
  if (series.empty()) return;
  origin_ = series.front().at;
  before_ = last_before(series, bounds.after);
  for (auto place = series.first_after(bounds.after);
       place < series.end() && series[place].at <= bounds.until; place = series.after(place)) {
    if (count_ == 0) oldest_place_ = place;
    newest_place_ = place;
    enter(series[place]);
  }
}

double Rolling::scaled(double value) const {
  return value / std::pow(10.0, decimals_);
}

// Least squares: (n Stv - St Sv) / (n Stt - St St), in values an hour.
Reading Rolling::trend() const {
  const Wide n = count_;
  const Wide below = n * moments_->times_squared - moments_->times * moments_->times;
  if (below == 0) return {};  // one sample has no trend
  const Wide above = n * moments_->products - moments_->times * sum_;
  return {true, scaled(static_cast<double>(above) / static_cast<double>(below) * 3'600'000)};
}

Reading Rolling::spread() const {
  const Wide n = count_;
  const auto variance = static_cast<double>(n * moments_->squares - sum_ * sum_) /
                        (static_cast<double>(count_) * static_cast<double>(count_));
  return {true, scaled(std::sqrt(variance))};
}

Reading Rolling::quantile() const {
  const double rank = call_->share * static_cast<double>(values_.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  const auto above = std::min(below + 1, values_.size() - 1);
  const double part = rank - static_cast<double>(below);
  return {true, scaled(static_cast<double>(values_[below]) * (1 - part) +
                       static_cast<double>(values_[above]) * part)};
}

Reading Rolling::always(const Bounds& bounds) const {
  if (passed_ < count_) return {true, 0};
  if (before_) return {true, passes(*before_) ? 1.0 : 0.0};
  if (oldest_.at - bounds.after > Span{1}) return {};  // nobody knows what was before
  return {true, 1};
}

// Of a tumbling window, which ends just before its end, up to the end itself.
Reading Rolling::passed_time(const Bounds& bounds) const {
  const Span end = call_->kind == WindowKind::tumbling ? Span{1} : Span{0};
  Span passed = passed_time_ + stands(newest_, bounds.until + end);
  if (before_ && passes(*before_)) {
    const Instant over = std::min(oldest_.at, before_->at + kValueStandsMax);
    passed += std::max(Span{0}, over - bounds.after - end);
  }
  return {true, static_cast<double>(passed.count()) / 1000};
}

Reading hourly_rate(const Sample& oldest, const Sample& newest, std::uint8_t decimals) {
  static_assert(2 * kMantissaMax <= INT64_MAX / 3'600'000);
  const auto ms = static_cast<double>((newest.at - oldest.at).count());
  if (ms <= 0) return {};
  return {true, quotient((newest.value - oldest.value) * 3'600'000, decimals, ms)};
}

Reading Rolling::answer_within(const Series& series, const Bounds& bounds) const {
  const auto number = [](auto value) { return Reading{true, static_cast<double>(value)}; };
  if (call_->function == SeriesFunction::count) return number(passed_);
  if (count_ == 0) return {};
  const auto value = [&](std::int64_t stored) {
    return Reading{true, to_double(stored, decimals_)};
  };
  switch (call_->function) {
    case SeriesFunction::sum:
      return value(static_cast<std::int64_t>(sum_));
    case SeriesFunction::avg:
      return {true, quotient(static_cast<std::int64_t>(sum_), decimals_, count_)};
    case SeriesFunction::min:
      return value(values_.front());
    case SeriesFunction::max:
      return value(values_.back());
    case SeriesFunction::first:
      return value(oldest_.value);
    case SeriesFunction::delta:
      return value(newest_.value - oldest_.value);
    case SeriesFunction::rate:
      return hourly_rate(oldest_, newest_, decimals_);
    case SeriesFunction::slope:
      return trend();
    case SeriesFunction::stddev:
      return spread();
    case SeriesFunction::quantile:
      return quantile();
    case SeriesFunction::increase:
      return increase(series);
    case SeriesFunction::time:
      return passed_time(bounds);
    case SeriesFunction::holds:
      return always(bounds);
    case SeriesFunction::count:
    case SeriesFunction::last:
    case SeriesFunction::above:
    case SeriesFunction::silence:
      break;
  }
  return {};
}

}  // namespace fenghuo::rules
