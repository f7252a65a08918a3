// Trips of random villages: what must hold of any plan, and that nobody is left who could be
// fetched.
#include <gtest/gtest.h>

#include "playbooks/dispatch/trips.h"
#include "tests/playbooks/dispatch/trips_rig.h"
#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

std::optional<std::uint32_t> some_way(Random& random) {
  if (random.one_in(5)) return std::nullopt;
  return random.below(2'400);
}

TripTask random_task(Random& random) {
  TripTask task;
  const auto villages = random.below(12);
  const auto shelters = 1 + random.below(4);
  const auto ways = [&] {
    SecondsToVillages seconds;
    for (std::uint32_t v = 0; v < villages; ++v) seconds.push_back(some_way(random));
    return seconds;
  };
  for (std::uint32_t v = 0; v < villages; ++v) {
    TripVillage village{.can_walk = random.below(60),
                        .need_seat = random.below(40),
                        .must_be_carried = random.below(6),
                        .shelter = random.below(shelters),
                        .to_shelter_s = some_way(random),
                        .loading_s = random.below(900)};
    if (random.one_in(2)) village.walk_s = random.below(7'200);
    if (!random.one_in(3)) village.limit_s = random.below(10'800);
    task.villages.push_back(village);
  }
  for (std::uint32_t s = 0; s < shelters; ++s) task.from_shelter_s.push_back(ways());
  for (auto vehicles = random.below(8); vehicles > 0; --vehicles)
    task.vehicles.push_back({.seats = random.below(30),
                             .lying_places = random.below(3),
                             .available = !random.one_in(5),
                             .to_village_s = ways()});
  return task;
}

TEST(Trips, AreSoundWhateverIsAsked) {
  for (std::uint32_t seed = 0; seed < 1'000; ++seed) {
    Random random{seed};
    const TripTask task = random_task(random);
    const auto plan = plan_trips(task).value();
    expect_sound(task, plan);
    if (::testing::Test::HasFailure()) return;
  }
}

// Who is left as too late could not be fetched by any vehicle after its last trip.
TEST(Trips, LeavesNobodyWhomAVehicleCouldStillFetch) {
  for (std::uint32_t seed = 0; seed < 1'000; ++seed) {
    Random random{seed};
    const TripTask task = random_task(random);
    const auto plan = plan_trips(task).value();
    for (const LeftBehind& left : plan.left) {
      const TripVillage& village = task.villages[left.village];
      for (std::size_t i = 0; i < task.vehicles.size(); ++i) {
        const TripVehicle& vehicle = task.vehicles[i];
        const auto places = left.must_be_carried > 0 ? vehicle.lying_places : vehicle.seats;
        if (!vehicle.available || places == 0 || !village.to_shelter_s) continue;
        const auto& trips = plan.trips[i];
        const auto way =
            trips.empty()
                ? vehicle.to_village_s[left.village]
                : task.from_shelter_s[task.villages[trips.back().village].shelter][left.village];
        if (!way) continue;
        const std::int64_t free_s = trips.empty() ? 0 : trips.back().arrives_s;
        ASSERT_TRUE(village.limit_s);
        ASSERT_EQ(left.why, StayReason::too_late);
        ASSERT_GT(free_s + *way + village.loading_s + *village.to_shelter_s, *village.limit_s);
      }
    }
  }
}

}  // namespace
}  // namespace fenghuo::dispatch
