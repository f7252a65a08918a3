// Of what, and where, a fact is that names its duty or its decision by a number.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/log.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// "Shimen, warning: ", as the start of the fact's sentence; empty where it says so itself.
Text whose(const Log& log, const wire::Fact& fact, const Names& names);

}  // namespace fenghuo::cli
