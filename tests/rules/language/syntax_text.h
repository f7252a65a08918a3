// A syntax tree as text in the form of cel-go's debug printer, so that trees can be compared with
// those that cel-go made.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "rules/language/syntax.h"

namespace fenghuo::language {

/// What is printed behind a node, such as "~int^add_int64".
using Annotation = std::function<std::string(NodeId)>;

std::string text_of(const Syntax& syntax, const Annotation& annotation = {});

/// The text without cel-go's names of node kinds, ^#*expr.Constant_Int64Value# and the like.
std::string without_kinds(std::string_view text);

}  // namespace fenghuo::language
