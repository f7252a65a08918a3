#include "playbooks/homes.h"

#include <set>

namespace fenghuo::playbooks {

// Whoever has something to do with a village, and a duty of the township as well, lives in the
// village.
std::map<std::string, std::string> homes_of(const wire::Plan& plan) {
  std::map<std::string, std::string> homes;
  const auto add = [&](const std::string& person, const std::string& village) {
    if (person.empty()) return;
    const auto [home, fresh] = homes.try_emplace(person, village);
    if (!fresh && home->second.empty()) home->second = village;
  };
  std::set<std::string> outside;
  for (const auto& playbook : plan.playbooks())
    outside.insert(playbook.cut_off().also().begin(), playbook.cut_off().also().end());
  for (const auto& duty : plan.roster()) {
    if (outside.contains(duty.duty())) continue;
    const std::string village = duty.area() == plan.id() ? "" : duty.area();
    add(duty.holder(), village);
    add(duty.stand_in(), village);
  }
  for (const auto& household : plan.households()) {
    add(household.helper(), household.village());
    add(household.stand_in(), household.village());
  }
  for (const auto& facility : plan.facilities()) {
    add(facility.contact(), facility.village());
    add(facility.stand_in(), facility.village());
  }
  return homes;
}

}  // namespace fenghuo::playbooks
