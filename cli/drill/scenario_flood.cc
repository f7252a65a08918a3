// A flood that the models of catchments make: what rain gauges and river gauges read, and when the
// water is in a village.
#include <algorithm>
#include <utility>

#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "simulator/hazard/catchment_flood.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::Catchment;
using simulator::StationScript;

namespace {

constexpr Span kFloodStep = std::chrono::minutes{15};
constexpr const char* kSource = "SCS CN, NEH-4; Muskingum";
const Text kCatchment{"流域", "catchment"};
const Text kNoSection{"这个流域没有写断面（channel 或 rating），算不出水位",
                      "this catchment has no section (`channel` or `rating`) to tell the stage by"};

/// As it was written; lists in the order of the catchments.
struct FloodInput {
  Span step{};
  ModelRain rain_of_all;
  std::vector<std::string> ids;
  std::vector<ModelRain> rain;
  simulator::FloodTask task;
};

/// What passes an outlet until the scenario's end.
struct Outlet {
  ModelSeries flow;
  ModelSeries stage;  // without values where no section is told
};

std::optional<simulator::Rating> read_rating(const YamlNode& node, ModelInput& input) {
  const YamlNode channel = node.optional("channel");
  const YamlNode law = node.optional("rating");
  channel.only({"width_m", "slope", "n", "bed_m"});
  law.only({"factor", "exponent", "zero_m"});
  if (channel.absent() && law.absent()) return std::nullopt;
  if (!channel.absent() && !law.absent()) {
    input.refuse(law, {"channel 和 rating 只写一个", "write `channel` or `rating`, not both"});
    return std::nullopt;
  }
  ModelInput own;
  simulator::Rating rating;
  if (law.absent())
    rating = simulator::RectangularChannel{.width_m = own.number(channel.required("width_m")),
                                           .slope = own.number(channel.required("slope")),
                                           .roughness = own.number(channel.required("n")),
                                           .bed_m = own.number(channel.required("bed_m"))};
  else
    rating = simulator::PowerLawRating{.factor = own.number(law.required("factor")),
                                       .exponent = own.number(law.required("exponent")),
                                       .zero_m = own.number(law.required("zero_m"))};
  own.check(law.absent() ? channel : law, simulator::stage_m(rating, 0));
  input.take(own);
  return rating;
}

simulator::MuskingumReach read_reach(const YamlNode& node, double step_h, ModelInput& input) {
  simulator::MuskingumReach reach;
  if (node.absent()) return reach;
  node.only({"travel", "x", "sub_reaches"});
  ModelInput own;
  const YamlNode travel = node.required("travel");
  if (travel.absent()) own.noted();
  reach.k_h = hours_of(own.span(travel, Span{0}));
  reach.x = own.number(node.optional("x"), reach.x);
  reach.sub_reaches = own.whole(node.optional("sub_reaches"), 1, 1, simulator::kSubReachesMax);
  own.check(node, simulator::muskingum_coefficients(reach, step_h));
  input.take(own);
  return reach;
}

// From rainfall's middle to the peak, or from the time that water takes from the farthest place.
double read_lag_h(const YamlNode& node, ModelInput& input) {
  const YamlNode lag = node.optional("lag");
  const YamlNode concentration = node.optional("concentration");
  if (lag.absent() == concentration.absent())
    input.refuse(node, {"lag（滞时）和 concentration（汇流时间）写一个",
                        "write one of `lag` and `concentration`"});
  if (!lag.absent()) return hours_of(input.span(lag, Span{0}));
  return simulator::lag_of_concentration_h(hours_of(input.span(concentration, Span{0})));
}

void read_ground(const YamlNode& node, double step_h, Catchment& catchment, ModelInput& input) {
  ModelInput number;
  const YamlNode curve_number = node.required("curve_number");
  catchment.curve_number = number.number(curve_number);
  number.check(curve_number, simulator::runoff_mm(0, catchment.curve_number));
  input.take(number);
  constexpr simulator::Wetness kWetness[] = {simulator::Wetness::dry, simulator::Wetness::average,
                                             simulator::Wetness::wet};
  catchment.wetness = kWetness[input.word(node.optional("wetness"), {"dry", "average", "wet"}, 1)];

  ModelInput unit;
  catchment.area_km2 = unit.number(node.required("area_km2"));
  catchment.lag_h = read_lag_h(node, unit);
  constexpr simulator::UnitShape kShapes[] = {simulator::UnitShape::curvilinear,
                                              simulator::UnitShape::triangular};
  catchment.shape = kShapes[input.word(node.optional("shape"), {"curvilinear", "triangular"})];
  unit.check(node, simulator::unit_hydrograph({.area_km2 = catchment.area_km2,
                                               .lag_h = catchment.lag_h,
                                               .shape = catchment.shape},
                                              step_h));
  input.take(unit);

  ModelInput base;
  const YamlNode base_flow = node.optional("base_flow_m3_s");
  catchment.base_flow_m3_s = base.number(base_flow, 0);
  base.check(base_flow, simulator::routed_m3_s({&catchment.base_flow_m3_s, 1}, {}, step_h));
  input.take(base);
}

// A step of rain may be several of the model's.
std::size_t steps_of_rain(const FloodInput& flood) {
  return static_cast<std::size_t>(flood.rain_of_all.step / flood.step);
}

ModelRain read_rain_of(const YamlNode& node, const FloodInput& flood, ModelInput& input) {
  ModelRain rain = flood.rain_of_all;
  if (const YamlNode own = node.optional("rain_mm"); !own.absent())
    rain.mm = read_rain_mm(own, rain.steps_max, input);
  ModelInput part;
  const YamlNode times_node = node.optional("rain_times");
  const double times = part.number(times_node, 1);
  if (part.usable() && !simulator::within(times, 0, 100))
    part.refuse(times_node, {"倍数为 0 到 100", "it is 0 to 100 times"});
  if (part.usable())
    for (double& mm : rain.mm) mm *= times;
  if (rain.mm.empty())
    part.refuse(node, {"这个流域没有雨：写 rain_mm，或在 rain 里写 mm",
                       "no rain falls here: write `rain_mm`, or `mm` under `rain`"});
  input.take(part);
  return rain;
}

void read_catchment(const YamlNode& node, FloodInput& flood, ModelInput& input) {
  node.only({"id", "area_km2", "curve_number", "wetness", "lag", "concentration", "shape",
             "base_flow_m3_s", "rain_mm", "rain_times", "flows_to", "reach", "channel", "rating"});
  const double step_h = flood.task.step_h;
  Catchment catchment;
  read_ground(node, step_h, catchment, input);
  flood.rain.push_back(read_rain_of(node, flood, input));
  const auto finer = simulator::finer_rain_mm(flood.rain.back().mm, steps_of_rain(flood));
  input.check(node, finer);
  if (finer) catchment.rain_mm = *finer;
  const YamlNode flows_to = node.optional("flows_to");
  const YamlNode reach = node.optional("reach");
  if (!flows_to.absent()) catchment.flows_to = input.name(flows_to, flood.ids, kCatchment);
  if (flows_to.absent() && !reach.absent())
    input.refuse(reach, {"reach 是到下游流域的河段，要和 flows_to 一起写",
                         "a reach leads to the next catchment: write `flows_to` as well"});
  catchment.reach = read_reach(reach, step_h, input);
  catchment.rating = read_rating(node, input);
  flood.task.catchments.push_back(std::move(catchment));
}

void read_catchments(const YamlNode& node, FloodInput& flood, ModelInput& input) {
  const auto items = node.items();
  if (items.empty()) input.noted();
  for (const auto& item : items) {
    const YamlNode id = item.required("id");
    if (std::ranges::find(flood.ids, id.string()) != flood.ids.end())
      input.refuse(id, {"已有这个流域", "there is such a catchment already"});
    flood.ids.push_back(id.string());
  }
  for (const auto& item : items) read_catchment(item, flood, input);
}

ModelSeries until(Instant end, ModelSeries series) {
  while (!series.values.empty() && series.at(series.values.size() - 1) > end)
    series.values.pop_back();
  return series;
}

// Empty where there is something to mend.
std::vector<Outlet> outlets_of(const YamlNode& node, const FloodInput& flood, ModelInput& input,
                               Instant end) {
  std::vector<Outlet> outlets;
  if (!input.usable()) return outlets;
  const auto floods = simulator::catchment_flood(flood.task);
  input.check(node, floods);
  if (!floods) return outlets;
  for (const simulator::OutletFlood& one : *floods) {
    const Instant begins = flood.rain_of_all.begins;
    outlets.push_back({until(end, {begins, flood.step, one.discharge_m3_s}),
                       until(end, {begins, flood.step, one.stage_m})});
  }
  return outlets;
}

// Nothing where the water doesn't come, which is noted.
std::optional<Instant> comes_at(const YamlNode& item, const ModelSeries& stage, double above_m,
                                Span utc_offset) {
  if (stage.values.empty()) {
    item.fault(kNoSection);
    return std::nullopt;
  }
  if (stage.values.front() > above_m) {
    const std::string now = simulator::number_text(stage.values.front()) + " m";
    item.fault({"还没下雨水位就有 " + now + "，已高过 above_m：核对 above_m 和断面的 bed_m",
                "the water stands at " + now +
                    " before the rain, above `above_m` already: look at `above_m` and the "
                    "section's `bed_m`"});
    return std::nullopt;
  }
  auto at = first_above(stage, above_m);
  if (at) return at;
  const auto peak = std::ranges::max_element(stage.values);
  const auto step = static_cast<std::size_t>(peak - stage.values.begin());
  const std::string most = simulator::number_text(*peak) + " m";
  const std::string when = to_clock(stage.at(step), utc_offset);
  item.fault({"水位最高到 " + most + "（" + when + "），不到 above_m：改低、加大雨量，或删掉这一行",
              "the water rises to " + most + " at most (" + when +
                  ") and never above `above_m`: lower it, give more rain, or leave this line out"});
  return std::nullopt;
}

}  // namespace

