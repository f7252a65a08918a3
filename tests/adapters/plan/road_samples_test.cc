// Two small countries in the Alps and the Pyrenees, as osmium export wrote them.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>

#include "adapters/plan/road_file.h"
#include "playbooks/dispatch/travel.h"

namespace fenghuo::adapters {
namespace {

std::optional<std::string> unpacked(const std::string& name) {
  const std::string path =
      std::string(FENGHUO_SOURCE_DIR) + "/../shared/data/geography/osm_geojson/" + name;
  const gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 65'536> block{};
  for (int read = gzread(file, block.data(), block.size()); read > 0;
       read = gzread(file, block.data(), block.size()))
    text.append(block.data(), static_cast<std::size_t>(read));
  gzclose(file);
  return text;
}

dispatch::RoadGraph graph_of(const RoadMap& map) {
  std::vector<dispatch::Position> junctions;
  for (const RoadPoint at : map.junctions) junctions.push_back({at.longitude_e7, at.latitude_e7});
  std::vector<dispatch::RoadEdge> edges;
  for (const RoadEdge& edge : map.edges) {
    const RoadTraits& traits = map.roads[edge.road].traits;
    edges.push_back({.from = edge.from,
                     .to = edge.to,
                     .length_m = edge.length_m,
                     .seconds = edge.seconds,
                     .road = edge.road,
                     .use = static_cast<dispatch::RoadUse>(traits.use),
                     .one_way = traits.one_way,
                     .open_to_places = open_to_places(traits)});
  }
  auto graph = dispatch::RoadGraph::make(std::move(junctions), std::move(edges),
                                         static_cast<std::uint32_t>(map.roads.size()));
  EXPECT_TRUE(graph);
  return graph ? std::move(*graph) : dispatch::RoadGraph{};
}

struct Sample {
  const char* file;
  std::size_t ways;
  const char* box;  // part of it
  RoadPoint from;   // two places, one at each end of the country
  RoadPoint to;
  int minutes_least;  // by car, within reason
  int minutes_most;
};

class RoadSamplesTest : public ::testing::TestWithParam<Sample> {};

TEST_P(RoadSamplesTest, WrittenAndReadAgainTheGraphIsTheSame) {
  const auto text = unpacked(GetParam().file);
  if (!text) GTEST_SKIP() << "the sample isn't here: " << GetParam().file;
  for (const bool part : {false, true}) {
    RoadReading how;
    if (part) how.within = parse_road_box(GetParam().box).value();
    Diagnostics faults;
    const RoadMap map = read_roads({"osm.geojson", *text}, how, faults);
    EXPECT_TRUE(faults.empty()) << to_string(faults[0], Language::en);
    EXPECT_EQ(map.edges.size(), map.roads.size());
    const std::string written = to_geojson(map);
    const RoadMap again = read_roads({"roads.geojson", written}, {}, faults);
    EXPECT_TRUE(faults.empty()) << to_string(faults[0], Language::en);
    EXPECT_EQ(again.junctions, map.junctions);
    EXPECT_EQ(again.roads, map.roads);
    ASSERT_EQ(again.edges.size(), map.edges.size());
    for (std::size_t i = 0; i < map.edges.size(); ++i) {
      const RoadEdge& a = map.edges[i];
      const RoadEdge& b = again.edges[i];
      EXPECT_TRUE(a.from == b.from && a.to == b.to && a.road == b.road && a.seconds == b.seconds &&
                  a.length_m == b.length_m)
          << "edge " << i;
    }
    EXPECT_EQ(to_geojson(again), written);
    EXPECT_LT(written.size(), map.edges.size() * 280) << "about so many bytes an edge";
    EXPECT_LT(map.edges.size(), part ? GetParam().ways : GetParam().ways * 2);
    EXPECT_GT(map.edges.size(), part ? 20U : GetParam().ways);
    RecordProperty(part ? "part" : "all", std::to_string(map.junctions.size()) + " junctions, " +
                                              std::to_string(map.edges.size()) + " edges, " +
                                              std::to_string(written.size()) + " bytes");
  }
}

TEST_P(RoadSamplesTest, OneCanTravelOnIt) {
  const auto text = unpacked(GetParam().file);
  if (!text) GTEST_SKIP() << "the sample isn't here: " << GetParam().file;
  Diagnostics faults;
  const RoadReading how{.within = {}, .places = {GetParam().from, GetParam().to}};
  const auto graph = graph_of(read_roads({"osm.geojson", *text}, how, faults));
  const auto join = [&](RoadPoint at) {
    return dispatch::join(graph, {at.longitude_e7, at.latitude_e7}, dispatch::Vehicle::car);
  };
  const auto from = join(GetParam().from);
  const auto to = join(GetParam().to);
  ASSERT_TRUE(from && to);
  EXPECT_LT(from->walk_s, 500);
  const dispatch::Travel travel(graph, dispatch::Vehicle::car, {});
  const std::int32_t seconds = travel.from(from->junction).seconds[to->junction];
  EXPECT_GE(seconds, GetParam().minutes_least * 60);
  EXPECT_LE(seconds, GetParam().minutes_most * 60);
  EXPECT_GT(travel.pieces().sizes[0], graph.junctions() / 2) << "one piece holds most of it";
}

constexpr Sample kAndorra{.file = "andorra_roads.geojson.gz",
                          .ways = 1'305,
                          .box = "1.49,42.48,1.56,42.53",
                          .from = {15'218'000, 425'075'000},  // Andorra la Vella
                          .to = {17'340'000, 425'430'000},    // Pas de la Casa
                          .minutes_least = 25,
                          .minutes_most = 60};
constexpr Sample kLiechtenstein{.file = "liechtenstein_roads.geojson.gz",
                                .ways = 2'177,
                                .box = "9.49,47.11,9.54,47.16",
                                .from = {95'030'000, 470'670'000},  // Balzers
                                .to = {95'460'000, 472'170'000},    // Ruggell, Schellenberg
                                .minutes_least = 15,
                                .minutes_most = 45};

INSTANTIATE_TEST_SUITE_P(All, RoadSamplesTest, ::testing::Values(kAndorra, kLiechtenstein),
                         [](const auto& sample) {
                           return std::string(sample.index == 0 ? "Andorra" : "Liechtenstein");
                         });

}  // namespace
}  // namespace fenghuo::adapters
