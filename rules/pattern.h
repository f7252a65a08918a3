// A course of events: one thing after the other, a thing that does not follow, a thing that comes
// again and again, or for the first time in a while. An automaton of bounded state: of each step it
// remembers when it was last reached (of a step of n times, its last n times), and when the steps
// were that led to it. The latest time stands for all earlier ones, since it is the one from which
// the next step may follow longest.
//
// What happens at one moment is one occasion, and counts for one step: a step follows strictly
// after the one before it, and "within 10 minutes" is less than 10 minutes, as windows are (t - 10
// min, t].
//
// After a match everything that led to it is used up, the occasion itself included (skip past the
// last); with `keep` it stays, and the same beginning may be part of other matches. A step's
// `without`, before the step is reached, starts the course anew.
//
// With `all` it remembers every moment of each step within the time, and counts the ways in which
// the steps can be found among them, each strictly later than the one before (skip till any match);
// what is counted can also be listed, way by way.
#pragma once

#include <algorithm>
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
/// Of a pattern that counts all ways, moments a step; when there are more, the oldest is forgotten.
inline constexpr std::size_t kPatternMomentsMax = 1024;

struct PatternShape {
  struct Step {
    std::uint32_t times = 1;
    Span within{};  // since the step before; of the first between its own times; zero: any time
  };
  std::vector<Step> steps;
  Span then_no_within{};  // zero: the last step is the match
  Span quiet{};           // a match counts only where none was in so long a time before
  bool keep = false;
  bool all = false;  // all ways are counted, none is used up; neither times, nor then_no, nor quiet
  Span within{};     // of all ways: from the first step to the last it is less
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
  /// In how many ways the pattern has come about with this occasion: none, one, or with `all` as
  /// many as there are, at most UINT64_MAX. Occasions come in the order of time, but for an area of
  /// several stations, which are heard a little out of order where the plan has no `reorder`.
  std::uint64_t take(const PatternShape& shape, const Occasion& occasion);
  /// When each step of the latest match was reached; of several ways of the one whose steps are
  /// latest. Right after take().
  const std::vector<Instant>& latest_match() const { return latest_match_; }
  /// Of a pattern that counts all ways, right after take() at `at`: calls `use(moments)` for each,
  /// with the moment of each step.
  template <class Use>
  void each_way(const PatternShape& shape, Instant at, Use use) const;
  /// When it will have come about, unless what must not follow does.
  std::optional<Instant> due(const PatternShape& shape) const;
  /// Whether it has come about by `now`, because nothing followed.
  bool pass(const PatternShape& shape, Instant now);

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.times_, self.led_to_, self.waits_since_, self.matched_at_);
  }

 private:
  bool take_one(const PatternShape& shape, const Occasion& occasion);
  std::uint64_t take_all(const PatternShape& shape, const Occasion& occasion);
  std::uint64_t count_ways(Instant at) const;
  void note_latest(Instant at);
  template <class Use>
  void extend(std::vector<Instant>& way, Instant at, Use& use) const;
  bool reach(const PatternShape& shape, std::size_t step, Instant at);
  bool complete(const PatternShape& shape, Instant at);
  std::optional<Instant> reached(const PatternShape& shape, std::size_t step) const;

  std::vector<std::vector<Instant>> times_;   // by step, oldest first
  std::vector<std::vector<Instant>> led_to_;  // by step, when it and those before were reached
  std::optional<Instant> waits_since_;
  std::optional<Instant> matched_at_;
  std::vector<Instant> latest_match_;  // not saved
};

// `way` has the steps that were found; the next are those later than its last.
template <class Use>
void Course::extend(std::vector<Instant>& way, Instant at, Use& use) const {
  const std::size_t step = way.size();
  if (step + 1 == times_.size()) {
    if (!way.empty() && way.back() >= at) return;
    way.push_back(at);
    use(std::span<const Instant>(way));
    way.pop_back();
    return;
  }
  const auto& times = times_[step];
  auto next =
      way.empty() ? times.begin() : std::upper_bound(times.begin(), times.end(), way.back());
  for (; next != times.end() && *next < at; ++next) {
    way.push_back(*next);
    extend(way, at, use);
    way.pop_back();
  }
}

template <class Use>
void Course::each_way(const PatternShape& shape, Instant at, Use use) const {
  std::vector<Instant> way;
  way.reserve(shape.steps.size());
  extend(way, at, use);
}

}  // namespace fenghuo::rules
