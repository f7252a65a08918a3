// A measured storm as what the stations read.
#include <filesystem>

#include "cli/drill/scenario_reader.h"
#include "cli/storm_file.h"
#include "engine/decimal.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::StationScript;

void ScenarioReader::read_storm_of(const YamlNode& node, const std::string& folder) {
  if (node.absent()) return;
  const std::string path =
      (std::filesystem::path(folder) / node.string()).lexically_normal().string();
  const auto file = read_storm(path, plan_);
  if (!file) return node.fault(file.error().text);
  for (const auto& fault : file->faults) node.fault(fault.text);
  for (const auto& series : simulator::readings_of(file->storm)) {
    StationScript script{.station = series.station,
                         .property = series.is_rain ? "rain_cumulative" : "water_level",
                         .between = simulator::Between::steps,
                         .source = file->storm.source.zh + " / " + file->storm.source.en};
    for (const auto& reading : series.readings) {
      if (reading.at > out_.end) break;
      script.decimals = std::max(script.decimals, reading.value.decimals);
      script.points.push_back(
          {reading.at, to_double(reading.value.mantissa, reading.value.decimals),
           series.is_rain ? simulator::Mark::documented : simulator::Mark::invented});
    }
    out_.stations.push_back(std::move(script));
  }
}

}  // namespace fenghuo::cli
