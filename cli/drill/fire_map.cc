#include "cli/drill/fire_map.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::FireCell;

namespace {

using Legend = std::map<std::string, FireCell, std::less<>>;

// Characters of a UTF-8 text.
std::vector<std::string> characters_of(const std::string& text) {
  std::vector<std::string> characters;
  for (const char c : text) {
    const bool goes_on = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (goes_on && !characters.empty())
      characters.back() += c;
    else
      characters.emplace_back(1, c);
  }
  return characters;
}

// "pines dense", "thickets", "nothing".
FireCell read_cell(const YamlNode& node, ModelInput& input) {
  constexpr std::pair<std::string_view, double> kVegetation[] = {{"fields", simulator::kFields},
                                                                 {"thickets", simulator::kThickets},
                                                                 {"pines", simulator::kPines}};
  constexpr std::pair<std::string_view, double> kDensity[] = {
      {"sparse", simulator::kSparse}, {"normal", simulator::kNormal}, {"dense", simulator::kDense}};
  FireCell cell;
  const std::string text = node.string();
  if (text == "nothing") {
    cell.fuel = false;
    return cell;
  }
  const auto blank = std::min(text.find(' '), text.size());
  const auto find = [](const auto& table, std::string_view word) {
    return std::ranges::find(table, word, [](const auto& entry) { return entry.first; });
  };
  const auto* vegetation = find(kVegetation, std::string_view(text).substr(0, blank));
  const std::string_view rest =
      blank < text.size() ? std::string_view(text).substr(blank + 1) : "normal";
  const auto* density = find(kDensity, rest);
  if (vegetation == std::end(kVegetation) || density == std::end(kDensity)) {
    input.refuse(node,
                 {"写 fields、thickets、pines 之一，后面可加 sparse 或 dense，例如 pines "
                  "dense；烧不着的写 nothing",
                  "write fields, thickets or pines, perhaps with sparse or dense after it, such as "
                  "'pines dense'; nothing where nothing burns"});
    return cell;
  }
  cell.vegetation = vegetation->second;
  cell.density = density->second;
  return cell;
}

Legend read_legend(const YamlNode& node, ModelInput& input) {
  Legend legend;
  for (const auto& sign : node.keys()) {
    const YamlNode entry = node.optional(sign);
    if (characters_of(sign).size() != 1)
      input.refuse(entry, {"图例的记号是一个字符，不是“" + sign + "”",
                           "a sign of the legend is one character, not '" + sign + "'"});
    legend.emplace(sign, read_cell(entry, input));
  }
  return legend;
}

void read_row(const YamlNode& node, const Legend& legend, FireMap& map, ModelInput& input) {
  const auto signs = characters_of(node.string());
  if (map.rows == 0) map.columns = signs.size();
  ++map.rows;
  if (signs.size() != map.columns)
    input.refuse(node, {"每行一样长：第一行有 " + std::to_string(map.columns) + " 格，这行 " +
                            std::to_string(signs.size()) + " 格",
                        "rows are of one length: the first has " + std::to_string(map.columns) +
                            " cells, this one " + std::to_string(signs.size())});
  for (const auto& sign : signs) {
    const auto cell = legend.find(sign);
    if (cell == legend.end()) {
      input.refuse(node, {"图例（legend）里没有“" + sign + "”", "`legend` has no '" + sign + "'"});
      return;
    }
    map.cells.push_back(cell->second);
    map.signs.push_back(sign);
  }
}

void read_elevations(const YamlNode& node, FireMap& map, ModelInput& input) {
  std::size_t cell = 0;
  for (const auto& row : node.items())
    for (const auto& item : row.items()) {
      const double elevation_m = input.number(item);
      if (cell < map.cells.size()) map.cells[cell].elevation_m = elevation_m;
      ++cell;
    }
  if (!node.absent() && cell != map.cells.size() && input.usable())
    input.refuse(node, {"高程的个数和格数不符：每格一个", "one number a cell belongs here"});
}

}  // namespace

std::vector<std::size_t> FireMap::cells_of(const std::string& sign) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < signs.size(); ++i)
    if (signs[i] == sign) found.push_back(i);
  return found;
}

FireMap read_fire_map(const YamlNode& fire, ModelInput& input) {
  FireMap map;
  const YamlNode legend_node = fire.required("legend");
  const YamlNode rows = fire.required("map");
  if (legend_node.absent() || rows.absent()) {
    input.noted();
    return map;
  }
  const Legend legend = read_legend(legend_node, input);
  for (const auto& row : rows.items()) read_row(row, legend, map, input);
  if (map.cells.empty() && input.usable())
    input.refuse(rows, {"地图是空的：一行一行写记号", "the map is empty: write rows of signs"});
  read_elevations(fire.optional("elevation_m"), map, input);
  return map;
}

std::vector<std::size_t> read_fire_place(const YamlNode& node, const FireMap& map,
                                         ModelInput& input) {
  const std::string sign = node.string();
  if (sign.empty()) input.noted();
  if (sign.empty() || map.cells.empty()) return {};
  auto cells = map.cells_of(sign);
  if (cells.empty())
    input.refuse(node, {"地图上没有“" + sign + "”", "the map has no '" + sign + "'"});
  else if (std::ranges::none_of(cells, [&](std::size_t i) { return map.cells[i].fuel; }))
    input.refuse(
        node,
        {"“" + sign + "”在图例里是 nothing，烧不着：改成能烧的",
         "'" + sign + "' is nothing in the legend and can't burn: let it be something that does"});
  return cells;
}

}  // namespace fenghuo::cli
