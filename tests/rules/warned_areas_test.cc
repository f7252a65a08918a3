#include "rules/warned_areas.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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

class InWords : public ::testing::Test {
 protected:
  InWords() {
    plan_.mutable_name()->set_zh("清溪镇");
    for (const char* catchment : {"upper", "lower"}) plan_.add_catchments()->set_id(catchment);
    for (const auto& [name, catchment] : {std::pair{"上溪村", "upper"}, {"源头村", "lower"}}) {
      auto& village = *plan_.add_villages();
      village.set_id(name);
      village.mutable_name()->set_zh(name);
      village.set_catchment(catchment);
    }
    plan_.add_hazard_points()->set_village("源头村");
    auto& station = *plan_.add_stations();
    station.set_longitude_deg(112);
    station.set_latitude_deg(25);
  }
  std::vector<std::uint32_t> warned(wire::Rule::Each each, const std::string& words) const {
    wire::WarningInfo info;
    info.add_areas()->set_description(words);
    return areas_warned(plan_, each, info);
  }

  wire::Plan plan_;
};

TEST_F(InWords, TheTownshipsNameWarnsAllOfIt) {
  const std::vector<std::uint32_t> first{0};
  const std::vector<std::uint32_t> both{0, 1};
  EXPECT_EQ(warned(wire::Rule::VILLAGE, "清溪镇"), both);
  EXPECT_EQ(warned(wire::Rule::CATCHMENT, "清溪镇"), both);
  EXPECT_EQ(warned(wire::Rule::HAZARD_POINT, "清溪镇"), first);
  EXPECT_EQ(warned(wire::Rule::JURISDICTION, "清溪镇"), first);
  EXPECT_TRUE(warned(wire::Rule::STATION, "清溪镇").empty()) << "a gauge has no village";
}

TEST_F(InWords, AVillagesNameWarnsWhatIsOfIt) {
  const std::vector<std::uint32_t> first{0};
  const std::vector<std::uint32_t> second{1};
  EXPECT_EQ(warned(wire::Rule::VILLAGE, "源头村"), second);
  EXPECT_EQ(warned(wire::Rule::CATCHMENT, "清溪镇源头村"), second);
  EXPECT_EQ(warned(wire::Rule::HAZARD_POINT, "源头村"), first);
  EXPECT_TRUE(warned(wire::Rule::HAZARD_POINT, "上溪村").empty());
  EXPECT_EQ(warned(wire::Rule::JURISDICTION, "源头村"), first);
}

TEST_F(InWords, OtherWordsWarnNobody) {
  for (const char* words : {"", "全县", "水口镇", "清溪镇以北"})
    for (const auto each : {wire::Rule::VILLAGE, wire::Rule::CATCHMENT, wire::Rule::HAZARD_POINT,
                            wire::Rule::JURISDICTION})
      EXPECT_TRUE(warned(each, words).empty()) << words;
}

}  // namespace
}  // namespace fenghuo::rules
