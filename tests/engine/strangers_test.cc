#include "engine/strangers.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

std::string made_up(std::size_t number) {
  return "X" + std::to_string(number);
}

wire::Event plan_with(const std::vector<std::string>& stations) {
  wire::Event event;
  event.mutable_plan_changed()->set_version("p" + std::to_string(stations.size()));
  for (const auto& station : stations)
    event.mutable_plan_changed()->mutable_plan()->add_stations()->set_id(station);
  return event;
}

class StrangersTest : public ::testing::Test {
 protected:
  std::vector<Receipt> tick(std::vector<Submission> submissions) {
    auto result = engine_.tick(kNow, submissions);
    EXPECT_TRUE(result);
    return result->receipts;
  }
  Receipt hear(const std::string& station, const std::string& property = "rain") {
    return tick({block(station, property, {{kNow, 1}})})[0];
  }
  /// As many made-up stations as are taken.
  void flood() {
    for (std::size_t number = 0; number < kStrangersMax;) {
      ObservationBlock many;
      for (std::uint32_t i = 0; i < kRowsPerRecordMax && number < kStrangersMax; ++i) {
        many.sources.push_back({made_up(number++), "rain", 1});
        many.rows.push_back({i, Quality::not_evaluated, kNow, 5});
      }
      EXPECT_FALSE(tick({std::move(many)})[0].refused);
    }
  }
  bool knows(const std::string& station, const std::string& property = "rain") const {
    return machine_.datastreams().find(station, property).has_value();
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
};

TEST_F(StrangersTest, AFloodOfThemLeavesRoomForThePlansStations) {
  tick({plan_with({"A", "B"})});
  flood();
  const Receipt refused = hear("new");
  ASSERT_TRUE(refused.refused);
  EXPECT_EQ(refused.refused->code, Errc::too_many);
  EXPECT_NE(refused.refused->text.en.find("'new'"), std::string::npos);
  EXPECT_NE(refused.refused->text.zh.find("stations.csv"), std::string::npos);
  EXPECT_FALSE(knows("new"));
  EXPECT_FALSE(hear("A").refused) << "it had not spoken yet";
  EXPECT_FALSE(hear(made_up(7)).refused) << "it was heard before";
  EXPECT_FALSE(hear(made_up(7), "water_level").refused);
}

TEST_F(StrangersTest, AStationIsTakenOnceThePlanHasIt) {
  flood();
  EXPECT_TRUE(hear("new").refused);
  tick({plan_with({"new"})});
  EXPECT_FALSE(hear("new").refused);
  EXPECT_TRUE(knows("new"));
}

TEST_F(StrangersTest, OneThatThePlanTookInLeavesItsPlaceToAnother) {
  flood();
  tick({plan_with({made_up(0)})});
  EXPECT_FALSE(hear("new").refused);
  EXPECT_TRUE(hear("newer").refused);
}

TEST_F(StrangersTest, OneHasSoManyProperties) {
  tick({plan_with({"A"})});
  for (std::uint32_t i = 0; i < kStrangerPropertiesMax; ++i)
    EXPECT_FALSE(hear("X", "p" + std::to_string(i)).refused);
  EXPECT_TRUE(hear("X", "one more").refused);
  for (std::uint32_t i = 0; i <= kStrangerPropertiesMax; ++i)
    EXPECT_FALSE(hear("A", "p" + std::to_string(i)).refused);
}

// A gateway sends its stations together.
TEST_F(StrangersTest, TheRestOfABlockIsTaken) {
  tick({plan_with({"A"})});
  flood();
  ObservationBlock both = block("new", "rain", {{kNow, 1}}, 7);
  both.sources.push_back({"A", "rain", 1});
  both.rows.push_back({1, Quality::not_evaluated, kNow, 2});
  const Receipt receipt = tick({both})[0];
  EXPECT_FALSE(receipt.refused);
  EXPECT_EQ(receipt.rows, 1u);
  EXPECT_EQ(receipt.rows_refused, 1u);
  EXPECT_TRUE(knows("A"));
  EXPECT_TRUE(tick({both})[0].duplicate);
}

// What an older program let in stays, and is counted.
TEST_F(StrangersTest, WhatARecordRegisteredIsTakenAsItIs) {
  wire::Event event;
  for (std::uint32_t i = 0; i <= kStrangersMax; ++i) {
    auto& entry = *event.mutable_datastreams_registered()->add_datastreams();
    entry.set_id(i);
    entry.set_station(made_up(i));
    entry.set_property("rain");
  }
  const auto happening = machine_.interpret(event, kNow);
  ASSERT_TRUE(happening);
  machine_.apply({.offset = {0}, .recorded_at = kNow}, *happening);
  EXPECT_TRUE(knows(made_up(kStrangersMax)));
  EXPECT_FALSE(hear(made_up(kStrangersMax)).refused);
  EXPECT_TRUE(hear("new").refused);
}

}  // namespace
}  // namespace fenghuo
