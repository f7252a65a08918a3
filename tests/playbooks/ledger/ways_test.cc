// The plan's roads as times; what check() says of units and roads; transport and siting on them.
#include "playbooks/ledger/ways.h"

#include "playbooks/ledger/evacuation_transport.h"
#include "playbooks/ledger/prepositioning.h"
#include "playbooks/ledger/resource_check.h"
#include "playbooks/ledger/stock_ledger.h"
#include "playbooks/ledger/unit_ledger.h"
#include "tests/playbooks/ledger/ledger_rig.h"

namespace fenghuo::playbooks {
namespace {

using dispatch::Vehicle;

void add_road(wire::Plan& plan, const char* id, std::uint32_t from, std::uint32_t to,
              std::uint32_t seconds, std::uint32_t flags = 0) {
  auto& roads = *plan.mutable_roads();
  roads.add_edge_from(from);
  roads.add_edge_to(to);
  roads.add_edge_length_m(seconds * 10);
  roads.add_edge_seconds(seconds);
  roads.add_edge_road(static_cast<std::uint32_t>(roads.roads_size()));
  roads.add_edge_flags(flags);
  roads.add_roads()->set_id(id);
}

// Y - A - B - C, each a junction at the village; A to C by a track without trucks.
wire::Plan plan_with_roads() {
  auto plan = ledger_plan();
  for (const int village : {3, 0, 1, 2}) {
    const auto& at = plan.villages(village);
    plan.mutable_roads()->add_junction_longitude_e7(
        static_cast<std::int32_t>(std::lround(at.longitude_deg() * 1e7)));
    plan.mutable_roads()->add_junction_latitude_e7(250'000'000);
  }
  add_road(plan, "ya", 0, 1, 600);
  add_road(plan, "ab", 1, 2, 700);
  add_road(plan, "bc", 2, 3, 800);
  add_road(plan, "track", 1, 3, 900, 2);
  return plan;
}

TEST(Ways, FollowWhatIsOpenToTheVehicle) {
  Ways ways(plan_with_roads());
  EXPECT_EQ(ways.seconds("Y", "C", Vehicle::car), 1'500);
  EXPECT_EQ(ways.seconds("Y", "C", Vehicle::truck), 2'100) << "no trucks on the track";
  EXPECT_EQ(ways.seconds("Y", "Y", Vehicle::car), 0);
  ways.close({"track", "nosuch"}, {});
  EXPECT_EQ(ways.seconds("Y", "C", Vehicle::car), 2'100);
  ways.close({"ya"}, {});
  EXPECT_EQ(ways.seconds("Y", "C", Vehicle::car), std::nullopt);
  EXPECT_EQ(ways.seconds("A", "C", Vehicle::car), 900);
  ways.close({}, {"C"});
  EXPECT_EQ(ways.seconds("Y", "C", Vehicle::car), std::nullopt) << "its road is cut";
  EXPECT_TRUE(ways.seconds("Y", "C", Vehicle::on_foot).has_value());
  EXPECT_EQ(ways.seconds("Y", "nowhere", Vehicle::car), std::nullopt);
}

TEST(Ways, AsTheCrowFliesWithADetourWhereThePlanHasNoRoads) {
  Ways ways(ledger_plan());
  const auto car = ways.seconds("Y", "A", Vehicle::car);
  ASSERT_TRUE(car);
  EXPECT_NEAR(static_cast<double>(*car), 10'000 * 1.6 / (25'000.0 / 3'600), 30);
  EXPECT_NEAR(static_cast<double>(*ways.seconds("Y", "A", Vehicle::on_foot)), 16'000, 100);
}

TEST(ResourceCheck, NamesWhatCannotBeReached) {
  auto plan = plan_with_roads();
  EXPECT_TRUE(check_resources(plan).empty());
  plan.mutable_roads()->set_edge_flags(0, 4);
  const auto problems = check_resources(plan);
  std::string all;
  for (const auto& problem : problems) all += problem.path + ": " + problem.text.en + "\n";
  EXPECT_NE(all.find("units[boat1].home: no road that unit boat1 can use"), std::string::npos)
      << all;
}

TEST(ResourceCheck, RefusesMoreThanTheLedgersHold) {
  auto plan = ledger_plan();
  while (plan.units_size() <= kUnitsMax)
    add_unit(plan, "u" + std::to_string(plan.units_size()), "boat", "Y");
  auto& supply = *plan.add_supplies();
  supply.set_id("water");
  for (std::size_t i = 0; i <= kBatchesMax; ++i) supply.add_batches()->set_id(std::to_string(i));
  const auto problems = check_resources(plan);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].path, "units[u2000]");
  EXPECT_EQ(problems[1].path, "supplies[water]");
}

TEST(ResourceCheck, NamesARoadThatLeadsNowhere) {
  auto plan = plan_with_roads();
  for (const std::int32_t longitude : {1'110'000'000, 1'110'100'000}) {
    plan.mutable_roads()->add_junction_longitude_e7(longitude);
    plan.mutable_roads()->add_junction_latitude_e7(250'000'000);
  }
  add_road(plan, "island", 4, 5, 100);
  const auto problems = check_resources(plan);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::notice);
  EXPECT_NE(problems[0].text.en.find("'island' leads to no other road"), std::string::npos);
}

TEST(Transport, SendsVillagesToSheltersAndFetchesWhoCannotWalk) {
  auto plan = plan_with_roads();
  const auto shelter = [&](const char* id, const char* village, std::uint32_t capacity) {
    auto& added = *plan.add_shelters();
    added.set_id(id);
    added.add_villages(village);
    added.set_capacity(capacity);
  };
  shelter("school", "A", 100);
  shelter("hall", "C", 60);
  auto& household = *plan.add_households();
  household.set_id("b1");
  household.set_village("B");
  household.set_people(5);
  household.set_need_help(3);
  plan.mutable_units(0)->set_seats(8);
  const auto planned = plan_transport(plan, {.villages = {"A", "B"}});
  ASSERT_TRUE(planned) << planned.error().text.en;
  ASSERT_EQ(planned->moves.size(), 2u);
  EXPECT_EQ(planned->moves[0].shelter, "school");
  EXPECT_TRUE(planned->moves[0].as_planned);
  EXPECT_EQ(planned->moves[1].shelter, "school") << "nearer than C's hall, and there is room";
  EXPECT_FALSE(planned->moves[1].as_planned) << "the plan names no shelter for B";
  ASSERT_FALSE(planned->drives.empty());
  EXPECT_EQ(planned->drives[0].unit, "boat1");
  EXPECT_EQ(planned->drives[0].village, "B") << "those who can't walk are fetched first";
  EXPECT_EQ(planned->drives[0].trip.departs_s, 1'300 + kLoading_s);
  EXPECT_EQ(planned->drives[0].trip.arrives_s, 1'300 + kLoading_s + 700);
  std::uint32_t moved = planned->moves[0].emptied.walking + planned->moves[1].emptied.walking;
  for (const auto& drive : planned->drives) moved += drive.trip.people;
  EXPECT_EQ(moved, 80u);
  EXPECT_TRUE(planned->left.empty());
  const auto without = plan_transport(plan, {.villages = {"B"}, .without_units = {"boat1"}});
  ASSERT_EQ(without->left.size(), 1u);
  EXPECT_EQ(without->left[0].people, 3u);
  const auto too_many = plan_transport(plan, {.closed_roads = {"ya"}});
  std::uint32_t people = 0;
  for (const auto& move : too_many->moves) people += move.people;
  for (const auto& left : too_many->left)
    if (left.village == "Y") people += left.people;
  EXPECT_EQ(people, 160u) << "nobody is forgotten";
}

TEST(Siting, ProposesWhatIsNearerToThePeople) {
  auto plan = plan_with_roads();
  plan.mutable_villages(2)->set_people_at_risk(1'000);
  const auto proposed = propose_sites(plan, homes_of_skill(plan, "medic"), 1);
  ASSERT_TRUE(proposed);
  EXPECT_EQ(proposed->today, std::vector<std::string>{"Y"});
  EXPECT_EQ(proposed->proposed, std::vector<std::string>{"C"}) << "where the people are";
  EXPECT_LT(proposed->mean_proposed_s, proposed->mean_today_s);
  EXPECT_LE(proposed->mean_least_s, proposed->mean_proposed_s);
}

}  // namespace
}  // namespace fenghuo::playbooks
