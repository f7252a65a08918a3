// What an exercise is told of live, out of what stands there.
#include "cli/lane_bridge.h"

#include <gtest/gtest.h>

#include "engine/level.h"

namespace fenghuo::cli {
namespace {

wire::StandingUnit& add_unit(wire::Standing& standing, const char* id, wire::UnitState state) {
  auto& unit = *standing.add_units();
  unit.set_id(id);
  unit.set_state(state);
  return unit;
}

wire::StandingIncident& add_incident(wire::Standing& standing, Level level, const char* headline) {
  auto& incident = *standing.add_incidents();
  incident.set_level(to_wire(level));
  incident.mutable_warning();
  incident.mutable_headline()->set_zh(headline);
  return incident;
}

TEST(LiveTold, NamesUnitsThatAreSentOrHeld) {
  wire::Standing standing;
  add_unit(standing, "ready", wire::UNIT_READY);
  add_unit(standing, "sent", wire::UNIT_SENT).mutable_need();
  add_unit(standing, "there", wire::UNIT_THERE).mutable_need();
  add_unit(standing, "held", wire::UNIT_READY).mutable_hold();
  // Those of the county begin as out: nobody has promised them to anybody.
  add_unit(standing, "out", wire::UNIT_OUT);
  const auto told = live_told(standing);
  EXPECT_EQ((std::vector<std::string>{told.units().begin(), told.units().end()}),
            (std::vector<std::string>{"sent", "there", "held"}));
}

TEST(LiveTold, NamesWhatIsHeldOfSupplies) {
  wire::Standing standing;
  standing.add_holds()->set_unit("held");
  auto& hold = *standing.add_holds();
  hold.set_supply("quilts");
  hold.set_batch("2025");
  hold.set_quantity(20);
  const auto told = live_told(standing);
  ASSERT_EQ(told.supplies_size(), 1);
  EXPECT_EQ(told.supplies(0).supply(), "quilts");
  EXPECT_EQ(told.supplies(0).batch(), "2025");
  EXPECT_EQ(told.supplies(0).quantity(), 20u);
}

TEST(LiveTold, SaysHowBadItIs) {
  wire::Standing standing;
  EXPECT_EQ(live_told(standing).level(), to_wire(Level::none));
  add_incident(standing, Level::yellow, "黄");
  add_incident(standing, Level::red, "红");
  add_incident(standing, Level::orange, "橙");
  add_incident(standing, Level::red, "又一个红");
  EXPECT_EQ(live_told(standing).level(), to_wire(Level::red));
  EXPECT_EQ(live_told(standing).headline().zh(), "红") << "the first of the worst";
  wire::Standing unwarned;
  add_incident(unwarned, Level::red, "").clear_warning();
  EXPECT_EQ(live_told(unwarned).level(), to_wire(Level::none));
}

TEST(LiveTold, LeavesOutWhatADrillMayBeginWith) {
  wire::Standing standing;
  add_incident(standing, Level::orange, "橙").mutable_incident()->set_offset(7);
  const Incidents allowed = incidents_of(standing);
  EXPECT_EQ(live_told(standing, allowed).level(), to_wire(Level::none));
  add_incident(standing, Level::yellow, "黄").mutable_incident()->set_offset(8);
  EXPECT_EQ(live_told(standing, allowed).headline().zh(), "黄") << "a new one";
  standing.mutable_incidents(0)->set_level(to_wire(Level::red));
  EXPECT_EQ(live_told(standing, allowed).headline().zh(), "橙") << "it has got worse";
}

TEST(LiveTold, ChangesWithUnitsHoldsWarningsAndPlans) {
  wire::Fact fact;
  EXPECT_FALSE(changes_what_live_holds(fact));
  fact.mutable_unit_sent();
  EXPECT_TRUE(changes_what_live_holds(fact));
  fact.mutable_need_closed();
  EXPECT_TRUE(changes_what_live_holds(fact)) << "a unit at work is free by it";
  fact.mutable_warning_issued();
  EXPECT_TRUE(changes_what_live_holds(fact));
  fact.mutable_plan_activated();
  EXPECT_TRUE(changes_what_live_holds(fact)) << "a held unit may have left it";
  fact.mutable_obligation_called();
  EXPECT_FALSE(changes_what_live_holds(fact));
}

}  // namespace
}  // namespace fenghuo::cli
