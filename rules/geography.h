// Points on the earth, in degrees (WGS 84).
#pragma once

#include <span>

namespace fenghuo::rules {

struct Degrees {
  double longitude = 0;
  double latitude = 0;
};

/// Great circle.
double distance_km(const Degrees& a, const Degrees& b);

/// Whether the point lies in the polygon, which is closed by itself and doesn't cross the date
/// line.
bool contains(std::span<const double> latitudes, std::span<const double> longitudes,
              const Degrees& point);

}  // namespace fenghuo::rules
