// fenghuo command report: what somebody has seen and tells on the telephone. It goes as the event
// that the console sends.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

void add_report_command(Verb& commands, Session& session);

}  // namespace fenghuo::cli
