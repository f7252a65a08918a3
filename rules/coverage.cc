#include "rules/coverage.h"

namespace fenghuo::rules {

Coverage::Coverage(const wire::Plan& plan) {
  std::map<std::string, std::uint32_t, std::less<>> village_by_id;
  for (const auto& village : plan.villages())
    village_by_id.emplace(village.id(), static_cast<std::uint32_t>(village_by_id.size()));
  stations_of_.resize(village_by_id.size());
  for (const auto& station : plan.stations()) {
    const auto index = static_cast<std::uint32_t>(villages_of_.size());
    station_by_id_.emplace(station.id(), index);
    auto& covered = villages_of_.emplace_back();
    for (const auto& id : station.covers()) {
      const auto village = village_by_id.find(id);
      if (village == village_by_id.end()) continue;
      covered.push_back(village->second);
      stations_of_[village->second].push_back(index);
    }
  }
}

std::optional<std::uint32_t> Coverage::station(std::string_view id) const {
  const auto found = station_by_id_.find(id);
  if (found == station_by_id_.end()) return std::nullopt;
  return found->second;
}

}  // namespace fenghuo::rules
