// How many alarms people are given, minute by minute, for a day: the measure of EEMUA 191, by which
// an operator copes with one in ten minutes over the long run, and is flooded by more than ten in
// ten minutes.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "engine/time.h"

namespace fenghuo::rules {

/// One entry a minute in which there was one: at most 1,440 of 16 bytes.
inline constexpr Span kAlarmLoadKept = std::chrono::hours{24};

class AlarmLoad {
 public:
  /// An alarm was raised, or rose. `now` never goes back.
  void note(Instant now);
  /// Alarms in (now - span, now], in whole minutes.
  std::uint32_t in_last(Span span, Instant now) const;
  /// The most in any ten minutes of the time that is kept.
  std::uint32_t most_in_10_minutes(Instant now) const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.minutes_);
  }

 private:
  struct Minute {
    Instant begin{};
    std::uint32_t alarms = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.begin, self.alarms);
    }
  };
  std::vector<Minute> minutes_;  // the oldest first
};

}  // namespace fenghuo::rules
