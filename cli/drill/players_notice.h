// What of a scenario doesn't hold for those who take part in a drill (--player): they are there in
// truth, with pages and telephones that no scenario breaks.
#pragma once

#include "engine/text.h"
#include "simulator/scenario.h"

namespace fenghuo::wire {
class Plan;
}

namespace fenghuo::cli {

/// One sentence a kind, with the names of the scenario's elements, persons and channels; empty
/// where all of it holds for the scenario's players.
Text not_for_players(const simulator::Scenario& scenario, const wire::Plan& plan);

}  // namespace fenghuo::cli
