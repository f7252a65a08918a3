// A wall clock that is set back stops no time: what it said before is never said again, and from
// there on the computer's own count goes on, a little slower, until the wall has caught up.
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>

#include "engine/time.h"

namespace fenghuo::adapters {

class OnwardTime {
 public:
  using Count = std::chrono::steady_clock::time_point;

  /// Never says less than `start`; `count` is now.
  OnwardTime(Instant start, Count count) : said_(start), counted_(count) {}

  /// So much of the time that passes is left out until the wall has caught up: eight hours in
  /// three days, in which five minutes to answer take 21 seconds more.
  static constexpr int kSlowedBy = 16;

  /// Any thread.
  Instant now(Instant wall, Count count) {
    const std::lock_guard lock(mutex_);
    if (wall >= said_) {
      said_ = wall;
      counted_ = std::max(counted_, count);
      return said_;
    }
    // In steps, so that nothing is lost by asking often.
    const auto steps = (count - counted_) / std::chrono::milliseconds{kSlowedBy};
    if (steps > 0) {
      counted_ += steps * std::chrono::milliseconds{kSlowedBy};
      said_ += steps * Span{kSlowedBy - 1};
    }
    return said_;
  }

 private:
  std::mutex mutex_;
  Instant said_;
  Count counted_;
};

}  // namespace fenghuo::adapters
