// Facts about notices, steps and everyday work in a sentence each.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

/// Empty where the fact is another.
Text everyday_words(const wire::Fact& fact, const Names& names, Span utc_offset);

}  // namespace fenghuo::cli
