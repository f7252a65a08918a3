#include "adapters/plan/road_tags.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace fenghuo::adapters {
namespace {

// highway=primary with `more` tags: R"("oneway":"yes")".
std::optional<TaggedRoad> tagged(const std::string& more, const std::string& highway = "primary") {
  return read_road_tags(boost::json::parse("{\"highway\":\"" + highway + "\"" +
                                           (more.empty() ? "" : "," + more) + "}")
                            .as_object());
}

RoadTraits traits(const std::string& more, const std::string& highway = "primary") {
  const auto road = tagged(more, highway);
  EXPECT_TRUE(road) << highway << " " << more;
  return road ? road->traits : RoadTraits{};
}

TEST(RoadTagsTest, ClassesHaveTheirSpeeds) {
  EXPECT_EQ(traits("").speed_kmh, 65);
  EXPECT_EQ(traits("", "residential").speed_kmh, 25);
  EXPECT_EQ(traits("", "primary_link").road_class, "primary_link");
  EXPECT_EQ(traits("", "track").use, RoadUse::no_trucks);
  EXPECT_EQ(traits("", "footway").use, RoadUse::on_foot);
}

TEST(RoadTagsTest, WhatIsNoRoad) {
  EXPECT_FALSE(read_road_tags(boost::json::parse(R"({"waterway":"river"})").as_object()));
  for (const char* word : {"proposed", "construction", "bus_stop", "platform", ""})
    EXPECT_FALSE(tagged("", word)) << word;
  EXPECT_FALSE(tagged(R"("area":"yes")", "pedestrian"));
  EXPECT_FALSE(tagged(R"("service":"parking_aisle")", "service"));
  EXPECT_FALSE(tagged(R"("service":"driveway")", "service"));
  EXPECT_TRUE(tagged(R"("service":"alley")", "service"));
  EXPECT_FALSE(read_road_tags(boost::json::parse(R"({"highway":7})").as_object()));
}

TEST(RoadTagsTest, PostedLimitsAndSurfaces) {
  EXPECT_EQ(traits(R"("maxspeed":"50")").speed_kmh, 40);
  EXPECT_EQ(traits(R"("maxspeed":"50 km/h")").speed_kmh, 40);
  EXPECT_EQ(traits(R"("maxspeed":"30 mph")").speed_kmh, 38);
  for (const char* unread : {"90;30", "CN:urban", "none", "-50", "0", "50 knots"})
    EXPECT_EQ(traits("\"maxspeed\":\"" + std::string(unread) + "\"").speed_kmh, 65) << unread;
  EXPECT_EQ(traits(R"("maxspeed":"1")").speed_kmh, 1);
  EXPECT_EQ(traits(R"("maxspeed":"99999")").speed_kmh, kRoadSpeedMax_kmh);
  EXPECT_EQ(traits(R"("surface":"gravel")").speed_kmh, 45);
  EXPECT_EQ(traits(R"("surface":"mud","maxspeed":"80")").speed_kmh, 15);
  EXPECT_EQ(traits(R"("surface":"gravel")", "residential").speed_kmh, 25) << "never faster";
}

TEST(RoadTagsTest, OneWay) {
  EXPECT_FALSE(traits("").one_way);
  for (const char* yes : {"yes", "true", "1"}) {
    const auto road = tagged("\"oneway\":\"" + std::string(yes) + "\"");
    EXPECT_TRUE(road->traits.one_way && !road->backwards);
  }
  const auto against = tagged(R"("oneway":"-1")");
  EXPECT_TRUE(against->traits.one_way && against->backwards);
  EXPECT_TRUE(traits(R"("junction":"roundabout")").one_way);
  EXPECT_FALSE(traits(R"("junction":"roundabout","oneway":"no")").one_way);
  EXPECT_FALSE(traits(R"("junction":"yes")").one_way);
  EXPECT_TRUE(traits("", "motorway").one_way);
  EXPECT_TRUE(traits("", "motorway_link").one_way);
}

TEST(RoadTagsTest, WhoMayPass) {
  EXPECT_EQ(traits("").use, RoadUse::all);
  EXPECT_EQ(traits(R"("access":"private")").use, RoadUse::on_foot);
  EXPECT_EQ(traits(R"("access":"no")").use, RoadUse::on_foot);
  EXPECT_EQ(traits(R"("access":"no","motor_vehicle":"yes")").use, RoadUse::all);
  EXPECT_EQ(traits(R"("access":"yes","motor_vehicle":"no")").use, RoadUse::on_foot);
  EXPECT_EQ(traits(R"("motor_vehicle":"no","motorcar":"yes")").use, RoadUse::all);
  EXPECT_EQ(traits(R"("access":"destination")").use, RoadUse::all);
  EXPECT_EQ(traits(R"("motor_vehicle":"yes")", "path").use, RoadUse::on_foot);
}

TEST(RoadTagsTest, TrucksNeedWidthAndStrength) {
  for (const char* narrow : {R"("maxweight":"7.5")", R"("maxweight":"10 t")", R"("width":"2")",
                             R"("maxwidth":"2.5 m")", R"("hgv":"no")"})
    EXPECT_EQ(traits(narrow).use, RoadUse::no_trucks) << narrow;
  EXPECT_EQ(traits(R"("width":"1")", "path").use, RoadUse::on_foot) << "no wider for its width";
  for (const char* wide : {R"("maxweight":"18")", R"("width":"3 m")", R"("width":"wide")",
                           R"("hgv":"destination")", R"("maxweight":7)"})
    EXPECT_EQ(traits(wide).use, RoadUse::all) << wide;
}

TEST(RoadTagsTest, BridgesFordsAndTunnels) {
  EXPECT_EQ(traits("").passage, RoadPassage::ground);
  EXPECT_EQ(traits(R"("bridge":"viaduct")").passage, RoadPassage::bridge);
  EXPECT_EQ(traits(R"("bridge":"no","ford":"yes")").passage, RoadPassage::ford);
  EXPECT_EQ(traits(R"("tunnel":"yes")").passage, RoadPassage::tunnel);
}

TEST(RoadTagsTest, PlacesJoinNoMotorwayBridgeOrTunnel) {
  EXPECT_TRUE(open_to_places(traits("")));
  EXPECT_TRUE(open_to_places(traits(R"("ford":"yes")")));
  EXPECT_FALSE(open_to_places(traits(R"("bridge":"yes")")));
  EXPECT_FALSE(open_to_places(traits(R"("tunnel":"yes")")));
  EXPECT_FALSE(open_to_places(traits("", "motorway")));
  EXPECT_FALSE(open_to_places(traits("", "motorway_link")));
}

TEST(RoadTagsTest, Names) {
  EXPECT_EQ(traits(R"("name":"环山路")").name, (Text{"环山路", "环山路"}));
  EXPECT_EQ(traits(R"("name":"环山路","name:en":"Ring Road","ref":"S1")").name,
            (Text{"环山路", "Ring Road"}));
  EXPECT_EQ(traits(R"("ref":"G109")").name, (Text{"G109", "G109"}));
}

// Twenty steps to the east, alternating `north_m` to the north and back; on the equator, where 1e-7
// degrees are 1.11 cm either way.
RoadLine zigzag(std::int32_t east_m, std::int32_t north_m) {
  RoadLine line;
  for (std::int32_t i = 0; i <= 20; ++i) line.push_back({i * east_m * 90, (i % 2) * north_m * 90});
  return line;
}

TEST(RoadTagsTest, BendsAreSlow) {
  const auto speed = [](const RoadLine& line, std::int32_t kmh = 65) {
    return speed_in_bends_kmh(kmh, {&line, 1});
  };
  EXPECT_EQ(speed(zigzag(100, 0)), 65);
  EXPECT_EQ(speed(zigzag(100, 100)), 60);
  EXPECT_EQ(speed(zigzag(100, 150)), 40);
  EXPECT_EQ(speed(zigzag(30, 250)), 30);
  EXPECT_EQ(speed(zigzag(30, 250), 25), 25) << "never faster";
  EXPECT_EQ(speed({{0, 0}, {900, 0}, {900, 900}, {0, 0}}), 30) << "a ring";
  EXPECT_EQ(speed_in_bends_kmh(65, {}), 65);
}

}  // namespace
}  // namespace fenghuo::adapters
