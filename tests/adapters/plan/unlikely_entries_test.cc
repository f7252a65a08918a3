#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

TEST_F(PlanTest, TwoPeopleOfOneTelephone) {
  EXPECT_TRUE(notices("people.csv").empty());
  replace("people.csv", "0000-1008", "0000 1007");
  ASSERT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  const auto found = notices("people.csv");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], place("people.csv", "0000 1007") +
                          "notice: 'shangxi-leader', 'shangxi-officer' have one telephone number: "
                          "where it is dead, none of them is reached; give each a number of their "
                          "own");
}

TEST_F(PlanTest, ATelephoneWithTheCountrysNumberIsTheSame) {
  replace("people.csv", "0000-1007", "138 0000 1007");
  replace("people.csv", "0000-1008", "+86 138-0000-1007");
  replace("people.csv", "0000-1009", "008613800001007");
  replace("people.csv", "0000-1010", "13800001010");
  const auto found = notices("people.csv");
  ASSERT_EQ(found.size(), 1u) << "one for a number";
  EXPECT_NE(found[0].find("'shangxi-leader', 'shangxi-officer', 'shangxi-helper' have one"),
            std::string::npos)
      << found[0];
}

TEST_F(PlanTest, AStationFarFromItsVillages) {
  EXPECT_TRUE(notices("stations.csv").empty());
  replace("stations.csv", "hekou;daping,5,112.233,26.816", "hekou;daping,5,122.233,26.816");
  const auto found = notices("stations.csv");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with(place("stations.csv", "122.233") +
                                   "notice: the station '0061230111' stands 99"))
      << found[0];
  EXPECT_NE(found[0].find("look at longitude and latitude"), std::string::npos) << found[0];
}

TEST_F(PlanTest, AStationWithin100KmIsNotFar) {
  // 0.9 degrees of latitude are 100 km.
  replace("stations.csv", "hekou;daping,5,112.233,26.816", "hekou;daping,5,112.233,26.0");
  EXPECT_TRUE(notices("stations.csv").empty());
  replace("stations.csv", "hekou;daping,5,112.233,26.0", "hekou;daping,5,112.233,25.8");
  EXPECT_EQ(notices("stations.csv").size(), 1u);
}

TEST(PlanDraft, AStationWhoseCoordinatesChangedPlaces) {
  PlanDraft draft;
  auto& village = *draft.plan.add_villages();
  village.mutable_name()->set_zh("纳木错乡");
  village.mutable_name()->set_en("Namtso");
  village.set_longitude_deg(89.1);
  village.set_latitude_deg(29.3);
  auto& station = *draft.plan.add_stations();
  station.set_id("0001");
  station.set_longitude_deg(29.3);
  station.set_latitude_deg(89.1);
  note_unlikely_entries(draft);
  ASSERT_EQ(draft.notices.size(), 1u);
  EXPECT_NE(draft.notices[0].text.en.find("did longitude and latitude change places"),
            std::string::npos);
  EXPECT_NE(draft.notices[0].text.zh.find("写反了"), std::string::npos);
  draft.notices.clear();
  draft.plan.mutable_stations(0)->set_longitude_deg(0);
  draft.plan.mutable_stations(0)->set_latitude_deg(0);
  note_unlikely_entries(draft);
  EXPECT_TRUE(draft.notices.empty()) << "a plan need not say where a station stands";
}

}  // namespace
}  // namespace fenghuo::adapters
