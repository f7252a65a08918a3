#include "adapters/plan/road_file.h"

#include <gtest/gtest.h>

#include <string>

namespace fenghuo::adapters {
namespace {

RoadMap read(const std::string& text, Diagnostics& faults, const RoadReading& how = {}) {
  return read_roads({"roads.geojson", text}, how, faults);
}

RoadMap read(const std::string& text, const RoadReading& how = {}) {
  Diagnostics faults;
  RoadMap map = read(text, faults, how);
  EXPECT_TRUE(faults.empty()) << to_string(faults[0], Language::en);
  return map;
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string feature(const std::string& properties, const std::string& coordinates,
                    const std::string& type = "LineString") {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":")" + type +
         R"(","coordinates":)" + coordinates + "}}";
}

const std::string kLine = "[[116,40],[116.01,40]]";

// The one fault of a feature, or "".
std::string fault_of(const std::string& one_feature) {
  Diagnostics faults;
  const RoadMap map = read(collection(one_feature), faults);
  EXPECT_EQ(map.edges.empty(), !faults.empty());
  EXPECT_LE(faults.size(), 1U);
  if (faults.empty()) return "";
  EXPECT_NE(faults[0].text.zh, faults[0].text.en);
  return faults[0].text.en;
}

TEST(RoadFileTest, OpenStreetMapsFeatures) {
  const RoadMap map = read(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"w7","geometry":{"type":)"
      R"("LineString","coordinates":[[116,40],[116.01,40],[116.02,40.0]]},"properties":)"
      R"({"highway":"tertiary","name":"环山路","oneway":"-1"}},{"type":"Feature","geometry":)"
      R"({"type":"LineString","coordinates":[[116.01,40,512.5],[116.01,40.01]]},"properties":)"
      R"({"highway":"residential"}},{"type":"Feature","properties":{"waterway":"river"},)"
      R"("geometry":{"type":"Point","coordinates":[0,0]}},{"type":"Feature","properties":null}]})");
  ASSERT_EQ(map.edges.size(), 3U);
  EXPECT_EQ(map.junctions.size(), 4U);
  EXPECT_EQ(map.roads[0].id, "w7.1");
  EXPECT_EQ(map.roads[1].id, "w7.2");
  EXPECT_EQ(map.roads[2].id, "r2") << "by its number where it has no id";
  EXPECT_TRUE(map.roads[0].traits.one_way);
  EXPECT_EQ(map.roads[0].traits.name.zh, "环山路");
  EXPECT_EQ(map.edges[0].shape,
            (RoadLine{{1'160'200'000, 400'000'000}, {1'160'100'000, 400'000'000}}));
  EXPECT_EQ(map.edges[0].length_m, 852);
  EXPECT_EQ(map.edges[0].seconds, 77) << "at 40 km/h, rounded up";
}

TEST(RoadFileTest, AFeatureALineIsTheSame) {
  const std::string a = feature(R"("highway":"tertiary")", kLine);
  const std::string b = feature(R"("highway":"track")", "[[116.01,40],[116.01,40.01]]");
  const std::string wanted = to_geojson(read(collection(a + "," + b)));
  EXPECT_EQ(to_geojson(read(a + "\n" + b + "\n")), wanted);
  EXPECT_EQ(to_geojson(read("\x1e" + a + "\n\x1e" + b + "\r\n\n")), wanted);
  EXPECT_EQ(to_geojson(read(collection("\n" + a + ",\n" + b + "\n") + "\n")), wanted);
  EXPECT_EQ(read(a).edges.size(), 1U);
}

TEST(RoadFileTest, OurOwnFeatures) {
  const RoadMap map = read(collection(
      feature(R"("kind":"road","id":"ring","name":"环山路","name_en":"Ring","class":"primary",)"
              R"("speed_kmh":36,"one_way":true,"ford":true,"only":"cars","length_m":1000)",
              kLine) +
      "," +
      feature(R"("kind":"road","id":"two")", "[[[116,40],[116,41]],[[117,40],[117,41]]]",
              "MultiLineString") +
      "," + feature(R"("kind":"village","id":"v","highway":"primary")", kLine)));
  ASSERT_EQ(map.roads.size(), 2U);
  const RoadTraits ring{.name = {"环山路", "Ring"},
                        .road_class = "primary",
                        .use = RoadUse::no_trucks,
                        .speed_kmh = 36,
                        .one_way = true,
                        .passage = RoadPassage::ford};
  EXPECT_EQ(map.roads[0], (Road{"ring", ring}));
  ASSERT_EQ(map.edges.size(), 3U) << "the second road has two";
  EXPECT_EQ(map.edges[0].length_m, 1000);
  EXPECT_EQ(map.edges[0].seconds, 100);
  EXPECT_EQ(map.edges[1].road, map.edges[2].road);
  EXPECT_EQ(map.roads[1].traits.speed_kmh, 25);
}

