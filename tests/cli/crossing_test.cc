#include "cli/crossing.h"

#include <gtest/gtest.h>

#include <fstream>

#include "cli/observed_file.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using std::chrono::minutes;

constexpr Instant kDay = instant_ms(1'782'864'000'000);

wire::Plan plan() {
  wire::Plan plan;
  plan.set_id("430999102000");
  auto& station = *plan.add_stations();
  station.set_id("S1");
  station.add_covers("upper");
  station.set_catchment("brook");
  plan.add_stations()->set_id("S2");
  auto& slope = *plan.add_hazard_points();
  slope.set_id("slope");
  slope.set_village("upper");
  return plan;
}

// "10-25": minutes at which the events begin and end, for one area.
std::vector<std::string> events(const std::vector<std::pair<int, double>>& values) {
  CrossingWatch watch(*parse_crossing("water_level >= 5.2 @ S1"));
  for (const auto& [minute, value] : values)
    watch.take("S1", "water_level", kDay + minutes{minute}, value);
  std::vector<std::string> all;
  for (const auto& event : watch.observed(plan()).events)
    if (event.area == "upper")
      all.push_back(std::to_string((event.begin - kDay) / minutes{1}) + "-" +
                    std::to_string((event.end - kDay) / minutes{1}));
  return all;
}

using Words = std::vector<std::string>;

TEST(CrossingTest, IsWrittenAsAComparisonAtAGauge) {
  const auto crossing = parse_crossing("water_level>=5.2@0061230203");
  ASSERT_TRUE(crossing);
  EXPECT_EQ(crossing->property, "water_level");
  EXPECT_EQ(crossing->comparison, ">=");
  EXPECT_EQ(crossing->limit, 5.2);
  EXPECT_EQ(crossing->station, "0061230203");
  EXPECT_TRUE(crossing->met_by(5.2));
  EXPECT_FALSE(parse_crossing("flow>500@S")->met_by(500));
  EXPECT_TRUE(parse_crossing("flow <= -1 @ S")->met_by(-1));
  EXPECT_FALSE(parse_crossing("flow<0@S")->met_by(0));
  for (const char* wrong : {"", "flow>=5", "flow@S", ">=5@S", "flow>=@S", "flow>=5@", "flow=5@S",
                            "flow>=5x@S", "S@flow>=5"})
    EXPECT_FALSE(parse_crossing(wrong)) << wrong;
}

TEST(CrossingTest, FromTheCrossingUntilItIsBack) {
  EXPECT_EQ(events({{0, 5}, {5, 5.2}, {10, 6}, {15, 5.1}, {20, 5}}), Words{"5-15"});
  EXPECT_EQ(events({{0, 6}, {5, 7}}), Words{"0-5"}) << "still above at the end";
  EXPECT_EQ(events({{0, 1}, {5, 2}}), Words{});
}

TEST(CrossingTest, ToAndFroIsOneEventUntilAnHourIsOver) {
  EXPECT_EQ(events({{0, 6}, {5, 5}, {65, 6}, {70, 5}}), Words{"0-70"});
  EXPECT_EQ(events({{0, 6}, {5, 5}, {66, 6}, {70, 5}}), (Words{"0-5", "66-70"}));
}

TEST(CrossingTest, InAnyOrder) {
  EXPECT_EQ(events({{15, 5}, {0, 5}, {10, 6}, {5, 6}}), Words{"5-15"});
}

TEST(CrossingTest, ForEveryAreaThatTheStationStandsFor) {
  CrossingWatch watch(*parse_crossing("flow>1@S1"));
  watch.take("S2", "flow", kDay, 5);
  watch.take("S1", "rain", kDay, 5);
  EXPECT_FALSE(watch.has_seen_any());
  EXPECT_EQ(watch.observed(plan()).areas,
            (std::set<std::string>{"430999102000", "S1", "brook", "slope", "upper"}));
}

TEST(ObservedFileTest, EventsAndWatchedAreas) {
  const TemporaryFolder folder;
  const std::string path = folder / "observed.csv";
  std::ofstream(path) << "area,begin,end,note\n"
                         "upper,2026-07-01T08:00:00+08:00,2026-07-01T09:00:00+08:00,first\n"
                         "lower,,,nothing happened\n";
  adapters::Diagnostics faults;
  const Observed observed = read_observed(path, {"upper", "lower"}, faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(observed.areas, (std::set<std::string>{"lower", "upper"}));
  ASSERT_EQ(observed.events.size(), 1u);
  EXPECT_EQ(observed.events[0].begin, kDay);
}

TEST(ObservedFileTest, AllFaultsAtOnce) {
  const TemporaryFolder folder;
  const std::string path = folder / "observed.csv";
  std::ofstream(path) << "area,begin,end\n"
                         "uper,2026-07-01T08:00:00+08:00,2026-07-01T07:00:00+08:00\n"
                         "upper,yesterday,2026-07-01T07:00:00+08:00\n"
                         "upper,2026-07-01T08:00:00+08:00,\n";
  adapters::Diagnostics faults;
  read_observed(path, {"upper", "lower"}, faults);
  ASSERT_GE(faults.size(), 4u);
  EXPECT_EQ(to_string(faults[0], Language::en),
            path + ":2:1: no rule judges 'uper'; did you mean 'upper'?");
  EXPECT_NE(faults[1].text.en.find("before it begins"), std::string::npos) << faults[1].text.en;
  EXPECT_NE(faults[2].text.en.find("a time is written"), std::string::npos) << faults[2].text.en;
}

}  // namespace
}  // namespace fenghuo::cli
