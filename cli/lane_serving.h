// What `fenghuo serve` hosts: one lane, or live with the exercise beside it, until the program is
// told to stop, or the drill that it alone plays is over.
#pragma once

#include "adapters/plan/folder.h"
#include "cli/serve_settings.h"
#include "cli/verb.h"

namespace fenghuo::cli {

/// Prints one line an address to standard output, those of the exercise after "exercise", then
/// "ready" once all stand. SIGTERM and SIGINT end it with what was accepted in the logs; SIGHUP
/// reads the plan again (where messages leave by is read at the start only). The end of live is
/// that of both. An exercise beside live that can't begin, or whose drill may not, is told of
/// before "ready", and live served alone; so it is where the exercise's log can't be written any
/// more. Errors: those of opening a lane, and of a log that can't be written any more; not_found
/// for a secret that is not there; bad_input for a drill that is alone and may not begin, or that
/// ended and wasn't passed.
Result<void> serve_lanes(const ServeSettings& settings, const adapters::LoadedPlan& plan,
                         const Session& session);

/// That live goes on without the exercise that should be beside it.
void tell_no_exercise(const Error& why, const Session& session);

}  // namespace fenghuo::cli
