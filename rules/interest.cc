#include "rules/interest.h"

#include <cmath>
#include <iterator>

namespace fenghuo::rules {

void Interest::add(std::uint32_t who) {
  // In order, which is that of thousands of rules as they come.
  const auto at = std::lower_bound(always_.begin(), always_.end(), who);
  if (at == always_.end() || *at != who) always_.insert(at, who);
  lowest_ = -std::numeric_limits<double>::infinity();
  highest_ = std::numeric_limits<double>::infinity();
}

void Interest::add(std::uint32_t who, double limit) {
  if (std::isnan(limit)) return;  // nothing is comparable with it, before or after
  const auto after = std::upper_bound(limits_.begin(), limits_.end(), limit,
                                      [](double value, const Limit& l) { return value < l.value; });
  limits_.insert(after, {limit, who});
  lowest_ = std::min(lowest_, limit);
  highest_ = std::max(highest_, limit);
}

bool Interest::narrow(const Reading& answer, Between& between) const {
  if (!answer.known() || !always_.empty()) return false;
  const Place next = first_from(answer.value);
  if (next != limits_.begin()) between.below = std::max(between.below, std::prev(next)->value);
  if (next == limits_.end()) return true;
  between.above = std::min(between.above, next->value);
  return next->value != answer.value;
}

bool Interest::is_moved_among(const Reading& before, const Reading& after) const {
  if (before.known() != after.known()) return true;
  if (!always_.empty()) return true;
  const Place limit = first_from(std::min(before.value, after.value));
  return limit != limits_.end() && limit->value <= std::max(before.value, after.value);
}

}  // namespace fenghuo::rules
