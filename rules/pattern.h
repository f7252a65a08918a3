// A course of events: one thing after the other, a thing that does not follow, a thing that comes
// again and again, or for the first time in a while.
//
// What a match is. Each step takes as many moments as its `times` says, every moment later than the
// one before it, over all steps. A step is completed by the last of its moments. `within` is less
// than: of a first step from its first moment to its last, of a later one from the completion of
// the step before to its own, however many moments lie between; 10 minutes after is not within 10
// minutes, as windows are (t - 10 min, t]. What happens at one moment is one occasion, however
// often it is told: one moment of one step, and one match at most.
//
// Which matches count (skip past the last). The earliest completion there is counts, and uses up
// every moment up to and with its own: the next match begins later. With `keep` nothing is used up,
// and every moment that completes the last step in some way counts, once.
//
// What resets a course. A step's `without` undoes every course that began before it and has not
// completed that step, also one that would complete it at the same moment; one that begins at that
// moment stays. Nothing else does: what comes meanwhile and is no step is passed over, and a course
// whose time is over is merely never completed.
//
// With `then_no` the last completion begins a wait, which what must not follow ends without a match
// if it comes later than the completion, before the time is over. One wait at a time: completions
// while it lasts add nothing, though they use up what led to them; with `keep` the wait begins
// anew from them. `quiet` counts from the match before, whether that one counted or not.
//
// Why bounded state finds them all: of the ways to complete a step by now only the one whose
// preceding step was completed latest matters, as it has the most time left. Which that is depends
// on the moments of the step itself, as they must all be later. So each of a step's last n moments
// remembers the latest course that led to it; the oldest of the n says what the n-th completes.
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
    Span within{};  // since the step before; of the first from its first time on; zero: any time
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
    a(self.times_, self.progress_, self.used_until_, self.waits_since_, self.matched_at_);
  }

 private:
  // How a moment of a step was come to.
  struct Path {
    Instant begun{};               // the first moment of all
    std::vector<Instant> reached;  // when each step before it was completed, then the moment itself

    Instant moment() const { return reached.back(); }
    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.begun, self.reached);
    }
  };
  // By the time of their moments, of which no two are the same.
  using Paths = std::vector<Path>;
  struct Progress {
    Paths times;        // as many of the latest as the step has times
    Paths completions;  // the latest, and the one before it

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.times, self.completions);
    }
  };

  bool take_one(const PatternShape& shape, const Occasion& occasion);
  std::uint64_t take_all(const PatternShape& shape, const Occasion& occasion);
  std::uint64_t count_ways(Instant at) const;
  void note_latest(Instant at);
  template <class Use>
  void extend(std::vector<Instant>& way, Instant at, Use& use) const;
  static bool add(Paths& paths, Path path, std::size_t most);
  const Path* led_to(std::size_t step, Instant at) const;
  bool take_time(const PatternShape::Step& wanted, std::size_t step, Instant at);
  std::optional<Path> completed(const PatternShape::Step& wanted, std::size_t step) const;
  void start_anew(std::size_t step, Instant at);
  bool complete(const PatternShape& shape);
  bool counts(const PatternShape& shape, Instant at);

  std::vector<std::vector<Instant>> times_;  // with `all`, by step, oldest first
  std::vector<Progress> progress_;           // otherwise, by step
  std::optional<Instant> used_until_;
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
