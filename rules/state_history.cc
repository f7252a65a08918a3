#include <algorithm>

#include "engine/decimal.h"
#include "rules/history.h"

namespace fenghuo::rules {

using language::Reading;
using language::SeriesCall;
using language::SeriesFunction;

void HistoryShape::add(const SeriesCall& call) {
  const auto add_once = [](auto& list, auto item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  };
  switch (call.function) {
    case SeriesFunction::min:
      add_once(extremes, std::pair{call.window, Extremum::smallest});
      break;
    case SeriesFunction::max:
      add_once(extremes, std::pair{call.window, Extremum::largest});
      break;
    case SeriesFunction::sum:
    case SeriesFunction::avg:
    case SeriesFunction::count:
    case SeriesFunction::rate:
      add_once(windows, call.window);
      break;
    case SeriesFunction::last:
    case SeriesFunction::silence:
      break;
  }
}

Span HistoryShape::longest() const {
  Span longest{};
  for (const Span window : windows) longest = std::max(longest, window);
  for (const auto& [window, which] : extremes) longest = std::max(longest, window);
  return longest;
}

void StateHistory::reshape(const HistoryShape& shape) {
  windows_.clear();
  extremes_.clear();
  for (const Span window : shape.windows) windows_.emplace_back(window);
  for (const auto& [window, which] : shape.extremes) extremes_.emplace_back(window, which);
  if (series_.empty()) return;
  for (auto& window : windows_) window.rebuild(series_);
  for (auto& extreme : extremes_) extreme.rebuild(series_);
}

Taken StateHistory::add(const Sample& sample, const HistoryShape& shape) {
  if (!series_.empty() && sample.at <= series_.back().at) {
    if (sample.at < series_.back().at - shape.lateness || !series_.reaches(sample.at))
      return Taken::late;
    const auto replaced = series_.put(sample);
    for (auto& window : windows_) window.put(series_, sample, replaced);
    for (auto& extreme : extremes_) extreme.put(series_, sample, replaced);
    return Taken::taken;
  }
  series_.append(sample);
  for (auto& window : windows_) window.appended(series_, sample);
  for (auto& extreme : extremes_) extreme.appended(sample);
  series_.forget_until(sample.at - shape.longest() - shape.lateness);
  return Taken::taken;
}

Reading StateHistory::answer(const SeriesCall& call) const {
  if (series_.empty()) return {};
  const auto value = [&](std::int64_t number) {
    return Reading{true, to_double(number, decimals_)};
  };
  if (call.function == SeriesFunction::last) return value(series_.back().value);
  for (const auto& extreme : extremes_) {
    const bool wanted =
        extreme.length() == call.window &&
        (extreme.which() == Extremum::smallest ? call.function == SeriesFunction::min
                                               : call.function == SeriesFunction::max);
    if (wanted) return value(extreme.value().value);
  }
  for (const auto& window : windows_) {
    if (window.length() != call.window) continue;
    if (call.function == SeriesFunction::sum) return value(window.sum());
    if (call.function == SeriesFunction::count) return {true, static_cast<double>(window.count())};
    if (call.function == SeriesFunction::avg)
      return {true, to_double(window.sum(), decimals_) / window.count()};
    const double hours =
        static_cast<double>((series_.back().at - window.oldest().at).count()) / 3'600'000;
    if (hours <= 0) return {};  // one sample has no rate
    return {true, to_double(series_.back().value - window.oldest().value, decimals_) / hours};
  }
  return {};
}

std::size_t StateHistory::bytes() const {
  return sizeof(*this) - sizeof(series_) + series_.bytes() + windows_.capacity() * sizeof(Window);
}

}  // namespace fenghuo::rules
