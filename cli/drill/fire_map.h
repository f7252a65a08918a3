// A forest fire's grid as text: rows of signs, the northernmost first, and a legend that says what
// burns under each sign. A sign is one character of any script, so that a map may be drawn in 松
// and 田.
#pragma once

#include <string>
#include <vector>

#include "adapters/plan/yaml_reader.h"
#include "cli/drill/model_input.h"
#include "simulator/hazard/forest_fire.h"

namespace fenghuo::cli {

struct FireMap {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<simulator::FireCell> cells;  // row by row
  std::vector<std::string> signs;          // of the same cells

  std::vector<std::size_t> cells_of(const std::string& sign) const;
};

/// `map`, `legend` and `elevation_m` of the fire. What can't be used is noted.
FireMap read_fire_map(const adapters::YamlNode& fire, ModelInput& input);

/// The cells of the sign that the node names; empty, with a note, where the map has none that burn.
std::vector<std::size_t> read_fire_place(const adapters::YamlNode& node, const FireMap& map,
                                         ModelInput& input);

}  // namespace fenghuo::cli
