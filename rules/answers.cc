#include "rules/answers.h"

#include "rules/sites.h"

namespace fenghuo::rules {

StationAnswers::StationAnswers(const Rulebook& rulebook, const Sites& sites)
    : calls_(static_cast<std::uint32_t>(rulebook.calls().size())),
      readings_(std::size_t{sites.count()} * calls_) {
  for (std::uint32_t r = 0; r < rulebook.readers().size(); ++r)
    for (const auto& asked : rulebook.readers()[r].calls) {
      const SeriesCall& call = rulebook.calls()[asked.call];
      // Tumbling windows are looked at when they are over.
      if (call.kind == WindowKind::tumbling) continue;
      for (std::uint32_t site = 0; site < sites.count(); ++site)
        readings_[site * calls_ + asked.call] =
            asked.seen_from_limit(site, sites.answer(site, r, call, asked.slot));
    }
}

bool AreaAnswers::worse(std::uint32_t call, const Worst& a, const Worst& b) const {
  if (a.reading.known() != b.reading.known()) return a.reading.known();
  if (!a.reading.known() || a.reading.value == b.reading.value) return a.site < b.site;
  return lowest_[call] ? a.reading.value < b.reading.value : a.reading.value > b.reading.value;
}

void AreaAnswers::renew(std::uint32_t area, std::uint32_t site, std::uint32_t call,
                        const StationAnswers& stations, const Coverage& coverage) {
  Worst& worst = worst_[area * calls_ + call];
  const Worst answer{stations.of(site, call), site};
  if (worst.site != site) {
    if (worse(call, answer, worst)) worst = answer;
  } else {
    worst = answer;
    for (const std::uint32_t other : coverage.stations_of(area)) {
      const Worst candidate{stations.of(other, call), other};
      if (worse(call, candidate, worst)) worst = candidate;
    }
  }
}

AreaAnswers::AreaAnswers(const Rulebook& rulebook, const Coverage& coverage,
                         const StationAnswers& stations)
    : calls_(stations.calls()) {
  for (const auto& call : rulebook.calls()) lowest_.push_back(call.function == SeriesFunction::min);
  worst_.resize(std::size_t{coverage.areas()} * calls_);
  for (std::uint32_t area = 0; area < coverage.areas(); ++area) {
    const auto& seen = coverage.stations_of(area);
    for (std::uint32_t call = 0; call < calls_ && !seen.empty(); ++call) {
      Worst& worst = worst_[area * calls_ + call];
      worst = {stations.of(seen.front(), call), seen.front()};
      for (const std::uint32_t site : seen) {
        const Worst candidate{stations.of(site, call), site};
        if (worse(call, candidate, worst)) worst = candidate;
      }
    }
  }
}

}  // namespace fenghuo::rules
