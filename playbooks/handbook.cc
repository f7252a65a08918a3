#include "playbooks/handbook.h"

#include <algorithm>

namespace fenghuo::playbooks {
namespace {

template <class Items>
auto find_by_id(const Items& items, std::string_view id) -> decltype(&items.Get(0)) {
  for (const auto& item : items)
    if (item.id() == id) return &item;
  return nullptr;
}

}  // namespace

Text title_of(std::string_view rule) {
  if (rule == kByPerson) return {"险情", "danger"};
  if (rule == kVillageLeaves) return {"村里自主撤离", "the village leaves"};
  return {std::string(rule), std::string(rule)};
}

Handbook::Handbook(const wire::Plan& plan) : plan_(&plan) {
  for (const auto& village : plan.villages()) villages_.emplace(village.id(), &village);
  for (const auto& duty : plan.roster()) roster_[duty.area()].push_back(&duty);
  for (const auto& household : plan.households()) {
    households_[household.village()].push_back(&household);
    household_.emplace(household.id(), &household);
  }
  for (const auto& facility : plan.facilities()) {
    facilities_[facility.village()].push_back(&facility);
    facility_.emplace(facility.id(), &facility);
  }
}

const wire::Playbook* Handbook::playbook(std::string_view id) const {
  return find_by_id(plan_->playbooks(), id);
}

const wire::Response* Handbook::response(std::string_view playbook_id, Level level) const {
  const auto* found = playbook(playbook_id);
  if (found == nullptr) return nullptr;
  for (const auto& response : found->responses())
    if (response.level() == to_wire(level)) return &response;
  return nullptr;
}

Level Handbook::answered(std::string_view playbook_id, Level level) const {
  Level below = Level::none;
  Level next_above = Level::none;
  for (const Level one : kLevels) {
    if (response(playbook_id, one) == nullptr) continue;
    if (!above(one, level)) below = one;
    if (above(one, level) && next_above == Level::none) next_above = one;
  }
  return below != Level::none ? below : next_above;
}

const wire::Village* Handbook::village(std::string_view id) const {
  const auto found = villages_.find(id);
  return found == villages_.end() ? nullptr : found->second;
}

const wire::Rule* Handbook::rule(std::string_view id) const {
  return find_by_id(plan_->rules(), id);
}

const wire::Duty* Handbook::duty(std::string_view area, std::string_view wanted) const {
  const auto held = roster_.find(area);
  if (held == roster_.end()) return nullptr;
  for (const auto* duty : held->second)
    if (duty->duty() == wanted) return duty;
  return nullptr;
}

const wire::Duty* Handbook::duty_for(std::string_view area, std::string_view wanted) const {
  const auto* own = duty(area, wanted);
  return own == nullptr ? duty(plan_->id(), wanted) : own;
}

const std::vector<const wire::Household*>& Handbook::households_in(std::string_view village) const {
  static const std::vector<const wire::Household*> none;
  const auto found = households_.find(village);
  return found == households_.end() ? none : found->second;
}

const std::vector<const wire::Facility*>& Handbook::facilities_in(std::string_view village) const {
  static const std::vector<const wire::Facility*> none;
  const auto found = facilities_.find(village);
  return found == facilities_.end() ? none : found->second;
}

const wire::Facility* Handbook::facility(std::string_view id) const {
  const auto found = facility_.find(id);
  return found == facility_.end() ? nullptr : found->second;
}

std::vector<const wire::Shelter*> Handbook::shelters_of(std::string_view village) const {
  std::vector<const wire::Shelter*> shelters;
  for (const auto& shelter : plan_->shelters())
    if (std::find(shelter.villages().begin(), shelter.villages().end(), village) !=
        shelter.villages().end())
      shelters.push_back(&shelter);
  return shelters;
}

std::vector<std::string> Handbook::who_sees_to(std::string_view subject) const {
  std::vector<std::string> persons;
  const auto add = [&](const std::string& person) {
    if (!person.empty()) persons.push_back(person);
  };
  if (const auto household = household_.find(subject); household != household_.end()) {
    add(household->second->helper());
    add(household->second->stand_in());
  } else if (const auto* found = facility(subject)) {
    add(found->contact());
    add(found->stand_in());
  }
  return persons;
}

std::vector<std::string> Handbook::leaders_of(std::string_view village) const {
  std::vector<std::string> persons;
  const auto add = [&](const wire::Duty* held) {
    if (held == nullptr) return;
    for (const auto& person : {held->holder(), held->stand_in()})
      if (!person.empty() && std::find(persons.begin(), persons.end(), person) == persons.end())
        persons.push_back(person);
  };
  add(duty_for(village, "village_leader"));
  add(duty(plan_->id(), kDutyOfficer));
  return persons;
}

std::vector<std::string> Handbook::people_of(std::string_view area) const {
  std::vector<std::string> people;
  const auto held = roster_.find(area);
  if (held == roster_.end()) return people;
  for (const auto* duty : held->second)
    for (const auto& person : {duty->holder(), duty->stand_in()})
      if (!person.empty() && std::find(people.begin(), people.end(), person) == people.end())
        people.push_back(person);
  return people;
}

bool Handbook::of_township(std::string_view person) const {
  const auto people = people_of(plan_->id());
  return std::find(people.begin(), people.end(), person) != people.end();
}

bool Handbook::answers(const wire::Playbook& playbook, std::string_view rule) {
  const auto& rules = playbook.rules();
  return std::any_of(rules.begin(), rules.end(), [&](const std::string& answered) {
    return answered == rule || answered == kEveryRule;
  });
}

std::string Handbook::callee(const wire::Rung& rung, std::string_view area,
                             std::string_view wanted) const {
  if (rung.callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER) {
    const auto* officer = duty(plan_->id(), kDutyOfficer);
    return officer == nullptr ? "" : officer->holder();
  }
  const bool named = rung.callee() == wire::Rung::NAMED_DUTY;
  const auto* held = duty_for(area, named ? std::string_view(rung.duty()) : wanted);
  if (held == nullptr) return "";
  return rung.callee() == wire::Rung::STAND_IN ? held->stand_in() : held->holder();
}

}  // namespace fenghuo::playbooks
