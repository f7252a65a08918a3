// Random places to shelter in, and what must hold of any sheltering.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "playbooks/dispatch/sheltering.h"
#include "tests/random.h"

namespace fenghuo::dispatch {

struct Shape {
  std::uint32_t villages;
  std::uint32_t shelters;
  std::uint32_t spare_percent;  // of the capacity, 100: as many places as people
  std::uint32_t closed_one_in;
  std::uint32_t split_one_in;
};

inline ShelteringTask random_task(Random& random, const Shape& shape) {
  ShelteringTask task;
  std::int64_t people = 0;
  for (std::uint32_t v = 0; v < shape.villages; ++v) {
    VillageToShelter village{.people = random.below(300)};
    village.need_help = random.below(village.people + 1);
    village.may_split = random.one_in(shape.split_one_in);
    people += village.people;
    for (std::uint32_t s = 0; s < shape.shelters; ++s) {
      village.way_s.emplace_back(random.below(3'600));
      if (random.one_in(shape.closed_one_in)) village.way_s.back().reset();
    }
    if (random.one_in(2)) village.planned = random.below(shape.shelters);
    task.villages.push_back(village);
  }
  for (std::uint32_t s = 0; s < shape.shelters; ++s)
    task.capacity.push_back(static_cast<std::uint32_t>(
        people * shape.spare_percent * random.between(50, 150) / 10'000 / shape.shelters));
  if (random.one_in(2)) task.off_plan_s = random.below(1'200);
  return task;
}

inline std::int64_t price_s(const ShelteringTask& task, std::size_t village, std::size_t shelter) {
  const VillageToShelter& v = task.villages[village];
  const bool off_plan = v.planned && *v.planned != shelter;
  return std::int64_t{v.way_s[shelter].value()} + (off_plan ? task.off_plan_s : 0);
}

// People add up, nobody is over capacity or on a closed way, whole villages are whole.
inline void expect_sound(const ShelteringTask& task, const Sheltering& plan) {
  ASSERT_EQ(plan.shares.size(), task.villages.size());
  std::vector<std::int64_t> room(task.capacity.begin(), task.capacity.end());
  std::int64_t price = 0;
  std::int64_t seconds = 0;
  std::vector<std::int64_t> missing;
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    const VillageToShelter& village = task.villages[v];
    missing.push_back(village.people);
    for (const Share& share : plan.shares[v]) {
      ASSERT_LT(share.shelter, task.capacity.size());
      ASSERT_TRUE(village.way_s[share.shelter]) << "village " << v << " goes over a closed way";
      EXPECT_GT(share.people, 0U);
      room[share.shelter] -= share.people;
      missing[v] -= share.people;
      price += share.people * price_s(task, v, share.shelter);
      seconds += std::int64_t{share.people} * *village.way_s[share.shelter];
    }
    if (village.may_split) continue;
    EXPECT_TRUE(missing[v] == 0 || plan.shares[v].empty()) << "village " << v << " is split";
    EXPECT_LE(plan.shares[v].size(), 1U) << "village " << v << " is split";
  }
  std::int64_t without = 0;
  for (const WithoutPlace& w : plan.without_place) {
    EXPECT_EQ(missing[w.village], w.people);
    EXPECT_LE(w.need_help, w.people);
    EXPECT_LE(w.fit_if_split, w.people);
    without += w.people;
    missing[w.village] = 0;
  }
  EXPECT_EQ(std::count(missing.begin(), missing.end(), 0), std::ssize(missing)) << "not named";
  EXPECT_EQ(plan.people_without_place, without);
  EXPECT_EQ(plan.price_s, price);
  EXPECT_EQ(plan.person_seconds, seconds);
  for (std::size_t s = 0; s < room.size(); ++s) {
    EXPECT_GE(room[s], 0) << "shelter " << s << " is beyond its capacity";
    EXPECT_EQ(plan.room_left[s], room[s]);
  }
  EXPECT_GE(std::tie(plan.people_without_place, plan.price_s),
            std::tie(plan.bound_without_place, plan.bound_price_s));
}

}  // namespace fenghuo::dispatch
