#include "adapters/plan/road_properties.h"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <string>
#include <string_view>

#include "adapters/plan/road_tags.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"kind",    "id",     "name", "name_en", "class", "speed_kmh",
                                      "one_way", "bridge", "ford", "tunnel",  "only",  "length_m"};

class Properties {
 public:
  Properties(const json::object& all, std::vector<Text>& wrong) : all_(all), wrong_(wrong) {}

  void only_known() {
    for (const auto& member : all_) {
      const std::string_view key = member.key();
      if (std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys)) continue;
      const auto like = nearest(key, kKeys);
      const std::string word(key);
      wrong_.push_back(
          {"不认识的键“" + word + "”" + (like ? "，是不是“" + std::string(*like) + "”？" : ""),
           "unknown key '" + word + "'" +
               (like ? "; did you mean '" + std::string(*like) + "'?" : "")});
    }
  }

  std::string string(std::string_view key) {
    const json::value* value = all_.if_contains(key);
    if (!value) return "";
    if (value->is_string()) return std::string(value->get_string());
    fault(key, {"应为文字", "should be a text"});
    return "";
  }

  bool boolean(std::string_view key) {
    const json::value* value = all_.if_contains(key);
    if (!value) return false;
    if (value->is_bool()) return value->get_bool();
    fault(key, {"应为 true 或 false", "should be true or false"});
    return false;
  }

  std::optional<double> number(std::string_view key, double most) {
    const json::value* value = all_.if_contains(key);
    if (!value) return std::nullopt;
    if (value->is_number()) {
      const auto read = value->to_number<double>();
      if (read >= 1 && read <= most) return read;
    }
    const std::string limit = std::to_string(static_cast<int>(most));
    fault(key, {"应为 1 到 " + limit + " 的数", "should be a number from 1 to " + limit});
    return std::nullopt;
  }

  void fault(std::string_view key, const Text& text) {
    wrong_.push_back({std::string(key) + " " + text.zh, std::string(key) + " " + text.en});
  }

 private:
  const json::object& all_;
  std::vector<Text>& wrong_;
};

RoadPassage passage(Properties& properties) {
  const bool bridge = properties.boolean("bridge");
  const bool ford = properties.boolean("ford");
  const bool tunnel = properties.boolean("tunnel");
  if (bridge + ford + tunnel > 1)
    properties.fault("bridge", {"桥、漫水路、隧道只能选一", "ford and tunnel exclude each other"});
  if (bridge) return RoadPassage::bridge;
  if (tunnel) return RoadPassage::tunnel;
  return ford ? RoadPassage::ford : RoadPassage::ground;
}

RoadUse use(Properties& properties, RoadUse of_class) {
  const std::string only = properties.string("only");
  if (only == "cars") return RoadUse::no_trucks;
  if (only == "foot") return RoadUse::on_foot;
  if (!only.empty()) properties.fault("only", {"为 cars 或 foot", "is cars or foot"});
  return of_class;
}

}  // namespace

OwnRoad read_road_properties(const json::object& object, std::vector<Text>& wrong) {
  Properties properties(object, wrong);
  properties.only_known();
  OwnRoad road;
  road.traits.name = {properties.string("name"), properties.string("name_en")};
  if (road.traits.name.en.empty()) road.traits.name.en = road.traits.name.zh;
  road.traits.road_class = properties.string("class");
  if (road.traits.road_class.empty()) road.traits.road_class = "residential";
  const RoadClass* known = find_road_class(road.traits.road_class);
  if (!known) {
    properties.fault("class",
                     {"不是 OpenStreetMap 的道路类别，例如 primary、residential、track",
                      "is no road of OpenStreetMap's, such as primary, residential, track"});
    return road;
  }
  road.traits.use = use(properties, known->use);
  const auto speed = properties.number("speed_kmh", kRoadSpeedMax_kmh);
  road.speed_said = speed.has_value();
  road.traits.speed_kmh = speed ? static_cast<std::int32_t>(*speed) : known->speed_kmh;
  road.traits.one_way = properties.boolean("one_way");
  road.traits.passage = passage(properties);
  road.length_m = properties.number("length_m", kRoadLengthMax_m);
  return road;
}

}  // namespace fenghuo::adapters
