#include "simulator/gauges.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

StationScript script(Between between) {
  StationScript one{.station = "S1", .property = "flow"};
  one.between = between;
  one.points = {{at(0), 10.0}, {at(60), 1000.0}, {at(90), std::nullopt}};
  return one;
}

TEST(ValueAtTest, GoesFromPointToPoint) {
  EXPECT_DOUBLE_EQ(*value_at(script(Between::line), at(30)), 505);
  EXPECT_NEAR(*value_at(script(Between::log), at(30)), 100, 1e-9);
  EXPECT_DOUBLE_EQ(*value_at(script(Between::steps), at(30)), 10);
}

TEST(ValueAtTest, HasNothingBeforeItBeginsAndAfterItFallsSilent) {
  EXPECT_FALSE(value_at(script(Between::line), at(-1)));
  EXPECT_DOUBLE_EQ(*value_at(script(Between::line), at(89)), 1000);
  EXPECT_FALSE(value_at(script(Between::line), at(90)));
  EXPECT_FALSE(value_at(script(Between::line), at(500)));
}

// What a night's gauge reports, in hundredths.
std::vector<std::int64_t> readings(Scenario night) {
  night.end = at(60);
  std::vector<std::int64_t> values;
  Agenda agenda;
  const wire::PlanChanged plan = night_plan();
  const Needs needs(plan.plan());
  const Outages outages(night.failures);
  Gauges gauges(night, needs, outages, agenda,
                [&](ObservationBlock block) { values.push_back(block.rows.front().value); });
  gauges.begin();
  agenda.run_until(night.end);
  return values;
}

Scenario steady() {
  Scenario night;
  night.start = kEvening;
  StationScript one{.station = "S1", .property = "flow"};
  one.every = std::chrono::minutes{15};
  one.points = {{at(0), 1.0}, {at(60), 5.0}};
  night.stations.push_back(one);
  return night;
}

TEST(GaugesTest, ReadEverySoManyMinutes) {
  EXPECT_EQ(readings(steady()), (std::vector<std::int64_t>{100, 200, 300, 400, 500}));
}

TEST(GaugesTest, HaveAGapWhereWhatTheyNeedHasFailed) {
  Scenario night = steady();
  night.failures.push_back(failing("station/S1", at(10), at(40)));
  EXPECT_EQ(readings(night), (std::vector<std::int64_t>{100, 400, 500}));
}

TEST(GaugesTest, StickAndDrift) {
  Scenario night = steady();
  night.gauge_faults.push_back({"S1", GaugeFault::Kind::stuck, at(15), at(50), 0, {}});
  EXPECT_EQ(readings(night), (std::vector<std::int64_t>{100, 200, 200, 200, 500}));
  night.gauge_faults = {{"S1", GaugeFault::Kind::drift, at(0), Instant::max(), 2, {}}};
  EXPECT_EQ(readings(night), (std::vector<std::int64_t>{100, 250, 400, 550, 700}));
}

}  // namespace
}  // namespace fenghuo::simulator
