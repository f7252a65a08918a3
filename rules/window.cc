#include "rules/window.h"

#include <algorithm>

namespace fenghuo::rules {

void Window::put(const Series& series, const Sample& sample,
                 const std::optional<Sample>& replaced) {
  // A series that is full has forgotten a sample for it: this one, or what the window still held.
  if (std::min(sample.at, oldest_.at) < series.oldest_at()) return rebuild(series);
  const Instant start = series.back().at - length_;
  if (sample.at > start) {
    sum_ += sample.value - (replaced ? replaced->value : 0);
    count_ += replaced ? 0 : 1;
  }
  locate(series);
}

void Window::locate(const Series& series) {
  const Instant start = series.back().at - length_;
  place_ = series.first_after(start);
  oldest_ = series[place_];
  const auto before = series.last_until(start);
  has_before_ = before.has_value();
  before_ = before.value_or(Sample{});
}

void Window::rebuild(const Series& series) {
  locate(series);
  count_ = 0;
  sum_ = 0;
  for (auto place = place_; place != series.end(); place = series.after(place)) {
    ++count_;
    sum_ += series[place].value;
  }
}

}  // namespace fenghuo::rules
