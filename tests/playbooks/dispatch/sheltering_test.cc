#include "playbooks/dispatch/sheltering.h"

#include <gtest/gtest.h>

#include "tests/playbooks/dispatch/sheltering_rig.h"

namespace fenghuo::dispatch {
namespace {

using Ways = std::vector<std::optional<std::uint32_t>>;

VillageToShelter village(std::uint32_t people, Ways way_s) {
  return {.people = people, .way_s = std::move(way_s)};
}

TEST(Sheltering, KeepsVillagesWholeAndSaysWhatThatCosts) {
  // Split, B's 10 nearest places would be used up: 40 * 100 + 10 * 100 + 30 * 300.
  ShelteringTask task{.villages = {village(40, {100, 500}), village(40, {100, 300})},
                      .capacity = {50, 45}};
  const auto plan = shelter(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.shares[0], (std::vector<Share>{{0, 40}}));
  EXPECT_EQ(plan.shares[1], (std::vector<Share>{{1, 40}}));
  EXPECT_EQ(plan.person_seconds, 40 * 100 + 40 * 300);
  EXPECT_EQ(plan.bound_price_s, 40 * 100 + 10 * 100 + 30 * 300);
  EXPECT_EQ(plan.gap_basis_points, 1'429) << "2,000 of 14,000";
  EXPECT_EQ(plan.room_left, (std::vector<std::uint32_t>{10, 5}));

  task.villages[1].may_split = true;
  const auto split = shelter(task).value();
  expect_sound(task, split);
  EXPECT_EQ(split.shares[1], (std::vector<Share>{{0, 10}, {1, 30}}));
  EXPECT_EQ(split.gap_basis_points, 0);
}

TEST(Sheltering, NamesWhoHasNoPlace) {
  ShelteringTask task{.villages = {village(30, {60, 60}), village(25, {std::nullopt}),
                                   village(20, {60, std::nullopt}), village(0, {})},
                      .capacity = {22, 15}};
  task.villages[0].need_help = 4;
  const auto plan = shelter(task).value();
  expect_sound(task, plan);
  ASSERT_EQ(plan.without_place.size(), 2U);
  EXPECT_EQ(plan.without_place[0].village, 0U);
  EXPECT_EQ(plan.without_place[0].people, 30U);
  EXPECT_EQ(plan.without_place[0].need_help, 4U);
  EXPECT_EQ(plan.without_place[0].why, NoPlace::no_room);
  EXPECT_EQ(plan.without_place[0].fit_if_split, 2U + 15U);
  EXPECT_EQ(plan.without_place[1].village, 1U);
  EXPECT_EQ(plan.without_place[1].why, NoPlace::no_way);
  EXPECT_EQ(plan.without_place[1].fit_if_split, 0U);
  EXPECT_EQ(plan.bound_without_place, 25 + 13);
  EXPECT_FALSE(plan.gap_basis_points) << "more are without a place than in the bound";

  task.villages[0].may_split = true;
  const auto split = shelter(task).value();
  expect_sound(task, split);
  EXPECT_EQ(split.people_without_place, 38);
  EXPECT_EQ(split.without_place[0].need_help, 0U) << "of a split village they get places first";
}

TEST(Sheltering, WhoNeedsHelpCountsTwice) {
  ShelteringTask task{.villages = {village(50, {60}), village(45, {60})}, .capacity = {50}};
  EXPECT_EQ(shelter(task).value().without_place.at(0).village, 1U);
  task.villages[1].need_help = 10;
  EXPECT_EQ(shelter(task).value().without_place.at(0).village, 0U);
}

TEST(Sheltering, WholeVillagesComeBeforeThoseThatMaySplit) {
  // The bound gives the village that may split the near shelter, the only one of the other.
  ShelteringTask task{.villages = {village(30, {100, 110}), village(30, {50})},
                      .capacity = {40, 20}};
  task.villages[0].may_split = true;
  const auto plan = shelter(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.people_without_place, 0);

  task.villages = {village(30, {100}), village(30, {100, 110})};
  task.villages[0].may_split = true;
  task.capacity = {35, 10};
  const auto scarce = shelter(task).value();
  expect_sound(task, scarce);
  EXPECT_EQ(scarce.shares[1], (std::vector<Share>{{0, 30}}));
  EXPECT_EQ(scarce.shares[0], (std::vector<Share>{{0, 5}}));
}

TEST(Sheltering, LeavesThePlanOnlyForMoreThanItsPrice) {
  ShelteringTask task{.villages = {village(10, {100, 400})}, .capacity = {10, 10}};
  task.villages[0].planned = 1;
  task.off_plan_s = 301;
  const auto kept = shelter(task).value();
  EXPECT_EQ(kept.shares[0], (std::vector<Share>{{1, 10}}));
  task.off_plan_s = 299;
  const auto left = shelter(task).value();
  expect_sound(task, left);
  EXPECT_EQ(left.shares[0], (std::vector<Share>{{0, 10}}));
  EXPECT_EQ(left.person_seconds, 1'000);
  EXPECT_EQ(left.price_s, 3'990);
}

TEST(Sheltering, RefusesWhatCannotBe) {
  EXPECT_TRUE(shelter({}).value().shares.empty());
  EXPECT_EQ(shelter({.villages = {village(5, {60})}}).value().people_without_place, 5);
  ShelteringTask helped{.villages = {village(5, {60})}, .capacity = {9}};
  helped.villages[0].need_help = 6;
  EXPECT_EQ(shelter(helped).error().code, Errc::bad_input);
  ShelteringTask planned{.villages = {village(5, {60})}, .capacity = {9}};
  planned.villages[0].planned = 1;
  EXPECT_EQ(shelter(planned).error().code, Errc::bad_input);
  EXPECT_FALSE(shelter({.villages = {village(5, {kShelteringSecondsMax + 1})}, .capacity = {9}}));
  EXPECT_FALSE(shelter({.villages = {village(kShelteringPeopleMax + 1, {1})}, .capacity = {9}}));
  EXPECT_FALSE(shelter({.off_plan_s = kShelteringSecondsMax + 1}));
  EXPECT_FALSE(shelter({.capacity = std::vector<std::uint32_t>(kShelteringSheltersMax + 1, 1)}));
}

TEST(Sheltering, TheGreatestNumbersDoNotOverflow) {
  ShelteringTask task{.capacity = std::vector<std::uint32_t>(kShelteringSheltersMax, 1)};
  task.off_plan_s = kShelteringSecondsMax;
  for (std::uint32_t v = 0; v < 4; ++v) {
    VillageToShelter big =
        village(kShelteringPeopleMax / 4, Ways(kShelteringSheltersMax, kShelteringSecondsMax));
    big.need_help = big.people;
    big.planned = v;
    big.may_split = v == 0;
    task.villages.push_back(big);
  }
  const auto plan = shelter(task).value();
  expect_sound(task, plan);
  EXPECT_EQ(plan.people_without_place, kShelteringPeopleMax - kShelteringSheltersMax);
}

}  // namespace
}  // namespace fenghuo::dispatch
