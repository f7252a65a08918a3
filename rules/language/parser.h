// Tokens to a syntax tree, by the grammar of the Common Expression Language (cel-spec, langdef.md,
// "Syntax"), macros expanded. Chains of && and of || become balanced trees, so that a rule of a
// thousand alternatives is ten levels deep.
//
//   expr     = or [ "?" or ":" expr ]
//   or       = and { "||" and }
//   and      = relation { "&&" relation }
//   relation = sum { ( "<" | "<=" | ">=" | ">" | "==" | "!=" | "in" ) sum }
//   sum      = product { ( "+" | "-" ) product }
//   product  = unary { ( "*" | "/" | "%" ) unary }
//   unary    = { "!" } member | { "-" } member
//   member   = primary { "." ["?"] name [ "(" [exprs] ")" ] | "[" ["?"] expr "]" }
//   primary  = literal | ["."] name [ "(" [exprs] ")" ] | "(" expr ")"
//            | "[" [items] [","] "]" | "{" [entries] [","] "}"
//            | ["."] name { "." name } "{" [fields] [","] "}"
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "rules/language/problem.h"
#include "rules/language/syntax.h"

namespace fenghuo::language {

/// A tree is at most this deep: what walks it takes some hundred bytes of the stack a level.
inline constexpr int kDepthMax = 250;
/// And of at most so many nodes; 20,000 x 200 bytes = 4 MB.
inline constexpr std::size_t kNodesMax = 20'000;

enum class Macros : std::uint8_t {
  none,      // has(x.y), x.all(...) stay calls
  standard,  // those of langdef.md
  all        // and those of the extensions: two variables, cel.bind, optMap, math.greatest ...
};

tl::expected<Syntax, Problem> parse(std::string_view source, Macros macros = Macros::all);

}  // namespace fenghuo::language
