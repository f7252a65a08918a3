#include "tests/playbooks/proof/proof_rig.h"

namespace fenghuo::playbooks {
namespace {

// The duties of A are held by leader, officer and deputy, the township's by town and town2.
class Reach : public ProofTest {
 protected:
  void needs(const std::string& person, const std::vector<std::string>& all) {
    auto& one = *plan_.add_people();
    one.set_id(person);
    for (const auto& need : all) one.add_depends_on(need);
  }
  void channel_needs(const std::string& channel, const std::vector<std::string>& all) {
    auto& one = *plan_.add_channels();
    one.set_channel(channel);
    for (const auto& need : all) one.add_depends_on(need);
  }
  // One vendor for everybody but the township's officer.
  void one_vendor() {
    for (const char* person : {"leader", "officer", "deputy"}) needs(person, {"telecom"});
    needs("town", {"unicom"});
    channel_needs("webhook", {"telecom"});
  }
};

TEST_F(Reach, OfOneVendor) {
  one_vendor();
  EXPECT_EQ(told(), "") << "town is called by the other";
  plan_.mutable_people(3)->set_depends_on(0, "telecom");
  EXPECT_EQ(only().path, "villages[A]");
  EXPECT_EQ(only().fault.en,
            "A village: every way of telling them needs telecom; without it nobody can be told");
  EXPECT_EQ(
      course(only()),
      "without telecom\n"
      "A village, orange: webhook → leader, call_list → leader, webhook → deputy, call_list → "
      "deputy, call_list → town, webhook → officer, call_list → officer - none of them "
      "works\n");
}

TEST_F(Reach, TheOtherWayAtRedIsOneAtRedAlone) {
  one_vendor();
  plan_.mutable_people(3)->set_depends_on(0, "telecom");
  for (const int index : {1, 2}) {
    EXPECT_NE(told(), "");
    auto& rung = *level(index).add_ladder();
    rung.set_callee(wire::Rung::HOLDER);
    rung.set_wait_ms(60'000);
    rung.add_channels("knock");
  }
  EXPECT_EQ(told(), "") << "who knocks needs no telephone";
}

TEST_F(Reach, OfTheLineOfTheDutyOffice) {
  one_vendor();
  channel_needs("call_list", {"office-line"});
  EXPECT_EQ(told(), "");
  plan_.mutable_channels(0)->add_depends_on("office-line");
  EXPECT_NE(only().fault.en.find("needs office-line;"), std::string::npos) << told();
}

TEST_F(Reach, OfTheTowerOfTheVillageWhereNobodyElseIsCalled) {
  plan_.mutable_villages(0)->add_depends_on("tower-1");
  EXPECT_EQ(told(), "") << "town lives elsewhere";
  for (const int index : {1, 2}) level(index).mutable_ladder()->RemoveLast();
  EXPECT_NE(only().fault.en.find("needs tower-1;"), std::string::npos) << told();
  plan_.mutable_roster()->SwapElements(0, 2);
  plan_.mutable_roster(0)->set_stand_in("deputy");
  EXPECT_NE(told(), "") << "who is of the township as well lives in the village all the same";
}

TEST_F(Reach, WhoIsAskedWhereANeighbourFallsSilentLivesAtHome) {
  add_village(plan_, "B");
  for (auto& station : *plan_.mutable_stations()) station.add_covers("B");
  plan_.mutable_villages(0)->add_depends_on("tower-1");
  plan_.mutable_villages(1)->add_depends_on("tower-2");
  for (const int index : {1, 2}) level(index).mutable_ladder()->RemoveLast();
  plan_.mutable_playbooks(0)->mutable_cut_off()->add_also("neighbour");
  add_duty("B", "village_leader", "b", "b2");
  add_duty("B", "warning_officer", "b2", "b");
  add_duty("A", "neighbour", "b", "b2");
  // Before the rows of their own village.
  plan_.mutable_roster()->SwapElements(0, 5);
  const std::string all = told();
  EXPECT_NE(all.find("A village: every way of telling them needs tower-1;"), std::string::npos)
      << all;
  EXPECT_NE(all.find("B village: every way of telling them needs tower-2;"), std::string::npos)
      << all;
}

TEST_F(Reach, OfTheGatewayAlone) {
  for (const int index : {1, 2})
    for (auto& rung : *level(index).mutable_ladder()) {
      rung.clear_channels();
      rung.add_channels("webhook");
    }
  EXPECT_NE(only().fault.en.find("needs the channel webhook;"), std::string::npos) << told();
  for (const int index : {1, 2}) {
    level(index).mutable_ladder(3)->clear_channels();
    level(index).mutable_ladder(3)->add_channels("call_list");
  }
  EXPECT_EQ(told(), "");
}

TEST_F(Reach, VillagesThatHangOnTheSameAreToldTogether) {
  one_vendor();
  plan_.mutable_people(3)->set_depends_on(0, "telecom");
  add_village(plan_, "B");
  for (auto& station : *plan_.mutable_stations()) station.add_covers("B");
  add_duty("B", "village_leader", "deputy", "leader");
  add_duty("B", "warning_officer", "officer", "leader");
  EXPECT_TRUE(only().fault.en.starts_with("A village, B village: every way")) << told();
  plan_.mutable_roster(4)->set_holder("b");
  EXPECT_TRUE(only().fault.en.starts_with("A village: every way")) << told();
}

TEST_F(Reach, AtItsHighestLevelWhereAPlaybookMovesNobody) {
  for (const int index : {1, 2}) level(index).set_wants_headcount(false);
  level(1).clear_ladder();
  for (const char* person : {"leader", "officer", "deputy", "town"}) needs(person, {"telecom"});
  channel_needs("webhook", {"telecom"});
  EXPECT_NE(course(only()).find("A village, red: "), std::string::npos) << course(only());
}

TEST_F(Reach, StationsThatShareOneFeed) {
  for (auto& station : *plan_.mutable_stations()) station.add_depends_on("power-a");
  EXPECT_EQ(only().path, "villages[A]");
  EXPECT_EQ(only().fault.en, "A village: no station there works without power-a");
  EXPECT_EQ(course(only()), "without power-a\nA village: S1, S2 - none of them reports\n");
  plan_.mutable_stations(1)->set_depends_on(0, "power-b");
  EXPECT_EQ(told(), "");
}

TEST_F(Reach, AStationAlone) {
  plan_.mutable_stations()->RemoveLast();
  EXPECT_NE(only().fault.en.find("without S1 gauge (S1)"), std::string::npos) << told();
}

}  // namespace
}  // namespace fenghuo::playbooks
