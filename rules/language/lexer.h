// Characters to tokens, by the lexis of the Common Expression Language (cel-spec, langdef.md,
// "Syntax"): the part of it that the grammar in parser.h uses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "rules/language/problem.h"

namespace fenghuo::language {

enum class TokenKind : std::uint8_t {
  end,
  identifier,
  integer,
  floating,
  string,
  symbol  // operators and punctuation
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // of a string: its value, escapes resolved
  Position at;
};

/// An expression of a plan is at most this long: 64 KiB of text is thousands of comparisons.
inline constexpr std::size_t kExpressionBytesMax = 64 * 1024;

/// Ends with a token of kind `end`.
tl::expected<std::vector<Token>, Problem> tokenize(std::string_view text);

}  // namespace fenghuo::language
