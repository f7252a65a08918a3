// What persons decided, started and ended, in a sentence.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

/// Empty where it is a fact of another kind.
Text command_words(const wire::Fact& fact, const Names& names, Span utc_offset);

}  // namespace fenghuo::cli
