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

// Those that our packs ask for, and those that the engine itself reads.
constexpr std::array kReports{
    Word{"safe", "平安", "all is well"},
    Word{"blocked_road", "路断了", "the road is cut"},
    Word{"road_open", "路通了", "the road is open again"},
    Word{"patrol_finding", "巡查发现问题", "a patrol has found something"},
    Word{"manual_entry", "人工置数", "typed in at the station"},
    Word{"no_water", "没有水", "no water"},
    Word{"help", "求助", "a call for help"},
    Word{"crack", "裂缝", "a crack"},
    Word{"muddy_spring", "泉水变浑", "a spring runs muddy"},
    Word{"spring_muddy", "泉水变浑", "a spring runs muddy"},
    Word{"stream_muddy", "溪水变浑", "the stream runs muddy"},
    Word{"stream_stops", "溪水断流", "the stream stops"},
    Word{"ground_sound", "地下有响声", "sounds in the ground"},
    Word{"roar", "轰鸣声", "a roar"},
    Word{"rockfall", "落石", "stones fall"},
    Word{"slope_bulge", "坡脚鼓胀", "the slope bulges"},
    Word{"tree_tilt", "树木歪斜", "trees lean"},
    Word{"dam_crack", "坝体裂缝", "a crack in the dam"},
    Word{"dam_overtopped", "漫坝", "the dam is overtopped"},
    Word{"dam_piping", "坝体管涌", "piping at the dam"},
    Word{"dam_seepage", "坝体渗水", "the dam seeps"},
    Word{"dam_seepage_muddy", "坝体渗浑水", "the dam seeps muddy water"},
    Word{"dam_slip", "坝坡滑动", "the dam's slope slips"},
    Word{"fire", "着火", "a fire"},
    Word{"house_fire", "房屋着火", "a house on fire"},
    Word{"smoke", "冒烟", "smoke"},
    Word{"people_trapped", "有人被困", "people are trapped"},
    Word{"shaking", "震动", "the ground shakes"},
    Word{"house_damaged", "房屋损坏", "a house is damaged"},
    Word{"house_collapsed", "房屋倒塌", "a house has collapsed"},
    Word{"gas_smell", "异味", "a smell of gas"},
    Word{"gas_ill", "闻到气体后不适", "people are ill from gas"},
    Word{"crowding", "拥挤", "a crowd presses"},
    Word{"people_fell", "有人跌倒", "people have fallen"},
    Word{"influenza", "流感", "influenza"},
    Word{"diarrhoea", "腹泻", "diarrhoea"},
    Word{"rash", "皮疹", "a rash"},
    Word{"food_poisoning", "食物中毒", "food poisoning"},
    Word{"pneumonia_unknown", "不明原因肺炎", "pneumonia of unknown cause"},
    Word{"illness_unknown", "不明原因疾病", "an illness of unknown cause"},
    Word{"power_cut", "停电", "a power cut"},
    Word{"no_call", "电话不通", "no telephone works"}};

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

Text report_words(const std::string& kind) {
  return words_in(kReports, kind);
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
