// Facts of exercises in a sentence each.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// Empty where the fact is another.
Text exercise_words(const wire::Fact& fact, const Names& names);

}  // namespace fenghuo::cli
