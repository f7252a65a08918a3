// What an evacuation takes from the plan: whom it moves, and what a plan changes that is put right
// meanwhile.
#include "playbooks/evacuation.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {
namespace {

/// Whoever organises that the village leaves.
constexpr std::string_view kLeader = "village_leader";

}  // namespace

// At risk, and on no list: they are looked for as well (failures.md, F17); where there is no
// roster, its leader counts them.
std::set<std::string> list_people(const Handbook& handbook, const std::string& area,
                                  Evacuation& evacuation) {
  const auto& households = handbook.households_in(area);
  std::set<std::string_view> listed;
  for (const auto* household : households) listed.insert(household->id());
  evacuation.people_at_risk = handbook.village(area)->people_at_risk();
  evacuation.organiser = handbook.on_duty(area, kLeader).first;
  std::set<std::string> changed;
  const auto list = [&](const std::string& subject, const Listed& plan) {
    const bool renamed = plan.household && evacuation.rename(subject, plan, listed);
    if (evacuation.list(subject, plan) || renamed) changed.insert(subject);
  };
  for (const auto* household : households)
    list(household->id(),
         {.people = household->people(), .need_help = household->need_help(), .household = true});
  for (const auto* facility : handbook.facilities_in(area))
    list(facility->id(), {.people = facility->people(), .need_help = facility->need_help()});
  const std::uint32_t others = evacuation.on_no_list();
  if (evacuation.has_roster && (others > 0 || evacuation.moves.contains(others_in(area))))
    list(others_in(area), {.people = others});
  return changed;
}

bool has_strays(const Handbook& handbook, const std::string& area, const Evacuation& evacuation) {
  const std::size_t others = evacuation.moves.contains(others_in(area)) ? 1 : 0;
  return evacuation.moves.size() >
         others + handbook.households_in(area).size() + handbook.facilities_in(area).size();
}

std::map<std::string, std::set<std::string>> follow_villages(
    const Handbook& handbook, const std::map<std::string, Evacuation*>& under_way,
    const std::function<void(const Evacuation&, const Move&)>& leaves) {
  std::map<std::string_view, std::string_view> village_of;
  for (const auto& one : handbook.plan().households()) village_of[one.id()] = one.village();
  for (const auto& one : handbook.plan().facilities()) village_of[one.id()] = one.village();
  std::map<std::string, std::set<std::string>> changed;
  for (const auto& [area, evacuation] : under_way)
    for (auto next = evacuation->moves.begin(); next != evacuation->moves.end();) {
      const auto here = next++;
      const auto listed = village_of.find(here->first);
      if (listed == village_of.end() || listed->second == area) continue;
      const auto there = under_way.find(std::string(listed->second));
      const bool away = here->second.safe > 0 || handbook.village(area) == nullptr;
      if (there == under_way.end() && away) continue;
      leaves(*evacuation, here->second);
      auto move = evacuation->moves.extract(here);
      changed[area].insert(move.key());
      if (there == under_way.end()) continue;
      changed[there->first].insert(move.key());
      there->second->disputed |= evacuation->disputed;
      there->second->moves.insert(std::move(move));
    }
  return changed;
}

}  // namespace fenghuo::playbooks
