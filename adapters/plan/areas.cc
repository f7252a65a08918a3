// areas.geojson (RFC 7946): villages as features with a point or polygon. JSON is YAML, so faults
// have their place.
#include <algorithm>
#include <iterator>
#include <set>

#include "adapters/plan/files.h"
#include "adapters/plan/routes.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

constexpr double kMinutesMax = 1'440;

// What a feature may be; shelters and roads are left to the map.
constexpr std::string_view kKinds[] = {"village", "hazard_point", "catchment", "shelter",
                                       "road",    "route",        "flood_zone"};

// GeoJSON nests positions four deep at most (MultiPolygon).
std::optional<YamlNode> first_position(const YamlNode& coordinates, int depth = 4) {
  const auto items = coordinates.items();
  if (items.empty() || depth == 0) return std::nullopt;
  if (items.front().is_scalar()) return coordinates;
  return first_position(items.front(), depth - 1);
}

// Of a village, or of a hazard point.
template <class Area>
void read_position(const YamlNode& feature, Area& area) {
  const YamlNode geometry = feature.required("geometry");
  const auto position = first_position(geometry.required("coordinates"));
  if (!position) return;
  const auto numbers = position->items();
  if (numbers.size() < 2)
    return position->fault({"坐标为 [经度, 纬度]", "a position is [longitude, latitude]"});
  area.set_longitude_deg(numbers[0].number());
  area.set_latitude_deg(numbers[1].number());
  if (area.longitude_deg() < -180 || area.longitude_deg() > 180 || area.latitude_deg() < -90 ||
      area.latitude_deg() > 90)
    position->fault({"经度在 ±180、纬度在 ±90 之间，先经度后纬度",
                     "longitude is within 180, latitude within 90; longitude comes first"});
}

