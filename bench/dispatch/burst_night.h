// A night of incidents in a square of country, and what becomes of it under one way of dispatching.
// Synthetic: it compares ways of dispatching with each other, not with any town.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/level.h"
#include "playbooks/dispatch/price.h"

namespace fenghuo::bench {

struct Place {
  std::int64_t x_m = 0;
  std::int64_t y_m = 0;
};

struct Incident {
  std::int64_t at_s = 0;  // since the night began
  Place place;
  Level level = Level::blue;
  std::uint32_t capability = 0;  // one bit
  std::int64_t service_s = 0;    // how long it keeps a squad
};

struct Squad {
  Place place;
  std::uint32_t capabilities = 0;  // bits
};

struct Night {
  std::vector<Squad> squads;
  std::vector<Incident> incidents;  // by time
};

/// 40 squads with one or two of three capabilities, and incidents for eight hours, each moment as
/// likely as another: the same for the same seed.
Night make_night(std::uint32_t seed, std::uint32_t incidents_an_hour);

enum class Policy : std::uint8_t {
  first_come,   // whoever waits longest, and can be helped, is sent the nearest that is idle
  by_severity,  // the nearest pair of the most severe that can be helped
  reoptimise    // all that is not yet on scene is assigned anew at each event
};

struct Outcome {
  std::vector<std::int64_t> response_s;  // by incident, until a squad was there
  std::uint32_t diversions = 0;          // squads that turned round or stopped on their way
};

/// Until all are served.
Outcome run_night(const Night& night, Policy policy, const dispatch::Pricing& pricing);

}  // namespace fenghuo::bench
