// What stations read: points, and how to go from one to the next.
#include <algorithm>
#include <cmath>

#include "cli/drill/scenario_reader.h"
#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::Between;
using simulator::StationScript;

namespace {

Between read_between(const YamlNode& node) {
  const std::string word = node.string("line");
  if (word == "log") return Between::log;
  if (word == "steps") return Between::steps;
  if (word != "line")
    node.fault(
        {"between 为 line（直线）、log（对数）或 steps（台阶）", "between is line, log or steps"});
  return Between::line;
}

}  // namespace

void ScenarioReader::read_stations(const YamlNode& node) {
  std::set<std::string> listed;
  for (const auto& item : node.items()) {
    item.only({"station", "property", "every", "between", "points", "source"});
    want(item.required("station"), names_.stations, {"测站", "station"});
    const YamlNode property = item.required("property");
    StationScript script{.station = item.optional("station").string(),
                         .property = property.string()};
    const Property* known = find_property(script.property);
    if (known == nullptr && !property.absent())
      property.fault({"没有要素“" + script.property + "”",
                      "there is no observed property '" + script.property + "'"});
    if (known != nullptr) script.decimals = known->decimals;
    if (!script.station.empty())
      want_once(item.optional("station"), script.station + " " + script.property, listed);
    script.every = item.optional("every").span();
    if (script.every != Span{0} && script.every < std::chrono::seconds{1})
      item.optional("every").fault({"每次读数至少隔 1 秒", "readings are 1 s apart at least"});
    script.between = read_between(item.optional("between"));
    script.source = item.optional("source").string();
    read_points(item.required("points"), script);
    std::erase_if(out_.stations, [&](const StationScript& one) {
      return one.station == script.station && one.property == script.property;
    });
    out_.stations.push_back(std::move(script));
  }
}

// [["11:06", 264, D], ["18:56", null, D]]
void ScenarioReader::read_points(const YamlNode& node, StationScript& script) {
  const auto items = node.items();
  if (items.size() > kScenarioItemsMax)
    return node.fault({"最多 10000 个点", "at most 10,000 points"});
  Instant last = Instant::min();
  for (const auto& item : items) {
    const auto parts = item.items();
    if (parts.size() < 2 || parts.size() > 3) {
      item.fault({"一个点写作 [时间, 值, 标记]", "a point is written [time, value, mark]"});
      continue;
    }
    StationScript::Point point{.at = moment(parts[0], out_.start)};
    if (point.at <= last) parts[0].fault({"点要按时间先后写", "points stand in the order of time"});
    last = point.at;
    if (!parts[1].absent()) {
      const double value = parts[1].number();
      if (!(std::abs(value) * kPowersOfTen[script.decimals] < kMantissaMax))
        parts[1].fault({"没有测站有这样的值", "no station reads such a value"});
      else
        point.value = value;
    }
    if (parts.size() == 3) point.mark = mark(parts[2]);
    script.points.push_back(point);
  }
}

}  // namespace fenghuo::cli