void ScenarioReader::read_flood(const YamlNode& node) {
  node.only({"step", "rain", "catchments", "gauges", "rain_gauges", "danger"});
  ModelInput input;
  FloodInput flood;
  const YamlNode rain = node.required("rain");
  flood.step = input.step(node.optional("step"), kFloodStep);
  flood.rain_of_all = read_model_rain(rain, flood.step, input);
  if (flood.rain_of_all.step % flood.step != Span{0})
    input.refuse(rain,
                 {"雨量的时段须是 step 的整数倍", "the steps of rain are whole numbers of `step`"});
  const Instant begins = flood.rain_of_all.begins;
  flood.task.step_h = hours_of(flood.step);
  flood.task.steps = std::max(model_steps(begins, flood.step, node.optional("step"), input),
                              flood.rain_of_all.steps_max * steps_of_rain(flood));
  const YamlNode catchments = node.required("catchments");
  read_catchments(catchments, flood, input);
  const auto outlets = outlets_of(catchments, flood, input, out_.end);
  // Without outlets only names are looked at.
  for (const auto& item : node.optional("rain_gauges").items()) {
    item.only({"station", "catchment", "property", "times"});
    const auto of = input.name(item.required("catchment"), flood.ids, kCatchment);
    add_rain_gauge(item, of && !outlets.empty() ? &flood.rain[*of] : nullptr,
                   std::string("rain given to the model: ") + kSource);
  }
  for (const auto& item : node.optional("gauges").items()) {
    item.only({"station", "catchment", "property"});
    const auto of = input.name(item.required("catchment"), flood.ids, kCatchment);
    const bool is_flow = input.word(item.optional("property"), {"water_level", "flow"}) == 1;
    StationScript script{.property = is_flow ? "flow" : "water_level", .source = kSource};
    if (of && !outlets.empty()) {
      const ModelSeries& series = is_flow ? outlets[*of].flow : outlets[*of].stage;
      if (series.values.empty()) item.fault(kNoSection);
      script.points = points_of(series, out_);
    }
    add_model_script(item, std::move(script));
  }
  for (const auto& item : node.optional("danger").items()) {
    item.only({"village", "catchment", "above_m"});
    want(item.required("village"), villages_, {"村", "village"});
    ModelInput own;
    const auto of = own.name(item.required("catchment"), flood.ids, kCatchment);
    const double above_m = own.number(item.required("above_m"));
    if (outlets.empty() || !own.usable()) continue;
    if (const auto at = comes_at(item, outlets[*of].stage, above_m, out_.utc_offset))
      add_model_danger(item, *at, kSource);
  }
}

}  // namespace fenghuo::cli
