// Where a plan's places stand on a small map of a report, and where their names do: beside them
// where there is room, or as numbers.
#pragma once

#include <string>
#include <vector>

#include "cli/drill/svg.h"
#include "engine/plan.pb.h"

namespace fenghuo::cli {

/// Units of the drawing; on a telephone one is a pixel.
inline constexpr double kMapWidth = 350;
inline constexpr double kMapLetter = 13;
/// Around a village's symbol.
inline constexpr double kMapSymbol = 9;

struct MapLabel {
  std::string words;
  Spot at;
  Anchor anchor = Anchor::start;
};

struct MapVillage {
  std::string id;
  std::string name;
  Spot at;
  MapLabel label;
  std::size_t number = 0;  // instead of its name; 0: the name itself stands there
};

struct MapLayout {
  double height = 0;
  std::vector<MapVillage> villages;  // in the order of the plan; those that have a place
  // Those for which there is room.
  std::vector<Spot> shelters;
  std::vector<Spot> stations;
  std::string roads;  // a path; empty where the plan has none near its villages
};

/// `names`: of the plan's villages, in their order.
MapLayout map_layout(const wire::Plan& plan, const std::vector<std::string>& names);

}  // namespace fenghuo::cli
