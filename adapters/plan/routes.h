// The ways out of villages and the areas that water covers, as lines and rings on the map: no way
// to a shelter may lead through the water.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"

namespace fenghuo::adapters {

class Routes {
 public:
  /// A GeoJSON feature of kind route (a LineString) or flood_zone (a Polygon).
  void read_route(const YamlNode& feature, const YamlNode& properties);
  void read_zone(const YamlNode& feature, const YamlNode& properties);
  /// Notes routes of villages that are not there, and those that lead through a zone, with the
  /// place.
  void check(const std::set<std::string>& villages) const;

 private:
  struct Point {
    double longitude = 0;
    double latitude = 0;
  };
  struct Shape {
    YamlNode id;
    std::string village;  // of a route
    std::vector<Point> points;
  };

  static std::vector<Point> points_of(const YamlNode& coordinates);
  /// The first place of the route that lies in the zone, or crosses its edge.
  static const Point* through(const Shape& route, const Shape& zone);
  static bool contains(const Shape& zone, Point point);
  static bool cross(Point a, Point b, Point c, Point d);

  std::vector<Shape> routes_;
  std::vector<Shape> zones_;
};

}  // namespace fenghuo::adapters
