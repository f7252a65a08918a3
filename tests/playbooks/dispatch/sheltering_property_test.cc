// Sheltering held against LEMON (the bound) and against all that can be done (tiny places).
#include <gtest/gtest.h>

#include "playbooks/dispatch/sheltering_flow.h"
#include "tests/playbooks/dispatch/sheltering_oracle.h"
#include "tests/playbooks/dispatch/sheltering_rig.h"

namespace fenghuo::dispatch {
namespace {

TEST(Sheltering, TheBoundIsThatOfLemon) {
  for (std::uint32_t seed = 0; seed < 1'000; ++seed) {
    Random random{seed};
    const auto villages = 1 + random.below(12);
    const Shape shape{villages, 1 + random.below(6), 40 + random.below(120), 4, 3};
    const ShelteringTask task = random_task(random, shape);
    SeatPrices prices{shape.villages, shape.shelters};
    std::vector<std::int64_t> people;
    std::vector<std::vector<std::optional<std::int64_t>>> oracle_price_s(shape.villages);
    for (std::size_t v = 0; v < shape.villages; ++v) {
      people.push_back(task.villages[v].people);
      for (std::size_t s = 0; s < shape.shelters; ++s) {
        oracle_price_s[v].emplace_back();
        if (!task.villages[v].way_s[s]) continue;
        oracle_price_s[v][s] = price_s(task, v, s);
        prices.set(v, s, static_cast<std::uint32_t>(price_s(task, v, s)));
      }
    }
    const std::vector<std::int64_t> places(task.capacity.begin(), task.capacity.end());
    const SeatFlow flow = cheapest_flow(prices, people, places);
    const OracleFlow best = oracle_flow(people, places, oracle_price_s, 10'000'000);
    ASSERT_EQ(flow.without_place_total, best.without_place);
    ASSERT_EQ(flow.price_s, best.price_s);
    for (std::size_t s = 0; s < shape.shelters; ++s)
      ASSERT_TRUE(flow.room[s] == 0 || flow.place_worth_s[s] == 0);
  }
}

// The best of all that can be done with whole villages: who has no place, counted twice who needs
// help, then the price.
class AllPlans {
 public:
  explicit AllPlans(const ShelteringTask& task)
      : task_(task), room_(task.capacity.begin(), task.capacity.end()) {}
  std::pair<std::int64_t, std::int64_t> best() {
    look(0, 0, 0);
    return best_;
  }

 private:
  void look(std::size_t v, std::int64_t lost, std::int64_t price) {
    if (std::pair{lost, price} >= best_) return;
    if (v == task_.villages.size()) {
      best_ = {lost, price};
      return;
    }
    const VillageToShelter& village = task_.villages[v];
    for (std::size_t s = 0; s < room_.size(); ++s) {
      if (!village.way_s[s] || room_[s] < village.people) continue;
      room_[s] -= village.people;
      look(v + 1, lost, price + village.people * price_s(task_, v, s));
      room_[s] += village.people;
    }
    look(v + 1, lost + village.people + village.need_help, price);
  }

  const ShelteringTask& task_;
  std::vector<std::int64_t> room_;
  std::pair<std::int64_t, std::int64_t> best_{INT64_MAX, INT64_MAX};
};

TEST(Sheltering, IsHardlyEverWorseThanTheBestOfAll) {
  int best_found = 0;
  for (std::uint32_t seed = 0; seed < 1'000; ++seed) {
    Random random{seed};
    const auto villages = 1 + random.below(7);
    const ShelteringTask task =
        random_task(random, {villages, 1 + random.below(3), 60 + random.below(100), 5, 1'000'000});
    const auto plan = shelter(task).value();
    expect_sound(task, plan);
    std::int64_t lost = 0;
    for (const WithoutPlace& w : plan.without_place) lost += w.people + w.need_help;
    const auto best = AllPlans{task}.best();
    ASSERT_GE((std::pair{lost, plan.price_s}), best);
    if (std::pair{lost, plan.price_s} == best) ++best_found;
    ASSERT_EQ(shelter(task).value().shares, plan.shares);
  }
  EXPECT_GE(best_found, 990) << "of 1,000";
}

TEST(Sheltering, IsSoundWhateverIsAsked) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    Random random{seed};
    const Shape shape{10 + random.below(30), 1 + random.below(12), 80 + random.below(60),
                      1 + random.below(6), 1 + random.below(4)};
    const ShelteringTask task = random_task(random, shape);
    expect_sound(task, shelter(task).value());
  }
}

TEST(Sheltering, IsNearItsBoundWhereThereIsRoomToSpare) {
  std::int64_t gaps = 0;
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    Random random{seed};
    const ShelteringTask task = random_task(random, {100, 10, 115, 5, 1'000'000});
    const auto plan = shelter(task).value();
    expect_sound(task, plan);
    ASSERT_TRUE(plan.gap_basis_points);
    gaps += *plan.gap_basis_points;
  }
  EXPECT_LE(gaps / 10, 200);
}

TEST(Sheltering, LeavesFewWithoutAPlaceWhereThereIsNoneToSpare) {
  std::int64_t more = 0;
  std::int64_t people = 0;
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    Random random{seed};
    const ShelteringTask task = random_task(random, {100, 20, 100, 5, 1'000'000});
    const auto plan = shelter(task).value();
    expect_sound(task, plan);
    more += plan.people_without_place - plan.bound_without_place;
    for (const VillageToShelter& village : task.villages) people += village.people;
  }
  EXPECT_LE(more * 1'000, people * 6) << "of 1,000 people";
}

}  // namespace
}  // namespace fenghuo::dispatch
