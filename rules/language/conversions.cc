// From one type to another (langdef.md, "Conversions").
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "rules/language/address.h"
#include "rules/language/library.h"
#include "rules/language/moment.h"
#include "rules/language/number_text.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

Value range() {
  return Value::error(Failure::out_of_range);
}
Value bad(Evaluation& evaluation, const Value& value) {
  return evaluation.error(Failure::bad_argument, "'" + std::string(value.string()) + "'");
}

Value same(Evaluation&, const Value* a) {
  return a[0];
}

template <class T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Value integer_of_unsigned(Evaluation&, const Value* a) {
  return a[0].unsigned_integer > INT64_MAX
             ? range()
             : Value::of(static_cast<std::int64_t>(a[0].unsigned_integer));
}
Value integer_of_double(Evaluation&, const Value* a) {
  // The ends are left out: a double next to them stands for numbers beyond.
  const bool fits = a[0].floating > -0x1p63 && a[0].floating < 0x1p63;
  return fits ? Value::of(static_cast<std::int64_t>(a[0].floating)) : range();
}
// A plus sign, which from_chars doesn't take, is as good as none.
std::string_view without_plus(std::string_view text) {
  const bool signs = text.starts_with('+') && !text.substr(1).starts_with('-');
  return signs ? text.substr(1) : text;
}
Value integer_of_string(Evaluation& evaluation, const Value* a) {
  const auto value = parsed<std::int64_t>(without_plus(a[0].string()));
  return value ? Value::of(*value) : bad(evaluation, a[0]);
}
Value integer_of_moment(Evaluation&, const Value* a) {
  return Value::of(a[0].integer);
}

Value unsigned_of_integer(Evaluation&, const Value* a) {
  return a[0].integer < 0 ? range() : Value::of(static_cast<std::uint64_t>(a[0].integer));
}
Value unsigned_of_double(Evaluation&, const Value* a) {
  const bool fits = a[0].floating >= 0 && a[0].floating < 0x1p64;
  return fits ? Value::of(static_cast<std::uint64_t>(a[0].floating)) : range();
}
Value unsigned_of_string(Evaluation& evaluation, const Value* a) {
  const auto value = parsed<std::uint64_t>(a[0].string());
  return value ? Value::of(*value) : bad(evaluation, a[0]);
}

Value double_of_integer(Evaluation&, const Value* a) {
  return Value::of(static_cast<double>(a[0].integer));
}
Value double_of_unsigned(Evaluation&, const Value* a) {
  return Value::of(static_cast<double>(a[0].unsigned_integer));
}
Value double_of_string(Evaluation& evaluation, const Value* a) {
  const std::string_view text = a[0].string();
  if (text == "NaN") return Value::of(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity" || text == "+Infinity" || text == "inf" || text == "+inf")
    return Value::of(std::numeric_limits<double>::infinity());
  if (text == "-Infinity" || text == "-inf")
    return Value::of(-std::numeric_limits<double>::infinity());
  double value = 0;
  const std::string_view digits = without_plus(text);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size()) return bad(evaluation, a[0]);
  // Larger than any double, or nearer to zero: from_chars doesn't say which.
  if (error == std::errc::result_out_of_range)
    value = std::strtod(std::string(digits).c_str(), nullptr);
  const bool sound = error == std::errc{} || error == std::errc::result_out_of_range;
  return sound && std::isfinite(value) ? Value::of(value) : bad(evaluation, a[0]);
}

Value boolean_of_string(Evaluation& evaluation, const Value* a) {
  constexpr std::array<std::string_view, 5> kTrue{"1", "t", "true", "TRUE", "True"};
  constexpr std::array<std::string_view, 5> kFalse{"0", "f", "false", "FALSE", "False"};
  for (const auto word : kTrue)
    if (a[0].string() == word) return Value::of(true);
  for (const auto word : kFalse)
    if (a[0].string() == word) return Value::of(false);
  return bad(evaluation, a[0]);
}

Value string_of_boolean(Evaluation&, const Value* a) {
  return Value::of(std::string_view(a[0].boolean ? "true" : "false"));
}
Value string_of_integer(Evaluation& evaluation, const Value* a) {
  return evaluation.text(std::to_string(a[0].integer));
}
Value string_of_unsigned(Evaluation& evaluation, const Value* a) {
  return evaluation.text(std::to_string(a[0].unsigned_integer));
}
Value string_of_double(Evaluation& evaluation, const Value* a) {
  return evaluation.text(number_text(a[0].floating));
}
Value string_of_bytes(Evaluation& evaluation, const Value* a) {
  if (!is_utf8(a[0].string())) return evaluation.error(Failure::bad_argument, "invalid UTF-8");
  return Value::of(a[0].string());
}
Value string_of_moment(Evaluation& evaluation, const Value* a) {
  return evaluation.text(moment_text(a[0]));
}
Value string_of_length(Evaluation& evaluation, const Value* a) {
  return evaluation.text(length_text(a[0]));
}
Value bytes_of_string(Evaluation&, const Value* a) {
  return Value::of(a[0].string(), Kind::bytes);
}

