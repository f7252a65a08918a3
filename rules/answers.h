// What a village's rules see: of all stations that cover it, the worst answer to each call, and
// which station gave it. The lowest min, the highest of everything else; of equals the plan's first
// station, so that the reason is the same after a restart.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/coverage.h"
#include "rules/rulebook.h"
#include "rules/sites.h"

namespace fenghuo::rules {

class Answers {
 public:
  struct Worst {
    language::Reading reading;
    std::uint32_t site = 0;
  };

  /// From the histories; for a new plan and after a snapshot.
  void rebuild(const Rulebook& rulebook, const Coverage& coverage, const Sites& sites);

  /// A station's new answer to a call. Calls `changed(village)` for each village whose worst it
  /// moved.
  template <class Changed>
  void update(std::uint32_t site, std::uint32_t call, const language::Reading& reading,
              const Coverage& coverage, Changed changed) {
    // In dry weather nearly every answer is the one before, and moves nothing.
    language::Reading& before = of_site_[site * calls_ + call];
    if (before.known == reading.known && before.value == reading.value) return;
    before = reading;
    for (const std::uint32_t village : coverage.villages_of(site))
      if (renew(village, site, call, coverage)) changed(village);
  }

  const Worst& worst(std::uint32_t village, std::uint32_t call) const {
    return of_village_[village * calls_ + call];
  }

 private:
  bool renew(std::uint32_t village, std::uint32_t site, std::uint32_t call,
             const Coverage& coverage);
  bool worse(std::uint32_t call, const Worst& a, const Worst& b) const;

  std::uint32_t calls_ = 0;
  std::vector<bool> lowest_;  // by call: the lowest is the worst
  std::vector<language::Reading> of_site_;
  std::vector<Worst> of_village_;
};

}  // namespace fenghuo::rules
