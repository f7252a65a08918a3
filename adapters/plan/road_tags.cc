#include "adapters/plan/road_tags.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <initializer_list>

#include "adapters/plan/road_lines.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

// Speeds: those that OSRM finds right for cars (Project-OSRM/osrm-backend, profiles/car.lua:
// averages, bends and crossings included); a track by its tracktype grade5. Paths are walked.
constexpr RoadClass kClasses[] = {
    {"motorway", 90, RoadUse::all},      {"motorway_link", 75, RoadUse::all},
    {"trunk", 85, RoadUse::all},         {"trunk_link", 70, RoadUse::all},
    {"primary", 65, RoadUse::all},       {"primary_link", 60, RoadUse::all},
    {"secondary", 55, RoadUse::all},     {"secondary_link", 50, RoadUse::all},
    {"tertiary", 40, RoadUse::all},      {"tertiary_link", 30, RoadUse::all},
    {"unclassified", 25, RoadUse::all},  {"residential", 25, RoadUse::all},
    {"road", 25, RoadUse::all},          {"living_street", 10, RoadUse::all},
    {"service", 15, RoadUse::all},       {"track", 15, RoadUse::no_trucks},
    {"pedestrian", 4, RoadUse::on_foot}, {"footway", 4, RoadUse::on_foot},
    {"path", 4, RoadUse::on_foot},       {"steps", 4, RoadUse::on_foot},
    {"cycleway", 4, RoadUse::on_foot},   {"bridleway", 4, RoadUse::on_foot},
};

// OSRM's tracktype_profile for the surfaces that it takes for grade 2 to 5.
struct Surface {
  std::string_view word;
  std::int32_t speed_kmh;
};
constexpr Surface kSurfaces[] = {
    {"gravel", 45}, {"fine_gravel", 45}, {"grass_paver", 45}, {"unpaved", 30},
    {"ground", 30}, {"dirt", 30},        {"grass", 30},       {"pebblestone", 30},
    {"clay", 20},   {"sand", 15},        {"earth", 15},       {"mud", 15},
};

// A two-axled truck or bus when full, and its width (GB 1589-2016).
constexpr double kTruck_t = 18;
constexpr double kTruckWidth_m = 2.55;

std::string_view tag(const json::object& tags, std::string_view key) {
  const json::value* value = tags.if_contains(key);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

// "7.5", "7.5 t", "30 mph": the number where nothing else follows but this unit.
std::optional<double> number(std::string_view value, std::string_view unit) {
  double read = 0;
  const char* end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, read, std::chars_format::fixed);
  if (error != std::errc{} || read <= 0) return std::nullopt;
  std::string_view after(rest, static_cast<std::size_t>(end - rest));
  if (after.starts_with(' ')) after.remove_prefix(1);
  if (after.empty() || after == unit) return read;
  return std::nullopt;
}

// A posted limit takes the place of the class's speed, at the 80 % of it that OSRM finds to be
// driven (speed_reduction of its later versions).
std::int32_t speed_kmh(const json::object& tags, const RoadClass& of_class) {
  std::int32_t speed = of_class.speed_kmh;
  const std::string_view posted = tag(tags, "maxspeed");
  std::optional<double> limit = number(posted, "km/h");
  if (!limit) {
    limit = number(posted, "mph");
    if (limit) *limit *= 1.609;
  }
  if (limit) speed = static_cast<std::int32_t>(std::min(*limit, 200.0) * 0.8);
  for (const Surface& surface : kSurfaces)
    if (surface.word == tag(tags, "surface")) speed = std::min(speed, surface.speed_kmh);
  return std::clamp(speed, 1, kRoadSpeedMax_kmh);
}

// The tag that says most exactly who may pass has the last word.
RoadUse use(const json::object& tags, RoadUse of_class) {
  if (of_class == RoadUse::on_foot) return of_class;
  for (const std::string_view key : {"motorcar", "motor_vehicle", "vehicle", "access"}) {
    const std::string_view access = tag(tags, key);
    if (access.empty()) continue;
    if (is_one_of(access, {"no", "private"})) return RoadUse::on_foot;
    break;
  }
  const auto below = [&](std::string_view key, std::string_view unit, double size) {
    const auto limit = number(tag(tags, key), unit);
    return limit && *limit < size;
  };
  if (tag(tags, "hgv") == "no" || below("maxweight", "t", kTruck_t) ||
      below("maxwidth", "m", kTruckWidth_m) || below("width", "m", kTruckWidth_m))
    return RoadUse::no_trucks;
  return of_class;
}

RoadPassage passage(const json::object& tags) {
  const auto says = [&](std::string_view key) {
    const std::string_view value = tag(tags, key);
    return !value.empty() && value != "no";
  };
  if (says("bridge")) return RoadPassage::bridge;
  if (says("tunnel")) return RoadPassage::tunnel;
  return says("ford") ? RoadPassage::ford : RoadPassage::ground;
}

bool one_way(const json::object& tags, std::string_view road_class) {
  const std::string_view value = tag(tags, "oneway");
  if (is_one_of(value, {"yes", "true", "1", "-1", "reverse"})) return true;
  if (value == "no") return false;
  return is_one_of(tag(tags, "junction"), {"roundabout", "circular"}) ||
         is_one_of(road_class, {"motorway", "motorway_link"});
}

Text name(const json::object& tags) {
  std::string_view zh = tag(tags, "name");
  if (zh.empty()) zh = tag(tags, "ref");
  const std::string_view en = tag(tags, "name:en");
  return {std::string(zh), std::string(en.empty() ? zh : en)};
}

}  // namespace

const RoadClass* find_road_class(std::string_view word) {
  for (const RoadClass& known : kClasses)
    if (known.word == word) return &known;
  return nullptr;
}

bool open_to_places(const RoadTraits& traits) {
  return traits.passage != RoadPassage::bridge && traits.passage != RoadPassage::tunnel &&
         !traits.road_class.starts_with("motorway");
}

std::optional<TaggedRoad> read_road_tags(const json::object& tags) {
  const RoadClass* known = find_road_class(tag(tags, "highway"));
  if (!known || tag(tags, "area") == "yes" ||
      is_one_of(tag(tags, "service"), {"driveway", "parking_aisle"}))
    return std::nullopt;
  TaggedRoad road;
  road.traits = {.name = name(tags),
                 .road_class = std::string(known->word),
                 .use = use(tags, known->use),
                 .speed_kmh = speed_kmh(tags, *known),
                 .one_way = one_way(tags, known->word),
                 .passage = passage(tags)};
  road.backwards = is_one_of(tag(tags, "oneway"), {"-1", "reverse"});
  return road;
}

std::int32_t speed_in_bends_kmh(std::int32_t speed_kmh, std::span<const RoadLine> lines) {
  // How much longer the road is than its chords of 300 m. An arc of radius R is longer than its
  // chord by (150 / R) / sin(150 / R); the radii are the least that JTG D20-2017 has for a speed:
  // 200 m for 60 km/h, 100 m for 40 km/h, 65 m for 30 km/h.
  struct Bends {
    double winding;
    std::int32_t speed_kmh;
  };
  constexpr Bends kBends[] = {{3.1, 30}, {1.5, 40}, {1.1, 60}};
  const double found = winding(lines);
  for (const Bends& bends : kBends)
    if (found >= bends.winding) return std::min(speed_kmh, bends.speed_kmh);
  return speed_kmh;
}

}  // namespace fenghuo::adapters
