// Characters to tokens, by the lexis of the Common Expression Language (cel-spec, langdef.md,
// "Syntax").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/problem.h"
#include "rules/language/syntax.h"

namespace fenghuo::language {

enum class TokenKind : std::uint8_t {
  end,
  identifier,          // reserved words among them; keywords (true, false, null, in) are symbols
  escaped_identifier,  // `in backquotes`
  literal,
  symbol
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t at = 0;
  std::string text;   // as written; of an escaped identifier without its quotes
  Constant constant;  // of a literal; an integer of 2^63 is kept as unsigned, for its minus sign
};

/// An expression of a plan is at most this long: 64 KiB of text is thousands of comparisons.
inline constexpr std::size_t kExpressionBytesMax = 64 * 1024;

/// The tokens of a text up to its end, or up to what is no token. The last is of kind `end`.
struct Tokens {
  std::vector<Token> list;
  std::optional<Fault> fault;  // at the last token, if there is one
};

Tokens tokenize(std::string_view source);

/// Words that no variable or function may have as its name (langdef.md, RESERVED).
bool is_reserved(std::string_view word);

}  // namespace fenghuo::language
