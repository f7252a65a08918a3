// A forest fire: which fire alarms go off, and when the fire is at a village.
#include <algorithm>
#include <utility>

#include "cli/drill/fire_map.h"
#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "simulator/hazard/forest_fire.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::FireTask;
using simulator::StationScript;

namespace {

simulator::FireCoefficients read_coefficients(const YamlNode& node, ModelInput& input) {
  simulator::FireCoefficients by;
  node.only({"base", "slope", "wind_speed", "wind_angle"});
  ModelInput own;
  by.base = own.number(node.optional("base"), by.base);
  by.slope = own.number(node.optional("slope"), by.slope);
  by.wind_speed = own.number(node.optional("wind_speed"), by.wind_speed);
  by.wind_angle = own.number(node.optional("wind_angle"), by.wind_angle);
  own.check(node, simulator::forest_fire({.cell_m = simulator::kCellMetresMin, .coefficients = by},
                                         simulator::Random(0)));
  input.take(own);
  return by;
}

simulator::FireWind read_fire_wind(const YamlNode& node, ModelInput& input) {
  if (node.absent()) return {};
  ModelInput own;
  const ModelWind read = read_model_wind(node, own);
  if (node.required("from_deg").absent()) own.noted();
  const simulator::FireWind wind{read.speed_m_s, read.from_deg.value_or(0)};
  own.check(node, simulator::forest_fire({.cell_m = simulator::kCellMetresMin, .wind = wind},
                                         simulator::Random(0)));
  input.take(own);
  return wind;
}

double read_cell_m(const YamlNode& node, ModelInput& input) {
  ModelInput own;
  const double cell_m = own.number(node);
  own.check(node, simulator::forest_fire({.cell_m = cell_m}, simulator::Random(0)));
  input.take(own);
  return cell_m;
}

/// The fire as it went, on the night's clock.
struct Fire {
  Instant begins{};
  Span step{};
  simulator::FireSpread spread;

  /// When the first of these cells burns; nothing where none does.
  std::optional<Instant> reaches(const std::vector<std::size_t>& cells) const {
    std::optional<std::uint32_t> first;
    for (const std::size_t cell : cells)
      if (const auto at = spread.burns_at_step[cell]) first = std::min(first.value_or(*at), *at);
    if (!first) return std::nullopt;
    return begins + step * static_cast<Span::rep>(*first);
  }
};

}  // namespace

void ScenarioReader::read_fire(const YamlNode& node) {
  node.only({"begins", "begins_at", "step", "cell_m", "wind", "coefficients", "map", "legend",
             "elevation_m", "stations", "danger"});
  out_.has_seeded_model = true;
  ModelInput input;
  Fire fire{.begins = model_begins(node.optional("begins"), input)};
  const YamlNode step = node.required("step");
  if (step.absent()) input.noted();
  fire.step = input.step(step, std::chrono::minutes{10});
  FireTask task{.cell_m = read_cell_m(node.required("cell_m"), input)};
  task.wind = read_fire_wind(node.optional("wind"), input);
  task.coefficients = read_coefficients(node.optional("coefficients"), input);
  const FireMap map = read_fire_map(node, input);
  task.rows = map.rows;
  task.columns = map.columns;
  task.cells = map.cells;
  task.ignited = read_fire_place(node.required("begins_at"), map, input);
  task.steps = static_cast<std::uint32_t>((out_.end - fire.begins) / fire.step);
  if (input.usable()) {
    auto spread = simulator::forest_fire(task, simulator::Random(out_.seed).of("fire"));
    input.check(node.optional("map"), spread);
    if (spread) fire.spread = std::move(*spread);
  }
  const std::string seed = std::to_string(out_.seed);
  const std::string source = "cellular automaton, Alexandridis 2008; seed " + seed;
  for (const auto& item : node.optional("stations").items()) {
    item.only({"station", "at"});
    ModelInput own;
    const auto cells = read_fire_place(item.required("at"), map, own);
    StationScript script{
        .property = "fire_alarm", .between = simulator::Between::steps, .source = source};
    if (input.usable() && own.usable()) {
      const auto at = fire.reaches(cells);
      if (!at || *at > out_.start) script.points.push_back({out_.start, 0});
      if (at) script.points.push_back({*at, 1});
    }
    add_model_script(item, std::move(script));
  }
  for (const auto& item : node.optional("danger").items()) {
    item.only({"village", "at"});
    want(item.required("village"), villages_, {"村", "village"});
    ModelInput own;
    const auto cells = read_fire_place(item.required("at"), map, own);
    if (!input.usable() || !own.usable()) continue;
    if (const auto at = fire.reaches(cells))
      add_model_danger(item, *at, source);
    else
      item.fault({"到结束火没有烧到这里（种子 " + seed + "）：换 seed、风或起火处，或删掉这一行",
                  "until the end the fire doesn't come here (seed " + seed +
                      "): change `seed`, the wind or where it begins, or leave this line out"});
  }
}

}  // namespace fenghuo::cli
