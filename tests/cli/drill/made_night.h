// A night made by hand: three villages, two of them in danger; one is out in time, one isn't, and
// of the third nothing is asked. For tests of what is told of a night.
#pragma once

#include <string>
#include <vector>

#include "cli/drill/drill_text.h"
#include "simulator/expectation_watch.h"

namespace fenghuo::cli {

class MadeNight {
 public:
  MadeNight();

  /// Of the facts and the scenario as they are by then; what it refers to is this night's own.
  Drill drill();
  static constexpr Instant at(int minutes) { return kStart + std::chrono::minutes{minutes}; }

  wire::PlanChanged plan;
  std::vector<adapters::Person> people;
  simulator::Scenario scenario;
  simulator::NightRecord record;

  void add_village(const std::string& id, const Text& name, double east, double north);
  void add_person(const std::string& id, const std::string& name);
  /// The fact told at a minute, under an offset of its own.
  wire::Fact& tell(int minute);
  FactId last() const { return record.facts.back().id; }
  /// A duty of the village's leader, called once.
  FactId call(int minute, const std::string& village, const std::string& person);
  void answer(int minute, FactId duty, const std::string& person);
  void expect_fact(const std::string& id, const Text& what, int by_minute,
                   simulator::Expectation::OfFact fact);

  static constexpr Instant kStart = instant_ms(1784116800000);  // 2026-07-15T20:00:00+08:00

 private:
  void make_plan();
  void make_scenario();
  void make_record();

  std::optional<Names> names_;
  simulator::Score score_;
};

}  // namespace fenghuo::cli
