// What time it is, for the engine: the wall clock that never goes back, or in an exercise a clock
// that starts when it is told to, runs faster, and can be stopped and put forward.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>

#include "adapters/onward_time.h"
#include "engine/time.h"

namespace fenghuo::adapters {

class Clock {
 public:
  /// The wall clock, as it is.
  Clock() = default;
  /// The wall clock, but never before `start`, and never before what it said already: engine time
  /// stands still where it would go back, and with it all that is called and decided by a time.
  /// Copies of it are the same clock.
  static Clock never_before(Instant start) {
    Clock clock;
    clock.onward_ = std::make_shared<OnwardTime>(start, std::chrono::steady_clock::now());
    return clock;
  }
  /// Says `start` now, and goes on `rate` times as fast as the wall clock. Copies of it are the
  /// same clock.
  Clock(Instant start, double rate) : course_(std::make_shared<Course>(start, rate)) {}

  Instant now() const {
    if (onward_) return onward_->now(wall(), std::chrono::steady_clock::now());
    if (!course_) return wall();
    const std::lock_guard lock(course_->mutex);
    return course_->now();
  }
  /// By how much a wall clock that was set back is behind it; zero of all other clocks.
  Span behind() const { return onward_ ? std::max(now() - wall(), Span{0}) : Span{0}; }
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
  static Instant wall() {
    return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now());
  }

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
  std::shared_ptr<OnwardTime> onward_;
};

}  // namespace fenghuo::adapters
