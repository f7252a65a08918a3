#include "cli/storm_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "adapters/plan/yaml_reader.h"

namespace fenghuo::cli {
namespace {

using adapters::YamlNode;

Instant moment(const YamlNode& node) {
  if (node.absent()) return {};
  const auto at = parse_rfc3339(node.string());
  if (!at)
    node.fault({"时间写作 \"2009-08-07T02:00:00+08:00\"",
                "a time is written \"2009-08-07T02:00:00+08:00\""});
  return at.value_or(Instant{});
}

void want_station(const YamlNode& node, const std::string& id, const wire::Plan& plan) {
  const auto& stations = plan.stations();
  if (std::none_of(stations.begin(), stations.end(), [&](const auto& s) { return s.id() == id; }))
    node.fault({"预案里没有测站“" + id + "”", "the plan has no station '" + id + "'"});
}

void read_rain(const YamlNode& node, simulator::Storm& storm) {
  for (const auto& item : node.items()) {
    const double mm = item.number(-1);
    if (!(mm >= 0) || mm > 500)
      item.fault({"一小时雨量为 0 至 500 毫米", "the rain of an hour is 0 to 500 mm"});
    storm.rain_mm.push_back(mm);
  }
  if (storm.rain_mm.empty() || storm.rain_mm.size() > kStormHoursMax)
    node.fault({"rain_mm 为 1 至 168 个数", "rain_mm has 1 to 168 numbers"});
}

void read_gauges(const YamlNode& node, const wire::Plan& plan, simulator::Storm& storm) {
  for (const auto& id : node.keys()) {
    const YamlNode item = node.optional(id);
    item.only({"times", "delay"});
    want_station(item, id, plan);
    storm.rain_gauges.push_back(
        {id, item.optional("times").number(1), item.optional("delay").span()});
  }
}

void read_rivers(const YamlNode& node, const wire::Plan& plan, simulator::Storm& storm) {
  for (const auto& id : node.keys()) {
    const YamlNode item = node.optional(id);
    item.only({"rain_gauge", "base_m", "rise_m_per_mm", "recession"});
    want_station(item, id, plan);
    const YamlNode gauge = item.required("rain_gauge");
    const std::string of = gauge.string();
    const auto& gauges = storm.rain_gauges;
    if (std::none_of(gauges.begin(), gauges.end(), [&](const auto& g) { return g.station == of; }))
      gauge.fault({"rain_gauges 里没有“" + of + "”", "rain_gauges has no '" + of + "'"});
    const YamlNode recession = item.required("recession");
    storm.river_gauges.push_back({id, of, item.required("base_m").number(),
                                  item.required("rise_m_per_mm").number(), recession.span()});
    if (storm.river_gauges.back().recession <= Span{0})
      recession.fault({"recession 大于 0，例如 5h", "recession is above 0, such as 5h"});
  }
}

}  // namespace

Result<StormFile> read_storm(const std::string& path, const wire::Plan& plan) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{Errc::not_found, {"打不开“" + path + "”", "can't open '" + path + "'"}};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  StormFile out;
  adapters::YamlFile yaml{path, text, out.faults};
  const YamlNode root = YamlNode::parse(yaml);
  if (root.absent()) return out;
  // Scenarios say how long the night lasts; storms, how much it rains.
  if (!root.optional("lasts").absent() && root.optional("rain_mm").absent())
    return Error{Errc::bad_input,
                 {"“" + path + "”是情景，不是暴雨：用 fenghuo drill 演它",
                  "'" + path + "' is a scenario, and no storm: play it with fenghuo drill"}};
  root.only(
      {"title", "source", "begins", "play_from", "rate", "rain_mm", "rain_gauges", "river_gauges"});
  simulator::Storm& storm = out.storm;
  storm.title = root.required("title").text();
  storm.source = root.required("source").text();
  storm.begins = moment(root.required("begins"));
  const YamlNode play_from = root.optional("play_from");
  storm.play_from = play_from.absent() ? storm.begins : moment(play_from);
  const YamlNode rate = root.optional("rate");
  storm.rate = rate.number(1);
  if (!(storm.rate > 0) || storm.rate > 100'000) rate.fault({"rate 大于 0", "rate is above 0"});
  read_rain(root.required("rain_mm"), storm);
  read_gauges(root.required("rain_gauges"), plan, storm);
  read_rivers(root.optional("river_gauges"), plan, storm);
  return out;
}

}  // namespace fenghuo::cli
