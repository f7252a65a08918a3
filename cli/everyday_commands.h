// fenghuo command ... for everyday work: contact tests, routines, roles, what was told by hand.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

void add_everyday_commands(Verb& commands, Session& session);

}  // namespace fenghuo::cli
