// A course of events: one thing after the other, a thing that does not follow, a thing that comes
// again and again, or for the first time in a while. An automaton of bounded state: of each step it
// remembers when it was last reached (of a step of n times, its last n times), and nothing else.
// The latest time stands for all earlier ones, since it is the one from which the next step may
// follow longest.
//
// What happens at one moment is one occasion, and counts for one step: a step follows strictly
// after the one before it, and "within 10 minutes" is less than 10 minutes, as windows are (t - 10
// min, t].
//
// After a match everything that led to it is used up, the occasion itself included (skip past the
// last); with `keep` it stays, and the same beginning may be part of other matches. A step's
// `without` starts the whole course anew.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/archive.h"
#include "engine/time.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// Bounds of a course's state.
inline constexpr std::size_t kPatternStepsMax = 16;
inline constexpr std::uint32_t kPatternTimesMax = 64;

struct PatternShape {
  struct Step {
    std::uint32_t times = 1;
    Span within{};  // since the step before; of the first between its own times; zero: any time
  };
  std::vector<Step> steps;
  Span then_no_within{};  // zero: the last step is the match
  Span quiet{};           // a match counts only where none was in so long a time before
  bool keep = false;
};

/// What is true at a moment; what can't be told is not true.
struct Occasion {
  Instant at{};
  std::span<const Truth> when;     // by step
  std::span<const Truth> without;  // by step
  Truth then_no = Truth::no;
};

class Course {
 public:
  /// Whether the pattern has come about. Occasions come in the order of time.
  bool take(const PatternShape& shape, const Occasion& occasion);
  /// When it will have come about, unless what must not follow does.
  std::optional<Instant> due(const PatternShape& shape) const;
  /// Whether it has come about by `now`, because nothing followed.
  bool pass(const PatternShape& shape, Instant now);

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.times_, self.waits_since_, self.matched_at_);
  }

 private:
  bool reach(const PatternShape& shape, std::size_t step, Instant at);
  bool complete(const PatternShape& shape, Instant at);
  std::optional<Instant> reached(const PatternShape& shape, std::size_t step) const;

  std::vector<std::vector<Instant>> times_;  // by step, oldest first
  std::optional<Instant> waits_since_;
  std::optional<Instant> matched_at_;
};

}  // namespace fenghuo::rules