// A number of minutes; 0 where it is missing.
std::int64_t minutes_ms(const YamlNode& node) {
  const double minutes = node.number();
  if (!node.absent() && !(minutes > 0 && minutes <= kMinutesMax))
    node.fault(
        {"写分钟数，大于 0，不超过 1440", "a number of minutes, more than 0, at most 1,440"});
  return static_cast<std::int64_t>(minutes * 60'000);
}

// {"red": {"zh": "水到二楼", "en": "water to the second floor"}}
void read_effects(const YamlNode& node, wire::Village& village) {
  if (node.absent()) return;
  for (const auto& key : node.keys()) {
    const auto level = parse_level(key);
    const YamlNode effect = node.optional(key);
    if (!level || *level == Level::none) {
      effect.fault(
          {"级别为 blue、yellow、orange 或 red", "a level is blue, yellow, orange or red"});
      continue;
    }
    auto& added = *village.add_effects();
    added.set_level(to_wire(*level));
    to_wire(effect.text(), *added.mutable_text());
  }
}

void read_subscribers(const YamlNode& node, wire::Village& village) {
  if (node.absent()) return;
  const double share = node.number();
  if (!(share > 0 && share <= 1))
    return node.fault(
        {"subscribers 是手机消息通知得到的人占几成，写成 0 到 1 的数，例如 0.22；"
         "不知道就不写",
         "subscribers is the share of the people whom messages to telephones reach, "
         "above 0 to 1, as 0.22; leave it out where it isn't known"});
  village.set_subscribers(share);
}

void read_village(const YamlNode& feature, const YamlNode& properties, PlanDraft& draft,
                  std::set<std::string>& seen) {
  properties.only({"kind", "id", "name", "name_en", "adcode", "people_at_risk", "shelter",
                   "shelter_en", "catchment", "lead_time_min", "clearing_min", "on_foot_min",
                   "effects", "neighbours", "depends_on", "subscribers"});
  const YamlNode id = properties.required("id");
  wire::Village& village = *draft.plan.add_villages();
  village.set_id(id.string());
  if (!seen.insert(village.id()).second)
    id.fault({"村“" + village.id() + "”重复", "the village '" + village.id() + "' stands twice"});
  const YamlNode catchment = properties.optional("catchment");
  if (!catchment.absent()) village.set_catchment(catchment.string());
  village.mutable_name()->set_zh(properties.required("name").string());
  village.mutable_name()->set_en(properties.required("name_en").string());
  const YamlNode adcode = properties.required("adcode");
  village.set_adcode(adcode.string());
  if (!adcode.absent() && village.adcode().size() != 12)
    adcode.fault({"adcode 为 12 位，加引号", "adcode has 12 digits, in quotes"});
  const YamlNode at_risk = properties.required("people_at_risk");
  const double people = at_risk.number();
  if (people < 0 || people > 1'000'000 || people != static_cast<std::uint32_t>(people))
    at_risk.fault({"危险区人数为非负整数", "people_at_risk is a whole number"});
  else
    village.set_people_at_risk(static_cast<std::uint32_t>(people));
  const YamlNode shelter = properties.required("shelter");
  village.mutable_shelter()->set_zh(shelter.string());
  village.mutable_shelter()->set_en(properties.required("shelter_en").string());
  village.set_lead_time_ms(minutes_ms(properties.optional("lead_time_min")));
  village.set_clearing_ms(minutes_ms(properties.optional("clearing_min")));
  village.set_on_foot_ms(minutes_ms(properties.optional("on_foot_min")));
  read_effects(properties.optional("effects"), village);
  for (auto& neighbour : properties.optional("neighbours").strings())
    village.add_neighbours(std::move(neighbour));
  for (auto& need : properties.optional("depends_on").strings())
    village.add_depends_on(std::move(need));
  read_subscribers(properties.optional("subscribers"), village);
  read_position(feature, village);
  draft.sources.add("villages[" + village.id() + "]", id.place());
  draft.sources.add("villages[" + village.id() + "].shelter", shelter.place());
}

// The id and the names that every area has.
template <class Area>
Area& named(Area& area, const YamlNode& properties, const std::string& path, PlanDraft& draft,
            std::set<std::string>& seen) {
  const YamlNode id = properties.required("id");
  area.set_id(id.string());
  if (!seen.insert(area.id()).second)
    id.fault({"“" + area.id() + "”重复", "'" + area.id() + "' stands twice"});
  area.mutable_name()->set_zh(properties.required("name").string());
  area.mutable_name()->set_en(properties.required("name_en").string());
  draft.sources.add(path + "[" + area.id() + "]", id.place());
  return area;
}

void read_catchment(const YamlNode& properties, PlanDraft& draft, std::set<std::string>& seen) {
  properties.only({"kind", "id", "name", "name_en", "flows_to"});
  auto& catchment = named(*draft.plan.add_catchments(), properties, "catchments", draft, seen);
  const YamlNode below = properties.optional("flows_to");
  if (!below.absent()) catchment.set_flows_to(below.string());
}

void read_hazard_point(const YamlNode& feature, const YamlNode& properties, PlanDraft& draft,
                       std::set<std::string>& seen) {
  properties.only({"kind", "id", "name", "name_en", "village"});
  auto& point = named(*draft.plan.add_hazard_points(), properties, "hazard_points", draft, seen);
  point.set_village(properties.required("village").string());
  read_position(feature, point);
}

// An area that couldn't be read is named all over the plan.
void mark_of_whole_file(PlanDraft& draft, std::size_t first_fault) {
  for (std::size_t i = first_fault; i < draft.faults.size(); ++i)
    draft.faults[i].of_whole_file = true;
}

}  // namespace

void read_areas(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  if (root.absent()) return;
  const YamlNode type = root.required("type");
  if (!type.absent() && type.string() != "FeatureCollection")
    type.fault({"应为 FeatureCollection", "this should be a FeatureCollection"});
  std::set<std::string> seen;
  Routes routes;
  const std::size_t first = draft.faults.size();
  for (const auto& feature : root.required("features").items()) {
    const std::size_t before = draft.faults.size();
    const YamlNode properties = feature.required("properties");
    const YamlNode kind = properties.required("kind");
    if (!kind.absent() &&
        std::find(std::begin(kKinds), std::end(kKinds), kind.string()) == std::end(kKinds))
      kind.fault({"kind 为 village、hazard_point、catchment、shelter、road、route 或 flood_zone",
                  "kind is village, hazard_point, catchment, shelter, road, route or flood_zone"});
    mark_of_whole_file(draft, before);
    if (kind.string() == "village") read_village(feature, properties, draft, seen);
    if (kind.string() == "catchment") read_catchment(properties, draft, seen);
    if (kind.string() == "hazard_point") read_hazard_point(feature, properties, draft, seen);
    if (kind.string() == "route") routes.read_route(feature, properties);
    if (kind.string() == "flood_zone") routes.read_zone(feature, properties);
  }
  const bool none = draft.plan.villages().empty();
  if (none && draft.faults.size() == first) root.fault({"没有一个村", "there is no village"});
  if (none) mark_of_whole_file(draft, first);
  if (all_read(draft.faults)) routes.check(seen);
}

}  // namespace fenghuo::adapters
