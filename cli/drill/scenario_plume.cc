// Gas that a leak gives off: what gas detectors read while it passes, and when it is in a village.
// The model's plume is steady; here it begins where the wind has brought it and ends when the
// leak's end has come the same way.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "engine/property.h"
#include "simulator/hazard/gas_plume.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::PlumePoint;
using simulator::PlumeSource;
using simulator::StationScript;

namespace {

constexpr const char* kSource = "Gaussian plume, Briggs 1973";
// Of the mean Earth, 6371.0 km.
constexpr double kMetresOfDegree = 6'371'000 * std::numbers::pi / 180;

struct Coordinates {
  double longitude_deg = 0;
  double latitude_deg = 0;
};

struct Leak {
  PlumeSource source;
  Instant begins{};
  Instant ends{};
  std::optional<Coordinates> place;
  std::optional<double> wind_from_deg;

  Instant reaches(const PlumePoint& point) const {
    return begins + span_of_hours(point.downwind_m / source.wind_m_s / 3600);
  }
};

/// What a place has while the plume is there.
struct Passing {
  double mg_m3 = 0;
  Instant begins{};
  Instant ends{};
};

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

// Each number by itself, beside others that are within their bounds.
PlumeSource read_source(const YamlNode& node, ModelWind wind, ModelInput& input) {
  constexpr simulator::Stability kClasses[] = {simulator::Stability::a, simulator::Stability::b,
                                               simulator::Stability::c, simulator::Stability::d,
                                               simulator::Stability::e, simulator::Stability::f};
  PlumeSource source{.wind_m_s = wind.speed_m_s};
  const auto checked = [&input](const YamlNode& of, const PlumeSource& alone, ModelInput own) {
    own.check(of, simulator::plume_reach(alone, 1));
    input.take(own);
  };
  const YamlNode rate = node.required("rate_g_s");
  ModelInput of_rate;
  source.rate_g_s = of_rate.number(rate);
  checked(rate, {.rate_g_s = source.rate_g_s, .wind_m_s = 1}, of_rate);
  const YamlNode height = node.optional("height_m");
  ModelInput of_height;
  source.height_m = of_height.number(height, 0);
  checked(height, {.height_m = source.height_m, .wind_m_s = 1}, of_height);
  if (input.usable())
    checked(node.optional("wind").optional("speed_m_s"), {.wind_m_s = source.wind_m_s}, {});
  source.stability =
      kClasses[input.word(node.optional("stability"), {"a", "b", "c", "d", "e", "f"}, 3)];
  return source;
}

std::optional<Coordinates> read_place(const YamlNode& node, ModelInput& input) {
  if (node.absent()) return std::nullopt;
  node.only({"longitude", "latitude"});
  ModelInput own;
  const Coordinates place{own.number(node.required("longitude")),
                          own.number(node.required("latitude"))};
  if (own.usable() && (!simulator::within(place.longitude_deg, -180, 180) ||
                       !simulator::within(place.latitude_deg, -89, 89)))
    own.refuse(node, {"经度为 -180 到 180，纬度为 -89 到 89",
                      "the longitude is -180 to 180, the latitude -89 to 89"});
  input.take(own);
  return place;
}

// East and north of the leak, turned so that the wind blows along the first axis.
PlumePoint seen_from(const Coordinates& leak, const Coordinates& place, double wind_from_deg) {
  const double east_m = (place.longitude_deg - leak.longitude_deg) * kMetresOfDegree *
                        std::cos(radians(leak.latitude_deg));
  const double north_m = (place.latitude_deg - leak.latitude_deg) * kMetresOfDegree;
  const double east = -std::sin(radians(wind_from_deg));
  const double north = -std::cos(radians(wind_from_deg));
  return {.downwind_m = east_m * east + north_m * north,
          .crosswind_m = north_m * east - east_m * north};
}

// As the item says, or by the coordinates that the plan has; nothing, with a note, without either.
std::optional<PlumePoint> read_point(const YamlNode& item, const Leak& leak,
                                     const std::optional<Coordinates>& plans) {
  const YamlNode crosswind = item.optional("crosswind_m");
  if (!crosswind.absent() || !item.optional("downwind_m").absent()) {
    ModelInput own;
    const PlumePoint point{.downwind_m = own.number(item.required("downwind_m")),
                           .crosswind_m = own.number(crosswind, 0)};
    return own.usable() ? std::optional(point) : std::nullopt;
  }
  if (!leak.place || !leak.wind_from_deg || !plans) {
    item.fault(
        {"不知道在下风多远：写 downwind_m，或写 place、wind 的 from_deg（预案里要有它的经纬度）",
         "how far downwind isn't known: write `downwind_m`, or `place` and the wind's "
         "`from_deg` (the plan must have its coordinates)"});
    return std::nullopt;
  }
  return seen_from(*leak.place, *plans, *leak.wind_from_deg);
}

// Gases that are measured as the model tells them.
std::vector<std::string> gases_by_weight() {
  std::vector<std::string> gases;
  for (const Property& property : properties())
    if (property.unit == "mg/m³") gases.emplace_back(property.name);
  return gases;
}

// Upwind there is no gas.
std::optional<Passing> passing(const YamlNode& item, const Leak& leak, const PlumePoint& point) {
  if (point.downwind_m <= 0) return Passing{0, leak.begins, leak.begins};
  const auto mg_m3 = simulator::concentration_mg_m3(leak.source, point);
  if (!mg_m3) {
    item.fault(mg_m3.error().text);
    return std::nullopt;
  }
  const Instant begins = leak.reaches(point);
  return Passing{*mg_m3, begins,
                 leak.ends == Instant::max() ? Instant::max() : leak.ends + (begins - leak.begins)};
}

std::vector<StationScript::Point> points_of(const Passing& there,
                                            const simulator::Scenario& night) {
  std::vector<StationScript::Point> points;
  if (there.begins > night.start) points.push_back({night.start, 0});
  if (there.begins <= night.end) points.push_back({there.begins, there.mg_m3});
  if (there.ends > there.begins && there.ends <= night.end) points.push_back({there.ends, 0});
  return points;
}

Leak read_leak(const YamlNode& node, Instant begins, ModelInput& input) {
  const YamlNode wind_node = node.required("wind");
  if (wind_node.absent()) input.noted();
  const ModelWind wind = read_model_wind(wind_node, input);
  Leak leak{.source = read_source(node, wind, input),
            .begins = begins,
            .ends = Instant::max(),
            .place = read_place(node.optional("place"), input),
            .wind_from_deg = wind.from_deg};
  const YamlNode lasts = node.optional("lasts");
  if (lasts.absent()) return leak;
  ModelInput own;
  leak.ends = begins + own.span(lasts, Span{0});
  if (own.usable() && leak.ends == begins)
    own.refuse(lasts, {"漏多久大于 0，例如 40m", "how long it leaks is above 0, such as 40m"});
  input.take(own);
  return leak;
}

// Nothing, with a note, where the village has no more than the limit.
std::optional<Instant> comes_at(const YamlNode& item, const Leak& leak, const PlumePoint& point,
                                double above_mg_m3, Instant end) {
  const auto there = passing(item, leak, point);
  if (!there) return std::nullopt;
  if (there->mg_m3 > above_mg_m3 && there->begins <= end) return there->begins;
  const std::string most = simulator::number_text(there->mg_m3) + " mg/m³";
  const std::string far = simulator::number_text(std::round(point.downwind_m)) + " m";
  item.fault({"到结束这里的浓度没有超过 above_mg_m3（下风 " + far + "，气到时 " + most +
                  "）：核对风向和距离、加大 rate_g_s，或删掉这一行",
              "until the end it is never above `above_mg_m3` here (" + far + " downwind, " + most +
                  " when the gas has come): look at the wind and the distance, give more "
                  "`rate_g_s`, or leave this line out"});
  return std::nullopt;
}

// Of the station or village of this id; nothing where the plan doesn't say.
template <class Places>
std::optional<Coordinates> coordinates_of(const Places& places, const std::string& id) {
  const auto one =
      std::ranges::find_if(places, [&](const auto& place) { return place.id() == id; });
  if (one == places.end()) return std::nullopt;
  if constexpr (requires { one->has_longitude_deg(); })
    if (!one->has_longitude_deg() || !one->has_latitude_deg()) return std::nullopt;
  return Coordinates{one->longitude_deg(), one->latitude_deg()};
}

}  // namespace

