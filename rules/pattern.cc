#include "rules/pattern.h"

#include <utility>

namespace fenghuo::rules {

std::optional<Instant> Course::reached(const PatternShape& shape, std::size_t step) const {
  const auto& times = times_[step];
  if (times.size() < shape.steps[step].times) return std::nullopt;
  return times.back();
}

// Whether the step is reached by what happens at `at`.
bool Course::reach(const PatternShape& shape, std::size_t step, Instant at) {
  const auto& wanted = shape.steps[step];
  if (step > 0) {
    const auto before = reached(shape, step - 1);
    if (!before || *before >= at) return false;
    if (wanted.within > Span{0} && at - *before >= wanted.within) return false;
  }
  auto& times = times_[step];
  times.push_back(at);
  if (times.size() > wanted.times) times.erase(times.begin());
  if (times.size() < wanted.times) return false;
  const bool in_time = step > 0 || wanted.times == 1 || wanted.within == Span{0} ||
                       at - times.front() < wanted.within;
  if (!in_time) return false;
  led_to_.resize(shape.steps.size());
  led_to_[step].clear();
  if (step > 0) led_to_[step] = led_to_[step - 1];
  led_to_[step].push_back(at);
  return true;
}

bool Course::complete(const PatternShape& shape, Instant at) {
  if (!shape.keep)
    for (auto& times : times_) times.clear();
  if (shape.then_no_within > Span{0}) {
    // A second beginning while one waits adds nothing, unless beginnings are kept.
    if (!waits_since_ || shape.keep) waits_since_ = at;
    return false;
  }
  const bool counts = !matched_at_ || shape.quiet == Span{0} || at - *matched_at_ >= shape.quiet;
  matched_at_ = at;
  return counts;
}

std::uint64_t Course::take(const PatternShape& shape, const Occasion& occasion) {
  times_.resize(shape.steps.size());
  if (shape.all) return take_all(shape, occasion);
  return take_one(shape, occasion) ? 1 : 0;
}

// Of all ways the one whose steps are latest, from the last on.
void Course::note_latest(Instant at) {
  latest_match_.assign(times_.size(), at);
  Instant before = at;
  for (std::size_t step = times_.size() - 1; step-- > 0;) {
    const auto later = std::lower_bound(times_[step].begin(), times_[step].end(), before);
    if (later == times_[step].begin()) return;
    before = *std::prev(later);
    latest_match_[step] = before;
  }
}

// In how many ways the steps but the last can be found before `at`. A way that ends in a moment
// goes on from all that end in an earlier one of the step before: one pass a step.
std::uint64_t Course::count_ways(Instant at) const {
  const auto add = [](std::uint64_t& sum, std::uint64_t more) {
    if (__builtin_add_overflow(sum, more, &sum)) sum = UINT64_MAX;
  };
  std::vector<std::uint64_t> ways(times_[0].size(), 1);
  for (std::size_t step = 1; step + 1 < times_.size(); ++step) {
    std::vector<std::uint64_t> longer(times_[step].size());
    std::uint64_t earlier = 0;
    std::size_t i = 0;
    for (std::size_t j = 0; j < longer.size(); ++j) {
      for (; i < ways.size() && times_[step - 1][i] < times_[step][j]; ++i) add(earlier, ways[i]);
      longer[j] = earlier;
    }
    ways = std::move(longer);
  }
  std::uint64_t all = 0;
  const auto& last = times_[times_.size() - 2];
  for (std::size_t i = 0; i < ways.size() && last[i] < at; ++i) add(all, ways[i]);
  return all;
}

std::uint64_t Course::take_all(const PatternShape& shape, const Occasion& occasion) {
  const std::size_t last = shape.steps.size() - 1;
  for (std::size_t i = 1; i <= last; ++i)
    if (occasion.without[i] == Truth::yes)
      for (std::size_t before = 0; before < i; ++before) times_[before].clear();
  for (auto& times : times_) {
    const auto kept = std::upper_bound(times.begin(), times.end(), occasion.at - shape.within);
    times.erase(times.begin(), kept);
  }
  std::uint64_t ways = 0;
  if (occasion.when[last] == Truth::yes) {
    ways = last == 0 ? 1 : count_ways(occasion.at);
    if (ways > 0) note_latest(occasion.at);
  }
  for (std::size_t i = 0; i < last; ++i) {
    auto& times = times_[i];
    if (occasion.when[i] != Truth::yes) continue;
    // Stations of one area may be heard a little out of order.
    const auto place = std::lower_bound(times.begin(), times.end(), occasion.at);
    if (place != times.end() && *place == occasion.at) continue;
    times.insert(place, occasion.at);
    if (times.size() > kPatternMomentsMax) times.erase(times.begin());
  }
  return ways;
}

bool Course::take_one(const PatternShape& shape, const Occasion& occasion) {
  if (occasion.then_no == Truth::yes && waits_since_ && *waits_since_ < occasion.at)
    waits_since_.reset();
  for (std::size_t i = 1; i < shape.steps.size(); ++i)
    if (occasion.without[i] == Truth::yes)
      for (std::size_t before = 0; before < i; ++before) times_[before].clear();
  bool matched = false;
  // From the last step on, so that an occasion isn't two steps at once.
  for (std::size_t i = shape.steps.size(); i-- > 0;) {
    if (occasion.when[i] != Truth::yes || !reach(shape, i, occasion.at)) continue;
    if (i + 1 < shape.steps.size()) continue;
    latest_match_ = led_to_[i];
    matched = complete(shape, occasion.at);
    if (!shape.keep) return matched;
  }
  return matched;
}

std::optional<Instant> Course::due(const PatternShape& shape) const {
  if (!waits_since_) return std::nullopt;
  return *waits_since_ + shape.then_no_within;
}

bool Course::pass(const PatternShape& shape, Instant now) {
  const auto when = due(shape);
  if (!when || now < *when) return false;
  waits_since_.reset();
  const bool counts = !matched_at_ || shape.quiet == Span{0} || *when - *matched_at_ >= shape.quiet;
  matched_at_ = *when;
  return counts;
}

}  // namespace fenghuo::rules
