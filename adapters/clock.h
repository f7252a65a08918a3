// What time it is, for the engine: the wall clock, or in an exercise a clock that starts when it is
// told to, runs faster, and can be stopped and put forward.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>

#include "engine/time.h"

namespace fenghuo::adapters {

class Clock {
 public:
  /// The wall clock.
  Clock() = default;
  /// Says `start` now, and goes on `rate` times as fast as the wall clock. Copies of it are the
  /// same clock.
  Clock(Instant start, double rate) : course_(std::make_shared<Course>(start, rate)) {}

  Instant now() const {
    if (!course_) return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now());
    const std::lock_guard lock(course_->mutex);
    return course_->now();
  }
  /// How long to wait, by the wall, until the clock says `moment`; nothing for one that has passed,
  /// and an hour at most, also where the clock stands: whoever waits looks again.
  std::chrono::nanoseconds until(Instant moment) const {
    const double rate = this->rate();
    const double left = static_cast<double>((moment - now()).count());
    if (left <= 0) return std::chrono::nanoseconds{0};
    constexpr std::chrono::nanoseconds kMost = kWaitMax;
    const double ns = left / rate * 1e6;
    if (rate <= 0 || ns >= static_cast<double>(kMost.count())) return kMost;
    return std::chrono::nanoseconds{static_cast<std::int64_t>(ns) + 1};
  }
  double rate() const {
    if (!course_) return 1;
    const std::lock_guard lock(course_->mutex);
    return course_->rate;
  }

  /// From now on; 0 stops it. The wall clock can't be steered. Any thread; who waits by until() has
  /// to be woken.
  void set_rate(double rate) {
    if (!course_) return;
    const std::lock_guard lock(course_->mutex);
    course_->begin(course_->now(), rate);
  }
  /// It says `moment` now; never less than it does.
  void jump_to(Instant moment) {
    if (!course_) return;
    const std::lock_guard lock(course_->mutex);
    course_->begin(std::max(moment, course_->now()), course_->rate);
  }

 private:
  static constexpr std::chrono::hours kWaitMax{1};

  struct Course {
    Course(Instant from, double how_fast) { begin(from, how_fast); }
    void begin(Instant from, double how_fast) {
      start = from;
      rate = how_fast;
      began = std::chrono::steady_clock::now();
    }
    Instant now() const {
      const std::chrono::duration<double, std::milli> passed =
          std::chrono::steady_clock::now() - began;
      return start + Span{static_cast<std::int64_t>(passed.count() * rate)};
    }
    std::mutex mutex;
    Instant start{};
    double rate = 1;
    std::chrono::steady_clock::time_point began;
  };
  std::shared_ptr<Course> course_;
};

}  // namespace fenghuo::adapters
