// The macros of the extension libraries, and what a table of macros is made of.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rules/language/macros.h"
#include "rules/language/syntax_builder.h"

namespace fenghuo::language {

inline constexpr std::size_t kAnyNumber = SIZE_MAX;
inline constexpr std::string_view kNone = "";
inline constexpr std::string_view kAny = "*";

struct Macro {
  std::string_view receiver;  // kNone: called without one; kAny; or the name it must have
  std::string_view name;
  std::size_t parts;      // of the call, the receiver among them
  std::size_t variables;  // parts 1 to this are names of variables
  Macros in;
  Expansion (*expand)(Syntax& syntax, const Node& call);
};

std::span<const Macro> extension_macros();

/// The variables that parts 1 and 2 of a macro's call name.
SyntaxBuilder::Variables variables_of(const Syntax& syntax, const Node& call);

/// transformList: as map, over a map too.
Expansion map_pairs(Syntax& syntax, const Node& call);

}  // namespace fenghuo::language
