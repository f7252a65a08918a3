// fenghuo command answer, call, shelve, unshelve: what the duty officer writes down.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

void add_call_commands(Verb& commands, Session& session);

}  // namespace fenghuo::cli
