#include "rules/language/substitution.h"

#include <algorithm>

namespace fenghuo::language {
namespace {

bool is_open(const Type& type) {
  return type.kind == TypeKind::dyn || type.kind == TypeKind::error;
}

// null stands for a missing value of these.
bool takes_null(const Type& type) {
  return type.kind == TypeKind::null || type.kind == TypeKind::opaque ||
         type.kind == TypeKind::timestamp || type.kind == TypeKind::duration;
}

bool has_parts(const Type& type) {
  return type.kind == TypeKind::list || type.kind == TypeKind::map || type.kind == TypeKind::opaque;
}

bool says_less_or_same(const Type& a, const Type& b) {
  if (a.kind == TypeKind::dyn || a.kind == TypeKind::parameter) return true;
  if (b.kind == TypeKind::dyn || b.kind == TypeKind::parameter) return false;
  if (b.kind == TypeKind::null) return takes_null(a);
  if (a.kind != b.kind) return false;
  if (a.kind == TypeKind::type) return true;
  return a.name == b.name &&
         std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(),
                    b.parameters.end(),
                    [](const Type* x, const Type* y) { return says_less_or_same(*x, *y); });
}

}  // namespace

bool Substitution::assignable(std::span<const Type* const> to, std::span<const Type* const> from) {
  found_.keep();
  if (fit(found_, to, from)) return true;
  found_.go_back(0);
  return false;
}

bool Substitution::fit(Found& found, std::span<const Type* const> a,
                       std::span<const Type* const> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](const Type* x, const Type* y) { return fits(found, x, y); });
}

bool Substitution::fits(Found& found, const Type* a, const Type* b) {
  if (b->kind == TypeKind::parameter) {
    bool settled = false;
    if (stands_for(found, a, b, settled)) return true;
    if (settled) return false;
  }
  if (a->kind == TypeKind::parameter) {
    bool settled = false;
    return stands_for(found, b, a, settled);
  }
  if (is_open(*a) || is_open(*b)) return true;
  if (a->kind == TypeKind::null) return takes_null(*b);
  if (b->kind == TypeKind::null) return takes_null(*a);
  if (a->kind != b->kind) return false;
  return !has_parts(*a) || (a->name == b->name && fit(found, a->parameters, b->parameters));
}

bool Substitution::stands_for(Found& found, const Type* a, const Type* b, bool& settled) {
  settled = true;
  if (same(*a, *b)) return true;
  if (const Type* now = found.find(b->name)) {
    if (same(*a, *now)) return true;
    if (!fits(found, a, now)) return false;
    const Type* general = more_general(a, now);
    if (absent_from(found, b, general)) found.set(b->name, general);
    return true;
  }
  settled = false;
  if (!absent_from(found, b, a)) return false;
  found.set(b->name, a);
  return true;
}

bool Substitution::absent_from(const Found& found, const Type* parameter, const Type* within) {
  if (same(*parameter, *within)) return false;
  if (within->kind == TypeKind::parameter) {
    const Type* known = found.find(within->name);
    return known == nullptr || absent_from(found, parameter, known);
  }
  return std::all_of(within->parameters.begin(), within->parameters.end(),
                     [&](const Type* part) { return absent_from(found, parameter, part); });
}

const Type* Substitution::applied(const Type* type, bool unknown_to_dyn) {
  if (type->kind == TypeKind::parameter) {
    if (const Type* known = found_.find(type->name)) return applied(known, unknown_to_dyn);
    return unknown_to_dyn ? &basic(TypeKind::dyn) : type;
  }
  if (type->parameters.empty()) return type;
  std::vector<const Type*> parts;
  parts.reserve(type->parameters.size());
  for (const Type* part : type->parameters) parts.push_back(applied(part, unknown_to_dyn));
  if (parts == type->parameters) return type;
  return types_.with_parameters(*type, std::move(parts));
}

const Type* Substitution::instance(const Type* type,
                                   std::map<std::string, const Type*>& fresh_ones) {
  if (type->kind == TypeKind::parameter) {
    const Type*& mine = fresh_ones[type->name];
    if (mine == nullptr) mine = fresh();
    return mine;
  }
  if (type->parameters.empty()) return type;
  std::vector<const Type*> parts;
  parts.reserve(type->parameters.size());
  for (const Type* part : type->parameters) parts.push_back(instance(part, fresh_ones));
  return types_.with_parameters(*type, std::move(parts));
}

const Type* Substitution::more_general(const Type* a, const Type* b) {
  return says_less_or_same(*a, *b) ? a : b;
}

}  // namespace fenghuo::language
