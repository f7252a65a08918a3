#include "adapters/plan/road_geometry.h"

#include <boost/json.hpp>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

const json::array* array_of(const json::value* value) {
  return value ? value->if_array() : nullptr;
}

// Degrees of at most this size, in 1e-7 of them.
std::optional<std::int32_t> read_degrees(const json::value& value, double most) {
  if (!value.is_number()) return std::nullopt;
  const auto degrees = value.to_number<double>();
  if (!(std::fabs(degrees) <= most)) return std::nullopt;
  return static_cast<std::int32_t>(std::llround(degrees * 1e7));
}

std::optional<RoadPoint> read_point(const json::value& position) {
  const json::array* numbers = position.if_array();
  if (!numbers || numbers->size() < 2) return std::nullopt;
  const auto longitude_e7 = read_degrees((*numbers)[0], 180);
  const auto latitude_e7 = read_degrees((*numbers)[1], 90);
  if (!longitude_e7 || !latitude_e7) return std::nullopt;
  return RoadPoint{*longitude_e7, *latitude_e7};
}

Result<RoadLine> read_line(const json::value* coordinates) {
  const json::array* positions = array_of(coordinates);
  if (!positions || positions->size() < 2)
    return Error{Errc::bad_input, {"至少要两个点", "a line has two points at least"}};
  RoadLine line;
  for (const json::value& position : *positions) {
    const auto point = read_point(position);
    if (!point)
      return Error{Errc::bad_input,
                   {"坐标为 [经度, 纬度]，经度在 ±180、纬度在 ±90 之间",
                    "a position is [longitude, latitude], within 180 and 90 degrees"}};
    if (line.empty() || line.back() != *point) line.push_back(*point);
  }
  if (line.size() < 2)
    return Error{Errc::bad_input,
                 {"长度为零：所有点都在同一处", "it has no length: all its points are one"}};
  return line;
}

}  // namespace

Result<std::vector<RoadLine>> read_road_lines(const json::object* geometry) {
  const json::value* type = geometry ? geometry->if_contains("type") : nullptr;
  const std::string_view word =
      type && type->is_string() ? std::string_view(type->get_string()) : std::string_view{};
  if (word != "LineString" && word != "MultiLineString")
    return Error{Errc::not_found,
                 {"道路的几何应为 LineString", "a road is a LineString or a MultiLineString"}};
  const json::value* coordinates = geometry->if_contains("coordinates");
  std::vector<RoadLine> lines;
  const json::array* several = word == "MultiLineString" ? array_of(coordinates) : nullptr;
  const std::size_t count = several ? several->size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    auto line = read_line(several ? &(*several)[i] : coordinates);
    if (!line) return line.error();
    lines.push_back(std::move(*line));
  }
  return lines;
}

}  // namespace fenghuo::adapters
