// A drill with people, from its permission to its report.
#pragma once

#include <memory>

#include "adapters/plan/folder.h"
#include "cli/drill_player.h"
#include "cli/serve_settings.h"
#include "engine/standing.pb.h"

namespace fenghuo::cli {

/// Reads the scenario, if one is named, and takes its clock where none is given. Errors: those of
/// reading; bad_input where it has faults (which are printed) or names players who aren't in the
/// plan.
Result<void> take_scenario(ServeSettings& settings, const wire::Plan& plan, const Session& session);

/// While an incident is open live, a drill takes two persons who say so (--although-live). `live`:
/// what stands there. Errors: bad_input.
Result<void> may_drill(const ServeSettings& settings, const wire::Plan& plan,
                       const wire::Standing& live);

/// What stands in the live lane of the same data folder, where another program may be serving it;
/// nothing where there is none. It is only read. Errors: those of the log.
Result<wire::Standing> live_standing(const ServeSettings& settings);

/// Plays the drill in this lane, and takes the controllers' words from standard input. `ended` is
/// called on the lane's thread when it is over. Errors: bad_input where the lane's log isn't a new
/// one.
Result<std::unique_ptr<DrillPlayer>> begin_drill(LaneHost& host, const ServeSettings& settings,
                                                 const adapters::LoadedPlan& plan,
                                                 const Session& session,
                                                 std::function<void()> ended);

/// Prints the score, and writes the report, of a drill that is over. Errors: storage_failed;
/// bad_input where it wasn't passed.
Result<void> end_drill(const DrillPlayer& player, const ServeSettings& settings,
                       const adapters::LoadedPlan& plan, const Session& session);

}  // namespace fenghuo::cli
