// Types as the checker sees them (langdef.md, "Gradual Type Checking"). A type is a value that
// never changes, kept in a pool and named by its address; equal types may have different addresses.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::language {

enum class TypeKind : std::uint8_t {
  error,
  dyn,
  null,
  boolean,
  integer,
  unsigned_integer,
  floating,
  string,
  bytes,
  timestamp,
  duration,
  list,      // parameters: of the elements
  map,       // parameters: of keys and values
  type,      // parameters: what it is the type of
  opaque,    // optional_type(T), net.IP, series: by its name
  parameter  // T of a declaration, or what is not known yet
};

struct Type {
  TypeKind kind = TypeKind::dyn;
  std::string name;  // of opaque types and parameters
  std::vector<const Type*> parameters;
};

/// Those without parameters, which live for ever.
const Type& basic(TypeKind kind);
inline constexpr std::string_view kOptional = "optional_type";

class Types {
 public:
  const Type* list(const Type* element) { return add({TypeKind::list, "", {element}}); }
  const Type* map(const Type* key, const Type* value) {
    return add({TypeKind::map, "", {key, value}});
  }
  const Type* type(const Type* of) { return add({TypeKind::type, "", {of}}); }
  const Type* opaque(std::string name, std::vector<const Type*> parameters = {}) {
    return add({TypeKind::opaque, std::move(name), std::move(parameters)});
  }
  const Type* optional(const Type* of) { return opaque(std::string(kOptional), {of}); }
  const Type* with_parameters(const Type& of, std::vector<const Type*> parameters) {
    return add({of.kind, of.name, std::move(parameters)});
  }
  const Type* parameter(std::string name) {
    return add({TypeKind::parameter, std::move(name), {}});
  }

  /// "map(string, list(A))", as declarations and cel-spec's tests write it. A name of one capital
  /// letter is a parameter; an unknown name an opaque type. Nothing where it can't be read.
  const Type* parse(std::string_view text);

 private:
  const Type* add(Type type) {
    types_.push_back(std::move(type));
    return &types_.back();
  }
  std::deque<Type> types_;
};

/// As cel-spec's tests write it.
std::string to_string(const Type& type);

bool same(const Type& a, const Type& b);
inline bool is_optional(const Type& type) {
  return type.kind == TypeKind::opaque && type.name == kOptional;
}

}  // namespace fenghuo::language
