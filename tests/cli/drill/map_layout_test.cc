#include "cli/drill/map_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/cli/drill/made_night.h"
#include "tests/random.h"

namespace fenghuo::cli {
namespace {

std::vector<std::string> names_of(const wire::Plan& plan) {
  std::vector<std::string> names;
  for (const auto& village : plan.villages()) names.push_back(village.name().zh());
  return names;
}

MapLayout layout(const wire::Plan& plan) {
  return map_layout(plan, names_of(plan));
}

TEST(MapLayoutTest, NorthIsUpAndEastIsRight) {
  MadeNight night;
  const auto map = layout(night.plan.plan());
  ASSERT_EQ(map.villages.size(), 3U);
  EXPECT_LT(map.villages[0].at.x, map.villages[2].at.x);
  EXPECT_LT(map.villages[0].at.y, map.villages[2].at.y);
  // 0.04 degrees to the east are shorter than 0.04 to the north, by the cosine of the latitude.
  const double east = map.villages[1].at.x - map.villages[0].at.x;
  const double south = map.villages[1].at.y - map.villages[0].at.y;
  EXPECT_NEAR(east / south, 4 * 0.8923 / 3, 0.002);
}

TEST(MapLayoutTest, AShelterInTheVillageStandsBesideIt) {
  MadeNight night;
  const auto map = layout(night.plan.plan());
  ASSERT_EQ(map.shelters.size(), 1U);
  EXPECT_NEAR(map.shelters[0].x, map.villages[0].at.x, 16);
  EXPECT_NEAR(map.shelters[0].y, map.villages[0].at.y, 16);
  EXPECT_GT(std::abs(map.shelters[0].x - map.villages[0].at.x) +
                std::abs(map.shelters[0].y - map.villages[0].at.y),
            kMapSymbol);
  EXPECT_EQ(map.stations.size(), 1U);
}

TEST(MapLayoutTest, RoadsAreOneLineWhileTheyGoOn) {
  MadeNight night;
  const std::string roads = layout(night.plan.plan()).roads;
  EXPECT_EQ(std::count(roads.begin(), roads.end(), 'M'), 1);
  EXPECT_EQ(std::count(roads.begin(), roads.end(), 'L'), 2);
}

TEST(MapLayoutTest, VillagesWithoutAPlaceAreLeftOut) {
  MadeNight night;
  night.plan.mutable_plan()->mutable_villages(1)->clear_longitude_deg();
  night.plan.mutable_plan()->mutable_villages(1)->clear_latitude_deg();
  EXPECT_EQ(layout(night.plan.plan()).villages.size(), 2U);
  EXPECT_TRUE(layout({}).villages.empty());
}

TEST(MapLayoutTest, OneVillageStandsInTheMiddle) {
  MadeNight night;
  while (night.plan.plan().villages_size() > 1)
    night.plan.mutable_plan()->mutable_villages()->RemoveLast();
  const auto map = layout(night.plan.plan());
  EXPECT_NEAR(map.villages[0].at.x, kMapWidth / 2, 1);
  EXPECT_NEAR(map.villages[0].at.y, map.height / 2, 1);
}

Box box_of(const MapLabel& label) {
  const double width = width_em(label.words) * kMapLetter;
  const double left = label.anchor == Anchor::start ? label.at.x
                      : label.anchor == Anchor::end ? label.at.x - width
                                                    : label.at.x - width / 2;
  return {left, label.at.y - kMapLetter + 2, width, kMapLetter};
}

// However close villages are, no name lies on another or beyond the edge: some get numbers instead.
TEST(MapLayoutTest, NamesNeverLieOnOneAnother) {
  Random random(20260715);
  for (int round = 0; round < 40; ++round) {
    MadeNight night;
    night.plan.mutable_plan()->clear_villages();
    const int villages = static_cast<int>(random.between(1, 40));
    for (int i = 0; i < villages; ++i)
      night.add_village("v" + std::to_string(i), {"大坪子村", "Dapingzi"},
                        static_cast<double>(random.between(0, 200)) / 10,
                        static_cast<double>(random.between(0, 200)) / 10);
    const auto map = layout(night.plan.plan());
    const Box page{0, 0, kMapWidth, map.height};
    std::size_t last = 0;
    for (const auto& one : map.villages) {
      EXPECT_TRUE(page.holds({one.at.x, one.at.y, 0, 0}));
      if (one.number > 0) {
        EXPECT_EQ(one.number, ++last);
        continue;
      }
      EXPECT_EQ(one.label.words, "大坪子村");
      const Box box = box_of(one.label);
      EXPECT_TRUE(page.holds(box));
      for (const auto& other : map.villages) {
        if (&other == &one || other.number > 0) continue;
        EXPECT_FALSE(box.overlaps(box_of(other.label)));
      }
    }
  }
}

}  // namespace
}  // namespace fenghuo::cli
