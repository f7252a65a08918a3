// Regular expressions in the syntax of RE2. At worst they take time in proportion to the text and
// to the pattern's instructions, and are paid for so.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/language/evaluation.h"
#include "rules/language/value.h"

namespace fenghuo::language {

/// Of all letters of the world, \pL, four fit in. What the limits are for is the time that it takes
/// to find out that a pattern is refused: at worst some 100 ms. text_of() names both.
inline constexpr std::size_t kPatternBytesMax = 2000;
inline constexpr int kPatternInstructionsMax = 5000;

/// Whether the pattern is found anywhere in the text.
Value matches_pattern(Evaluation& evaluation, std::string_view text, std::string_view pattern);

}  // namespace fenghuo::language
