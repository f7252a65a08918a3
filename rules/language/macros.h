// Calls that are written like functions and stand for something else (langdef.md, "Macros", and the
// extension libraries): they are expanded while parsing.
#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "rules/language/parser.h"
#include "rules/language/problem.h"
#include "rules/language/syntax.h"

namespace fenghuo::language {

/// Nothing: the call is no macro.
using Expansion = tl::expected<std::optional<NodeId>, Fault>;

/// What the call (not yet in the tree) stands for.
Expansion expand(Syntax& syntax, const Node& call, Macros macros);

}  // namespace fenghuo::language
