#include "rules/warned_areas.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include "engine/area_words.h"
#include "rules/geography.h"

namespace fenghuo::rules {
namespace {

constexpr int kNoVillage = -1;

// A point of an area, with the code of its district and the village that it is, or threatens; each
// may be missing.
struct Spot {
  std::optional<Degrees> at;
  std::string adcode;
  int village = kNoVillage;
};

Spot spot_of(const wire::Plan& plan, int village) {
  const auto& known = plan.villages(village);
  return {Degrees{known.longitude_deg(), known.latitude_deg()}, known.adcode(), village};
}

std::vector<Spot> spots_of_hazard_point(const wire::Plan& plan, const wire::HazardPoint& point) {
  Spot spot{Degrees{point.longitude_deg(), point.latitude_deg()}, ""};
  for (int i = 0; i < plan.villages_size(); ++i)
    if (plan.villages(i).id() == point.village()) {
      spot.adcode = plan.villages(i).adcode();
      spot.village = i;
    }
  return {spot};
}

// By area: the places that it has.
std::vector<std::vector<Spot>> spots(const wire::Plan& plan, wire::Rule::Each each) {
  std::vector<std::vector<Spot>> areas;
  if (each == wire::Rule::STATION) {
    for (const auto& station : plan.stations()) {
      const bool known = station.has_longitude_deg() && station.has_latitude_deg();
      auto& area = areas.emplace_back();
      if (known) area.push_back({Degrees{station.longitude_deg(), station.latitude_deg()}, ""});
    }
  } else if (each == wire::Rule::CATCHMENT) {
    for (const auto& catchment : plan.catchments()) {
      auto& area = areas.emplace_back();
      for (int i = 0; i < plan.villages_size(); ++i)
        if (plan.villages(i).catchment() == catchment.id()) area.push_back(spot_of(plan, i));
    }
  } else if (each == wire::Rule::HAZARD_POINT) {
    for (const auto& point : plan.hazard_points())
      areas.push_back(spots_of_hazard_point(plan, point));
  } else if (each == wire::Rule::JURISDICTION) {
    areas.push_back({{std::nullopt, plan.id()}});
    for (int i = 0; i < plan.villages_size(); ++i) areas.back().push_back(spot_of(plan, i));
  } else {
    for (int i = 0; i < plan.villages_size(); ++i) areas.push_back({spot_of(plan, i)});
  }
  return areas;
}

std::span<const double> numbers(const google::protobuf::RepeatedField<double>& field) {
  return {field.data(), static_cast<std::size_t>(field.size())};
}

bool is_in(const wire::WarningArea& area, const Spot& spot) {
  for (const auto& code : area.geocodes())
    if (district_contains(code, spot.adcode)) return true;
  if (!spot.at) return false;
  for (const auto& polygon : area.polygons())
    if (contains(numbers(polygon.latitude_deg()), numbers(polygon.longitude_deg()), *spot.at))
      return true;
  return std::any_of(area.circles().begin(), area.circles().end(), [&](const auto& circle) {
    return distance_km({circle.longitude_deg(), circle.latitude_deg()}, *spot.at) <=
           circle.radius_km();
  });
}

// Of 431100000000 and 431100 alike 4311: what stands before the levels that are not used.
std::string_view significant(std::string_view code) {
  for (const auto& [length, zeros] :
       {std::pair<std::size_t, std::string_view>{12, "000"}, {9, "000"}, {6, "00"}, {4, "00"}})
    if (code.size() == length && code.ends_with(zeros)) code.remove_suffix(zeros.size());
  return code;
}

}  // namespace

bool district_contains(std::string_view code, std::string_view other) {
  if (!is_district_code(code)) return false;
  return other.size() == 12 && other.starts_with(significant(code));
}

std::vector<std::uint32_t> areas_warned(const wire::Plan& plan, wire::Rule::Each each,
                                        const wire::WarningInfo& info) {
  std::vector<std::uint32_t> warned;
  const auto areas = spots(plan, each);
  const PlacesNamed named = places_named(plan, info);
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    const bool hit = std::any_of(areas[i].begin(), areas[i].end(), [&](const Spot& spot) {
      return named.villages.contains(spot.village) ||
             std::any_of(info.areas().begin(), info.areas().end(),
                         [&](const auto& area) { return is_in(area, spot); });
    });
    if (hit) warned.push_back(i);
  }
  return warned;
}

}  // namespace fenghuo::rules
