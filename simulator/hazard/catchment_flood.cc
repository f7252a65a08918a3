#include "simulator/hazard/catchment_flood.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <utility>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

Error of_catchment(std::size_t catchment, Error error) {
  const std::string number = std::to_string(catchment + 1);
  return {
      error.code,
      {"第 " + number + " 个流域：" + error.text.zh, "catchment " + number + ": " + error.text.en}};
}

// Each after all that flow into it, otherwise in their own order; shorter than the input where some
// go round in a circle.
std::vector<std::size_t> downstream_order(const std::vector<Catchment>& catchments) {
  std::vector<std::size_t> inflows(catchments.size());
  for (const Catchment& c : catchments)
    if (c.flows_to) ++inflows[*c.flows_to];
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < catchments.size(); ++i)
    if (inflows[i] == 0) order.push_back(i);
  for (std::size_t next = 0; next < order.size(); ++next) {
    const auto& to = catchments[order[next]].flows_to;
    if (to && --inflows[*to] == 0) order.push_back(*to);
  }
  return order;
}

// Adds the catchment's own water to what came from above.
Result<void> add_own(const Catchment& catchment, double step_h, OutletFlood& flood) {
  if (!within(catchment.base_flow_m3_s, 0, kDischargeMax))
    return out_of_bounds("基流（立方米每秒）", "the base flow (m3/s)", catchment.base_flow_m3_s, 0,
                         kDischargeMax);
  const auto runoff = runoff_steps_mm(catchment.rain_mm, catchment.curve_number, catchment.wetness);
  if (!runoff) return runoff.error();
  const auto unit = unit_hydrograph(
      {.area_km2 = catchment.area_km2, .lag_h = catchment.lag_h, .shape = catchment.shape}, step_h);
  if (!unit) return unit.error();
  const auto own = convolved_m3_s(*runoff, unit->ordinates_m3_s_mm);
  if (!own) return own.error();
  flood.runoff_m3 =
      std::accumulate(runoff->begin(), runoff->end(), 0.0) * catchment.area_km2 * 1000;
  for (double& discharge : flood.discharge_m3_s) discharge += catchment.base_flow_m3_s;
  const std::size_t told = std::min(own->size(), flood.discharge_m3_s.size());
  for (std::size_t i = 0; i < told; ++i) flood.discharge_m3_s[i] += (*own)[i];
  return {};
}

Result<void> finish(const Catchment& catchment, double step_h, std::vector<OutletFlood>& floods,
                    OutletFlood& flood) {
  const auto& discharge = flood.discharge_m3_s;
  flood.peak_step =
      static_cast<std::size_t>(std::ranges::max_element(discharge) - discharge.begin());
  if (catchment.rating) {
    auto stages = stages_m(*catchment.rating, discharge);
    if (!stages) return stages.error();
    flood.stage_m = std::move(*stages);
  }
  if (!catchment.flows_to) return {};
  const auto routed = routed_m3_s(discharge, catchment.reach, step_h);
  if (!routed) return routed.error();
  auto& below = floods[*catchment.flows_to].discharge_m3_s;
  std::ranges::transform(below, *routed, below.begin(), std::plus<>{});
  return {};
}

}  // namespace

Result<std::vector<OutletFlood>> catchment_flood(const FloodTask& task) {
  if (task.catchments.size() > kCatchmentsMax || task.steps > kHazardStepsMax ||
      task.catchments.size() * (task.steps + 1) > kFloodValuesMax)
    return Error{Errc::too_many, {"流域或时段太多", "too many catchments or steps"}};
  for (std::size_t i = 0; i < task.catchments.size(); ++i) {
    const Catchment& c = task.catchments[i];
    if (c.flows_to && *c.flows_to >= task.catchments.size())
      return of_catchment(i, refused("下游流域不存在", "it flows to one that doesn't exist"));
    if (c.rain_mm.size() > task.steps)
      return of_catchment(i, refused("雨比要算的时段还长", "its rain is longer than the task"));
  }
  const auto order = downstream_order(task.catchments);
  if (order.size() < task.catchments.size())
    return refused("有流域绕圈流回自己", "some catchments flow in a circle");
  std::vector<OutletFlood> floods(task.catchments.size());
  for (OutletFlood& flood : floods) flood.discharge_m3_s.resize(task.steps + 1);
  for (const std::size_t i : order) {
    if (auto ok = add_own(task.catchments[i], task.step_h, floods[i]); !ok)
      return of_catchment(i, ok.error());
    if (auto ok = finish(task.catchments[i], task.step_h, floods, floods[i]); !ok)
      return of_catchment(i, ok.error());
  }
  return floods;
}

Result<std::vector<double>> finer_rain_mm(std::span<const double> rain_mm, std::size_t parts) {
  if (parts == 0) return refused("至少分成 1 份", "at least one part");
  if (rain_mm.size() > kHazardStepsMax / parts)
    return Error{Errc::too_many, {"雨量的时段太多", "too many steps of rain"}};
  std::vector<double> finer;
  finer.reserve(rain_mm.size() * parts);
  for (const double rain : rain_mm)
    finer.insert(finer.end(), parts, rain / static_cast<double>(parts));
  return finer;
}

}  // namespace fenghuo::simulator
