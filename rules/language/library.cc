#include "rules/language/library.h"

#include <algorithm>
#include <array>

#include "engine/check.h"

namespace fenghuo::language {
namespace {

constexpr std::uint32_t bit(Kind kind) {
  return 1U << static_cast<std::uint32_t>(kind);
}
constexpr std::uint32_t kAnyKind = ~bit(Kind::error);

std::uint32_t kinds_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::null:
      return bit(Kind::null);
    case TypeKind::boolean:
      return bit(Kind::boolean);
    case TypeKind::integer:
      return bit(Kind::integer);
    case TypeKind::unsigned_integer:
      return bit(Kind::unsigned_integer);
    case TypeKind::floating:
      return bit(Kind::floating);
    case TypeKind::string:
      return bit(Kind::string);
    case TypeKind::bytes:
      return bit(Kind::bytes);
    case TypeKind::timestamp:
      return bit(Kind::timestamp);
    case TypeKind::duration:
      return bit(Kind::duration);
    case TypeKind::list:
      return bit(Kind::list);
    case TypeKind::map:
      return bit(Kind::map);
    case TypeKind::type:
      return bit(Kind::type);
    case TypeKind::opaque:
      if (is_optional(type)) return bit(Kind::optional);
      if (type.name == "net.IP") return bit(Kind::address);
      return type.name == "net.CIDR" ? bit(Kind::network) : 0;
    case TypeKind::dyn:
    case TypeKind::parameter:
      return kAnyKind;
    case TypeKind::error:
      break;
  }
  return 0;
}

}  // namespace

bool Overload::takes(std::span<const Value> arguments) const {
  return arguments.size() == kinds.size() &&
         std::equal(arguments.begin(), arguments.end(), kinds.begin(),
                    [](const Value& value, std::uint32_t taken) {
                      return (bit(value.kind) & taken) != 0;
                    });
}

Overload make_overload(Types& types, const Declaration& declaration) {
  Overload overload{.id = std::string(declaration.overload),
                    .member = declaration.form == Form::member,
                    .result = types.parse(declaration.result),
                    .run = declaration.run};
  if (!declaration.parameters.empty()) {
    const Type* all = types.parse("all(" + std::string(declaration.parameters) + ")");
    CHECK(all != nullptr);
    overload.parameters = all->parameters;
  }
  for (const Type* parameter : overload.parameters) overload.kinds.push_back(kinds_of(*parameter));
  CHECK(overload.result != nullptr);
  return overload;
}

Library::Library(std::span<const std::span<const Declaration>> tables) {
  for (const auto table : tables)
    for (const auto& declaration : table)
      functions_[std::string(declaration.function)].push_back(make_overload(types_, declaration));
}

const Overloads* Library::find(std::string_view function) const {
  const auto found = functions_.find(function);
  return found == functions_.end() ? nullptr : &found->second;
}

const Library& standard_library() {
  static const Library kLibrary(std::array{operators(), relations(), conversions(), collections(),
                                           time_functions(), string_functions(), text_functions(),
                                           math_functions(), list_functions(), optional_functions(),
                                           network_functions()});
  return kLibrary;
}

}  // namespace fenghuo::language
