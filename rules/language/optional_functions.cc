// Values that may be missing.
#include <array>

#include "rules/language/library.h"
#include "rules/language/moment.h"

namespace fenghuo::language {
namespace {

Value of(Evaluation& evaluation, const Value* a) {
  return evaluation.some(a[0]);
}

bool is_zero(const Value& value) {
  switch (value.kind) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return !value.boolean;
    case Kind::integer:
    case Kind::unsigned_integer:
      return value.integer == 0;
    case Kind::floating:
      return value.floating == 0;
    case Kind::string:
    case Kind::bytes:
    case Kind::list:
    case Kind::map:
    case Kind::optional:
      return value.size == 0;
    case Kind::duration:
      return value.integer == 0 && value.size == 0;
    case Kind::timestamp:
      // The first moment there is: where Go's time.Time begins.
      return value.integer == kMomentSecondsMin && value.size == 0;
    case Kind::type:
    case Kind::address:
    case Kind::network:
    case Kind::error:
      break;
  }
  return false;
}
Value of_non_zero(Evaluation& evaluation, const Value* a) {
  return is_zero(a[0]) ? Value::none() : evaluation.some(a[0]);
}
Value none(Evaluation&, const Value*) {
  return Value::none();
}

Value value(Evaluation&, const Value* a) {
  return a[0].size == 0 ? Value::error(Failure::no_value) : *a[0].items;
}
Value has_value(Evaluation&, const Value* a) {
  return Value::of(a[0].size > 0);
}
// Both are computed; what is not chosen may be an error (the compiler sees to it).
Value or_other(Evaluation&, const Value* a) {
  return a[0].size > 0 ? a[0] : a[1];
}
Value or_value(Evaluation&, const Value* a) {
  return a[0].size > 0 ? *a[0].items : a[1];
}

Value unwrap(Evaluation& evaluation, const Value* a) {
  if (!evaluation.spend(a[0].size)) return Value::error(Failure::too_long);
  std::vector<Value> held;
  for (const auto& item : a[0].list()) {
    if (item.kind != Kind::optional) return Value::error(Failure::no_overload);
    if (item.size > 0) held.push_back(*item.items);
  }
  return evaluation.list(held);
}

constexpr std::array kOptionals{
    Declaration{"optional.of", kFunction, "optional_of", "V", "optional_type(V)", of},
    Declaration{"optional.ofNonZeroValue", kFunction, "optional_ofNonZeroValue", "V",
                "optional_type(V)", of_non_zero},
    Declaration{"optional.none", kFunction, "optional_none", "", "optional_type(V)", none},
    Declaration{"optional.unwrap", kFunction, "optional_unwrap", "list(optional_type(V))",
                "list(V)", unwrap},
    Declaration{"unwrapOpt", kMember, "optional_unwrapOpt", "list(optional_type(V))", "list(V)",
                unwrap},
    Declaration{"value", kMember, "optional_value", "optional_type(V)", "V", value},
    Declaration{"hasValue", kMember, "optional_hasValue", "optional_type(V)", "bool", has_value},
    Declaration{"or", kMember, "optional_or_optional", "optional_type(V), optional_type(V)",
                "optional_type(V)", or_other},
    Declaration{"orValue", kMember, "optional_orValue_value", "optional_type(V), V", "V",
                or_value}};

}  // namespace

std::span<const Declaration> optional_functions() {
  return kOptionals;
}

}  // namespace fenghuo::language
