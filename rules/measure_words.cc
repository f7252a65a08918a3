#include "rules/measure_words.h"

#include <string>

namespace fenghuo::rules {
namespace {

bool is_any(const Property& /*property*/) {
  return true;
}
bool is_water_level(const Property& property) {
  return property.name.starts_with("water_level");
}
bool is_flow(const Property& property) {
  return property.name == "flow";
}
bool is_people(const Property& property) {
  return property.name == "people_count";
}

struct LimitWords {
  std::string_view name;
  bool (*is_of)(const Property&);
  std::string_view zh;  // with * for what is measured
  std::string_view en;
};
// The names that our packs and examples use; of two the first that fits.
constexpr LimitWords kLimits[] = {
    {"warn", is_any, "警戒*", "warning *"},
    {"guarantee", is_any, "保证*", "guaranteed *"},
    {"record_high", is_flow, "历史最大*", "highest * on record"},
    {"record_high", is_any, "历史最高*", "highest * on record"},
    {"record_low", is_any, "历史最低*", "lowest * on record"},
    {"flood_limit", is_water_level, "汛限*", "flood-season limit *"},
    {"design", is_water_level, "设计洪水位", "design flood level"},
    {"design", is_flow, "设计*", "design *"},
    {"check", is_water_level, "校核洪水位", "check flood level"},
    {"check", is_flow, "校核*", "check *"},
    {"prepare", is_any, "准备转移*", "* to get ready at"},
    {"leave", is_any, "立即转移*", "* to leave at"},
    {"capacity", is_people, "最大承载量", "capacity"},
    {"capacity_80", is_people, "最大承载量的八成", "80 % of the capacity"}};

std::string filled_in(std::string_view words, std::string_view measured) {
  std::string text{words};
  if (const auto at = text.find('*'); at != std::string::npos) text.replace(at, 1, measured);
  return text;
}

}  // namespace

Text unit_words(const Property* property) {
  if (property == nullptr) return {};
  const std::string unit{property->unit};
  if (unit == "mm") return {"毫米", unit};
  if (unit == "m") return {"米", unit};
  if (unit == "/m²") return {"人/平方米", "people/m²"};
  if (is_people(*property)) return {"人", ""};
  if (property->name.starts_with("fire_")) return {"个", ""};
  return {unit, unit};
}

Text limit_words(std::string_view name, const Property* property) {
  const std::string id{name};
  if (property != nullptr) {
    const bool level = is_water_level(*property);
    for (const auto& known : kLimits)
      if (known.name == name && known.is_of(*property))
        return {filled_in(known.zh, level ? "水位" : property->zh),
                filled_in(known.en, level ? "level" : property->en)};
  }
  return {"“" + id + "”界限", "limit '" + id + "'"};
}

std::string_view change_word(const Property* property, bool up) {
  if (property != nullptr && is_water_level(*property)) return up ? "上涨" : "下降";
  if (property != nullptr && property->unit == "°C") return up ? "上升" : "下降";
  return up ? "增加" : "减少";
}

}  // namespace fenghuo::rules
