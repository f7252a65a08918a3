#include "cli/names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "playbooks/duty_words.h"
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

// As the page has them: what somebody is called for, beside the duties of the roster.
constexpr std::array kCalls{
    Word{"reach_village", "失联核查", "contact check"},
    Word{"visit", "上门转移", "visit"},
    Word{"roll_call", "安置点点名", "roll call"},
    Word{"report_by_phone", "电话报县里", "report by telephone"},
    Word{"report_in_writing", "书面报县里", "report in writing"},
    Word{"spread_word", "换办法通知到人", "another way to reach the people"}};

std::optional<Text> words_in(std::span<const Word> table, const std::string& id) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Word& word) { return word.id == id; });
  if (found == table.end()) return std::nullopt;
  return Text{found->zh, found->en};
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
  return words_in(kSkills, skill).value_or(Text{skill, skill});
}

Text duty_words(const std::string& duty) {
  return words_in(kCalls, duty).value_or(playbooks::duty_words(duty));
}

}  // namespace fenghuo::cli
