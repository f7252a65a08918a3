// What rules see: each station's answer to each call; and of an area, of all stations that it sees,
// the worst answer, and which station gave it. The lowest min, the highest of everything else; of
// equals the plan's first station, so that the reason is the same after a restart.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "rules/coverage.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {

class Sites;

inline constexpr Instant kNeverObserved = Instant::min();

/// By station and call. Histories are fed for several stations before the first is judged: what
/// others than the station's own rules see is behind them until then.
class StationAnswers {
 public:
  StationAnswers() = default;
  /// From the histories; for a new plan and after a snapshot.
  StationAnswers(const Rulebook& rulebook, const Sites& sites);

  std::uint32_t calls() const { return calls_; }
  const Reading& of(std::uint32_t station, std::uint32_t call) const { return of(station)[call]; }
  /// Has the processor fetch all that is kept of the station.
  void prefetch(std::uint32_t station) const { fetch_all_ahead(of(station), calls_); }
  /// Of all calls, in their order.
  Reading* of(std::uint32_t station) { return readings_.data() + std::size_t{station} * calls_; }
  const Reading* of(std::uint32_t station) const {
    return readings_.data() + std::size_t{station} * calls_;
  }
  /// The answer before, where it was another: in dry weather nearly every answer is the same.
  std::optional<Reading> set(std::uint32_t station, std::uint32_t call, const Reading& reading) {
    Reading& kept = readings_[station * calls_ + call];
    if (kept == reading) return std::nullopt;
    return std::exchange(kept, reading);
  }

 private:
  std::uint32_t calls_ = 0;
  std::vector<Reading> readings_;
};

class AreaAnswers {
 public:
  struct Worst {
    Reading reading;
    std::uint32_t site = 0;
  };

  AreaAnswers() = default;
  AreaAnswers(const Rulebook& rulebook, const Coverage& coverage, const StationAnswers& stations);

  /// After the station's answer changed. Calls `moved(area, before, after)` for each area whose
  /// worst answer it moved.
  template <class Moved>
  void update(std::uint32_t site, std::uint32_t call, const StationAnswers& stations,
              const Coverage& coverage, Moved moved) {
    for (const std::uint32_t area : coverage.areas_of(site)) {
      const Reading before = worst(area, call).reading;
      renew(area, site, call, stations, coverage);
      const Reading& after = worst(area, call).reading;
      if (before != after) moved(area, before, after);
    }
  }
  const Worst& worst(std::uint32_t area, std::uint32_t call) const {
    return worst_[area * calls_ + call];
  }

 private:
  void renew(std::uint32_t area, std::uint32_t site, std::uint32_t call,
             const StationAnswers& stations, const Coverage& coverage);
  bool worse(std::uint32_t call, const Worst& a, const Worst& b) const;

  std::uint32_t calls_ = 0;
  std::vector<bool> lowest_;  // by call: the lowest is the worst
  std::vector<Worst> worst_;
};

}  // namespace fenghuo::rules
