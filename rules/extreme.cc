#include "rules/extreme.h"

#include <algorithm>

namespace fenghuo::rules {

// What has left the window, once it is the larger part.
void Extreme::give_back() {
  candidates_.erase(candidates_.begin(), candidates_.begin() + head_);
  head_ = 0;
}

void Extreme::put(const Series& series, const Sample& sample,
                  const std::optional<Sample>& replaced) {
  if (replaced) return rebuild(series);  // what it kept out may be needed again
  // A series that is full has forgotten a sample for it: this one, or what stands here.
  if (std::min(sample.at, value().at) < series.oldest_at()) return rebuild(series);
  if (sample.at <= series.back().at - length_) return;
  const auto begin = candidates_.begin() + head_;
  const auto later = std::upper_bound(begin, candidates_.end(), sample.at,
                                      [](Instant at, const Sample& s) { return at < s.at; });
  if (later != candidates_.end() && at_least_as_good(*later, sample)) return;
  auto first_beaten = later;
  while (first_beaten != begin && at_least_as_good(sample, *std::prev(first_beaten)))
    --first_beaten;
  candidates_.insert(candidates_.erase(first_beaten, later), sample);
}

void Extreme::rebuild(const Series& series) {
  candidates_.clear();
  head_ = 0;
  const Instant start = series.back().at - length_;
  for (auto p = series.first_after(start); p != series.end(); p = series.after(p))
    appended(series, series[p]);
}

}  // namespace fenghuo::rules
