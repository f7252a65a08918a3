// string.format(list): the clauses %s %d %f %e %b %o %x %X and %% of the strings extension.
#pragma once

#include <string_view>

#include "rules/language/evaluation.h"
#include "rules/language/value.h"

namespace fenghuo::language {

Value format(Evaluation& evaluation, std::string_view pattern, std::span<const Value> arguments);

/// As %s writes it; not all of it where that is more than an evaluation may make.
std::string display_text(const Value& value);

}  // namespace fenghuo::language
