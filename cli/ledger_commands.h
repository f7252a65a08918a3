// fenghuo command ... for the ledger: needs and units, holds, supplies, roads, help from others.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

void add_ledger_commands(Verb& commands, Session& session);

}  // namespace fenghuo::cli
