// Gives every node its type and every call its overloads (langdef.md, "Gradual Type Checking"; the
// algorithm is that of cel-go). Names are resolved on the way: a.b.c may be one variable, and
// math.abs(x) is a function, not a call on math.
#pragma once

#include <string>
#include <vector>

#include "rules/language/environment.h"
#include "rules/language/problem.h"
#include "rules/language/syntax.h"
#include "rules/language/type.h"

namespace fenghuo::language {

enum class Checking : std::uint8_t {
  full,
  names  // all is dyn, and what is wrong shows when it runs
};

/// What is known of a node.
struct Resolved {
  const Type* type = &basic(TypeKind::dyn);
  const Variable* variable = nullptr;        // an identifier that is an input
  bool is_type = false;                      // an identifier that names a type
  std::vector<const Overload*> overloads{};  // of a call: those that may be meant
};

struct Checked {
  Syntax syntax;  // its names resolved: identifiers and functions without a leading dot
  std::vector<Resolved> nodes;
  std::vector<Problem> problems;  // none where it may run
  Types types;

  const Resolved& operator[](NodeId id) const { return nodes[id.value]; }
};

Checked check(Syntax syntax, const Environment& environment, Checking checking = Checking::full);

}  // namespace fenghuo::language
