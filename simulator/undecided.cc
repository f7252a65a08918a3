#include "simulator/undecided.h"

#include <algorithm>

namespace fenghuo::simulator {

Undecided::Undecided(const Scenario& scenario, const NightRecord& record) {
  const auto goes_back = [&](const Group& group) {
    return std::any_of(scenario.goings_back.begin(), scenario.goings_back.end(),
                       [&](const GoingBack& going) { return going.household == group.id; });
  };
  for (const auto& [id, night] : record.villages)
    if (night.danger_at)
      open_.push_back({&night, std::none_of(night.groups.begin(), night.groups.end(), goes_back)});
}

bool Undecided::any(Instant now) {
  while (!open_.empty() && is_decided(open_.back(), now)) open_.pop_back();
  return !open_.empty();
}

bool Undecided::is_decided(Village& village, Instant now) {
  if (*village.night->danger_at < now) return true;
  if (!village.stays_safe) return false;
  const auto& groups = village.night->groups;
  while (village.unsafe < groups.size() && groups[village.unsafe].safe_at) ++village.unsafe;
  return village.unsafe == groups.size();
}

}  // namespace fenghuo::simulator
