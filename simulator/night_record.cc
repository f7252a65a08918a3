#include "simulator/night_record.h"

#include <algorithm>

namespace fenghuo::simulator {

bool Group::is_safe(Instant at) const {
  if (safe_at && *safe_at <= at) return true;
  return std::any_of(earlier_stays.begin(), earlier_stays.end(),
                     [at](const Stay& stay) { return stay.from <= at && at < stay.until; });
}

std::uint32_t VillageNight::people() const {
  std::uint32_t all = 0;
  for (const auto& group : groups) all += group.people;
  return all;
}

std::uint32_t VillageNight::safe(Instant by) const {
  std::uint32_t all = 0;
  for (const auto& group : groups)
    if (group.is_safe(by)) all += group.people;
  return all;
}

std::uint32_t VillageNight::turned_away(Instant by) const {
  std::uint32_t all = 0;
  for (const auto& group : groups)
    if (group.turned_away_at && *group.turned_away_at <= by && !group.is_safe(by))
      all += group.people;
  return all;
}

std::uint32_t VillageNight::caught() const {
  return danger_at ? people() - safe(*danger_at) : 0;
}

std::uint32_t NightRecord::caught() const {
  std::uint32_t all = 0;
  for (const auto& [id, village] : villages) all += village.caught();
  return all;
}

}  // namespace fenghuo::simulator
