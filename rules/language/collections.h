// Parts of lists and maps, by place, key or field. Of an optional value they are optional.
#pragma once

#include <string_view>

#include "rules/language/evaluation.h"
#include "rules/language/value.h"

namespace fenghuo::language {

/// of[index], or of[?index] where `optional`.
Value index_of(Evaluation& evaluation, const Value& of, const Value& index, bool optional);

/// of.field, or of.?field where `optional`.
Value field_of(Evaluation& evaluation, const Value& of, std::string_view field, bool optional);

/// has(of.field).
Value has_field(Evaluation& evaluation, const Value& of, std::string_view field);

}  // namespace fenghuo::language
