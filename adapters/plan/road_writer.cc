// Roads as roads.geojson: a feature a line, so that a change of one road is a change of one line.
#include <boost/json.hpp>

#include "adapters/plan/road_file.h"
#include "adapters/plan/road_tags.h"

namespace fenghuo::adapters {
namespace {

// 14915893 is 1.4915893: all digits that count, and none of a binary fraction.
void append_degrees(std::string& out, std::int32_t degrees_e7) {
  const std::int64_t size = degrees_e7 < 0 ? -static_cast<std::int64_t>(degrees_e7) : degrees_e7;
  if (degrees_e7 < 0) out.push_back('-');
  out += std::to_string(size / 10'000'000);
  std::string digits = std::to_string(size % 10'000'000);
  digits.insert(0, 7 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  if (!digits.empty()) out += "." + digits;
}

void append_string(std::string& out, std::string_view key, const std::string& value) {
  out += ",\"" + std::string(key) + "\":" + boost::json::serialize(boost::json::string(value));
}

void append_number(std::string& out, std::string_view key, std::int32_t value) {
  out += ",\"" + std::string(key) + "\":" + std::to_string(value);
}

void append_traits(std::string& out, const RoadTraits& traits) {
  if (!traits.name.zh.empty()) append_string(out, "name", traits.name.zh);
  if (traits.name.en != traits.name.zh) append_string(out, "name_en", traits.name.en);
  append_string(out, "class", traits.road_class);
  append_number(out, "speed_kmh", traits.speed_kmh);
  if (traits.one_way) out += ",\"one_way\":true";
  if (traits.passage == RoadPassage::bridge) out += ",\"bridge\":true";
  if (traits.passage == RoadPassage::ford) out += ",\"ford\":true";
  if (traits.passage == RoadPassage::tunnel) out += ",\"tunnel\":true";
  const RoadClass* known = find_road_class(traits.road_class);
  if (known && known->use == traits.use) return;
  if (traits.use == RoadUse::no_trucks) append_string(out, "only", "cars");
  if (traits.use == RoadUse::on_foot) append_string(out, "only", "foot");
}

void append_line(std::string& out, const RoadLine& line) {
  char before = '[';
  for (const RoadPoint point : line) {
    out.push_back(before);
    out.push_back('[');
    append_degrees(out, point.longitude_e7);
    out.push_back(',');
    append_degrees(out, point.latitude_e7);
    out.push_back(']');
    before = ',';
  }
  out.push_back(']');
}

}  // namespace

std::string to_geojson(const RoadMap& map, double tolerance_m) {
  std::vector<std::uint32_t> edges(map.roads.size());
  for (const RoadEdge& edge : map.edges) ++edges[edge.road];
  std::vector<std::uint32_t> written(map.roads.size());
  std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
  std::string_view before = "\n";
  for (const RoadEdge& edge : map.edges) {
    const Road& road = map.roads[edge.road];
    const std::string number =
        edges[edge.road] > 1 ? "." + std::to_string(++written[edge.road]) : "";
    out += before;
    out += R"({"type":"Feature","properties":{"kind":"road")";
    append_string(out, "id", road.id + number);
    append_traits(out, road.traits);
    append_number(out, "length_m", edge.length_m);
    out += R"(},"geometry":{"type":"LineString","coordinates":)";
    append_line(out, simplified(edge.shape, tolerance_m));
    out += "}}";
    before = ",\n";
  }
  return out + "\n]}\n";
}

}  // namespace fenghuo::adapters
