// fenghuo log fork: a drill's record up to a moment, as the beginning of another drill.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

/// Under `log`.
void add_log_fork(Verb& log, Session& session);

}  // namespace fenghuo::cli
