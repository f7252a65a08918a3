// Recorded observations through the engine, in virtual time.
#pragma once

#include "adapters/observation_file.h"
#include "cli/input_doubts.h"
#include "cli/replay_takes.h"
#include "cli/verb.h"
#include "engine/event.pb.h"

namespace fenghuo::cli {

/// Engine time is the largest time read; the clock stops at the last row. Lines that are refused
/// are told on standard error, and go into the session's status. Gives what is doubtful about the
/// file as a whole.
/// Errors: bad_input, with file:line.
Result<InputDoubts> replay_input(adapters::ObservationFile& file, const wire::PlanChanged& plan,
                                 const ReplayTakes& takes, Session& session);

}  // namespace fenghuo::cli
