#include "rules/answers.h"

namespace fenghuo::rules {

using language::SeriesFunction;

bool Answers::worse(std::uint32_t call, const Worst& a, const Worst& b) const {
  if (a.reading.known != b.reading.known) return a.reading.known;
  if (!a.reading.known || a.reading.value == b.reading.value) return a.site < b.site;
  return lowest_[call] ? a.reading.value < b.reading.value : a.reading.value > b.reading.value;
}

bool Answers::renew(std::uint32_t village, std::uint32_t site, std::uint32_t call,
                    const Coverage& coverage) {
  Worst& worst = of_village_[village * calls_ + call];
  const Worst before = worst;
  const Worst answer{of_site_[site * calls_ + call], site};
  if (worst.site != site) {
    if (!worse(call, answer, worst)) return false;
    worst = answer;
  } else {
    worst = answer;
    for (const std::uint32_t other : coverage.stations_of(village)) {
      const Worst candidate{of_site_[other * calls_ + call], other};
      if (worse(call, candidate, worst)) worst = candidate;
    }
  }
  return worst.reading.known != before.reading.known ||
         worst.reading.value != before.reading.value || worst.site != before.site;
}

void Answers::rebuild(const Rulebook& rulebook, const Coverage& coverage, const Sites& sites) {
  calls_ = static_cast<std::uint32_t>(rulebook.calls().size());
  lowest_.clear();
  for (const auto& call : rulebook.calls()) lowest_.push_back(call.function == SeriesFunction::min);
  of_site_.assign(sites.count() * calls_, {});
  for (std::uint32_t r = 0; r < rulebook.readers().size(); ++r)
    for (const std::uint32_t call : rulebook.readers()[r].calls)
      for (std::uint32_t site = 0; site < sites.count(); ++site)
        of_site_[site * calls_ + call] = sites.answer(site, r, rulebook.calls()[call]);
  of_village_.assign(coverage.villages() * calls_, {});
  for (std::uint32_t village = 0; village < coverage.villages(); ++village) {
    const auto& stations = coverage.stations_of(village);
    for (std::uint32_t call = 0; call < calls_ && !stations.empty(); ++call) {
      Worst& worst = of_village_[village * calls_ + call];
      worst = {of_site_[stations.front() * calls_ + call], stations.front()};
      for (const std::uint32_t site : stations) {
        const Worst candidate{of_site_[site * calls_ + call], site};
        if (worse(call, candidate, worst)) worst = candidate;
      }
    }
  }
}

}  // namespace fenghuo::rules
