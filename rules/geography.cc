#include "rules/geography.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fenghuo::rules {
namespace {

constexpr double kEarthRadiusKm = 6371.0088;  // mean radius, IUGG

}  // namespace

// Haversine.
double distance_km(const Degrees& a, const Degrees& b) {
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double north = std::sin(radians(b.latitude - a.latitude) / 2);
  const double east = std::sin(radians(b.longitude - a.longitude) / 2);
  const double h =
      north * north + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * east * east;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

// A ray to the east crosses the border an odd number of times.
bool contains(std::span<const double> latitudes, std::span<const double> longitudes,
              const Degrees& point) {
  const std::size_t count = std::min(latitudes.size(), longitudes.size());
  bool inside = false;
  for (std::size_t i = 0, j = count - 1; i < count; j = i++) {
    const bool crosses = (latitudes[i] > point.latitude) != (latitudes[j] > point.latitude) &&
                         point.longitude < (longitudes[j] - longitudes[i]) *
                                                   (point.latitude - latitudes[i]) /
                                                   (latitudes[j] - latitudes[i]) +
                                               longitudes[i];
    inside = inside != crosses;
  }
  return inside;
}

}  // namespace fenghuo::rules
