#include "rules/warned_areas.h"

#include <gtest/gtest.h>

#include "rules/geography.h"

namespace fenghuo::rules {
namespace {

TEST(WarnedAreas, ADistrictContainsWhatLiesBelowIt) {
  const std::string village = "431129105203";
  for (const char* code :
       {"430000", "431100", "431129", "431129105", "431129105203", "431129000000", "431129105000"})
    EXPECT_TRUE(district_contains(code, village)) << code;
  for (const char* code :
       {"431128", "440000", "431129106", "43112", "", "0", "DE0001", "4311291052030"})
    EXPECT_FALSE(district_contains(code, village)) << code;
  EXPECT_FALSE(district_contains("431120", village)) << "a zero that belongs to the code";
  EXPECT_FALSE(district_contains("431129", "")) << "a place without a code";
}

TEST(WarnedAreas, APolygonHoldsWhatIsInIt) {
  const std::vector<double> latitudes{25, 25, 26, 25.5, 26, 25};
  const std::vector<double> longitudes{111, 113, 113, 112, 111, 111};
  EXPECT_TRUE(contains(latitudes, longitudes, {112, 25.2}));
  EXPECT_TRUE(contains(latitudes, longitudes, {111.1, 25.8}));
  EXPECT_FALSE(contains(latitudes, longitudes, {112, 25.9})) << "in the notch";
  EXPECT_FALSE(contains(latitudes, longitudes, {114, 25.5}));
  EXPECT_FALSE(contains({}, {}, {112, 25}));
}

}  // namespace
}  // namespace fenghuo::rules
