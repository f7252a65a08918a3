#include "rules/language/mismatch.h"

#include <algorithm>
#include <array>

namespace fenghuo::language {
namespace {

// "_+_" is written +.
std::string written(const std::string& function) {
  if (function == "_?_:_") return "? :";
  if (function == "@in") return "in";
  if (function == "_[_]" || function == "_[?_]") return "[ ]";
  std::string out = function;
  std::erase(out, '_');
  return out.empty() || function.find_first_not_of("_+-*/%<>=!&|") != std::string::npos ? function
                                                                                        : out;
}

bool is_number(const Type& type) {
  return type.kind == TypeKind::integer || type.kind == TypeKind::unsigned_integer ||
         type.kind == TypeKind::floating;
}

}  // namespace

Text mismatch(const std::string& function, bool member, std::span<const Type* const> arguments) {
  std::string types;
  for (std::size_t i = member ? 1 : 0; i < arguments.size(); ++i)
    types += (types.empty() ? "" : ", ") + to_string(*arguments[i]);
  types = "(" + types + ")";
  if (member) types = to_string(*arguments[0]) + "." + types;
  const std::string name = written(function);
  Text text{"“" + name + "”不能用于 " + types,
            "found no matching overload for '" + name + "' applied to '" + types + "'"};
  const bool numbers = arguments.size() == 2 && is_number(*arguments[0]) &&
                       is_number(*arguments[1]) && arguments[0]->kind != arguments[1]->kind;
  if (numbers) {
    text.zh += "；请写成同一类数，例如 2.0，或用 double(...) 转换";
    text.en += "; write both as one kind of number, such as 2.0, or convert by double(...)";
  }
  return text;
}

}  // namespace fenghuo::language
