// A fact as a sentence, for the reader of `fenghuo explain` and `fenghuo log`.
#pragma once

#include <string>

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

Text words_of(const wire::Fact& fact, const Names& names, Span utc_offset);

/// Water level 1.234 m.
Text measured(const std::string& property, double value);

}  // namespace fenghuo::cli
