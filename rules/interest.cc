#include "rules/interest.h"

#include <cmath>

#include "rules/place_of.h"

namespace fenghuo::rules {

void Interest::add(std::uint32_t who) {
  place_of(always_, who);
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

}  // namespace fenghuo::rules
