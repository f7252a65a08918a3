// What is still to happen in the second world, in order of time; of one moment in the order in
// which it was planned, so that a night is the same each time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "engine/time.h"

namespace fenghuo::simulator {

class Agenda {
 public:
  using Act = std::function<void()>;

  /// What is planned for a time that has passed happens now.
  void plan(Instant at, Act act) {
    acts_.emplace(std::pair(std::max(at, now_), planned_++), std::move(act));
  }
  std::optional<Instant> next() const {
    return acts_.empty() ? std::nullopt : std::optional(acts_.begin()->first.first);
  }
  Instant now() const { return now_; }
  /// It is `at` or later: what follows is planned from there.
  void pass_to(Instant at) { now_ = std::max(now_, at); }
  /// All that is planned for `at` or before, and what that plans for then.
  void run_until(Instant at) {
    pass_to(at);
    while (!acts_.empty() && acts_.begin()->first.first <= now_) {
      const Act act = std::move(acts_.begin()->second);
      acts_.erase(acts_.begin());
      act();
    }
  }

 private:
  std::map<std::pair<Instant, std::uint64_t>, Act> acts_;
  std::uint64_t planned_ = 0;
  Instant now_{};
};

}  // namespace fenghuo::simulator
