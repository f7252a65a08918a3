// A slope that rain brings down: what rain gauges read, and when the villages under it are no
// longer safe.
#include <string>
#include <vector>

#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "simulator/hazard/landslide.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::SlopeTask;

namespace {

constexpr Span kRainStep = std::chrono::hours{1};
constexpr Span kDryGap = std::chrono::hours{6};

struct Threshold {
  simulator::IntensityDuration of = simulator::kCaine1980;
  std::string source = "Caine 1980";
};

// The name of a published one, or numbers of the place.
Threshold read_threshold(const YamlNode& node, ModelInput& input) {
  if (node.absent()) return {};
  if (node.is_scalar()) {
    if (input.word(node, {"caine-1980", "guzzetti-2008"}) == 0) return {};
    return {simulator::kGuzzetti2008, "Guzzetti 2008"};
  }
  node.only({"alpha_mm_h", "beta", "shortest", "longest"});
  ModelInput own;
  const auto hours = [&](const char* key) {
    const YamlNode length = node.required(key);
    if (length.absent()) own.noted();
    return hours_of(own.span(length, Span{0}));
  };
  const simulator::IntensityDuration of{.alpha_mm_h = own.number(node.required("alpha_mm_h")),
                                        .beta = own.number(node.required("beta")),
                                        .shortest_h = hours("shortest"),
                                        .longest_h = hours("longest")};
  own.check(node, simulator::slope_failure({.step_h = 1, .threshold = of}));
  input.take(own);
  return {of, "I = alpha D^-beta"};
}

simulator::AntecedentDecay read_antecedent(const YamlNode& node, ModelInput& input) {
  simulator::AntecedentDecay decay;
  node.only({"per_day", "days"});
  ModelInput own;
  decay.per_day = own.number(node.optional("per_day"), decay.per_day);
  decay.days = own.whole(node.optional("days"), static_cast<unsigned>(decay.days), 0, 365);
  own.check(node, simulator::slope_failure({.step_h = 1, .decay = decay}));
  input.take(own);
  return decay;
}

std::vector<double> read_days_before(const YamlNode& node, ModelInput& input) {
  std::vector<double> days_mm;
  for (const auto& item : node.items()) {
    ModelInput own;
    days_mm.push_back(own.number(item));
    own.check(item, simulator::antecedent_index_mm({&days_mm.back(), 1}));
    input.take(own);
  }
  return days_mm;
}

// All but the rain of the night itself.
SlopeTask read_slope(const YamlNode& node, const Threshold& threshold, ModelInput& input) {
  SlopeTask task{.threshold = threshold.of};
  task.daily_rain_before_mm = read_days_before(node.optional("rain_before_mm"), input);
  task.decay = read_antecedent(node.optional("antecedent"), input);
  ModelInput gap;
  const YamlNode dry_gap = node.optional("dry_gap");
  task.dry_gap_h = hours_of(gap.span(dry_gap, kDryGap));
  gap.check(dry_gap, simulator::slope_failure({.step_h = 1, .dry_gap_h = task.dry_gap_h}));
  input.take(gap);
  ModelInput index;
  const YamlNode least = node.optional("index_least_mm");
  task.index_least_mm = index.number(least, 0);
  index.check(least,
              simulator::slope_failure({.step_h = 1, .index_least_mm = task.index_least_mm}));
  input.take(index);
  return task;
}

}  // namespace

void ScenarioReader::read_landslide(const YamlNode& node) {
  node.only({"rain", "rain_before_mm", "index_least_mm", "antecedent", "threshold", "dry_gap",
             "rain_gauges", "danger"});
  ModelInput input;
  const YamlNode rain_node = node.required("rain");
  const ModelRain rain = read_model_rain(rain_node, kRainStep, input);
  const Threshold threshold = read_threshold(node.optional("threshold"), input);
  SlopeTask task = read_slope(node, threshold, input);
  // The model's days begin at midnight, and so does its rain.
  const Instant midnight =
      std::chrono::floor<std::chrono::days>(rain.begins + out_.utc_offset) - out_.utc_offset;
  if ((rain.begins - midnight) % rain.step != Span{0})
    input.refuse(rain_node, {"从零点到下雨须是时段（step）的整数倍：改 begins 或 step",
                             "from midnight to the rain it must be a whole number of steps: change "
                             "`begins` or `step`"});
  task.step_h = hours_of(rain.step);
  task.rain_mm.resize(static_cast<std::size_t>((rain.begins - midnight) / rain.step));
  task.rain_mm.insert(task.rain_mm.end(), rain.mm.begin(), rain.mm.end());
  for (const auto& item : node.optional("rain_gauges").items()) {
    item.only({"station", "property", "times"});
    add_rain_gauge(item, input.usable() ? &rain : nullptr,
                   "rain given to the model: " + threshold.source);
  }
  const auto failure = simulator::slope_failure(task);
  input.check(rain_node, failure);
  for (const auto& item : node.optional("danger").items()) {
    item.only({"village"});
    want(item.required("village"), villages_, {"村", "village"});
    if (!input.usable()) continue;
    if (*failure)
      add_model_danger(item, midnight + span_of_hours((*failure)->at_h), threshold.source);
    else
      item.fault(
          {"雨不够，坡不会垮：加大雨量，换界限（threshold），降低 index_least_mm，或删掉这一行",
           "the slope stays: give more rain, another `threshold` or a lower "
           "`index_least_mm`, or leave this line out"});
  }
}

}  // namespace fenghuo::cli
