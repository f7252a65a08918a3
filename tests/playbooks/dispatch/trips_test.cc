#include "playbooks/dispatch/trips.h"

#include <gtest/gtest.h>

#include "tests/playbooks/dispatch/trips_rig.h"
#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

// One village, one shelter 10 min away, 5 min to load; whoever stands at the shelter is 10 min off.
TripTask one_village(TripVillage village, std::vector<TripVehicle> vehicles) {
  village.to_shelter_s = 600;
  village.loading_s = 300;
  for (TripVehicle& vehicle : vehicles) vehicle.to_village_s = {600};
  return {.vehicles = std::move(vehicles), .villages = {village}, .from_shelter_s = {{600}}};
}

TEST(Trips, OneVehicleGoesToAndFroCarriedFirst) {
  const auto task =
      one_village({.need_seat = 10, .must_be_carried = 2}, {{.seats = 5, .lying_places = 1}});
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  ASSERT_EQ(plan.trips[0].size(), 2U);
  const Trip& first = plan.trips[0][0];
  EXPECT_EQ(first.people, 6U);
  EXPECT_EQ(first.carried, 1U);
  EXPECT_EQ(first.departs_s, 600 + 300);
  EXPECT_EQ(first.arrives_s, 1'500);
  EXPECT_EQ(plan.trips[0][1].departs_s, 1'500 + 900);
  EXPECT_EQ(plan.trips[0][1].arrives_s, 3'000);
  EXPECT_EQ(plan.villages[0].empty_s, 2'400);
  EXPECT_EQ(plan.villages[0].safe_s, 3'000);
  EXPECT_EQ(plan.last_arrival_s, 3'000);
}

TEST(Trips, TheVillageWithLeastSlackComesFirst) {
  TripTask task{.vehicles = {{.seats = 10, .to_village_s = {100, 100}}},
                .villages = {{.need_seat = 10, .to_shelter_s = 100, .limit_s = 2'000},
                             {.need_seat = 10, .to_shelter_s = 100, .limit_s = 1'000}},
                .from_shelter_s = {{100, 100}}};
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.trips[0].at(0).village, 1U);
  EXPECT_EQ(plan.trips[0].at(1).village, 0U);

  // With 100 people it needs ten trips: 200 + 9 * 200 of its 2,000 s.
  task.villages[0].need_seat = 100;
  EXPECT_EQ(plan_trips(task).value().trips[0].at(0).village, 0U);
}

TEST(Trips, CarriedPeopleOfAnyVillageComeBeforeSeats) {
  const TripTask task{.vehicles = {{.seats = 4, .lying_places = 1, .to_village_s = {100, 100}}},
                      .villages = {{.need_seat = 4, .to_shelter_s = 100, .limit_s = 900},
                                   {.must_be_carried = 1, .to_shelter_s = 100, .limit_s = 5'000}},
                      .from_shelter_s = {{100, 100}}};
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.trips[0].at(0).village, 1U);
  EXPECT_TRUE(plan.left.empty());
}

TEST(Trips, NamesWhoIsLeftWhenTheTimeIsUp) {
  const auto task =
      one_village({.need_seat = 10, .must_be_carried = 2, .limit_s = 2'999},
                  {{.seats = 5, .lying_places = 1}, {.seats = 4, .available = false}});
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  ASSERT_EQ(plan.left.size(), 2U);
  EXPECT_EQ(plan.left[0].must_be_carried, 1U);
  EXPECT_EQ(plan.left[0].why, StayReason::too_late);
  EXPECT_EQ(plan.left[1].need_seat, 5U);
  EXPECT_EQ(plan.left[1].why, StayReason::too_late);
  EXPECT_EQ(plan.villages[0].left, 6U);
}

TEST(Trips, SaysWhetherItIsTheWayOrTheVehicle) {
  auto task = one_village({.need_seat = 3, .must_be_carried = 1}, {{.seats = 5}});
  EXPECT_EQ(plan_trips(task).value().left.at(0).why, StayReason::no_vehicle);
  task.vehicles[0].lying_places = 1;
  task.vehicles[0].to_village_s = {};
  EXPECT_EQ(plan_trips(task).value().left.at(0).why, StayReason::no_way);
  task.vehicles[0].to_village_s = {60};
  task.villages[0].to_shelter_s.reset();
  EXPECT_EQ(plan_trips(task).value().left.at(1).why, StayReason::no_way);
  EXPECT_TRUE(plan_trips(task).value().trips.at(0).empty());
}

TEST(Trips, WhoCanWalkInTimeRidesOnlyWhereThatIsSooner) {
  // A seat arrives after 1,500 s, the next after 3,000 s.
  auto task = one_village({.can_walk = 9, .walk_s = 2'000}, {{.seats = 5}});
  const auto both = plan_trips(task).value();
  expect_sound(task, both);
  EXPECT_EQ(both.trips[0].size(), 1U);
  EXPECT_EQ(both.villages[0].walking, 4U);
  EXPECT_EQ(both.villages[0].safe_s, 2'000);
  task.villages[0].walk_s = 1'500;
  EXPECT_EQ(plan_trips(task).value().villages[0].walking, 9U);
  // They can't walk in time: they need seats like others.
  task.villages[0].walk_s = 3'200;
  task.villages[0].limit_s = 3'100;
  const auto ride = plan_trips(task).value();
  expect_sound(task, ride);
  EXPECT_EQ(ride.trips[0].size(), 2U);
  EXPECT_EQ(ride.villages[0].walking, 0U);
}

TEST(Trips, SeatsGoToThoseWhoCannotWalk) {
  const auto task = one_village({.can_walk = 5, .need_seat = 5, .walk_s = 5'000}, {{.seats = 5}});
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  ASSERT_EQ(plan.trips[0].size(), 2U) << "the second has the walkers there sooner";
  auto late = task;
  late.villages[0].walk_s = 2'500;
  EXPECT_EQ(plan_trips(late).value().trips[0].size(), 1U);
  EXPECT_EQ(plan_trips(late).value().villages[0].walking, 5U);
}

TEST(Trips, SpareSeatsAreNotForWhoIsSoonerOnFoot) {
  const auto task = one_village({.can_walk = 2, .need_seat = 3, .walk_s = 1'500}, {{.seats = 5}});
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.trips[0].at(0).people, 3U);
  EXPECT_EQ(plan.villages[0].walking, 2U);
}

TEST(Trips, MoreVehiclesAreNeverSlowerForOneVillage) {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    Random random{seed};
    const auto people = 1 + random.below(200);
    const auto seats = 1 + random.below(20);
    std::int64_t last_s = INT64_MAX;
    for (std::uint32_t vehicles = 1; vehicles <= 8; ++vehicles) {
      const auto task =
          one_village({.need_seat = people}, std::vector<TripVehicle>(vehicles, {.seats = seats}));
      const auto plan = plan_trips(task).value();
      expect_sound(task, plan);
      EXPECT_TRUE(plan.left.empty());
      EXPECT_LE(plan.last_arrival_s, last_s);
      last_s = plan.last_arrival_s;
      const std::int64_t trips = (people + seats - 1) / seats;
      EXPECT_EQ(last_s, (trips + vehicles - 1) / vehicles * 1'500);
    }
  }
}

TEST(Trips, RefusesWhatCannotBe) {
  EXPECT_TRUE(plan_trips({}).value().trips.empty());
  EXPECT_EQ(plan_trips({.villages = {{.need_seat = 1}}}).error().code, Errc::bad_input);
  EXPECT_FALSE(
      plan_trips({.villages = {{.loading_s = kTripSecondsMax + 1}}, .from_shelter_s = {{}}}));
  EXPECT_FALSE(
      plan_trips({.villages = {{.need_seat = kTripPeopleMax + 1}}, .from_shelter_s = {{}}}));
  EXPECT_FALSE(plan_trips({.vehicles = {{.to_village_s = {kTripSecondsMax + 1}}}}));
  EXPECT_FALSE(plan_trips({.vehicles = std::vector<TripVehicle>(kTripPairsMax),
                           .villages = std::vector<TripVillage>(2),
                           .from_shelter_s = {{}}}));
}

TEST(Trips, EndsWithABoundedNumberOfTrips) {
  const auto task = one_village({.need_seat = kTripsMax + 5}, {{.seats = 1}});
  const auto plan = plan_trips(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.trips[0].size(), kTripsMax);
  EXPECT_EQ(plan.left.at(0).need_seat, 5U);
  EXPECT_EQ(plan.left.at(0).why, StayReason::too_many_trips);
}

}  // namespace
}  // namespace fenghuo::dispatch
