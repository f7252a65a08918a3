// Arithmetic and logic.
#include <algorithm>
#include <array>

#include "rules/language/library.h"
#include "rules/language/moment.h"

namespace fenghuo::language {
namespace {

Value overflow() {
  return Value::error(Failure::overflow);
}

template <bool (*Compute)(std::int64_t, std::int64_t, std::int64_t*)>
Value integers(Evaluation&, const Value* a) {
  std::int64_t result = 0;
  return Compute(a[0].integer, a[1].integer, &result) ? overflow() : Value::of(result);
}
template <bool (*Compute)(std::uint64_t, std::uint64_t, std::uint64_t*)>
Value unsigned_integers(Evaluation&, const Value* a) {
  std::uint64_t result = 0;
  return Compute(a[0].unsigned_integer, a[1].unsigned_integer, &result) ? overflow()
                                                                        : Value::of(result);
}

template <class T>
bool add(T a, T b, T* result) {
  return __builtin_add_overflow(a, b, result);
}
template <class T>
bool subtract(T a, T b, T* result) {
  return __builtin_sub_overflow(a, b, result);
}
template <class T>
bool multiply(T a, T b, T* result) {
  return __builtin_mul_overflow(a, b, result);
}

Value add_doubles(Evaluation&, const Value* a) {
  return Value::of(a[0].floating + a[1].floating);
}
Value subtract_doubles(Evaluation&, const Value* a) {
  return Value::of(a[0].floating - a[1].floating);
}
Value multiply_doubles(Evaluation&, const Value* a) {
  return Value::of(a[0].floating * a[1].floating);
}
Value divide_doubles(Evaluation&, const Value* a) {
  return Value::of(a[0].floating / a[1].floating);
}

Value divide_integers(Evaluation&, const Value* a) {
  if (a[1].integer == 0) return Value::error(Failure::division_by_zero);
  if (a[0].integer == INT64_MIN && a[1].integer == -1) return overflow();
  return Value::of(a[0].integer / a[1].integer);
}
Value modulo_integers(Evaluation&, const Value* a) {
  if (a[1].integer == 0) return Value::error(Failure::division_by_zero);
  if (a[0].integer == INT64_MIN && a[1].integer == -1) return overflow();
  return Value::of(a[0].integer % a[1].integer);
}
Value divide_unsigned(Evaluation&, const Value* a) {
  if (a[1].unsigned_integer == 0) return Value::error(Failure::division_by_zero);
  return Value::of(a[0].unsigned_integer / a[1].unsigned_integer);
}
Value modulo_unsigned(Evaluation&, const Value* a) {
  if (a[1].unsigned_integer == 0) return Value::error(Failure::division_by_zero);
  return Value::of(a[0].unsigned_integer % a[1].unsigned_integer);
}

Value negate_integer(Evaluation&, const Value* a) {
  return a[0].integer == INT64_MIN ? overflow() : Value::of(-a[0].integer);
}
Value negate_double(Evaluation&, const Value* a) {
  return Value::of(-a[0].floating);
}
Value invert(Evaluation&, const Value* a) {
  return Value::of(!a[0].boolean);
}

Value join(Evaluation& evaluation, const Value* a) {
  const std::size_t size = std::size_t{a[0].size} + a[1].size;
  char* bytes = evaluation.arena().make<char>(size);
  if (bytes == nullptr) return Value::error(Failure::too_large);
  std::copy(a[0].text, a[0].text + a[0].size, bytes);
  std::copy(a[1].text, a[1].text + a[1].size, bytes + a[0].size);
  return Value::of(std::string_view(bytes, size), a[0].kind);
}

Value join_lists(Evaluation& evaluation, const Value* a) {
  if (a[1].size == 0) return a[0];
  if (a[0].size == 0) return a[1];
  const std::size_t size = std::size_t{a[0].size} + a[1].size;
  if (!evaluation.spend(size)) return Value::error(Failure::too_long);
  auto* items = evaluation.arena().make<Value>(size);
  if (items == nullptr) return Value::error(Failure::too_large);
  std::copy(a[0].items, a[0].items + a[0].size, items);
  std::copy(a[1].items, a[1].items + a[1].size, items + a[0].size);
  return Value::of(std::span<const Value>(items, size));
}

// Of moments and lengths of time: the first plus or minus the second.
template <int Sign, Kind Result>
Value shift(Evaluation&, const Value* a) {
  return time_sum(a[0], a[1], Sign, Result);
}

constexpr std::array kOperators{
    Declaration{"_+_", kFunction, "add_bytes", "bytes, bytes", "bytes", join},
    Declaration{"_+_", kFunction, "add_double", "double, double", "double", add_doubles},
    Declaration{"_+_", kFunction, "add_duration_duration", "duration, duration", "duration",
                shift<1, Kind::duration>},
    Declaration{"_+_", kFunction, "add_duration_timestamp", "duration, timestamp", "timestamp",
                shift<1, Kind::timestamp>},
    Declaration{"_+_", kFunction, "add_int64", "int, int", "int", integers<add<std::int64_t>>},
    Declaration{"_+_", kFunction, "add_list", "list(A), list(A)", "list(A)", join_lists},
    Declaration{"_+_", kFunction, "add_string", "string, string", "string", join},
    Declaration{"_+_", kFunction, "add_timestamp_duration", "timestamp, duration", "timestamp",
                shift<1, Kind::timestamp>},
    Declaration{"_+_", kFunction, "add_uint64", "uint, uint", "uint",
                unsigned_integers<add<std::uint64_t>>},
    Declaration{"_-_", kFunction, "subtract_double", "double, double", "double", subtract_doubles},
    Declaration{"_-_", kFunction, "subtract_duration_duration", "duration, duration", "duration",
                shift<-1, Kind::duration>},
    Declaration{"_-_", kFunction, "subtract_int64", "int, int", "int",
                integers<subtract<std::int64_t>>},
    Declaration{"_-_", kFunction, "subtract_timestamp_duration", "timestamp, duration", "timestamp",
                shift<-1, Kind::timestamp>},
    Declaration{"_-_", kFunction, "subtract_timestamp_timestamp", "timestamp, timestamp",
                "duration", shift<-1, Kind::duration>},
    Declaration{"_-_", kFunction, "subtract_uint64", "uint, uint", "uint",
                unsigned_integers<subtract<std::uint64_t>>},
    Declaration{"_*_", kFunction, "multiply_double", "double, double", "double", multiply_doubles},
    Declaration{"_*_", kFunction, "multiply_int64", "int, int", "int",
                integers<multiply<std::int64_t>>},
    Declaration{"_*_", kFunction, "multiply_uint64", "uint, uint", "uint",
                unsigned_integers<multiply<std::uint64_t>>},
    Declaration{"_/_", kFunction, "divide_double", "double, double", "double", divide_doubles},
    Declaration{"_/_", kFunction, "divide_int64", "int, int", "int", divide_integers},
    Declaration{"_/_", kFunction, "divide_uint64", "uint, uint", "uint", divide_unsigned},
    Declaration{"_%_", kFunction, "modulo_int64", "int, int", "int", modulo_integers},
    Declaration{"_%_", kFunction, "modulo_uint64", "uint, uint", "uint", modulo_unsigned},
    Declaration{"-_", kFunction, "negate_double", "double", "double", negate_double},
    Declaration{"-_", kFunction, "negate_int64", "int", "int", negate_integer},
    Declaration{"!_", kFunction, "logical_not", "bool", "bool", invert},
    Declaration{"_&&_", kFunction, "logical_and", "bool, bool", "bool", nullptr},
    Declaration{"_||_", kFunction, "logical_or", "bool, bool", "bool", nullptr},
    Declaration{"_?_:_", kFunction, "conditional", "bool, A, A", "A", nullptr},
    Declaration{"@not_strictly_false", kFunction, "not_strictly_false", "bool", "bool", nullptr}};

}  // namespace

std::span<const Declaration> operators() {
  return kOperators;
}

}  // namespace fenghuo::language
