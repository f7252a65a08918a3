#include "rules/language/type.h"

#include <algorithm>
#include <array>

namespace fenghuo::language {
namespace {

// The names of the types without parameters, by kind.
constexpr std::array<std::pair<std::string_view, TypeKind>, 12> kNames{
    {{"*error*", TypeKind::error},
     {"dyn", TypeKind::dyn},
     {"null_type", TypeKind::null},
     {"bool", TypeKind::boolean},
     {"int", TypeKind::integer},
     {"uint", TypeKind::unsigned_integer},
     {"double", TypeKind::floating},
     {"string", TypeKind::string},
     {"bytes", TypeKind::bytes},
     {"google.protobuf.Timestamp", TypeKind::timestamp},
     {"google.protobuf.Duration", TypeKind::duration},
     {"type", TypeKind::type}}};

class Reader {
 public:
  Reader(Types& types, std::string_view text) : types_(types), text_(text) {}

  const Type* whole() {
    const Type* type = one();
    return text_.empty() ? type : nullptr;
  }

 private:
  bool take(char c) {
    while (text_.starts_with(' ')) text_.remove_prefix(1);
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  const Type* one() {
    while (text_.starts_with(' ')) text_.remove_prefix(1);
    const std::size_t size = std::min(text_.find_first_of("(), "), text_.size());
    const std::string name(text_.substr(0, size));
    text_.remove_prefix(size);
    if (name.empty()) return nullptr;
    std::vector<const Type*> parameters;
    if (take('(')) {
      do {
        parameters.push_back(one());
        if (parameters.back() == nullptr) return nullptr;
      } while (take(','));
      if (!take(')')) return nullptr;
    }
    return named(name, std::move(parameters));
  }

  const Type* named(const std::string& name, std::vector<const Type*> parameters) {
    if (name == "list" && parameters.size() == 1) return types_.list(parameters[0]);
    if (name == "map" && parameters.size() == 2) return types_.map(parameters[0], parameters[1]);
    if (name == "type" && parameters.size() == 1) return types_.type(parameters[0]);
    if (!parameters.empty()) return types_.opaque(name, std::move(parameters));
    if (name == "timestamp") return &basic(TypeKind::timestamp);
    if (name == "duration") return &basic(TypeKind::duration);
    for (const auto& [known, kind] : kNames)
      if (known == name) return &basic(kind);
    if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return types_.parameter(name);
    return types_.opaque(name);
  }

  Types& types_;
  std::string_view text_;
};

}  // namespace

const Type& basic(TypeKind kind) {
  static const std::array<Type, 16> kBasic = [] {
    std::array<Type, 16> types;
    for (std::size_t i = 0; i < types.size(); ++i) types[i].kind = static_cast<TypeKind>(i);
    return types;
  }();
  return kBasic[static_cast<std::size_t>(kind)];
}

const Type* Types::parse(std::string_view text) {
  return Reader(*this, text).whole();
}

std::string to_string(const Type& type) {
  std::string text = type.name;
  if (type.kind == TypeKind::list) text = "list";
  if (type.kind == TypeKind::map) text = "map";
  for (const auto& [name, kind] : kNames)
    if (kind == type.kind) text = name;
  if (type.parameters.empty()) return text;
  text += "(";
  for (std::size_t i = 0; i < type.parameters.size(); ++i)
    text += (i == 0 ? "" : ", ") + to_string(*type.parameters[i]);
  return text + ")";
}

bool same(const Type& a, const Type& b) {
  return a.kind == b.kind && a.name == b.name &&
         std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(),
                    b.parameters.end(), [](const Type* x, const Type* y) { return same(*x, *y); });
}

}  // namespace fenghuo::language
