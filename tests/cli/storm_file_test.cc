#include "cli/storm_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "cli/township.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

const std::string kPlan = FENGHUO_SOURCE_DIR "/plans/qingxi";

wire::Plan example() {
  return load_whole_plan(kPlan).change.plan();
}

TEST(StormFile, TheExampleIsWhatWasMeasured) {
  const auto read = read_storm(kPlan + "/drills/alishan-2009.yaml", example());
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->faults.empty());
  const auto& storm = read->storm;
  EXPECT_EQ(storm.rain_gauges.size() + storm.river_gauges.size(),
            static_cast<std::size_t>(example().stations_size()));
  std::ifstream measured(FENGHUO_SOURCE_DIR
                         "/../shared/data/hydrology/tw_alishan_morakot_2009/"
                         "alishan_467530_2009-08-06_11_hourly_rain.csv");
  if (!measured) GTEST_SKIP() << "no shared record of Alishan's rain";
  std::string line;
  std::getline(measured, line);
  for (std::size_t hour = 0; hour < storm.rain_mm.size(); ++hour) {
    ASSERT_TRUE(std::getline(measured, line));
    const auto at = parse_rfc3339(line.substr(0, 19) + "+08:00");
    ASSERT_TRUE(at) << line;
    EXPECT_EQ(*at, storm.begins + (hour + 1) * std::chrono::hours{1}) << line;
    EXPECT_EQ(std::max(0.0, std::stod(line.substr(20))), storm.rain_mm[hour]) << line;
  }
}

TEST(StormFile, NamesAllFaultsWithTheirPlaces) {
  const TemporaryFolder folder;
  const std::string path = folder / "storm.yaml";
  std::ofstream(path) << "title: {zh: 雨, en: rain}\n"
                         "source: {zh: 编的, en: made up}\n"
                         "begins: yesterday\n"
                         "rate: 0\n"
                         "rain_mm: [1, -2]\n"
                         "rain_gauges:\n"
                         "  nowhere: {times: 1}\n"
                         "river_gauges:\n"
                         "  \"0061230201\": {rain_gauge: none, base_m: 1, rise_m_per_mm: 1, "
                         "recession: 0s}\n"
                         "colour: grey\n";
  const auto read = read_storm(path, example());
  ASSERT_TRUE(read);
  std::vector<int> lines;
  for (const auto& fault : read->faults) {
    EXPECT_EQ(fault.place.file, path);
    lines.push_back(fault.place.line);
  }
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(lines, (std::vector<int>{3, 4, 5, 7, 9, 9, 10}));
}

TEST(StormFile, IsNoScenario) {
  const auto read = read_storm(kPlan + "/drills/flood-night.yaml", example());
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text.en.find("is a scenario, and no storm"), std::string::npos);
  EXPECT_NE(read.error().text.zh.find("是情景，不是暴雨"), std::string::npos);
}

TEST(StormFile, SaysWhereThereIsNone) {
  const auto read = read_storm("/nowhere.yaml", example());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::not_found);
}

}  // namespace
}  // namespace fenghuo::cli
