// What all rules together ask of a property, and where a history keeps the answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "rules/extreme.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// So many windows of one property are kept up to date, and as many extremes and rollings; others
/// are looked through when they are asked.
inline constexpr std::size_t kKeptOfAKindMax = 10'000;

/// What is older than anybody asks is kept at least so long: a history that forgets with every
/// sample is never calm.
inline constexpr Span kSlackMin = std::chrono::minutes{10};

/// Where a history keeps the answer to a call, and what of it the answer is.
struct Slot {
  enum Kind : std::uint8_t {
    none,
    last,
    sum,  // of a Window, from here on; of amounts it is what they increased by
    avg,
    count,
    first,
    delta,
    rate,
    extreme,
    rolling,
    totals,
    scan
  };
  Kind kind = none;
  std::uint32_t place = 0;
  friend bool operator==(const Slot&, const Slot&) = default;
};

/// What all rules together ask of a property: which windows to keep, and how far back.
struct HistoryShape {
  bool amounts = false;
  std::vector<SeriesCall> calls;
  std::vector<Slot> slots;  // by call
  std::vector<Span> windows;
  std::vector<std::pair<Span, Extremum>> extremes;
  std::vector<std::shared_ptr<const SeriesCall>> rollings;
  bool totals = false;  // some answer is a difference of totals, and changes with time
  bool dry_is_calm =
      true;      // no answer changes with an amount of zero, where nothing is in any window
  Span reach{};  // of the longest window
  Span slack{};  // what is older than anybody asks is forgotten now and then, which is cheaper
  Span lateness{};

  void add(const SeriesCall& call);
  /// With samples from this moment on, of a series with this oldest one, something is forgotten.
  Instant forgets_at(Instant oldest) const { return oldest + reach + lateness + slack; }
  Slot slot_of(const SeriesCall& call) const;
};

}  // namespace fenghuo::rules
