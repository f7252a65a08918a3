#include "rules/extreme.h"

#include <algorithm>
#include <bit>

namespace fenghuo::rules {

// What has left the window, once it is the larger part.
void Extreme::give_back() {
  candidates_.erase(candidates_.begin(), candidates_.begin() + head_);
  head_ = 0;
}

// Of the new ones those that are better than all that follow, and of the others those that are
// better than all new ones.
void Extreme::appended(const Series& series, std::span<const Sample> samples) {
  const Sample* best = &samples.back();
  std::uint64_t kept = 0;
  for (std::size_t i = samples.size(); i-- > 0;) {
    if (i + 1 < samples.size() && at_least_as_good(*best, samples[i])) continue;
    best = &samples[i];
    kept |= std::uint64_t{1} << i;
  }
  while (candidates_.size() > head_ && at_least_as_good(*best, candidates_.back()))
    candidates_.pop_back();
  for (; kept != 0; kept &= kept - 1)
    candidates_.push_back(samples[static_cast<std::size_t>(std::countr_zero(kept))]);
  evict(std::max(samples.back().at - length_, series.oldest_at() - Span{1}));
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
