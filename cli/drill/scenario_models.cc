// `models`: disasters that hazard models make (docs/hazards.md). Each model is read by a file of
// its own; here is what they share: rain, the stations that read what a model tells, and its
// dangers.
#include <algorithm>
#include <cmath>
#include <utility>

#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "engine/decimal.h"
#include "engine/property.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::StationScript;

namespace {

constexpr std::size_t kModelsMax = 20;

}  // namespace

void ScenarioReader::read_models(const YamlNode& node) {
  constexpr std::pair<std::string_view, void (ScenarioReader::*)(const YamlNode&)> kModels[] = {
      {"flood", &ScenarioReader::read_flood},
      {"landslide", &ScenarioReader::read_landslide},
      {"fire", &ScenarioReader::read_fire},
      {"plume", &ScenarioReader::read_plume},
      {"epidemic", &ScenarioReader::read_epidemic}};
  const auto items = node.items();
  if (items.size() > kModelsMax) return node.fault({"最多 20 个模型", "at most 20 models"});
  for (const auto& item : items) {
    item.only({"flood", "landslide", "fire", "plume", "epidemic"});
    const auto keys = item.keys();
    if (keys.size() != 1)
      item.fault({"每一项写一个模型：flood、landslide、fire、plume 或 epidemic",
                  "each item is one model: flood, landslide, fire, plume or epidemic"});
    for (const auto& [key, read] : kModels)
      if (std::ranges::find(keys, key) != keys.end())
        if (const YamlNode model = item.required(key); !model.absent()) (this->*read)(model);
  }
}

Instant ScenarioReader::model_begins(const YamlNode& node, ModelInput& input) const {
  if (node.absent()) return out_.start;
  const Instant at = moment(node, Instant::max());
  if (at >= out_.start && at <= out_.end) return at;
  input.noted();
  return out_.start;
}

std::size_t ScenarioReader::model_steps(Instant begins, Span step, const YamlNode& node,
                                        ModelInput& input) const {
  const auto steps = (out_.end - begins + step - Span{1}) / step;
  if ((out_.end - out_.start) / step + 2 <= static_cast<Span::rep>(kScenarioItemsMax))
    return static_cast<std::size_t>(steps);
  input.refuse(node, {"时段太短：整个情景最多 10000 个时段，写长些（step）",
                      "the step is too short: a scenario has at most 10,000 of them; write a "
                      "longer `step`"});
  return 0;
}

ModelRain ScenarioReader::read_model_rain(const YamlNode& node, Span step,
                                          ModelInput& input) const {
  node.only({"begins", "step", "mm"});
  ModelRain rain{.begins = model_begins(node.optional("begins"), input)};
  rain.step = input.step(node.optional("step"), step);
  rain.steps_max = model_steps(rain.begins, rain.step, node, input);
  rain.mm = read_rain_mm(node.optional("mm"), rain.steps_max, input);
  return rain;
}

void ScenarioReader::add_rain_gauge(const YamlNode& item, const ModelRain* rain,
                                    std::string source) {
  ModelInput input;
  const bool counts = input.word(item.optional("property"), {"rain_cumulative", "rain"}) == 0;
  const YamlNode times_node = item.optional("times");
  const double times = input.number(times_node, 1);
  if (input.usable() && !simulator::within(times, 0, 100))
    input.refuse(times_node, {"倍数为 0 到 100", "`times` is 0 to 100"});
  StationScript script{.property = counts ? "rain_cumulative" : "rain",
                       .between = counts ? simulator::Between::line : simulator::Between::steps,
                       .source = std::move(source)};
  if (rain != nullptr && input.usable())
    script.points =
        counts ? points_of(sums_of(*rain, times), out_) : amounts_of(*rain, times, out_);
  add_model_script(item, std::move(script));
}

void ScenarioReader::add_model_script(const YamlNode& item, StationScript script) {
  const YamlNode node = item.required("station");
  want(node, names_.stations, {"测站", "station"});
  script.station = node.string();
  const auto& stations = plan_.stations();
  const auto station =
      std::ranges::find_if(stations, [&](const auto& one) { return one.id() == script.station; });
  const Property* property = find_property(script.property);
  if (station == stations.end() || property == nullptr) return;
  if (std::ranges::any_of(out_.stations, [&](const StationScript& one) {
        return one.station == script.station && one.property == script.property;
      }))
    return node.fault(
        {"这个站的“" + std::string(property->zh) + "”已经由 storm 或另一个模型给出，只留一处",
         "the storm or another model tells the " + std::string(property->en) +
             " of this station already: leave one of them"});
  script.decimals = property->decimals;
  // Amounts are sent once a step; of anything else the device asks at its own intervals.
  if (property->kind != PropertyKind::amount) script.every = Span{station->report_interval_ms()};
  if (!std::ranges::all_of(script.points, [&](const StationScript::Point& point) {
        return std::abs(*point.value) * kPowersOfTen[script.decimals] < kMantissaMax;
      }))
    return node.fault({"模型算出的值太大，没有测站有这样的读数",
                       "what the model tells is more than any station reads"});
  if (!script.points.empty()) out_.stations.push_back(std::move(script));
}

void ScenarioReader::add_model_danger(const YamlNode& item, Instant at, std::string source) {
  const std::string village = item.optional("village").string();
  if (!villages_.contains(village)) return;
  const auto there = std::ranges::find_if(
      out_.dangers, [&](const simulator::Danger& one) { return one.village == village; });
  // Of several dangers the first one counts.
  if (there != out_.dangers.end() && there->at <= at) return;
  simulator::Danger danger{village, at, {simulator::Mark::invented, std::move(source)}};
  if (there != out_.dangers.end())
    *there = std::move(danger);
  else
    out_.dangers.push_back(std::move(danger));
}

}  // namespace fenghuo::cli
