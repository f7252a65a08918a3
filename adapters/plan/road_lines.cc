#include "adapters/plan/road_lines.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace fenghuo::adapters {
namespace {

// On the sphere of 6,371,009 m, the mean radius of the earth.
constexpr double kMetresPerUnit = 6'371'009 * std::numbers::pi / 180 / 1e7;

constexpr double kChord_m = 300;

// Simplifying a line takes up to the square of its points. Cut after so many, it is at most
// 1,000 times its points.
constexpr std::size_t kSimplifiedAtOnce = 1'000;

struct Plane {
  double east_m = 0;
  double north_m = 0;
};

// Of `point`, seen from `origin`.
Plane on_plane(RoadPoint origin, RoadPoint point) {
  const double middle_e7 = (static_cast<double>(origin.latitude_e7) + point.latitude_e7) / 2;
  const double east = static_cast<double>(point.longitude_e7) - origin.longitude_e7;
  const double north = static_cast<double>(point.latitude_e7) - origin.latitude_e7;
  return {east * kMetresPerUnit * std::cos(middle_e7 / 1e7 * std::numbers::pi / 180),
          north * kMetresPerUnit};
}

// Where on the step from a to b (0 to 1) it comes nearest to the place.
double nearest_share(RoadPoint a, RoadPoint b, RoadPoint place) {
  const Plane step = on_plane(a, b);
  const Plane to = on_plane(a, place);
  const double square = step.east_m * step.east_m + step.north_m * step.north_m;
  if (square <= 0) return 0;
  return std::clamp((to.east_m * step.east_m + to.north_m * step.north_m) / square, 0.0, 1.0);
}

RoadPoint between(RoadPoint a, RoadPoint b, double share) {
  const auto part = [share](std::int32_t low, std::int32_t high) {
    return static_cast<std::int32_t>(std::llround(low + share * (static_cast<double>(high) - low)));
  };
  return {part(a.longitude_e7, b.longitude_e7), part(a.latitude_e7, b.latitude_e7)};
}

std::int32_t moved(std::int32_t degrees_e7, double by_e7) {
  constexpr double kMost_e7 = 2'000'000'000;
  return static_cast<std::int32_t>(std::clamp(degrees_e7 + by_e7, -kMost_e7, kMost_e7));
}

double distance_to_step_m(RoadPoint a, RoadPoint b, RoadPoint point) {
  return metres_between(between(a, b, nearest_share(a, b, point)), point);
}

// Marks the points to keep between two that are kept.
void mark_kept(const RoadLine& line, std::size_t first, std::size_t last, double tolerance_m,
               std::vector<bool>& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> waiting{{first, last}};
  while (!waiting.empty()) {
    const auto [begin, end] = waiting.back();
    waiting.pop_back();
    double furthest_m = tolerance_m;
    std::size_t furthest = begin;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const double distance_m = distance_to_step_m(line[begin], line[end], line[i]);
      if (distance_m <= furthest_m) continue;
      furthest_m = distance_m;
      furthest = i;
    }
    if (furthest == begin) continue;
    kept[furthest] = true;
    waiting.emplace_back(begin, furthest);
    waiting.emplace_back(furthest, end);
  }
}

// Of a closed line: the point furthest from where it begins.
std::size_t furthest_from_begin(const RoadLine& line) {
  std::size_t furthest = 0;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (metres_between(line[0], line[i]) > metres_between(line[0], line[furthest])) furthest = i;
  return furthest;
}

}  // namespace

bool RoadBox::contains(RoadPoint point) const {
  return point.longitude_e7 >= south_west.longitude_e7 &&
         point.longitude_e7 <= north_east.longitude_e7 &&
         point.latitude_e7 >= south_west.latitude_e7 && point.latitude_e7 <= north_east.latitude_e7;
}

RoadBox box_around(const RoadLine& line, double margin_m) {
  if (line.empty()) return {};
  RoadBox box{line.front(), line.front()};
  for (const RoadPoint point : line) {
    box.south_west.longitude_e7 = std::min(box.south_west.longitude_e7, point.longitude_e7);
    box.south_west.latitude_e7 = std::min(box.south_west.latitude_e7, point.latitude_e7);
    box.north_east.longitude_e7 = std::max(box.north_east.longitude_e7, point.longitude_e7);
    box.north_east.latitude_e7 = std::max(box.north_east.latitude_e7, point.latitude_e7);
  }
  const double north_e7 = margin_m / kMetresPerUnit;
  // Towards the poles a degree of longitude is short; nearer than 5 degrees there are no roads.
  const double cosine = std::cos(box.north_east.latitude_e7 / 1e7 * std::numbers::pi / 180);
  const double east_e7 = north_e7 / std::max(cosine, 0.08);
  box.south_west = {moved(box.south_west.longitude_e7, -east_e7),
                    moved(box.south_west.latitude_e7, -north_e7)};
  box.north_east = {moved(box.north_east.longitude_e7, east_e7),
                    moved(box.north_east.latitude_e7, north_e7)};
  return box;
}

double metres_between(RoadPoint a, RoadPoint b) {
  const Plane step = on_plane(a, b);
  return std::sqrt(step.east_m * step.east_m + step.north_m * step.north_m);
}

double length_m(const RoadLine& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += metres_between(line[i - 1], line[i]);
  return sum;
}

double winding(std::span<const RoadLine> lines) {
  double along_m = 0;
  double chords_m = 0;
  for (const RoadLine& line : lines) {
    std::size_t begin = 0;
    double since_begin_m = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      since_begin_m += metres_between(line[i - 1], line[i]);
      if (since_begin_m < kChord_m && i + 1 < line.size()) continue;
      along_m += since_begin_m;
      chords_m += metres_between(line[begin], line[i]);
      begin = i;
      since_begin_m = 0;
    }
  }
  if (along_m <= 0) return 1;
  return along_m / std::max(chords_m, along_m / 1'000);
}

std::vector<RoadLine> clipped(const RoadLine& line, const RoadBox& box) {
  std::vector<RoadLine> parts;
  bool going = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool inside = box.contains(line[i - 1]) || box.contains(line[i]);
    if (inside && !going) parts.push_back({line[i - 1]});
    if (inside) parts.back().push_back(line[i]);
    going = inside;
  }
  return parts;
}

RoadLine simplified(const RoadLine& line, double tolerance_m) {
  if (line.size() <= 2) return line;
  std::vector<bool> kept(line.size());
  kept.front() = kept.back() = true;
  if (line.front() == line.back()) kept[furthest_from_begin(line)] = true;
  for (std::size_t i = kSimplifiedAtOnce; i < line.size(); i += kSimplifiedAtOnce) kept[i] = true;
  const std::vector<bool> fixed = kept;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (!fixed[i]) continue;
    mark_kept(line, begin, i, tolerance_m, kept);
    begin = i;
  }
  RoadLine out;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (kept[i]) out.push_back(line[i]);
  return out;
}

std::optional<RoadSpot> nearest_spot(const RoadLine& line, RoadPoint place) {
  std::optional<RoadSpot> nearest;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const RoadPoint point =
        between(line[i], line[i + 1], nearest_share(line[i], line[i + 1], place));
    const double distance_m = metres_between(point, place);
    if (!nearest || distance_m < nearest->distance_m) nearest = RoadSpot{distance_m, i, point};
  }
  return nearest;
}

}  // namespace fenghuo::adapters
