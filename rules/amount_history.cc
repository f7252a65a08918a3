#include <algorithm>
#include <utility>

#include "engine/decimal.h"
#include "rules/history.h"

namespace fenghuo::rules {

void AmountHistory::reshape(const HistoryShape& shape) {
  end_calm();
  windows_.clear();
  windows_.reserve(static_cast<std::uint32_t>(shape.windows.size()));
  for (const Span window : shape.windows) windows_.emplace_back(window);
  if (totals_.empty()) return;
  for (auto& window : windows_) window.rebuild(totals_);
}

// `dry`: neither this nor the sample before added to the total. Then nothing has changed unless
// rain has left a window.
Taken AmountHistory::append(const Sample& total, const HistoryShape& shape, bool dry) {
  totals_.append(total);
  bool unchanged = dry && !shape.totals;
  for (auto& window : windows_) {
    const std::int64_t before = total_before(window);
    const std::uint32_t count = window.count();
    window.appended(totals_, total);
    unchanged = unchanged && total_before(window) == before && window.count() == count;
  }
  totals_.forget_until(total.at - shape.reach - shape.lateness, shape.slack);
  if (dry) look_for_calm(shape);
  return unchanged ? Taken::unchanged : Taken::taken;
}

// Where nothing falls and no window holds anything, the total stays what it is, and so do all
// answers but counts of samples.
void AmountHistory::look_for_calm(const HistoryShape& shape) {
  if (!shape.dry_is_calm || totals_.size() + kAmountsNotedMax >= kSamplesMax) return;
  const std::int64_t total = totals_.back().value;
  for (const auto& window : windows_)
    if (total_before(window) != total) return;
  calm_.begin({.lowest = total, .highest = total, .until = shape.forgets_at(totals_.oldest_at())},
              totals_.back());
}

void AmountHistory::take_all_noted() const {
  const AmountCalm::Samples noted = calm_.take_all();
  totals_.append(noted.all());
  for (auto& window : windows_) window.appended(totals_, noted.all());
}

Taken AmountHistory::add_amount(const Sample& sample, const HistoryShape& shape) {
  end_calm();
  if (sample.value < 0 || sample.value > kAmountPerHourMax * 24) return Taken::implausible;
  if (totals_.empty() || sample.at > totals_.back().at) {
    const std::int64_t before = totals_.empty() ? origin_ : totals_.back().value;
    const bool dry = !counter_ && newest_dry_ && sample.value == 0;
    counter_ = false;
    newest_dry_ = sample.value == 0;
    return append({sample.at, before + sample.value}, shape, dry);
  }
  if (sample.at < totals_.back().at - shape.lateness || !totals_.reaches(sample.at))
    return Taken::late;
  return put_amount(sample);
}

Taken AmountHistory::put_amount(const Sample& sample) {
  newest_dry_ = false;
  const auto before = totals_.last_until(sample.at - Span{1});
  const std::int64_t total = (before ? before->value : origin_) + sample.value;
  const auto there = totals_.last_until(sample.at);
  if (there && there->at == sample.at) {
    totals_.raise_from(sample.at, total - there->value);
  } else {
    totals_.raise_from(sample.at, sample.value);
    totals_.put({sample.at, total});
    for (auto& window : windows_) window.put(totals_, {sample.at, total}, std::nullopt);
  }
  for (auto& window : windows_) window.locate(totals_);
  return Taken::taken;
}

Taken AmountHistory::add_reading(const Sample& sample, const HistoryShape& shape) {
  end_calm();
  // No counter has fallen below zero: a device says so that it can't tell.
  if (sample.value < 0) return Taken::implausible;
  newest_dry_ = false;
  if (totals_.empty()) {
    origin_ = sample.value;
    counter_ = true;
    return append(sample, shape, false);
  }
  if (!counter_) return take_over(sample, shape);
  const Sample newest = totals_.back();
  if (sample.at <= newest.at) {
    if (sample.at < newest.at - shape.lateness || !totals_.reaches(sample.at)) return Taken::late;
    return put_reading(sample);
  }
  const bool fell = sample.value + offset_ < newest.value;
  const std::int64_t rise = fell ? sample.value : sample.value + offset_ - newest.value;
  const Span time = sample.at - newest.at;
  const std::int64_t most =
      std::max(kAmountAtOnceMax, kAmountPerHourMax * (time.count() / 60'000) / 60);
  const bool implausible = rise > most;
  if (fell || implausible) {
    reset_at_ = sample.at;
    offset_before_ = offset_;
    offset_ = newest.value + (implausible ? 0 : rise) - sample.value;
  }
  append({sample.at, sample.value + offset_}, shape, false);
  return implausible ? Taken::implausible : fell ? Taken::reset : Taken::taken;
}

// Counting goes on from the total that amounts had reached at that moment.
Taken AmountHistory::take_over(const Sample& sample, const HistoryShape& shape) {
  const auto reached = totals_.last_until(sample.at);
  const std::int64_t total = reached ? reached->value : origin_;
  counter_ = true;
  offset_ = total - sample.value;
  return sample.at > totals_.back().at ? append({sample.at, total}, shape, false) : Taken::taken;
}

Taken AmountHistory::put_reading(const Sample& sample) {
  const std::int64_t offset = sample.at < reset_at_ ? offset_before_ : offset_;
  const std::int64_t total = sample.value + offset;
  const auto before = totals_.last_until(sample.at - Span{1});
  const auto next = totals_.first_after(sample.at);
  const bool in_order = (!before || before->value <= total) &&
                        (next == totals_.end() || total <= totals_[next].value);
  if (!in_order) return Taken::implausible;
  if (!before) origin_ = total;
  const auto replaced = totals_.put({sample.at, total});
  for (auto& window : windows_) window.put(totals_, {sample.at, total}, replaced);
  return Taken::taken;
}

std::int64_t AmountHistory::increase(const Window& window) const {
  const std::int64_t newest = totals_.back().value;
  if (!window.has_before()) return newest - oldest_known();
  const Sample& before = window.before();
  const Sample& oldest = window.oldest();
  if (!counter_ || oldest.at - before.at <= kSpreadAfter) return newest - before.value;
  const std::int64_t gap_s = (oldest.at - before.at).count() / 1000;
  const Instant start = totals_.back().at - window.length();
  const std::int64_t outside_s = (start - before.at).count() / 1000;
  return newest - before.value - (oldest.value - before.value) * outside_s / gap_s;
}

// What a test is of is what fell with each: its total less the one before.
Reading AmountHistory::count_between(const SeriesCall& call, const Bounds& bounds) const {
  const auto before = totals_.last_until(bounds.after);
  std::int64_t total = before ? before->value : oldest_known();
  double count = 0;
  for (auto place = totals_.first_after(bounds.after);
       place < totals_.end() && totals_[place].at <= bounds.until; place = totals_.after(place)) {
    const double fell = to_double(totals_[place].value - std::exchange(total, totals_[place].value),
                                  kAmountDecimals);
    if (!call.test || compare(fell, call.test->comparison, call.test->limit)) ++count;
  }
  return {true, count};
}

// Of windows that lie in the past, or begin at an hour: the difference of two totals.
Reading AmountHistory::between(const SeriesCall& call, const Bounds& bounds) const {
  if (call.function == SeriesFunction::count) return count_between(call, bounds);
  const auto until = totals_.last_until(bounds.until);
  if (!until) return {};  // nothing was known yet
  const auto after = totals_.last_until(bounds.after);
  return {true, to_double(until->value - (after ? after->value : oldest_known()), kAmountDecimals)};
}

Reading AmountHistory::answer(const SeriesCall& call, Slot slot,
                              std::optional<Instant> over) const {
  if (totals_.empty()) return {};
  take_noted();
  const auto value = [](std::int64_t amount) {
    return Reading{true, to_double(amount, kAmountDecimals)};
  };
  switch (slot.kind) {
    case Slot::last: {
      const auto before = totals_.before_back();
      return value(totals_.back().value - (before ? before->value : origin_));
    }
    case Slot::count:
      return {true, static_cast<double>(windows_[slot.place].count())};
    case Slot::sum:
    case Slot::avg:
    case Slot::first:
    case Slot::delta:
    case Slot::rate:
      return value(increase(windows_[slot.place]));
    case Slot::totals:
      return between(call, bounds_of(call, over.value_or(totals_.back().at)));
    case Slot::none:
    case Slot::extreme:
    case Slot::rolling:
    case Slot::scan:
      break;
  }
  return {};
}

std::size_t AmountHistory::bytes() const {
  return sizeof(*this) - sizeof(totals_) + totals_.bytes() + windows_.capacity() * sizeof(Window);
}

}  // namespace fenghuo::rules
