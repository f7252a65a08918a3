#include "adapters/plan/routes.h"

#include <cstdio>

namespace fenghuo::adapters {
namespace {

/// Twice the area of the triangle: its sign says on which side of the line a-b the point c lies.
template <class Point>
double side(Point a, Point b, Point c) {
  return (b.longitude - a.longitude) * (c.latitude - a.latitude) -
         (b.latitude - a.latitude) * (c.longitude - a.longitude);
}

}  // namespace

std::vector<Routes::Point> Routes::points_of(const YamlNode& coordinates) {
  std::vector<Point> points;
  for (const auto& position : coordinates.items()) {
    const auto numbers = position.items();
    if (numbers.size() < 2) {
      position.fault({"坐标为 [经度, 纬度]", "a position is [longitude, latitude]"});
      continue;
    }
    points.push_back({numbers[0].number(), numbers[1].number()});
  }
  return points;
}

void Routes::read_route(const YamlNode& feature, const YamlNode& properties) {
  properties.only({"kind", "id", "village", "name", "name_en"});
  const YamlNode geometry = feature.required("geometry");
  routes_.push_back({properties.required("id"), properties.required("village").string(),
                     points_of(geometry.required("coordinates"))});
}

void Routes::read_zone(const YamlNode& feature, const YamlNode& properties) {
  properties.only({"kind", "id", "name", "name_en"});
  const YamlNode geometry = feature.required("geometry");
  const auto rings = geometry.required("coordinates").items();
  if (rings.empty()) return;
  zones_.push_back({properties.required("id"), "", points_of(rings.front())});
}

bool Routes::cross(Point a, Point b, Point c, Point d) {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

// Even and odd: a ray to the east crosses the ring an odd number of times.
bool Routes::contains(const Shape& zone, Point point) {
  bool inside = false;
  const auto& ring = zone.points;
  for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
    const Point a = ring[i];
    const Point b = ring[before];
    if ((a.latitude > point.latitude) == (b.latitude > point.latitude)) continue;
    const double at = a.longitude + (b.longitude - a.longitude) * (point.latitude - a.latitude) /
                                        (b.latitude - a.latitude);
    inside = inside != (point.longitude < at);
  }
  return inside;
}

const Routes::Point* Routes::through(const Shape& route, const Shape& zone) {
  if (zone.points.size() < 3 || route.points.empty()) return nullptr;
  // The way begins in the village, which may itself lie in the water's reach: it may leave it once.
  int may_cross = contains(zone, route.points.front()) ? 1 : 0;
  for (std::size_t i = 1; i < route.points.size(); ++i) {
    if (contains(zone, route.points[i])) return &route.points[i];
    for (std::size_t j = 0, before = zone.points.size() - 1; j < zone.points.size(); before = j++)
      if (cross(route.points[i - 1], route.points[i], zone.points[before], zone.points[j]) &&
          may_cross-- <= 0)
        return &route.points[i];
  }
  return nullptr;
}

void Routes::check(const std::set<std::string>& villages) const {
  for (const auto& route : routes_) {
    const std::string id = route.id.string();
    if (!villages.contains(route.village))
      route.id.fault({"路线“" + id + "”：没有村“" + route.village + "”",
                      "the route '" + id + "': there is no village '" + route.village + "'"});
    if (route.points.size() < 2)
      route.id.fault(
          {"路线“" + id + "”至少两个点", "the route '" + id + "' has two points at least"});
    for (const auto& zone : zones_) {
      const Point* wet = through(route, zone);
      if (wet == nullptr) continue;
      char place[64];
      std::snprintf(place, sizeof place, "%.5f, %.5f", wet->longitude, wet->latitude);
      route.id.fault({"路线“" + id + "”经过淹没区“" + zone.id.string() + "”（在 " + place +
                          " 附近）：水来了走不通，另选一条",
                      "the route '" + id + "' leads through the flooded area '" + zone.id.string() +
                          "' (near " + place +
                          "): it is cut when the water comes; choose another"});
    }
  }
}

}  // namespace fenghuo::adapters