TEST(RoadFileTest, FaultsNameTheirFeature) {
  const std::string own = R"("kind":"road","id":"a")";
  EXPECT_EQ(fault_of(feature(own, kLine)), "");
  EXPECT_EQ(fault_of(feature(own, "[116,40]", "Point")),
            "feature 1 (a): a road is a LineString or a MultiLineString");
  EXPECT_EQ(fault_of(feature(own, "[[116,40]]")), "feature 1 (a): a line has two points at least");
  EXPECT_EQ(fault_of(feature(own, "7")), "feature 1 (a): a line has two points at least");
  EXPECT_EQ(fault_of(feature(own, "[[116,40],[116,40.000000001]]")),
            "feature 1 (a): it has no length: all its points are one");
  for (const char* bad : {"[[116,40],[181,40]]", "[[116,40],[40,116]]", "[[116,40],[116]]",
                          "[[116,40],[\"116\",40]]", "[[116,40],7]", "[[116,40],[1e300,40]]"})
    EXPECT_TRUE(fault_of(feature(own, bad)).ends_with("within 180 and 90 degrees")) << bad;
  EXPECT_EQ(fault_of(feature(R"("kind":"road")", kLine)), "feature 1: it has no id");
  EXPECT_EQ(fault_of(feature(own + R"(,"speed":30)", kLine)), "feature 1 (a): unknown key 'speed'");
  EXPECT_EQ(fault_of(feature(own + R"(,"speed_kph":30)", kLine)),
            "feature 1 (a): unknown key 'speed_kph'; did you mean 'speed_kmh'?");
  EXPECT_EQ(fault_of(feature(own + R"(,"speed_kmh":0)", kLine)),
            "feature 1 (a): speed_kmh should be a number from 1 to 130");
  for (const char* bad : {R"("class":"motor")", R"("one_way":"yes")", R"("only":"boats")",
                          R"("length_m":0.5)", R"("name":7)", R"("bridge":true,"ford":true)"})
    EXPECT_NE(fault_of(feature(own + "," + bad, kLine)), "") << bad;
  EXPECT_EQ(fault_of(feature(R"("highway":"primary")", "[[116,40]]")),
            "feature 1: a line has two points at least");
}

TEST(RoadFileTest, FaultsHaveTheirLine) {
  Diagnostics faults;
  const std::string good = feature(R"("highway":"primary")", kLine);
  EXPECT_EQ(read(good + "\n\n{\n", faults).edges.size(), 1U);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].place.line, 3);
  faults.clear();
  read("{\"type\":\"FeatureCollection\",\n \"features\":[}", faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(to_string(faults[0], Language::en), "roads.geojson:2:14: this is no JSON");
  for (const char* bad : {"[]", "7", "{}", R"({"features":7})", "{\"type\":", "[1] 2", "\xff"}) {
    faults.clear();
    read(bad, faults);
    EXPECT_EQ(faults.size(), 1U) << bad;
  }
}

TEST(RoadFileTest, BoundsAreKept) {
  Diagnostics faults;
  std::string many;
  for (std::size_t i = 0; i < kRoadFaultsMax + 5; ++i)
    many += (i == 0 ? "" : ",") + feature(R"("kind":"road")", kLine);
  read(collection(many), faults);
  EXPECT_EQ(faults.size(), kRoadFaultsMax);
  faults.clear();
  read(std::string(kRoadFileBytesMax + 1, ' '), faults);
  EXPECT_EQ(faults.size(), 1U);
}

TEST(RoadFileTest, TheSameIdTwice) {
  Diagnostics faults;
  const std::string own = feature(R"("kind":"road","id":"a")", kLine);
  EXPECT_EQ(read(collection(own + "," + own), faults).edges.size(), 1U);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].text.en, "feature 2 (a): the id stands twice");
  std::string way = feature(R"("highway":"primary")", kLine);
  way.insert(1, R"("id":"w1",)");
  const RoadMap map = read(collection(way + "," + way));
  ASSERT_EQ(map.edges.size(), 1U);
  EXPECT_EQ(map.edges[0].length_m, 852) << "the same way again, not a way back";
}

