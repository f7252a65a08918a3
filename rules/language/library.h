// The functions of the language: the standard ones (langdef.md, "List of Standard Definitions") and
// those of the extension libraries strings, math, lists, encoders, optionals and network. Overloads
// are named as cel-go names them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/evaluation.h"
#include "rules/language/type.h"
#include "rules/language/value.h"

namespace fenghuo::language {

/// Gets as many arguments as the overload has parameters, none of them an error, all of the kinds
/// that the overload takes. Null for what the compiler makes of jumps: &&, ||, ? :.
using Implementation = Value (*)(Evaluation& evaluation, const Value* arguments);

enum class Form : std::uint8_t { function, member };
inline constexpr Form kFunction = Form::function;
inline constexpr Form kMember = Form::member;

/// A row of a table of functions.
struct Declaration {
  std::string_view function;
  Form form;
  std::string_view overload;
  std::string_view parameters;  // types, the receiver first: "string, int"
  std::string_view result;
  Implementation run;
};

struct Overload {
  std::string id;
  bool member = false;
  std::vector<const Type*> parameters;
  const Type* result = nullptr;
  Implementation run = nullptr;
  std::vector<std::uint32_t> kinds;  // by parameter: bits of the Kinds that it takes

  bool takes(std::span<const Value> arguments) const;
};

/// All overloads of a name.
using Overloads = std::vector<Overload>;

class Library {
 public:
  explicit Library(std::span<const std::span<const Declaration>> tables);

  /// Null where there is none.
  const Overloads* find(std::string_view function) const;
  const std::map<std::string, Overloads, std::less<>>& functions() const { return functions_; }

 private:
  Types types_;
  std::map<std::string, Overloads, std::less<>> functions_;
};

const Library& standard_library();

/// From types as text; for a table's row, and for what a test declares.
Overload make_overload(Types& types, const Declaration& declaration);

std::span<const Declaration> operators();
std::span<const Declaration> relations();
std::span<const Declaration> conversions();
std::span<const Declaration> collections();
std::span<const Declaration> time_functions();
std::span<const Declaration> string_functions();
std::span<const Declaration> text_functions();
std::span<const Declaration> math_functions();
std::span<const Declaration> list_functions();
std::span<const Declaration> optional_functions();
std::span<const Declaration> network_functions();

}  // namespace fenghuo::language
