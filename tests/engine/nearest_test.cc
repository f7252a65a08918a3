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
