#include "rules/pattern.h"

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
  return step > 0 || wanted.times == 1 || wanted.within == Span{0} ||
         at - times.front() < wanted.within;
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

bool Course::take(const PatternShape& shape, const Occasion& occasion) {
  times_.resize(shape.steps.size());
  if (occasion.then_no == Truth::yes && waits_since_ && *waits_since_ < occasion.at)
    waits_since_.reset();
  for (std::size_t i = 1; i < shape.steps.size(); ++i)
    if (occasion.without[i] == Truth::yes)
      for (std::size_t before = 0; before <= i; ++before) times_[before].clear();
  bool matched = false;
  // From the last step on, so that an occasion isn't two steps at once.
  for (std::size_t i = shape.steps.size(); i-- > 0;) {
    if (occasion.when[i] != Truth::yes || !reach(shape, i, occasion.at)) continue;
    if (i + 1 < shape.steps.size()) continue;
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
