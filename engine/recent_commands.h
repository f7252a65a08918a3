// Commands that came lately, by the id that the sender gave each: one that is sent again, because
// the answer to it was lost, is done once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace fenghuo {

/// 4,096 x about 50 bytes.
inline constexpr std::size_t kCommandsRemembered = 4'096;

class RecentCommands {
 public:
  /// Commands without an id are all new.
  bool has(const std::string& id) const {
    return !id.empty() && std::find(ids_.begin(), ids_.end(), id) != ids_.end();
  }
  void add(const std::string& id) {
    if (id.empty()) return;
    if (ids_.size() < kCommandsRemembered) {
      ids_.push_back(id);
    } else {
      ids_[oldest_] = id;
      oldest_ = (oldest_ + 1) % kCommandsRemembered;
    }
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.ids_, self.oldest_);
    if constexpr (A::kReading)
      if (self.oldest_ != 0 && self.oldest_ >= self.ids_.size()) a.fail();
  }

 private:
  std::vector<std::string> ids_;  // a ring
  std::uint32_t oldest_ = 0;
};

}  // namespace fenghuo
