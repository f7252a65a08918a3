// A rule's standing verdict for a village (IEC 62682): raised, changed, cleared. A level must hold
// for the on-delay before the alarm rises to it, and be gone for the off-delay before the alarm
// leaves it, which begins anew after each step down; the deadband is in the truths that come in.
// What can't be told never raises and never clears.
//
// Delays count in the time of observations, and also in engine time, whichever is over first: an
// alarm about to rise must not wait for a station that has died.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/text.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// A moment in both times. Without an observation only engine time goes on.
struct Moment {
  std::optional<Instant> observed_at;
  Instant now{};
};

class Alarm {
 public:
  /// What a rule says, by the place of the level in kLevels.
  using Truths = std::array<Truth, kLevels.size()>;

  Level level() const { return level_; }
  /// Nothing stands and nothing has begun to hold: where no level holds, there is nothing to judge.
  bool is_quiet() const { return level_ == Level::none && !holds_; }

  /// A delay runs: it is about to rise or to fall.
  bool is_about_to_move() const {
    if (falling_since_) return true;
    for (std::size_t i = 0; i < kLevels.size(); ++i)
      if (above(kLevels[i], level_) && holds_since_[i]) return true;
    return false;
  }

  struct Outcome {
    Level level;                       // to go to; the present one where nothing changes
    std::optional<Instant> ask_again;  // engine time at which a delay is over
  };
  struct Policy {
    Span on_delay{};
    Span off_delay{};
    // Falls to the next lower one of these at a time, each after the off-delay; none: at once.
    std::vector<Level> steps{};
  };
  Outcome judge(const Truths& truths, const Moment& moment, const Policy& policy);

  /// The alarm goes to this level.
  void go_to(Level level, FactId fact, Instant now, Text reason);
  /// It would have gone to this level, but is held back; none: it isn't any more.
  void hold_back(Level level) { held_back_ = level; }
  Level held_back() const { return held_back_; }

  FactId raised_by() const { return raised_by_; }
  Instant raised_at() const { return raised_at_; }
  Instant changed_at() const { return changed_at_; }
  const Text& reason() const { return reason_; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.level_, self.raised_by_, self.raised_at_, self.changed_at_, self.reason_.zh,
      self.reason_.en, self.holds_since_, self.falling_since_, self.falling_to_, self.held_back_);
    if constexpr (A::kReading) self.holds_ = true;
  }

 private:
  /// Since when, by observation and by engine time.
  struct Since {
    std::optional<Instant> observed_at;
    Instant now{};

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.observed_at, self.now);
    }
  };
  static bool is_over(const Since& since, const Moment& moment, Span delay);

  Level level_ = Level::none;
  FactId raised_by_;
  Instant raised_at_{};
  Instant changed_at_{};
  Text reason_;
  std::vector<std::optional<Since>> holds_since_{kLevels.size()};  // this level or one above
  std::optional<Since> falling_since_;
  Level falling_to_ = Level::none;
  Level held_back_ = Level::none;
  bool holds_ = false;  // one of holds_since_ is set; not saved, judge() finds out
};

}  // namespace fenghuo::rules
