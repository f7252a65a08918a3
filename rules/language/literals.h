// The values of literals: numbers and quoted text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/text.h"
#include "rules/language/syntax.h"

namespace fenghuo::language {

/// A number token: digits, 0x and hex digits, either with a trailing u; or a decimal number. 2^63
/// is given as unsigned: it is an int behind a minus sign only.
tl::expected<Constant, Text> number_of(std::string_view text);

/// How a quoted token is written.
struct Quoting {
  bool bytes = false;
  bool raw = false;
};

/// The content between the quotes: escapes resolved, each kind of line end as \n.
tl::expected<std::string, Text> unquoted(std::string_view content, Quoting quoting);

}  // namespace fenghuo::language
