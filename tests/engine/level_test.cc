#include "engine/level.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

TEST(Level, RunsFromNoneToRed) {
  EXPECT_EQ(next_above(Level::none), Level::blue);
  EXPECT_EQ(next_above(Level::orange), Level::red);
  EXPECT_FALSE(next_above(Level::red));
  EXPECT_TRUE(above(Level::yellow, Level::blue));
  EXPECT_FALSE(above(Level::yellow, Level::yellow));
}

TEST(Level, HasOneWordAndOneNumber) {
  for (const Level level : kLevels) {
    EXPECT_EQ(parse_level(to_string(level)), level);
    EXPECT_EQ(level_from_wire(to_wire(level)), level);
    EXPECT_FALSE(name_of(level).zh.empty());
  }
  EXPECT_FALSE(parse_level("purple"));
  EXPECT_FALSE(level_from_wire(5));
}

}  // namespace
}  // namespace fenghuo
