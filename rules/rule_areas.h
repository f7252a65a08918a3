// The areas that a rule judges: all of its coverage, or those that it names. What is remembered of
// them stands by slot, so that a rule for one village of a thousand takes the room of one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace fenghuo::rules {

class RuleAreas {
 public:
  /// All of so many.
  explicit RuleAreas(std::uint32_t count) : count_(count) {}
  /// These alone.
  explicit RuleAreas(std::vector<std::uint32_t> only)
      : count_(static_cast<std::uint32_t>(only.size())), all_(false), only_(std::move(only)) {
    std::sort(only_.begin(), only_.end());
  }

  std::uint32_t count() const { return count_; }
  std::uint32_t area(std::uint32_t slot) const { return all_ ? slot : only_[slot]; }
  /// Nothing where the rule doesn't judge the area.
  std::optional<std::uint32_t> slot(std::uint32_t area) const {
    if (all_) return area < count_ ? std::optional(area) : std::nullopt;
    const auto found = std::lower_bound(only_.begin(), only_.end(), area);
    if (found == only_.end() || *found != area) return std::nullopt;
    return static_cast<std::uint32_t>(found - only_.begin());
  }

 private:
  std::uint32_t count_;
  bool all_ = true;
  std::vector<std::uint32_t> only_;  // in order
};

}  // namespace fenghuo::rules