TEST(RoadFileTest, BendsAreSlowUnlessTheSpeedIsSaid) {
  const std::string bends = "[[0,0],[0.0003,0.002],[0.0006,0],[0.0009,0.002],[0.0012,0]]";
  const auto speed = [&](const std::string& properties) {
    return read(collection(feature(properties, bends))).roads[0].traits.speed_kmh;
  };
  EXPECT_EQ(speed(R"("highway":"primary")"), 30);
  EXPECT_EQ(speed(R"("kind":"road","id":"a","class":"primary")"), 30);
  EXPECT_EQ(speed(R"("kind":"road","id":"a","class":"primary","speed_kmh":50)"), 50);
}

TEST(RoadFileTest, Boxes) {
  const auto box = parse_road_box("115.5,-39.7,116,39.9");
  ASSERT_TRUE(box);
  EXPECT_EQ(box->south_west, (RoadPoint{1'155'000'000, -397'000'000}));
  EXPECT_EQ(box->north_east, (RoadPoint{1'160'000'000, 399'000'000}));
  for (const char* bad : {"", "1,2,3", "1,2,3,4,5", "1,2,3,4x", "3,2,1,4", "1,4,3,2", "1,2,1,4",
                          "1;2;3;4", "1,2,300,4", "1,-91,3,4", "1,2,,4", "nan,2,3,4", "a,2,3,4"})
    EXPECT_FALSE(parse_road_box(bad)) << bad;
}

TEST(RoadFileTest, WithinABox) {
  const std::string text = collection(
      feature(R"("kind":"road","id":"a","length_m":4000)", "[[1,1],[1.01,1],[1.02,1],[1.03,1]]") +
      "," + feature(R"("kind":"road","id":"b")", "[[2,1],[2.01,1]]"));
  const RoadMap map = read(text, {.within = parse_road_box("0.9,0.9,1.015,1.1").value()});
  ASSERT_EQ(map.edges.size(), 1U);
  EXPECT_EQ(map.edges[0].shape.size(), 3U) << "one step over the rim";
  EXPECT_NEAR(map.edges[0].length_m, 2'667, 1) << "two thirds of it";
}

TEST(RoadFileTest, PlacesGetTheirJunction) {
  const std::string text = collection(feature(R"("kind":"road","id":"a")", kLine));
  EXPECT_EQ(read(text, {.within = {}, .places = {{1'160'050'000, 400'010'000}}}).edges.size(), 2U);
}

TEST(RoadFileTest, WrittenAndReadAgainItIsTheSame) {
  const RoadMap map = read(collection(
      feature(R"("highway":"track","name":"\"a\\b\" 路","name:en":"A","width":"2")",
              "[[-0.0000001,-1],[-0.5,-0.99],[-1,-1.0000001]]") +
      "," + feature(R"("highway":"primary","bridge":"yes","maxweight":"5")", "[[1,1],[2,2]]") +
      "," + feature(R"("highway":"primary","tunnel":"yes","access":"no")", "[[1,1],[2,2.5]]") +
      "," + feature(R"("highway":"residential","ford":"yes","oneway":"yes")", "[[1,1],[3,2.5]]") +
      "," +
      feature(R"("kind":"road","id":"p","class":"path","only":"cars")",
              "[[[1,1],[7,2.5]],[[7,2.5],[7,3]]]", "MultiLineString")));
  const std::string written = to_geojson(map);
  const RoadMap again = read(written);
  EXPECT_EQ(again.junctions, map.junctions);
  ASSERT_EQ(again.edges.size(), map.edges.size());
  for (std::size_t i = 0; i < map.edges.size(); ++i) {
    const RoadEdge& edge = map.edges[i];
    EXPECT_EQ(again.edges[i].length_m, edge.length_m);
    EXPECT_EQ(again.edges[i].seconds, edge.seconds);
    EXPECT_EQ(again.roads[again.edges[i].road].traits, map.roads[edge.road].traits);
  }
  EXPECT_EQ(again.roads[4].id, "p.1") << "an edge a feature";
  EXPECT_EQ(to_geojson(again), written);
  EXPECT_EQ(written.find("\"only\""), written.find("\"only\":\"cars\",\"length_m\":15"))
      << "a track is for cars alone without saying so";
  EXPECT_TRUE(written.find("[[-0.0000001,-1],[-0.5,-0.99],[-1,-1.0000001]]") != std::string::npos)
      << written;
}

}  // namespace
}  // namespace fenghuo::adapters
