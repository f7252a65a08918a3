#include "cli/names.h"

#include <algorithm>
#include <array>
#include <span>

#include "playbooks/handbook.h"

namespace fenghuo::cli {
namespace {

struct Word {
  std::string_view id;
  const char* zh;
  const char* en;
};

// As the page has them.
constexpr std::array kSkills{Word{"rescue", "救援", "rescue"},
                             Word{"boat", "船", "boat"},
                             Word{"carry", "抬人", "carrying people"},
                             Word{"medic", "医护", "medics"},
                             Word{"bus", "客车", "bus"},
                             Word{"chainsaw", "油锯", "chainsaw"},
                             Word{"clear_road", "疏通道路", "clearing roads"},
                             Word{"lookout", "瞭望", "lookout"},
                             Word{"power", "供电", "power"},
                             Word{"pump", "抽水", "pumping"},
                             Word{"radio", "通信", "radio"}};

Text words_in(std::span<const Word> table, const std::string& id) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Word& word) { return word.id == id; });
  return found == table.end() ? Text{id, id} : Text{found->zh, found->en};
}

}  // namespace

Names::Names(const wire::Plan& plan, const std::vector<adapters::Person>& people) {
  areas_[plan.id()] = {plan.name().zh(), plan.name().en()};
  for (const auto& village : plan.villages())
    areas_[village.id()] = {village.name().zh(), village.name().en()};
  for (const auto& station : plan.stations())
    stations_[station.id()] = {station.name().zh(), station.name().en()};
  for (const auto& rule : plan.rules()) rules_[rule.id()] = {rule.title().zh(), rule.title().en()};
  const auto name = [](Table& table, const auto& items) {
    for (const auto& item : items)
      if (!item.name().zh().empty()) table[item.id()] = {item.name().zh(), item.name().en()};
  };
  name(places_, plan.hazard_points());
  name(places_, plan.shelters());
  name(places_, plan.facilities());
  name(units_, plan.units());
  name(supplies_, plan.supplies());
  name(roads_, plan.roads().roads());
  for (const auto& person : people) people_[person.id] = {person.name, person.name};
  for (const auto by_people :
       {playbooks::kByPerson, playbooks::kVillageLeaves, playbooks::kResponse})
    rules_.emplace(by_people, playbooks::title_of(by_people));
}

Text skill_words(const std::string& skill) {
  return words_in(kSkills, skill);
}

Text duty_words(const std::string& duty) {
  if (duty == "village_leader") return {"村主任", "village leader"};
  if (duty == "warning_officer") return {"预警员", "warning officer"};
  if (duty == "duty_officer") return {"值班员", "duty officer"};
  if (duty == "town_leader") return {"镇长", "town leader"};
  if (duty == "flood_leader") return {"防汛负责人", "head of flood control"};
  if (duty == "school_head") return {"校长", "head of the school"};
  if (duty == "road_officer") return {"路政员", "road officer"};
  if (duty == "report_by_phone") return {"电话报县里", "report by telephone"};
  if (duty == "report_in_writing") return {"书面报县里", "report in writing"};
  if (duty == "visit") return {"上门", "to be seen to"};
  if (duty == "roll_call") return {"点名", "roll call"};
  if (duty == "reach_village") return {"找到这个村", "reach the village"};
  return {duty, duty};
}

}  // namespace fenghuo::cli
