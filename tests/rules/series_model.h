// The plainest series there is: a sorted list, searched from end to end. What rules/series.h and
// all that stands on it must agree with.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "rules/series.h"

namespace fenghuo::rules {

class SeriesModel {
 public:
  void put(const Sample& sample) { samples_[sample.at] = sample.value; }
  bool empty() const { return samples_.empty(); }
  Instant newest() const { return samples_.rbegin()->first; }
  const std::map<Instant, std::int64_t>& samples() const { return samples_; }

  std::vector<std::int64_t> window(Span length) const {
    std::vector<std::int64_t> values;
    for (auto at = samples_.upper_bound(newest() - length); at != samples_.end(); ++at)
      values.push_back(at->second);
    return values;
  }

 private:
  std::map<Instant, std::int64_t> samples_;
};

}  // namespace fenghuo::rules
