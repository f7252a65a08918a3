#include "simulator/night_record.h"

namespace fenghuo::simulator {

std::uint32_t VillageNight::people() const {
  std::uint32_t all = 0;
  for (const auto& group : groups) all += group.people;
  return all;
}

std::uint32_t VillageNight::safe(Instant by) const {
  std::uint32_t all = 0;
  for (const auto& group : groups)
    if (group.safe_at && *group.safe_at <= by) all += group.people;
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
