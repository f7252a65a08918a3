#include "engine/datastreams.h"

#include <gtest/gtest.h>

#include "engine/archive.h"

namespace fenghuo {
namespace {

TEST(Datastreams, GivesDenseNumbersInOrder) {
  Datastreams datastreams;
  EXPECT_EQ(datastreams.add("A", "rain", 1), DatastreamId{0});
  EXPECT_EQ(datastreams.add("A", "water_level", 3), DatastreamId{1});
  EXPECT_EQ(datastreams.add("B", "rain", 1), DatastreamId{2});
  EXPECT_EQ(datastreams.station_count(), 2u);
  EXPECT_EQ(datastreams.find("A", "water_level"), DatastreamId{1});
  EXPECT_FALSE(datastreams.find("B", "water_level"));
  EXPECT_FALSE(datastreams.find_station("C"));
  EXPECT_EQ(datastreams[DatastreamId{2}].station, datastreams.find_station("B"));
}

TEST(Datastreams, FindsWhateverWasGuessed) {
  Datastreams datastreams;
  datastreams.add("A", "rain", 1);
  datastreams.add("B", "rain", 1);
  for (std::uint32_t guess = 0; guess < 4; ++guess) {
    EXPECT_EQ(datastreams.find_near({guess}, "A", "rain"), DatastreamId{0});
    EXPECT_EQ(datastreams.find_near({guess}, "B", "rain"), DatastreamId{1});
    EXPECT_FALSE(datastreams.find_near({guess}, "B", "water_level"));
  }
}

TEST(Datastreams, FindsEachOfManyAndAfterAReload) {
  Datastreams datastreams;
  for (int i = 0; i < 5000; ++i) datastreams.add("S" + std::to_string(i / 2), i % 2 ? "a" : "b", 0);
  StateWriter writer;
  writer(datastreams);
  Datastreams reloaded;
  StateReader reader(writer.bytes());
  reader(reloaded);
  ASSERT_TRUE(reader.ok());
  for (int i = 0; i < 5000; ++i) {
    const auto station = "S" + std::to_string(i / 2);
    const DatastreamId id{static_cast<std::uint32_t>(i)};
    ASSERT_EQ(datastreams.find(station, i % 2 ? "a" : "b"), id);
    ASSERT_EQ(reloaded.find(station, i % 2 ? "a" : "b"), id);
  }
}

}  // namespace
}  // namespace fenghuo
