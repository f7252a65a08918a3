#include "playbooks/round.h"

#include <algorithm>

#include "engine/wire_text.h"

namespace fenghuo::playbooks {
namespace {

constexpr Span kPaceMin = std::chrono::minutes{10};

std::string first_village_of(const wire::Shelter& shelter, const wire::Plan& plan) {
  return shelter.villages().empty() ? plan.id() : shelter.villages(0);
}

}  // namespace

std::vector<Subject> subjects_of(const wire::Plan& plan, const wire::Routine& routine) {
  using Each = wire::Routine;
  std::vector<Subject> all;
  const auto each = routine.for_each();
  if (each == Each::ONCE) all.push_back({"", plan.id(), from_wire(plan.name())});
  if (each == Each::VILLAGE)
    for (const auto& village : plan.villages())
      all.push_back({village.id(), village.id(), from_wire(village.name())});
  if (each == Each::HAZARD_POINT)
    for (const auto& point : plan.hazard_points())
      all.push_back({point.id(), point.village(), from_wire(point.name())});
  if (each == Each::FACILITY)
    for (const auto& facility : plan.facilities())
      all.push_back({facility.id(), facility.village(), from_wire(facility.name())});
  if (each == Each::SHELTER)
    for (const auto& shelter : plan.shelters())
      all.push_back({shelter.id(), first_village_of(shelter, plan), from_wire(shelter.name())});
  if (each != Each::HOUSEHOLD) return all;
  for (const auto& household : plan.households())
    if (household.need_help() > 0)
      all.push_back({household.id(),
                     household.village(),
                     {"住户 " + household.id(), "household " + household.id()}});
  return all;
}

Span pace_at(const wire::Routine& routine, Level response) {
  Span pace{routine.every_ms()};
  Level best = Level::none;
  for (const auto& one : routine.paces()) {
    const Level level = level_from_wire(one.level()).value_or(Level::none);
    if (level == Level::none || above(level, response) || above(best, level)) continue;
    best = level;
    pace = Span{one.every_ms()};
  }
  return std::max(pace, kPaceMin);
}

std::vector<std::string> who_does(const Handbook& handbook, const wire::Routine& routine,
                                  const Subject& subject) {
  if (routine.duty().empty() && !subject.id.empty()) {
    auto persons = handbook.who_sees_to(subject.id);
    if (!persons.empty()) return persons;
  }
  return handbook.holders_of(
      subject.area, routine.duty().empty() ? kDutyOfficer : std::string_view(routine.duty()));
}

}  // namespace fenghuo::playbooks
