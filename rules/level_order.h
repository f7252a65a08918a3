// Whether the levels of a rule contradict each other: an orange that is met where yellow is not
// yet, though both look at the same reading; or an alarm that nothing can clear, for its deadband
// reaches below the lowest that there is. Found by asking the conditions themselves, with made-up
// readings.
#pragma once

#include <optional>
#include <string>

#include "engine/level.h"
#include "engine/property.h"
#include "rules/condition.h"

namespace fenghuo::rules {

/// An answer at which the higher level is met and the lower one isn't, though more of the same
/// would meet it too.
struct Contradiction {
  std::string question;  // rain.sum(1h)
  double higher_limit = 0;
  double lower_limit = 0;
};

/// The first one: of what both ask of series, then of people's reports. Of what else they ask (of
/// stations, of alarms, of warnings) nothing is taken to have happened.
std::optional<Contradiction> contradiction(Condition& lower, Condition& higher);

/// The first comparison that holds for ever once it has held: with the deadband its limit is passed
/// by the lowest (or highest) value that the property can have.
std::optional<Threshold> never_clears(const Condition& condition, const std::string& property,
                                      double deadband);

/// rain.sum(1h), water_level.last().
std::string to_string(const SeriesCall& call);

}  // namespace fenghuo::rules
