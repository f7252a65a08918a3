// A township in an exercise: what live tells it, and the words that end it.
#pragma once

#include "tests/playbooks/person_rig.h"

namespace fenghuo {

/// What live holds and how bad it is there.
inline wire::Event live_told(const std::vector<std::string>& units, Level level = Level::none) {
  wire::Event event;
  auto& told = *event.mutable_live_told();
  for (const auto& unit : units) told.add_units(unit);
  told.set_level(to_wire(level));
  if (level != Level::none)
    set_text(*told.mutable_headline(), "【山洪红色预警】A村", "flash flood red: A village");
  return event;
}

inline wire::Command& stop_word(wire::Command& command, const std::string& reason) {
  set_text(*command.mutable_stop_exercise()->mutable_reason(), reason, "in English, " + reason);
  return command;
}

inline wire::Event drill_began(const std::string& scenario, const std::string& player) {
  wire::Event event;
  auto& began = *event.mutable_drill_began();
  began.set_scenario(scenario);
  began.set_digest("0123456789ab");
  set_text(*began.mutable_title(), "一夜", "a night");
  began.add_players(player);
  return event;
}

inline std::string exercise_words(const wire::Fact& fact) {
  const auto list = [](const char* name, const auto& units) {
    std::string text = std::string(" ") + name;
    for (const auto& unit : units) text += " " + unit;
    return units.empty() ? std::string() : text;
  };
  if (fact.has_live_held())
    return "live holds" + list("all", fact.live_held().units()) +
           list("taken", fact.live_held().taken()) + list("back", fact.live_held().given_back());
  if (fact.has_exercise_stopped())
    return "stopped by " +
           (fact.exercise_stopped().stopped_by().empty() ? "live"
                                                         : fact.exercise_stopped().stopped_by()) +
           " " + level_word(fact.exercise_stopped().live_level());
  if (fact.has_drill_began()) return "drill " + fact.drill_began().scenario();
  if (fact.has_inject_given()) return "inject to " + fact.inject_given().person();
  if (fact.has_exercise_noted()) return "noted by " + fact.exercise_noted().noted_by();
  return person_words(fact);
}

}  // namespace fenghuo
