// Who is judged again when an answer changes. Those that only compare it with limits are, where it
// passes one of theirs: between two limits no comparison changes. So of 10,000 thresholds only
// those are touched that an observation passes. Those that compute with it are judged at each
// change, and those whose delay runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "rules/chunk.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// Limits between which an answer stands.
struct Between {
  double below = -std::numeric_limits<double>::infinity();
  double above = std::numeric_limits<double>::infinity();
};

class alignas(kCacheLine) Interest {
 public:
  /// Of a rule: at each change while a delay of its alarm runs, which may be over by the time of an
  /// observation that passes no limit. Whoever uses `each_moved` looks whether one does.
  static constexpr std::uint32_t kWhileDelayRuns = 1U << 31;
  static std::uint32_t rule_of(std::uint32_t who) { return who & ~kWhileDelayRuns; }

  /// At each change.
  void add(std::uint32_t who);
  /// Where the answer passes the limit, reaches or leaves it.
  void add(std::uint32_t who, double limit);

  /// Whether anybody is to be told; nearly always nobody is.
  bool is_moved(const Reading& before, const Reading& after) const {
    // No number is neither below nor above.
    if (before.value < lowest_ && after.value < lowest_) return false;
    if (before.value > highest_ && after.value > highest_) return false;
    return is_moved_among(before, after);
  }
  /// Narrows it to the limits next to the answer; false where somebody is told at each change, or
  /// the answer is unknown or a limit itself.
  bool narrow(const Reading& answer, Between& between) const;
  /// Calls `use(who)`, for some of them more than once.
  template <class Use>
  void each_moved(const Reading& before, const Reading& after, Use use) const {
    for (const std::uint32_t who : always_) use(who);
    if (before.known() != after.known()) {
      for (const auto& limit : limits_) use(limit.who);
      return;
    }
    const double low = std::min(before.value, after.value);
    const double high = std::max(before.value, after.value);
    for (auto limit = first_from(low); limit != limits_.end() && limit->value <= high; ++limit)
      use(limit->who);
  }

 private:
  struct Limit {
    double value;
    std::uint32_t who;
  };
  using Place = std::vector<Limit>::const_iterator;

  bool is_moved_among(const Reading& before, const Reading& after) const;

  Place first_from(double low) const {
    if (limits_.size() <= kFewLimits)
      return std::find_if(limits_.begin(), limits_.end(),
                          [low](const Limit& limit) { return limit.value >= low; });
    return std::lower_bound(limits_.begin(), limits_.end(), low,
                            [](const Limit& limit, double value) { return limit.value < value; });
  }

  // So few are looked at one after the other, which is faster.
  static constexpr std::size_t kFewLimits = 8;

  // Outside of these nobody is told; most answers are far from any limit.
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  std::vector<std::uint32_t> always_;  // in order
  std::vector<Limit> limits_;          // the lowest first
};

static_assert(sizeof(Interest) == kCacheLine, "there may be one for each station");

/// Rules for single stations: those for all of them, and those that name theirs.
struct StationInterest {
  Interest of_all{};
  std::vector<Interest> of_one{};  // by station; empty where there are none

  bool is_moved(std::uint32_t station, const Reading& before, const Reading& after) const {
    return of_all.is_moved(before, after) ||
           (!of_one.empty() && of_one[station].is_moved(before, after));
  }
  bool narrow(std::uint32_t station, const Reading& answer, Between& between) const {
    return of_all.narrow(answer, between) &&
           (of_one.empty() || of_one[station].narrow(answer, between));
  }
  template <class Use>
  void each_moved(std::uint32_t station, const Reading& before, const Reading& after,
                  Use use) const {
    of_all.each_moved(before, after, use);
    if (!of_one.empty()) of_one[station].each_moved(before, after, use);
  }
};

}  // namespace fenghuo::rules
