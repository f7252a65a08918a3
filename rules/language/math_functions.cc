// The math extension.
#include <array>
#include <cmath>

#include "rules/language/library.h"

namespace fenghuo::language {
namespace {

template <double (*Compute)(double)>
Value of_double(Evaluation&, const Value* a) {
  return Value::of(Compute(a[0].floating));
}
// Half away from zero.
double rounded(double value) {
  return std::round(value);
}
double ceiling(double value) {
  return std::ceil(value);
}
double floored(double value) {
  return std::floor(value);
}
double truncated(double value) {
  return std::trunc(value);
}
double absolute(double value) {
  return std::fabs(value);
}
double sign_of(double value) {
  return std::isnan(value) ? value : value > 0 ? 1 : value < 0 ? -1 : 0;
}
double root(double value) {
  return std::sqrt(value);
}

Value root_of_integer(Evaluation&, const Value* a) {
  return Value::of(std::sqrt(static_cast<double>(a[0].integer)));
}
Value root_of_unsigned(Evaluation&, const Value* a) {
  return Value::of(std::sqrt(static_cast<double>(a[0].unsigned_integer)));
}

Value absolute_of_integer(Evaluation&, const Value* a) {
  if (a[0].integer == INT64_MIN) return Value::error(Failure::overflow);
  return Value::of(a[0].integer < 0 ? -a[0].integer : a[0].integer);
}
Value same(Evaluation&, const Value* a) {
  return a[0];
}
Value sign_of_integer(Evaluation&, const Value* a) {
  return Value::of(std::int64_t{a[0].integer > 0} - std::int64_t{a[0].integer < 0});
}
Value sign_of_unsigned(Evaluation&, const Value* a) {
  return Value::of(std::uint64_t{a[0].unsigned_integer > 0});
}

Value is_infinite(Evaluation&, const Value* a) {
  return Value::of(std::isinf(a[0].floating));
}
Value is_nan(Evaluation&, const Value* a) {
  return Value::of(std::isnan(a[0].floating));
}
Value is_finite(Evaluation&, const Value* a) {
  return Value::of(std::isfinite(a[0].floating));
}

// The bits of either kind of integer.
Value with_bits(const Value& like, std::uint64_t bits) {
  return like.kind == Kind::integer ? Value::of(static_cast<std::int64_t>(bits)) : Value::of(bits);
}
Value bits_and(Evaluation&, const Value* a) {
  return with_bits(a[0], a[0].unsigned_integer & a[1].unsigned_integer);
}
Value bits_or(Evaluation&, const Value* a) {
  return with_bits(a[0], a[0].unsigned_integer | a[1].unsigned_integer);
}
Value bits_xor(Evaluation&, const Value* a) {
  return with_bits(a[0], a[0].unsigned_integer ^ a[1].unsigned_integer);
}
Value bits_not(Evaluation&, const Value* a) {
  return with_bits(a[0], ~a[0].unsigned_integer);
}
Value shift_left(Evaluation& evaluation, const Value* a) {
  if (a[1].integer < 0) return evaluation.error(Failure::bad_argument, "negative offset");
  return with_bits(a[0], a[1].integer > 63 ? 0 : a[0].unsigned_integer << a[1].integer);
}
// Zeros come in at the left, of an int too.
Value shift_right(Evaluation& evaluation, const Value* a) {
  if (a[1].integer < 0) return evaluation.error(Failure::bad_argument, "negative offset");
  return with_bits(a[0], a[1].integer > 63 ? 0 : a[0].unsigned_integer >> a[1].integer);
}

// The first of those that are not beaten; numbers of different types compare by value. NaN can't be
// compared: which of the others it hid would hang on their order.
Value extreme(std::span<const Value> values, Order better) {
  if (values.empty()) return Value::error(Failure::bad_argument);
  const Value* best = nullptr;
  for (const auto& value : values) {
    if (!value.is_number()) return Value::error(Failure::no_overload);
    const Order order = best == nullptr ? better : order_of(value, *best);
    if (order == Order::none) return Value::error(Failure::bad_argument, "NaN");
    if (order == better) best = &value;
  }
  return *best;
}
template <Order Better, std::size_t Count>
Value extreme_of(Evaluation&, const Value* a) {
  return extreme({a, Count}, Better);
}
template <Order Better>
Value extreme_of_list(Evaluation& evaluation, const Value* a) {
  if (a[0].size == 0) return evaluation.error(Failure::bad_argument, "empty list");
  if (!evaluation.spend(a[0].size)) return Value::error(Failure::too_long);
  return extreme(a[0].list(), Better);
}

constexpr Order kGreater = Order::greater;
constexpr Order kLess = Order::less;
constexpr std::array kMath{
    Declaration{"math.@max", kFunction, "math_@max_int", "int", "int", same},
    Declaration{"math.@max", kFunction, "math_@max_uint", "uint", "uint", same},
    Declaration{"math.@max", kFunction, "math_@max_double", "double", "double", same},
    Declaration{"math.@max", kFunction, "math_@max_int_int", "int, int", "int",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_uint_uint", "uint, uint", "uint",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_double_double", "double, double", "double",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_int_uint", "int, uint", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_int_double", "int, double", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_uint_int", "uint, int", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_uint_double", "uint, double", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_double_int", "double, int", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_double_uint", "double, uint", "dyn",
                extreme_of<kGreater, 2>},
    Declaration{"math.@max", kFunction, "math_@max_list_int", "list(int)", "int",
                extreme_of_list<kGreater>},
    Declaration{"math.@max", kFunction, "math_@max_list_uint", "list(uint)", "uint",
                extreme_of_list<kGreater>},
    Declaration{"math.@max", kFunction, "math_@max_list_double", "list(double)", "double",
                extreme_of_list<kGreater>},
    Declaration{"math.@min", kFunction, "math_@min_int", "int", "int", same},
    Declaration{"math.@min", kFunction, "math_@min_uint", "uint", "uint", same},
    Declaration{"math.@min", kFunction, "math_@min_double", "double", "double", same},
    Declaration{"math.@min", kFunction, "math_@min_int_int", "int, int", "int",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_uint_uint", "uint, uint", "uint",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_double_double", "double, double", "double",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_int_uint", "int, uint", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_int_double", "int, double", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_uint_int", "uint, int", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_uint_double", "uint, double", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_double_int", "double, int", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_double_uint", "double, uint", "dyn",
                extreme_of<kLess, 2>},
    Declaration{"math.@min", kFunction, "math_@min_list_int", "list(int)", "int",
                extreme_of_list<kLess>},
    Declaration{"math.@min", kFunction, "math_@min_list_uint", "list(uint)", "uint",
                extreme_of_list<kLess>},
    Declaration{"math.@min", kFunction, "math_@min_list_double", "list(double)", "double",
                extreme_of_list<kLess>},
    Declaration{"math.ceil", kFunction, "math_ceil_double", "double", "double", of_double<ceiling>},
    Declaration{"math.floor", kFunction, "math_floor_double", "double", "double",
                of_double<floored>},
    Declaration{"math.round", kFunction, "math_round_double", "double", "double",
                of_double<rounded>},
    Declaration{"math.trunc", kFunction, "math_trunc_double", "double", "double",
                of_double<truncated>},
    Declaration{"math.abs", kFunction, "math_abs_double", "double", "double", of_double<absolute>},
    Declaration{"math.abs", kFunction, "math_abs_int", "int", "int", absolute_of_integer},
    Declaration{"math.abs", kFunction, "math_abs_uint", "uint", "uint", same},
    Declaration{"math.sign", kFunction, "math_sign_double", "double", "double", of_double<sign_of>},
    Declaration{"math.sign", kFunction, "math_sign_int", "int", "int", sign_of_integer},
    Declaration{"math.sign", kFunction, "math_sign_uint", "uint", "uint", sign_of_unsigned},
    Declaration{"math.sqrt", kFunction, "math_sqrt_double", "double", "double", of_double<root>},
    Declaration{"math.sqrt", kFunction, "math_sqrt_int", "int", "double", root_of_integer},
    Declaration{"math.sqrt", kFunction, "math_sqrt_uint", "uint", "double", root_of_unsigned},
    Declaration{"math.isInf", kFunction, "math_isInf_double", "double", "bool", is_infinite},
    Declaration{"math.isNaN", kFunction, "math_isNaN_double", "double", "bool", is_nan},
    Declaration{"math.isFinite", kFunction, "math_isFinite_double", "double", "bool", is_finite},
    Declaration{"math.bitAnd", kFunction, "math_bitAnd_int_int", "int, int", "int", bits_and},
    Declaration{"math.bitAnd", kFunction, "math_bitAnd_uint_uint", "uint, uint", "uint", bits_and},
    Declaration{"math.bitOr", kFunction, "math_bitOr_int_int", "int, int", "int", bits_or},
    Declaration{"math.bitOr", kFunction, "math_bitOr_uint_uint", "uint, uint", "uint", bits_or},
    Declaration{"math.bitXor", kFunction, "math_bitXor_int_int", "int, int", "int", bits_xor},
    Declaration{"math.bitXor", kFunction, "math_bitXor_uint_uint", "uint, uint", "uint", bits_xor},
    Declaration{"math.bitNot", kFunction, "math_bitNot_int", "int", "int", bits_not},
    Declaration{"math.bitNot", kFunction, "math_bitNot_uint", "uint", "uint", bits_not},
    Declaration{"math.bitShiftLeft", kFunction, "math_bitShiftLeft_int_int", "int, int", "int",
                shift_left},
    Declaration{"math.bitShiftLeft", kFunction, "math_bitShiftLeft_uint_int", "uint, int", "uint",
                shift_left},
    Declaration{"math.bitShiftRight", kFunction, "math_bitShiftRight_int_int", "int, int", "int",
                shift_right},
    Declaration{"math.bitShiftRight", kFunction, "math_bitShiftRight_uint_int", "uint, int", "uint",
                shift_right}};

}  // namespace

std::span<const Declaration> math_functions() {
  return kMath;
}

}  // namespace fenghuo::language
