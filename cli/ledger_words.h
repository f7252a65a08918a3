// Facts about needs, units, supplies, roads and help from others in a sentence each.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// Empty where the fact is another.
Text ledger_words(const wire::Fact& fact, const Names& names);

}  // namespace fenghuo::cli
