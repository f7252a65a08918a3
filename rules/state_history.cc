#include <numeric>

#include "rules/history.h"

namespace fenghuo::rules {

void StateHistory::reshape(const HistoryShape& shape) {
  windows_.clear();
  extremes_.clear();
  for (const Span window : shape.windows) windows_.emplace_back(window);
  for (const auto& [window, which] : shape.extremes) extremes_.emplace_back(window, which);
  rollings_.clear();
  for (const auto& call : shape.rollings) rollings_.emplace_back(call, decimals_);
  if (series_.empty()) return;
  for (auto& window : windows_) window.rebuild(series_);
  for (auto& extreme : extremes_) extreme.rebuild(series_);
  for (auto& rolling : rollings_) rolling.rebuild(series_);
}

Taken StateHistory::add(const Sample& sample, const HistoryShape& shape) {
  if (!series_.empty() && sample.at <= series_.back().at) {
    if (sample.at < series_.back().at - shape.lateness || !series_.reaches(sample.at))
      return Taken::late;
    const auto replaced = series_.put(sample);
    for (auto& window : windows_) window.put(series_, sample, replaced);
    for (auto& extreme : extremes_) extreme.put(series_, sample, replaced);
    for (auto& rolling : rollings_) rolling.rebuild(series_);
    return Taken::taken;
  }
  series_.append(sample);
  for (auto& window : windows_) window.appended(series_, sample);
  for (auto& extreme : extremes_) extreme.appended(series_, sample);
  for (auto& rolling : rollings_) rolling.appended(series_);
  series_.forget_until(sample.at - shape.reach - shape.lateness, shape.slack());
  return Taken::taken;
}

// An hour, end to end.
Reading StateHistory::rate(const Window& window) const {
  const double hours =
      static_cast<double>((series_.back().at - window.oldest().at).count()) / 3'600'000;
  if (hours <= 0) return {};  // one sample has no rate
  return {true, to_double(series_.back().value - window.oldest().value, decimals_) / hours};
}

// A tumbling window is looked at once, when it is over.
Reading StateHistory::scan(const SeriesCall& call, Instant over) const {
  const Bounds bounds = bounds_of(call, over);
  Series window;
  for (auto place = series_.first_after(bounds.after);
       place < series_.end() && series_[place].at <= bounds.until; place = series_.after(place))
    window.append(series_[place]);
  if (window.empty()) return {};
  SeriesCall all = call;  // of everything in it
  all.kind = WindowKind::sliding;
  all.ago = Span{0};
  Rolling rolling(std::make_shared<const SeriesCall>(all), decimals_);
  rolling.rebuild(window);
  return rolling.answer(window);
}

std::size_t StateHistory::bytes() const {
  return sizeof(*this) - sizeof(series_) + series_.bytes() + windows_.capacity() * sizeof(Window) +
         std::accumulate(
             rollings_.begin(), rollings_.end(), std::size_t{0},
             [](std::size_t sum, const Rolling& rolling) { return sum + rolling.bytes(); });
}

}  // namespace fenghuo::rules
