#include "engine/report_kinds.h"

#include <algorithm>
#include <array>

namespace fenghuo {
namespace {

struct Word {
  std::string_view kind;
  const char* zh;
  const char* en;
};

// Those that our packs ask for, and those that the engine itself reads.
constexpr std::array kReports{
    Word{"safe", "平安", "all is well"},
    Word{"blocked_road", "路断了", "the road is cut"},
    Word{"road_open", "路通了", "the road is open again"},
    Word{"patrol_finding", "巡查发现问题", "a patrol has found something"},
    Word{"manual_entry", "人工置数", "typed in at the station"},
    Word{"no_water", "停水（没有自来水）", "no tap water"},
    Word{"missing", "有人失联", "people are missing"},
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

constexpr std::array<std::string_view, 5> kReadByTheEngine{"safe", "blocked_road", "road_open",
                                                           "no_water", "missing"};

// The conditions of a rule, as they are written.
std::vector<std::string_view> conditions_of(const wire::Rule& rule) {
  std::vector<std::string_view> all;
  for (const auto& level : rule.levels()) all.emplace_back(level.when());
  all.emplace_back(rule.fire());
  for (const auto& step : rule.pattern().steps()) {
    all.emplace_back(step.when());
    all.emplace_back(step.without());
  }
  all.emplace_back(rule.pattern().then_no());
  return all;
}

void add(std::vector<std::string>& kinds, std::string_view kind) {
  if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    kinds.emplace_back(kind);
}

// reports('crack', ...) or reports("crack", ...). A list to pick from need not know the language.
void add_asked(std::vector<std::string>& kinds, std::string_view condition) {
  constexpr std::string_view kAsked = "reports(";
  for (auto at = condition.find(kAsked); at != condition.npos; at = condition.find(kAsked, at)) {
    at += kAsked.size();
    const char quote = at < condition.size() ? condition[at] : ' ';
    if (quote != '\'' && quote != '"') continue;
    const auto end = condition.find(quote, at + 1);
    if (end == condition.npos) return;
    add(kinds, condition.substr(at + 1, end - at - 1));
    at = end;
  }
}

}  // namespace

Text report_words(std::string_view kind) {
  const auto found = std::find_if(kReports.begin(), kReports.end(),
                                  [&](const Word& word) { return word.kind == kind; });
  return found == kReports.end() ? Text{std::string(kind), std::string(kind)}
                                 : Text{found->zh, found->en};
}

std::vector<std::string> report_kinds(const wire::Plan& plan) {
  std::vector<std::string> kinds;
  for (const auto kind : kReadByTheEngine) add(kinds, kind);
  for (const auto& rule : plan.rules())
    for (const auto condition : conditions_of(rule)) add_asked(kinds, condition);
  return kinds;
}

}  // namespace fenghuo
