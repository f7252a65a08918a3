// Serving, for the verbs that do.
#pragma once

#include "cli/serve_settings.h"
#include "cli/verb.h"

namespace fenghuo::cli {

/// Until the program is told to stop, or a drill is over; what is wrong is printed.
void serve_plan(ServeSettings& settings, Session& session);

}  // namespace fenghuo::cli
