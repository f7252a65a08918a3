#include "simulator/villagers.h"

#include <algorithm>
#include <utility>

#include "playbooks/evacuation.h"

namespace fenghuo::simulator {
namespace {

/// People of whom the plan has no households leave in so many parts.
constexpr std::uint32_t kParts = 10;

}  // namespace

Villagers::Villagers(const wire::Plan& plan, const playbooks::Ways& ways, const Scenario& scenario,
                     const Outages& outages, Agenda& agenda, NightRecord& record, Arrived arrived)
    : outages_(outages),
      agenda_(agenda),
      record_(record),
      arrived_(std::move(arrived)),
      ways_(ways) {
  for (const auto& refusal : scenario.refusals) refusals_.insert(refusal.household);
  for (const auto& shelter : plan.shelters())
    for (const auto& village : std::set(shelter.villages().begin(), shelter.villages().end()))
      shelters_[village].push_back(&shelter);
  add_groups(plan);
  for (const auto& going : scenario.goings_back)
    agenda.plan(going.at, [this, id = going.household] { go_back(id); });
}

// As the desk has them (desk_evacuation.cc): households, facilities, and those on no list.
void Villagers::add_groups(const wire::Plan& plan) {
  std::map<std::string, std::uint32_t> listed;
  const auto add = [this](const auto& one) {
    record_.villages[one.village()].groups.push_back({.id = one.id(), .people = one.people()});
    if (one.need_help() > 0) needs_help_.insert(one.id());
  };
  for (const auto& village : plan.villages()) {
    villages_[village.id()] = &village;
    record_.villages[village.id()];
  }
  for (const auto& household : plan.households()) {
    add(household);
    listed[household.village()] += household.people();
  }
  for (const auto& facility : plan.facilities()) {
    add(facility);
    needs_help_.insert(facility.id());
  }
  for (const auto& village : plan.villages()) {
    auto& groups = record_.villages[village.id()].groups;
    const std::uint32_t known = listed[village.id()];
    if (known >= village.people_at_risk()) continue;
    const std::uint32_t others = village.people_at_risk() - known;
    if (known > 0) {
      groups.push_back({.id = playbooks::others_in(village.id()), .people = others});
      continue;
    }
    for (std::uint32_t i = 0; i < kParts; ++i)
      groups.push_back({.id = village.id() + "/" + std::to_string(i + 1),
                        .people = others * (i + 1) / kParts - others * i / kParts});
  }
}

// In the order of the plan; none: people go where they want.
const std::vector<const wire::Shelter*>& Villagers::shelters_of(const std::string& village) const {
  static const std::vector<const wire::Shelter*> none;
  const auto found = shelters_.find(village);
  return found == shelters_.end() ? none : found->second;
}

// Who walks gets to any of them. Who comes together stays together: a part of a household that is
// let in would be counted as a household that is safe.
bool Villagers::take_places(const std::string& village, const Group& group, const Way& way) {
  const auto& shelters = shelters_of(village);
  for (const auto* shelter : shelters) {
    std::uint32_t& taken = taken_[shelter->id()];
    if (group.people > shelter->capacity() - taken ||
        !outages_.works(element("shelter", shelter->id()), agenda_.now()) ||
        (way.by_road && !road_is_open(village, shelter->id(), way.from)))
      continue;
    taken += group.people;
    stays_in_[group.id] = shelter->id();
    return true;
  }
  return shelters.empty();
}

// By car, on the quickest way whose roads all work now: only roads of a way that would be taken are
// asked for.
bool Villagers::way_is_open(const wire::Village& village) {
  if (!outages_.works(element("way", village.id()), agenda_.now())) return false;
  const auto& shelters = shelters_of(village.id());
  return shelters.empty() || std::any_of(shelters.begin(), shelters.end(), [&](const auto* one) {
           return road_is_open(village.id(), one->id(), agenda_.now());
         });
}

bool Villagers::road_is_open(const std::string& village, const std::string& shelter, Instant at) {
  const auto [known, fresh] = open_roads_.try_emplace({village, shelter, at}, false);
  if (fresh) known->second = finds_road(village, shelter, at);
  return known->second;
}

bool Villagers::finds_road(const std::string& village, const std::string& shelter, Instant at) {
  std::set<std::string> closed;
  ways_.close(closed, {});
  // Where the map has no way to begin with, people know one that isn't on it.
  bool first = true;
  while (true) {
    const auto roads = ways_.roads_between(village, shelter, dispatch::Vehicle::car);
    if (!roads) return first;
    first = false;
    const auto broken = closed.size();
    for (const auto& road : *roads)
      if (!outages_.works(element("road", road), at)) closed.insert(road);
    if (closed.size() == broken) return true;
    ways_.close(closed, {});
  }
}

std::optional<Villagers::Way> Villagers::way_from(const wire::Village& village) {
  const Instant now = agenda_.now();
  if (way_is_open(village))
    return Way{now, village.clearing_ms() > 0 ? Span{village.clearing_ms()} : kClearing, true};
  if (village.on_foot_ms() > 0) return Way{now, Span{village.on_foot_ms()}, false};
  return std::nullopt;
}

void Villagers::tell(const std::string& village, const std::string& by, double slower) {
  const auto place = villages_.find(village);
  if (place == villages_.end()) return;
  VillageNight& night = record_.villages.at(village);
  const auto way = way_from(*place->second);
  if (!way) return;
  if (!night.told_at) night.told_at = agenda_.now();
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < night.groups.size(); ++i) {
    const std::string& id = night.groups[i].id;
    if (!night.groups[i].safe_at && !needs_help_.contains(id) && !refuses(id) &&
        !on_the_way_.contains(id))
      leaving.push_back(i);
  }
  for (std::size_t k = 0; k < leaving.size(); ++k) {
    const double share = static_cast<double>(k + 1) / static_cast<double>(leaving.size());
    plan_arrival(village, leaving[k], *way, longer(way->takes, share * slower), by);
  }
}

