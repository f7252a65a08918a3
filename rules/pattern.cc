#include "rules/pattern.h"

#include <utility>

namespace fenghuo::rules {

// False where there is a path to that moment already: what is told twice happens once. Stations of
// one area may be heard a little out of order.
bool Course::add(Paths& paths, Path path, std::size_t most) {
  auto place = paths.end();
  while (place != paths.begin() && std::prev(place)->moment() > path.moment()) --place;
  if (place != paths.begin() && std::prev(place)->moment() == path.moment()) return false;
  paths.insert(place, std::move(path));
  if (paths.size() > most) paths.erase(paths.begin());
  return true;
}

// How the step before was completed latest, before `at`.
const Course::Path* Course::led_to(std::size_t step, Instant at) const {
  const auto& completions = progress_[step - 1].completions;
  const auto later = std::find_if(completions.rbegin(), completions.rend(),
                                  [&](const Path& path) { return path.moment() < at; });
  return later == completions.rend() ? nullptr : &*later;
}

// Whether `at` is one more moment of the step.
bool Course::take_time(const PatternShape::Step& wanted, std::size_t step, Instant at) {
  Path path{.begun = at, .reached = {}};
  if (step > 0) {
    const Path* const before = led_to(step, at);
    if (before == nullptr) return false;
    path = *before;
  }
  path.reached.push_back(at);
  return add(progress_[step].times, std::move(path), wanted.times);
}

// How the latest moments of the step complete it, if they do.
std::optional<Course::Path> Course::completed(const PatternShape::Step& wanted,
                                              std::size_t step) const {
  const auto& times = progress_[step].times;
  if (times.size() < wanted.times) return std::nullopt;
  const Path& first = times.front();
  // Not always what was heard last, which may have been heard late.
  const Instant end = times.back().moment();
  const Instant since = step > 0 ? first.reached[step - 1] : first.moment();
  if (wanted.within > Span{0} && end - since >= wanted.within) return std::nullopt;
  Path path = first;
  path.reached.back() = end;
  return path;
}

// Before the step is completed, `at` included.
void Course::start_anew(std::size_t step, Instant at) {
  const auto older = [&](const Path& path) { return path.begun < at; };
  for (std::size_t i = 0; i <= step; ++i) std::erase_if(progress_[i].times, older);
  for (std::size_t i = 0; i < step; ++i) std::erase_if(progress_[i].completions, older);
  std::erase_if(progress_[step].completions,
                [&](const Path& path) { return older(path) && path.moment() >= at; });
}

bool Course::complete(const PatternShape& shape) {
  const Instant at = latest_match_.back();
  if (!shape.keep) {
    for (auto& step : progress_) {
      step.times.clear();
      step.completions.clear();
    }
    used_until_ = at;
  }
  if (shape.then_no_within == Span{0}) return counts(shape, at);
  if (!waits_since_ || shape.keep) waits_since_ = at;
  return false;
}

// Whether a match that has come about at `at` does, as the first in a while.
bool Course::counts(const PatternShape& shape, Instant at) {
  const bool first = !matched_at_ || shape.quiet == Span{0} || at - *matched_at_ >= shape.quiet;
  matched_at_ = at;
  return first;
}

std::uint64_t Course::take(const PatternShape& shape, const Occasion& occasion) {
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
  times_.resize(shape.steps.size());
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
  progress_.resize(shape.steps.size());
  if (occasion.then_no == Truth::yes && waits_since_ && *waits_since_ < occasion.at)
    waits_since_.reset();
  if (used_until_ == occasion.at) return false;
  for (std::size_t i = 0; i < shape.steps.size(); ++i)
    if (occasion.without[i] == Truth::yes) start_anew(i, occasion.at);
  bool matched = false;
  // From the last step on, so that an occasion isn't two steps at once.
  for (std::size_t i = shape.steps.size(); i-- > 0;) {
    if (occasion.when[i] != Truth::yes || !take_time(shape.steps[i], i, occasion.at)) continue;
    auto path = completed(shape.steps[i], i);
    if (!path) continue;
    if (i + 1 == shape.steps.size()) latest_match_ = path->reached;
    if (!add(progress_[i].completions, *std::move(path), 2)) continue;
    if (i + 1 < shape.steps.size()) continue;
    matched = complete(shape);
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
  return counts(shape, *when);
}

}  // namespace fenghuo::rules
