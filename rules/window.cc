#include "rules/window.h"

namespace fenghuo::rules {

void Window::appended(const Series& series, const Sample& sample) {
  if (count_ == 0 || place_ < series.begin()) return rebuild(series);
  ++count_;
  sum_ += sample.value;
  evict(series, sample.at - length_);
}

void Window::evict(const Series& series, Instant start) {
  while (oldest_.at <= start) {
    before_ = oldest_;
    --count_;
    sum_ -= oldest_.value;
    place_ = series.after(place_);
    oldest_ = series[place_];
  }
}

void Window::put(const Series& series, const Sample& sample,
                 const std::optional<Sample>& replaced) {
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
  before_ = series.last_until(start);
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
