// Tokens to a syntax tree, by the grammar of the Common Expression Language (cel-spec, langdef.md)
// without what numeric rules don't use yet: lists, maps, messages, indexing and macros.
//
//   expr     = or [ "?" or ":" expr ]
//   or       = and { "||" and }
//   and      = relation { "&&" relation }
//   relation = sum { ( "<" | "<=" | ">=" | ">" | "==" | "!=" ) sum }
//   sum      = product { ( "+" | "-" ) product }
//   product  = unary { ( "*" | "/" | "%" ) unary }
//   unary    = { "!" | "-" } member
//   member   = primary { "." name "(" [ expr { "," expr } ] ")" }
//   primary  = literal | name [ "(" arguments ")" ] | "(" expr ")"
#pragma once

#include <memory>
#include <string_view>
#include <tl/expected.hpp>

#include "rules/language/problem.h"
#include "rules/language/syntax.h"

namespace fenghuo::language {

/// Parentheses, choices and signs may nest this deep; each level costs a stack frame of the parser.
inline constexpr int kNestingMax = 100;

/// Chains such as a || b || c nest to the left, so their length is what walking and freeing the
/// tree costs of the stack: 2,000 frames of some hundred bytes.
inline constexpr std::size_t kNodesMax = 2'000;

tl::expected<std::unique_ptr<Node>, Problem> parse(std::string_view text);

}  // namespace fenghuo::language