void Villagers::fetch(const std::string& village, const std::string& group, const std::string& by,
                      double slower) {
  const auto place = villages_.find(village);
  if (place == villages_.end() || refuses(group)) return;
  auto& groups = record_.villages.at(village).groups;
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const Group& one) { return one.id == group; });
  if (found == groups.end()) return;
  const auto index = static_cast<std::size_t>(found - groups.begin());
  // Somebody brings them, or has; then it is only told.
  if (found->safe_at) return arrived_(village, *found, by);
  const auto way = way_from(*place->second);
  if (!way || on_the_way_.contains(group)) return;
  plan_arrival(village, index, *way, longer(std::max(kFetching, way->takes / 3), slower), by);
}

void Villagers::plan_arrival(const std::string& village, std::size_t group, const Way& way,
                             Span takes, const std::string& by) {
  const std::uint64_t journey = ++journeys_;
  on_the_way_[record_.villages.at(village).groups[group].id] = journey;
  agenda_.plan(way.from + takes, [this, village, group, journey, way, by] {
    arrive(village, group, journey, way, by);
  });
}

// Whoever is still on the way when the danger comes is caught by it, and so is who finds no
// place; unless somebody sends or fetches them once more, and there is one by then.
void Villagers::arrive(const std::string& village, std::size_t index, std::uint64_t journey,
                       const Way& way, const std::string& by) {
  VillageNight& night = record_.villages.at(village);
  Group& group = night.groups[index];
  const auto on_the_way = on_the_way_.find(group.id);
  if (on_the_way == on_the_way_.end() || on_the_way->second != journey) return;  // turned back
  on_the_way_.erase(on_the_way);
  if (group.safe_at || (night.danger_at && *night.danger_at <= agenda_.now())) return;
  if (!take_places(village, group, way)) {
    group.turned_away_at = agenda_.now();
    return;
  }
  be_safe(group);
  arrived_(village, group, by);
}

void Villagers::be_safe(Group& group) {
  group.safe_at = agenda_.now();
  group.turned_away_at.reset();
}

// Wherever that is: they take nobody's place.
void Villagers::count_safe(const std::string& village, const std::string& group) {
  const auto night = record_.villages.find(village);
  if (night == record_.villages.end()) return;
  for (auto& one : night->second.groups)
    if (one.id == group && !one.safe_at &&
        (!night->second.danger_at || agenda_.now() < *night->second.danger_at))
      be_safe(one);
}

// The engine isn't told. Nobody goes to where the danger has been. A journey that was begun before
// they were counted as safe is over.
void Villagers::go_back(const std::string& id) {
  for (auto& [village, night] : record_.villages) {
    if (night.danger_at && *night.danger_at < agenda_.now()) continue;
    for (auto& group : night.groups) {
      if (group.id != id || !group.safe_at) continue;
      group.earlier_stays.push_back({*group.safe_at, agenda_.now()});
      group.safe_at.reset();
      leave_place(group);
      on_the_way_.erase(id);
    }
  }
}

void Villagers::leave_place(const Group& group) {
  const auto stays = stays_in_.find(group.id);
  if (stays == stays_in_.end()) return;
  taken_[stays->second] -= group.people;
  stays_in_.erase(stays);
}

bool Villagers::is_safe(const std::string& village, const std::string& group) const {
  const auto& groups = record_.villages.at(village).groups;
  return std::any_of(groups.begin(), groups.end(),
                     [&](const Group& one) { return one.id == group && one.safe_at; });
}

std::vector<std::string> Villagers::gone_home(const std::string& village) const {
  std::vector<std::string> gone;
  for (const auto& group : record_.villages.at(village).groups)
    if (!group.safe_at && !group.earlier_stays.empty()) gone.push_back(group.id);
  return gone;
}

void Villagers::turn_back(const std::string& village) {
  const auto night = record_.villages.find(village);
  if (night == record_.villages.end()) return;
  for (const auto& group : night->second.groups) on_the_way_.erase(group.id);
}

std::uint32_t Villagers::safe(const std::string& village) const {
  return record_.villages.at(village).safe(agenda_.now());
}

}  // namespace fenghuo::simulator