Value moment_of_string(Evaluation& evaluation, const Value* a) {
  const auto value = parse_moment(a[0].string());
  return value ? *value : bad(evaluation, a[0]);
}
Value moment_of_integer(Evaluation&, const Value* a) {
  return moment(a[0].integer, 0);
}
Value length_of_string(Evaluation& evaluation, const Value* a) {
  const auto value = parse_length(a[0].string());
  return value ? *value : bad(evaluation, a[0]);
}
Value length_of_integer(Evaluation&, const Value* a) {
  return length_of_time(a[0].integer, 0);
}

Value type_of(Evaluation&, const Value* a) {
  return Value::type_named(type_name(a[0]));
}

constexpr std::array kConversions{
    Declaration{"type", kFunction, "type", "A", "type(A)", type_of},
    Declaration{"dyn", kFunction, "to_dyn", "A", "dyn", same},
    Declaration{"bool", kFunction, "bool_to_bool", "bool", "bool", same},
    Declaration{"bool", kFunction, "string_to_bool", "string", "bool", boolean_of_string},
    Declaration{"int", kFunction, "int64_to_int64", "int", "int", same},
    Declaration{"int", kFunction, "double_to_int64", "double", "int", integer_of_double},
    Declaration{"int", kFunction, "string_to_int64", "string", "int", integer_of_string},
    Declaration{"int", kFunction, "timestamp_to_int64", "timestamp", "int", integer_of_moment},
    Declaration{"int", kFunction, "uint64_to_int64", "uint", "int", integer_of_unsigned},
    Declaration{"uint", kFunction, "uint64_to_uint64", "uint", "uint", same},
    Declaration{"uint", kFunction, "double_to_uint64", "double", "uint", unsigned_of_double},
    Declaration{"uint", kFunction, "int64_to_uint64", "int", "uint", unsigned_of_integer},
    Declaration{"uint", kFunction, "string_to_uint64", "string", "uint", unsigned_of_string},
    Declaration{"double", kFunction, "double_to_double", "double", "double", same},
    Declaration{"double", kFunction, "int64_to_double", "int", "double", double_of_integer},
    Declaration{"double", kFunction, "string_to_double", "string", "double", double_of_string},
    Declaration{"double", kFunction, "uint64_to_double", "uint", "double", double_of_unsigned},
    Declaration{"string", kFunction, "string_to_string", "string", "string", same},
    Declaration{"string", kFunction, "bool_to_string", "bool", "string", string_of_boolean},
    Declaration{"string", kFunction, "bytes_to_string", "bytes", "string", string_of_bytes},
    Declaration{"string", kFunction, "double_to_string", "double", "string", string_of_double},
    Declaration{"string", kFunction, "duration_to_string", "duration", "string", string_of_length},
    Declaration{"string", kFunction, "int64_to_string", "int", "string", string_of_integer},
    Declaration{"string", kFunction, "timestamp_to_string", "timestamp", "string",
                string_of_moment},
    Declaration{"string", kFunction, "uint64_to_string", "uint", "string", string_of_unsigned},
    Declaration{"bytes", kFunction, "bytes_to_bytes", "bytes", "bytes", same},
    Declaration{"bytes", kFunction, "string_to_bytes", "string", "bytes", bytes_of_string},
    Declaration{"timestamp", kFunction, "timestamp_to_timestamp", "timestamp", "timestamp", same},
    Declaration{"timestamp", kFunction, "string_to_timestamp", "string", "timestamp",
                moment_of_string},
    Declaration{"timestamp", kFunction, "int64_to_timestamp", "int", "timestamp",
                moment_of_integer},
    Declaration{"duration", kFunction, "duration_to_duration", "duration", "duration", same},
    Declaration{"duration", kFunction, "string_to_duration", "string", "duration",
                length_of_string},
    Declaration{"duration", kFunction, "int64_to_duration", "int", "duration", length_of_integer}};

}  // namespace

std::span<const Declaration> conversions() {
  return kConversions;
}

}  // namespace fenghuo::language
