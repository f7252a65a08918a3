// What the names of an expression stand for: variables, which are the inputs of its program, and
// functions. Names are looked up within a container, as in a C++ namespace (langdef.md, "Name
// Resolution").
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/library.h"
#include "rules/language/type.h"

namespace fenghuo::language {

struct Variable {
  std::string name;
  const Type* type = nullptr;
};

class Environment {
 public:
  explicit Environment(const Library& library = standard_library()) : library_(library) {}

  /// "a.b": name x is a.b.x, or else a.x, or else x.
  void set_container(std::string container) { container_ = std::move(container); }
  const std::string& container() const { return container_; }

  /// Gives the input of the program that it will be; nothing where the type can't be read.
  std::optional<std::uint32_t> add_variable(std::string name, std::string_view type);
  /// Without an implementation it is an error to call it.
  void add_function(const Declaration& declaration);

  /// Puts another implementation in the place of the library's.
  void implement(std::string_view function, std::string_view overload, Implementation run);

  const std::vector<Variable>& variables() const { return variables_; }
  const Variable* find_variable(std::string_view name) const;
  std::uint32_t input_of(const Variable& variable) const {
    return static_cast<std::uint32_t>(&variable - variables_.data());
  }
  const Overloads* find_function(std::string_view name) const;
  const Library& library() const { return library_; }

  /// What a name may stand for, in the order in which it is tried.
  std::vector<std::string> candidates(std::string_view name) const;

 private:
  const Library& library_;
  Types types_;
  std::string container_;
  std::vector<Variable> variables_;
  std::map<std::string, Overloads, std::less<>> functions_;
};

}  // namespace fenghuo::language