void ScenarioReader::read_plume(const YamlNode& node) {
  node.only({"gas", "begins", "lasts", "rate_g_s", "height_m", "wind", "stability", "place",
             "gauges", "danger"});
  ModelInput input;
  const auto gases = gases_by_weight();
  const auto gas = input.name(node.required("gas"), gases, {"气体", "gas"});
  const Instant begins = model_begins(node.optional("begins"), input);
  const Leak leak = read_leak(node, begins, input);
  for (const auto& item : node.optional("gauges").items()) {
    item.only({"station", "downwind_m", "crosswind_m"});
    StationScript script{.property = gas ? gases[*gas] : "",
                         .between = simulator::Between::steps,
                         .source = kSource};
    if (input.usable()) {
      const auto place = coordinates_of(plan_.stations(), item.optional("station").string());
      if (const auto point = read_point(item, leak, place))
        if (const auto there = passing(item, leak, *point)) script.points = points_of(*there, out_);
    }
    add_model_script(item, std::move(script));
  }
  for (const auto& item : node.optional("danger").items()) {
    item.only({"village", "above_mg_m3", "downwind_m", "crosswind_m"});
    want(item.required("village"), villages_, {"村", "village"});
    ModelInput own;
    const double above_mg_m3 = own.number(item.required("above_mg_m3"));
    if (!input.usable() || !own.usable()) continue;
    const auto place = coordinates_of(plan_.villages(), item.optional("village").string());
    const auto point = read_point(item, leak, place);
    if (!point) continue;
    if (const auto at = comes_at(item, leak, *point, above_mg_m3, out_.end))
      add_model_danger(item, *at, kSource);
  }
}

}  // namespace fenghuo::cli
