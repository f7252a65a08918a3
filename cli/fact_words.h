// A fact as a sentence, for the reader of `fenghuo explain` and `fenghuo log`.
#pragma once

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

Text words_of(const wire::Fact& fact, const Names& names, Span utc_offset);

}  // namespace fenghuo::cli
