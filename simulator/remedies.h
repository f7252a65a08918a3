// What would help: changes of a plan, tried in the nights in which people are caught. The cheapest
// first; each is tried alone.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/text.h"

namespace fenghuo::simulator {

struct Remedy {
  enum class Kind : std::uint8_t {
    shorter_waits,  // no rung of a warning that asks people to leave waits over a minute
    second_person,  // somebody else stands in where nobody does, for the village's duties and
                    // households
    earlier,        // orange asks for what red asks for
    siren           // a loudspeaker and a knock beside every call, from the first on
  };
  Kind kind = Kind::shorter_waits;
  std::string village;  // of a second person; else for the whole plan
};

Text words_of(const Remedy& remedy, const Text& village);

/// In order of what they cost, for the villages whose people are caught.
std::vector<Remedy> remedies_for(const std::set<std::string>& villages);

/// The plan with it.
wire::Plan with_remedy(wire::Plan plan, const Remedy& remedy);

}  // namespace fenghuo::simulator
