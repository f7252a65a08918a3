// The syntax tree of an expression.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "rules/language/problem.h"

namespace fenghuo::language {

enum class NodeKind : std::uint8_t {
  boolean,     // text: true, false
  integer,     // text: digits
  floating,    // text
  string,      // text: the value
  identifier,  // text: the name
  unary,       // text: ! -
  binary,      // text: the operator
  choice,      // condition ? then : otherwise
  call,        // text: the function; operands: arguments
  method       // text: the function; operands: receiver, arguments
};

struct Node {
  NodeKind kind;
  std::string text;
  Position at;
  std::vector<std::unique_ptr<Node>> operands;
};

}  // namespace fenghuo::language
