// What rules see: each station's answer to each call; and of an area, of all stations that it sees,
// the worst answer, and which station gave it. The lowest min, the highest of everything else; of
// equals the plan's first station, so that the reason is the same after a restart.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/coverage.h"
#include "rules/rulebook.h"
#include "rules/sites.h"

namespace fenghuo::rules {

/// By station and call.
class StationAnswers {
 public:
  StationAnswers() = default;
  /// From the histories; for a new plan and after a snapshot.
  StationAnswers(const Rulebook& rulebook, const Sites& sites);

  std::uint32_t calls() const { return calls_; }
  const Reading& of(std::uint32_t station, std::uint32_t call) const {
    return readings_[station * calls_ + call];
  }
  /// Whether it is another than before: in dry weather nearly every answer is the one before.
  bool set(std::uint32_t station, std::uint32_t call, const Reading& reading) {
    Reading& before = readings_[station * calls_ + call];
    if (before.known == reading.known && before.value == reading.value) return false;
    before = reading;
    return true;
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

  /// After the station's answer changed. Calls `changed(area)` for each area whose worst it moved.
  template <class Changed>
  void update(std::uint32_t site, std::uint32_t call, const StationAnswers& stations,
              const Coverage& coverage, Changed changed) {
    for (const std::uint32_t area : coverage.areas_of(site))
      if (renew(area, site, call, stations, coverage)) changed(area);
  }
  const Worst& worst(std::uint32_t area, std::uint32_t call) const {
    return worst_[area * calls_ + call];
  }

 private:
  bool renew(std::uint32_t area, std::uint32_t site, std::uint32_t call,
             const StationAnswers& stations, const Coverage& coverage);
  bool worse(std::uint32_t call, const Worst& a, const Worst& b) const;

  std::uint32_t calls_ = 0;
  std::vector<bool> lowest_;  // by call: the lowest is the worst
  std::vector<Worst> worst_;
};

}  // namespace fenghuo::rules
