// One lane, served: its engine between the edges that bring events in and those that carry
// effects out, until the program is told to stop.
#pragma once

#include "adapters/plan/folder.h"
#include "cli/serve_settings.h"
#include "cli/verb.h"

namespace fenghuo::cli {

/// Prints one line an address to standard output, then "ready". SIGTERM and SIGINT end it with what
/// was accepted in the log; SIGHUP reads the plan again (where messages leave by is read at
/// the start only). Errors: those of opening the lane, and of
/// a log that can't be written any more; not_found for a secret that is not there.
Result<void> serve_lane(const ServeSettings& settings, const adapters::LoadedPlan& plan,
                        const Session& session);

}  // namespace fenghuo::cli
