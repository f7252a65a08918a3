#include "adapters/plan/road_lines.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/random.h"

namespace fenghuo::adapters {
namespace {

// Metres east and north of a point on the 40th parallel, where a degree is 111,195 m and 85,180 m.
RoadPoint at(double east_m, double north_m) {
  return {1'160'000'000 + static_cast<std::int32_t>(east_m / 85'180 * 1e7),
          400'000'000 + static_cast<std::int32_t>(north_m / 111'195 * 1e7)};
}

TEST(RoadLinesTest, LengthsAreMetres) {
  EXPECT_NEAR(metres_between(at(0, 0), at(300, 400)), 500, 0.5);
  EXPECT_NEAR(length_m({at(0, 0), at(100, 0), at(100, 200), at(0, 200)}), 400, 0.5);
  EXPECT_EQ(length_m({}), 0);
  EXPECT_EQ(length_m({at(0, 0)}), 0);
}

TEST(RoadLinesTest, WindingIsLengthByChords) {
  EXPECT_NEAR(winding(std::vector<RoadLine>{{at(0, 0), at(200, 0), at(900, 0)}}), 1, 1e-6);
  // Chords of 300 m and more: from the beginning to (200, 200), from there to the end.
  const RoadLine bent{at(0, 0), at(200, 0), at(200, 200), at(200, 600)};
  EXPECT_NEAR(winding({&bent, 1}), 800 / (282.8 + 400), 0.01);
  EXPECT_GT(winding(std::vector<RoadLine>{{at(0, 0), at(50, 0), at(0, 0)}}), 100);
  EXPECT_EQ(winding({}), 1);
}

TEST(RoadLinesTest, ClippingKeepsTheStepOverTheRim) {
  const RoadBox box{at(0, 0), at(100, 100)};
  const auto parts = clipped({at(-50, 50), at(-20, 50), at(50, 50), at(150, 50), at(250, 50),
                              at(150, 20), at(50, 20), at(60, 20)},
                             box);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0], (RoadLine{at(-20, 50), at(50, 50), at(150, 50)}));
  EXPECT_EQ(parts[1], (RoadLine{at(150, 20), at(50, 20), at(60, 20)}));
  EXPECT_TRUE(clipped({at(-50, 50), at(150, 50)}, box).empty()) << "over all of it";
  EXPECT_EQ(clipped({at(0, 0), at(100, 100)}, box).size(), 1U) << "rims included";
  EXPECT_TRUE(clipped({}, box).empty());
}

TEST(RoadLinesTest, TheBoxAroundALine) {
  const RoadBox box = box_around({at(0, 0), at(100, 50)}, 20);
  EXPECT_TRUE(box.contains(at(-19, -19)) && box.contains(at(119, 69)));
  EXPECT_FALSE(box.contains(at(-22, 0)) || box.contains(at(0, -22)));
  EXPECT_FALSE(box.contains(at(122, 0)) || box.contains(at(0, 72)));
}

RoadLine random_line(Random& random, std::uint32_t points) {
  RoadLine line;
  double east = 0;
  double north = 0;
  for (std::uint32_t i = 0; i < points; ++i) {
    east += static_cast<double>(random.between(-10, 30));
    north += static_cast<double>(random.between(-20, 20));
    line.push_back(at(east, north));
  }
  return line;
}

double distance_m(const RoadLine& line, RoadPoint point) {
  const auto spot = nearest_spot(line, point);
  return spot ? spot->distance_m : metres_between(line.front(), point);
}

TEST(RoadLinesTest, SimplifiedLinesStayNearAndKeepTheirEnds) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    const RoadLine line = random_line(random, 2 + random.below(200));
    const RoadLine simple = simplified(line, 10);
    EXPECT_EQ(simple.front(), line.front());
    EXPECT_EQ(simple.back(), line.back());
    for (const RoadPoint point : line) EXPECT_LE(distance_m(simple, point), 10.05);
    auto from = line.begin();
    for (const RoadPoint point : simple) {
      from = std::find(from, line.end(), point);
      ASSERT_NE(from, line.end()) << "a point of the line, in its order";
    }
    EXPECT_EQ(simplified(simple, 10), simple) << "nothing more to leave out";
  }
}

TEST(RoadLinesTest, SimplifyingLeavesOutWhatIsNotSeen) {
  EXPECT_EQ(simplified({at(0, 0), at(50, 8), at(100, 0)}, 10), (RoadLine{at(0, 0), at(100, 0)}));
  EXPECT_EQ(simplified({at(0, 0), at(50, 12), at(100, 0)}, 10).size(), 3U);
  const RoadLine ring{at(0, 0), at(3, 0), at(3, 3), at(0, 3), at(0, 0)};
  EXPECT_EQ(simplified(ring, 10), (RoadLine{at(0, 0), at(3, 3), at(0, 0)})) << "a ring stays one";
  EXPECT_EQ(simplified({at(0, 0), at(50, 8)}, 10).size(), 2U);
  EXPECT_TRUE(simplified({}, 10).empty());
}

TEST(RoadLinesTest, LongLinesAreSimplifiedInTurns) {
  RoadLine line;
  for (int i = 0; i <= 5'000; ++i) line.push_back(at(i, 0));
  EXPECT_EQ(simplified(line, 10).size(), 6U) << "at 1,000 points each";
}

TEST(RoadLinesTest, TheNearestSpotLiesOnTheLine) {
  const RoadLine line{at(0, 0), at(100, 0), at(100, 100)};
  const auto along = nearest_spot(line, at(40, 30));
  EXPECT_NEAR(along->distance_m, 30, 0.1);
  EXPECT_EQ(along->step, 0U);
  EXPECT_LT(metres_between(along->point, at(40, 0)), 0.1);
  const auto beyond = nearest_spot(line, at(130, 140));
  EXPECT_NEAR(beyond->distance_m, 50, 0.1);
  EXPECT_EQ(beyond->step, 1U);
  EXPECT_EQ(beyond->point, at(100, 100));
  EXPECT_FALSE(nearest_spot({at(0, 0)}, at(1, 1)));
}

}  // namespace
}  // namespace fenghuo::adapters
