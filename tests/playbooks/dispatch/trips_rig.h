// What must hold of any plan of trips.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "playbooks/dispatch/trips.h"

namespace fenghuo::dispatch {

struct Moved {
  std::int64_t people = 0;
  std::int64_t carried = 0;
  std::int64_t last_s = 0;
};

// Whether each trip can be driven as it is written.
inline std::map<std::size_t, Moved> expect_drivable(const TripTask& task, const TripPlan& plan) {
  std::map<std::size_t, Moved> moved;
  for (std::size_t i = 0; i < plan.trips.size(); ++i) {
    std::int64_t free_s = 0;
    const SecondsToVillages* ways = &task.vehicles[i].to_village_s;
    for (const Trip& trip : plan.trips[i]) {
      const TripVillage& village = task.villages.at(trip.village);
      EXPECT_TRUE(task.vehicles[i].available);
      EXPECT_LE(trip.carried, task.vehicles[i].lying_places);
      EXPECT_LE(trip.people - trip.carried, task.vehicles[i].seats);
      EXPECT_GT(trip.people, 0U);
      const bool open = village.to_shelter_s && ways->at(trip.village);
      EXPECT_TRUE(open) << "a closed way";
      if (!open) return moved;
      EXPECT_EQ(trip.sets_out_s, free_s) << "in two places at once";
      EXPECT_EQ(trip.departs_s, free_s + *ways->at(trip.village) + village.loading_s);
      EXPECT_EQ(trip.arrives_s, trip.departs_s + *village.to_shelter_s);
      EXPECT_LE(trip.arrives_s, village.limit_s.value_or(UINT32_MAX));
      free_s = trip.arrives_s;
      ways = &task.from_shelter_s.at(village.shelter);
      Moved& m = moved[trip.village];
      m.people += trip.people;
      m.carried += trip.carried;
      m.last_s = std::max(m.last_s, trip.arrives_s);
    }
  }
  return moved;
}

// Each person is in one trip, walking, or left with a reason; walkers walk in time.
inline void expect_sound(const TripTask& task, const TripPlan& plan) {
  auto moved = expect_drivable(task, plan);
  std::vector<std::int64_t> left(task.villages.size(), 0);
  std::vector<std::int64_t> left_carried(task.villages.size(), 0);
  for (const LeftBehind& l : plan.left) {
    left[l.village] += std::int64_t{l.can_walk} + l.need_seat + l.must_be_carried;
    left_carried[l.village] += l.must_be_carried;
    const TripVillage& village = task.villages[l.village];
    const bool could_walk =
        village.walk_s && *village.walk_s <= village.limit_s.value_or(UINT32_MAX);
    EXPECT_FALSE(l.can_walk > 0 && could_walk);
  }
  std::int64_t last_s = 0;
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    const TripVillage& village = task.villages[v];
    const VillageEmptied& emptied = plan.villages.at(v);
    EXPECT_EQ(emptied.left, left[v]);
    EXPECT_EQ(moved[v].carried + left_carried[v], village.must_be_carried);
    EXPECT_EQ(moved[v].people + emptied.walking + left[v],
              std::int64_t{village.can_walk} + village.need_seat + village.must_be_carried);
    EXPECT_LE(emptied.walking, village.can_walk);
    if (emptied.walking > 0) {
      ASSERT_TRUE(village.walk_s);
      EXPECT_LE(*village.walk_s, village.limit_s.value_or(UINT32_MAX));
    }
    const std::int64_t on_foot_s = emptied.walking > 0 ? std::int64_t{*village.walk_s} : 0;
    EXPECT_EQ(emptied.safe_s, std::max(moved[v].last_s, on_foot_s));
    last_s = std::max(last_s, moved[v].last_s);
  }
  EXPECT_EQ(plan.last_arrival_s, last_s);
}

}  // namespace fenghuo::dispatch
