// Junctions for the places beside the roads.
#include <algorithm>
#include <array>
#include <optional>

#include "adapters/plan/road_network.h"

namespace fenghuo::adapters {
namespace {

struct Found {
  std::size_t road = 0;
  std::size_t line = 0;
  RoadSpot spot;
};

constexpr std::size_t kUses = 3;

// The nearest road that trucks may use, that cars may, and that one can walk on.
using FoundByUse = std::array<std::optional<Found>, kUses>;

// Boxes of the lines, so that a place looks only at those near it.
std::vector<std::vector<RoadBox>> boxes_of(const std::vector<DrawnRoad>& drawn) {
  std::vector<std::vector<RoadBox>> boxes(drawn.size());
  for (std::size_t i = 0; i < drawn.size(); ++i)
    for (const RoadLine& line : drawn[i].lines)
      boxes[i].push_back(box_around(line, kPlaceToRoadMax_m));
  return boxes;
}

void look_at(const DrawnRoad& road, const Found& found, FoundByUse& nearest) {
  for (std::size_t i = static_cast<std::size_t>(road.road.traits.use); i < kUses; ++i)
    if (!nearest[i] || found.spot.distance_m < nearest[i]->spot.distance_m) nearest[i] = found;
}

FoundByUse nearest_roads(const std::vector<DrawnRoad>& drawn,
                         const std::vector<std::vector<RoadBox>>& boxes, RoadPoint place) {
  FoundByUse nearest;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!open_to_places(drawn[i].road.traits)) continue;
    for (std::size_t j = 0; j < drawn[i].lines.size(); ++j) {
      if (!boxes[i][j].contains(place)) continue;
      const auto spot = nearest_spot(drawn[i].lines[j], place);
      if (spot && spot->distance_m <= kPlaceToRoadMax_m) look_at(drawn[i], {i, j, *spot}, nearest);
    }
  }
  return nearest;
}

// Another place may have put a point into this line before: the step is looked for anew.
RoadPoint put_in(RoadLine& line, RoadPoint place) {
  const auto spot = nearest_spot(line, place);
  if (!spot) return line.front();
  if (spot->point != line[spot->step] && spot->point != line[spot->step + 1])
    line.insert(line.begin() + static_cast<std::ptrdiff_t>(spot->step) + 1, spot->point);
  return spot->point;
}

}  // namespace

RoadLine cut_at_places(std::vector<DrawnRoad>& drawn, std::span<const RoadPoint> places) {
  RoadLine cuts;
  const auto boxes = boxes_of(drawn);
  for (const RoadPoint place : places) {
    const RoadLine* cut = nullptr;
    for (const auto& found : nearest_roads(drawn, boxes, place)) {
      if (!found || &drawn[found->road].lines[found->line] == cut) continue;
      cuts.push_back(put_in(drawn[found->road].lines[found->line], place));
      cut = &drawn[found->road].lines[found->line];
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

}  // namespace fenghuo::adapters
