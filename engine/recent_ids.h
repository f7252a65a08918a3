// What came lately, by the id that its sender gave it: what is sent again, because the answer to it
// was lost, counts once. Commands and reports have one each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace fenghuo {

/// 4,096 x about 100 bytes: in the order in which they came, and by name.
inline constexpr std::size_t kIdsRemembered = 4'096;

class RecentIds {
 public:
  /// What has no id is always new.
  bool has(const std::string& id) const { return known_.contains(id); }
  void add(const std::string& id) {
    if (id.empty()) return;
    known_.insert(id);
    if (ids_.size() < kIdsRemembered) {
      ids_.push_back(id);
    } else {
      known_.erase(ids_[oldest_]);
      ids_[oldest_] = id;
      oldest_ = (oldest_ + 1) % kIdsRemembered;
    }
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.ids_, self.oldest_);
    if constexpr (A::kReading) {
      if (self.oldest_ != 0 && self.oldest_ >= self.ids_.size()) a.fail();
      self.known_ = {self.ids_.begin(), self.ids_.end()};
      self.known_.erase("");
    }
  }

 private:
  std::vector<std::string> ids_;  // a ring
  std::uint32_t oldest_ = 0;
  std::set<std::string> known_;  // follows from it
};

}  // namespace fenghuo
