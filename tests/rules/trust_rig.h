// A village with two gauges that trust is asked of, and what is told of them in words.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rules/rig.h"

namespace fenghuo::rules {

class TrustTest : public ::testing::Test {
 protected:
  TrustTest() {
    plan.set_id("t");
    add_village(plan, "A");
    place("S", {"A"}, 112.0, 26.0);
    place("T", {"A"}, 112.01, 26.0);
    *plan.add_rules() = make_rule("level", {{"blue", "water_level.last() >= 1.0"},
                                            {"orange", "water_level.last() >= 2.0"},
                                            {"red", "water_level.last() >= 3.0"}});
    trust = plan.add_trust();
    trust->set_property("water_level");
  }
  void place(const std::string& id, const std::vector<std::string>& covers, double lon,
             double lat) {
    add_station(plan, id, covers);
    plan.mutable_stations()->rbegin()->set_longitude_deg(lon);
    plan.mutable_stations()->rbegin()->set_latitude_deg(lat);
  }
  void start() {
    rig.use(plan);
    rig.facts();
  }
  void reads(const std::string& station, double level) {
    rig.observe(station, "water_level", rig.now(), level);
  }
  std::vector<std::string> story() {
    std::vector<std::string> words;
    for (const auto& told : rig.facts()) {
      if (told.fact.has_quality_changed()) {
        const auto& changed = told.fact.quality_changed();
        std::string line = changed.station() + " flag " + std::to_string(changed.flag());
        for (const auto& test : changed.tests()) line += " " + test;
        words.push_back(line);
      } else if (told.fact.has_station_lost()) {
        words.push_back("lost " + told.fact.station_lost().station() + " " +
                        wire::StationLost::Limb_Name(told.fact.station_lost().limb()));
      } else if (!told.fact.has_station_silent() && !told.fact.has_station_returned()) {
        words.push_back(words_of(told.fact));
      }
      if (told.fact.has_alarm_raised()) reason = told.fact.alarm_raised().verdict().reason().en();
      if (told.fact.has_alarm_changed()) reason = told.fact.alarm_changed().verdict().reason().en();
    }
    return words;
  }
  void expect_replays() { rig.expect_replays(Rig::rules_only(), Rig::rules_only()); }

  wire::Plan plan;
  wire::Trust* trust = nullptr;
  Rig rig{Rig::rules_only()};
  std::string reason;
};

}  // namespace fenghuo::rules
