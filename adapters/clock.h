// What time it is, for the engine: the wall clock, or in an exercise a clock that starts when it is
// told to and runs faster.
#pragma once

#include <chrono>

#include "engine/time.h"

namespace fenghuo::adapters {

class Clock {
 public:
  /// The wall clock.
  Clock() = default;
  /// Says `start` now, and goes on `rate` times as fast as the wall clock; rate > 0.
  Clock(Instant start, double rate)
      : start_(start), rate_(rate), began_(std::chrono::steady_clock::now()), scaled_(true) {}

  Instant now() const {
    if (!scaled_) return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now());
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - began_;
    return start_ + Span{static_cast<std::int64_t>(passed.count() * rate_)};
  }
  /// How long to wait, by the wall, until the clock says `moment`; nothing for one that has passed.
  std::chrono::nanoseconds until(Instant moment) const {
    const double ms = static_cast<double>((moment - now()).count()) / rate_;
    return std::chrono::nanoseconds{ms > 0 ? static_cast<std::int64_t>(ms * 1e6) + 1 : 0};
  }
  double rate() const { return rate_; }

 private:
  Instant start_{};
  double rate_ = 1;
  std::chrono::steady_clock::time_point began_{};
  bool scaled_ = false;
};

}  // namespace fenghuo::adapters
