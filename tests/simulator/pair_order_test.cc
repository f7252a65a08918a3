// Which pairs come first where there is no time for all.
#include "simulator/pair_order.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

TEST(PairOrderTest, WhatCanMeetInOneVillageIsNearest) {
  auto change = night_plan();
  add_village(*change.mutable_plan(), "B");
  const PairOrder order(change.plan());
  EXPECT_EQ(order.of({"network/A", "person/leader"}), Nearness::together);
  EXPECT_EQ(order.of({"station/S1", "way/A"}), Nearness::together);
  EXPECT_EQ(order.of({"channel/webhook", "person/town"}), Nearness::together) << "of all villages";
  EXPECT_EQ(order.of({"channel/webhook", "phone/leader"}), Nearness::beside);
  EXPECT_EQ(order.of({"person/town", "way/B"}), Nearness::beside);
  EXPECT_EQ(order.of({"network/A", "way/B"}), Nearness::apart);
}

TEST(PairOrderTest, WhoIsAskedWhenAVillageFallsSilentLivesElsewhere) {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  plan.add_people()->set_id("herder");
  auto& duty = *plan.add_roster();
  duty.set_area("A");
  duty.set_duty("ridge_phone");
  duty.set_holder("herder");
  EXPECT_EQ(PairOrder(plan).of({"network/A", "phone/herder"}), Nearness::together);
  plan.mutable_playbooks(0)->mutable_cut_off()->add_also("ridge_phone");
  EXPECT_EQ(PairOrder(plan).of({"network/A", "phone/herder"}), Nearness::beside);
}

}  // namespace
}  // namespace fenghuo::simulator
