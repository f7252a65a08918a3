#include "engine/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace fenghuo {
namespace {

constexpr std::array<std::string_view, 4> kNames{"rain", "water_level", "flow", "rail"};

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("rian", kNames), "rain");
  EXPECT_EQ(nearest("waterlevel", kNames), "water_level");
  EXPECT_EQ(nearest("rai", kNames), "rain") << "the first of equals";
}

TEST(Nearest, CountsCharactersAndNotBytes) {
  constexpr std::array<std::string_view, 3> kVillages{"下坪", "上溪", "双河口"};
  EXPECT_EQ(nearest("上西", kVillages), "上溪");
  EXPECT_EQ(nearest("双河", kVillages), "双河口");
  EXPECT_FALSE(nearest("石门", kVillages)) << "no character of it is the same";
}

TEST(Nearest, IsToldInBothLanguages) {
  EXPECT_EQ(did_you_mean(nearest("rian", kNames)),
            (Text{"，是否为“rain”？", "; did you mean 'rain'?"}));
  EXPECT_EQ(did_you_mean(std::nullopt), Text{});
}

TEST(Nearest, DoesNotGuessWildly) {
  EXPECT_FALSE(nearest("temperature", kNames));
  EXPECT_FALSE(nearest("", kNames));
}

}  // namespace
}  // namespace fenghuo
