// Operators and conversions of the reference (langdef.md, "Functions", "Overflow").
#include <cmath>
#include <cstdlib>
#include <limits>

#include "tests/rules/language/reference.h"

namespace fenghuo::language::reference {
namespace {

using Wide = __int128;
using UnsignedWide = unsigned __int128;

template <class T>
struct Pair {
  T first;
  T second;
};
// Both arguments, where they are of this type.
template <class T>
std::optional<Pair<T>> both(const Arguments& a) {
  const T* first = find_as<T>(a[0]);
  const T* second = find_as<T>(a[1]);
  if (first == nullptr || second == nullptr) return std::nullopt;
  return Pair<T>{*first, *second};
}

constexpr Wide kSecond = 1'000'000'000;
constexpr Wide kMomentMin = -62'135'596'800 * kSecond;
constexpr Wide kMomentMax = 253'402'300'800 * kSecond - 1;

Value moment(Wide nanoseconds) {
  if (nanoseconds < kMomentMin || nanoseconds > kMomentMax) throw Failed{};
  return {Moment{nanoseconds}};
}
Value length(Wide nanoseconds) {
  return {Length{to_integer(nanoseconds)}};
}

Value add(const Arguments& a) {
  if (const auto n = both<std::int64_t>(a)) return {to_integer(Wide{n->first} + n->second)};
  if (const auto n = both<std::uint64_t>(a))
    return {to_unsigned(UnsignedWide{n->first} + n->second)};
  if (const auto n = both<double>(a)) return {n->first + n->second};
  if (const auto n = both<std::string>(a)) return {n->first + n->second};
  if (const auto n = both<Bytes>(a)) return {Bytes{n->first.value + n->second.value}};
  if (auto n = both<List>(a)) {
    n->first.insert(n->first.end(), n->second.begin(), n->second.end());
    return {std::move(n->first)};
  }
  if (const auto n = both<Length>(a)) return length(n->first.nanoseconds + n->second.nanoseconds);
  if (const auto* of = find_as<Moment>(a[0]))
    return moment(of->nanoseconds + as<Length>(a[1]).nanoseconds);
  return moment(as<Length>(a[0]).nanoseconds + as<Moment>(a[1]).nanoseconds);
}

Value subtract(const Arguments& a) {
  if (const auto n = both<std::int64_t>(a)) return {to_integer(Wide{n->first} - n->second)};
  if (const auto n = both<std::uint64_t>(a)) {
    if (n->first < n->second) throw Failed{};
    return {n->first - n->second};
  }
  if (const auto n = both<double>(a)) return {n->first - n->second};
  if (const auto n = both<Length>(a)) return length(n->first.nanoseconds - n->second.nanoseconds);
  if (const auto n = both<Moment>(a)) return length(n->first.nanoseconds - n->second.nanoseconds);
  return moment(as<Moment>(a[0]).nanoseconds - as<Length>(a[1]).nanoseconds);
}

Value multiply(const Arguments& a) {
  if (const auto n = both<std::int64_t>(a)) return {to_integer(Wide{n->first} * n->second)};
  if (const auto n = both<std::uint64_t>(a))
    return {to_unsigned(UnsignedWide{n->first} * n->second)};
  return {as<double>(a[0]) * as<double>(a[1])};
}

Value divide(const Arguments& a) {
  if (const auto n = both<std::int64_t>(a)) {
    if (n->second == 0) throw Failed{};
    return {to_integer(Wide{n->first} / n->second)};
  }
  if (const auto n = both<std::uint64_t>(a)) {
    if (n->second == 0) throw Failed{};
    return {n->first / n->second};
  }
  return {as<double>(a[0]) / as<double>(a[1])};
}

Value remainder(const Arguments& a) {
  if (const auto n = both<std::int64_t>(a)) {
    // Where the quotient overflows, so does this.
    if (n->second == 0 || (n->first == INT64_MIN && n->second == -1)) throw Failed{};
    return {n->first % n->second};
  }
  const auto divisor = as<std::uint64_t>(a[1]);
  if (divisor == 0) throw Failed{};
  return {as<std::uint64_t>(a[0]) % divisor};
}

Value negate(const Arguments& a) {
  if (const auto* of = find_as<std::int64_t>(a[0])) return {to_integer(-Wide{*of})};
  return {-as<double>(a[0])};
}
Value invert(const Arguments& a) {
  return {!as<bool>(a[0])};
}

// Of what has no order it is an error to ask; NaN is neither before nor after.
std::optional<int> compared(const Arguments& a) {
  const bool comparable = is_ordered(a[0]) && ((is_number(a[0]) && is_number(a[1])) ||
                                               a[0].held.index() == a[1].held.index());
  if (!comparable) throw Failed{};
  return order(a[0], a[1]);
}
Value less(const Arguments& a) {
  const auto order = compared(a);
  return {order && *order < 0};
}
Value at_most(const Arguments& a) {
  const auto order = compared(a);
  return {order && *order <= 0};
}
Value greater(const Arguments& a) {
  const auto order = compared(a);
  return {order && *order > 0};
}
Value at_least(const Arguments& a) {
  const auto order = compared(a);
  return {order && *order >= 0};
}
Value equals(const Arguments& a) {
  return {equal(a[0], a[1])};
}
Value differs(const Arguments& a) {
  return {!equal(a[0], a[1])};
}

Value in(const Arguments& a) {
  if (const auto* map = find_as<Map>(a[1])) return {find(*map, a[0]) != nullptr};
  for (const Value& item : as<List>(a[1]))
    if (equal(item, a[0])) return {true};
  return {false};
}
Value index(const Arguments& a) {
  return element(a[0], a[1], false);
}
Value optional_index(const Arguments& a) {
  return element(a[0], a[1], true);
}
Value optional_field(const Arguments& a) {
  if (find_as<Map>(a[0]) == nullptr && find_as<Optional>(a[0]) == nullptr) throw Failed{};
  return element(a[0], a[1], true);
}

Value identity(const Arguments& a) {
  return a[0];
}
Value type(const Arguments& a) {
  return {Type{type_name(a[0])}};
}

Value to_bool(const Arguments& a) {
  if (find_as<bool>(a[0]) != nullptr) return a[0];
  const auto& text = as<std::string>(a[0]);
  for (const char* word : {"1", "t", "true", "TRUE", "True"})
    if (text == word) return {true};
  for (const char* word : {"0", "f", "false", "FALSE", "False"})
    if (text == word) return {false};
  throw Failed{};
}

// Digits as a number, of which there must be some.
Wide digits(std::string_view text) {
  Wide value = 0;
  if (text.empty()) throw Failed{};
  for (const char c : text) {
    if (c < '0' || c > '9' || value > UINT64_MAX) throw Failed{};
    value = value * 10 + (c - '0');
  }
  return value;
}

Value to_int(const Arguments& a) {
  if (find_as<std::int64_t>(a[0]) != nullptr) return a[0];
  if (const auto* of = find_as<std::uint64_t>(a[0])) return {to_integer(*of)};
  if (const auto* of = find_as<double>(a[0])) {
    // The ends are errors too (langdef.md, "Overflow").
    if (!(*of > -0x1p63 && *of < 0x1p63)) throw Failed{};
    return {static_cast<std::int64_t>(*of)};
  }
  if (const auto* of = find_as<Moment>(a[0])) {
    const Wide below = of->nanoseconds % kSecond;
    return {to_integer((of->nanoseconds - (below < 0 ? below + kSecond : below)) / kSecond)};
  }
  std::string_view text = as<std::string>(a[0]);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return {to_integer(negative ? -digits(text) : digits(text))};
}

Value to_uint(const Arguments& a) {
  if (find_as<std::uint64_t>(a[0]) != nullptr) return a[0];
  if (const auto* of = find_as<std::int64_t>(a[0])) {
    if (*of < 0) throw Failed{};
    return {static_cast<std::uint64_t>(*of)};
  }
  if (const auto* of = find_as<double>(a[0])) {
    if (!(*of >= 0 && *of < 0x1p64)) throw Failed{};
    return {static_cast<std::uint64_t>(*of)};
  }
  return {to_unsigned(static_cast<UnsignedWide>(digits(as<std::string>(a[0]))))};
}

// [sign] digits [. digits] [e [sign] digits], with a digit before the e.
bool is_decimal(std::string_view text) {
  const auto take = [&](std::string_view any) {
    const bool there = !text.empty() && any.find(text[0]) != std::string_view::npos;
    if (there) text.remove_prefix(1);
    return there;
  };
  const auto take_digits = [&] {
    int count = 0;
    while (take("0123456789")) ++count;
    return count;
  };
  take("+-");
  int count = take_digits();
  if (take(".")) count += take_digits();
  if (count == 0) return false;
  if (take("eE")) {
    take("+-");
    if (take_digits() == 0) return false;
  }
  return text.empty();
}
Value to_double(const Arguments& a) {
  if (find_as<double>(a[0]) != nullptr) return a[0];
  if (const auto* of = find_as<std::int64_t>(a[0])) return {static_cast<double>(*of)};
  if (const auto* of = find_as<std::uint64_t>(a[0])) return {static_cast<double>(*of)};
  const auto& text = as<std::string>(a[0]);
  if (text == "NaN") return {std::numeric_limits<double>::quiet_NaN()};
  if (text == "Infinity" || text == "+Infinity") return {HUGE_VAL};
  if (text == "-Infinity") return {-HUGE_VAL};
  if (!is_decimal(text)) throw Failed{};
  const double value = std::strtod(text.c_str(), nullptr);
  if (std::isinf(value)) throw Failed{};
  return {value};
}

// As Go's %g: the fewest digits that give the number back, by exponent below 1e-4 and from 1e6 on.
std::string double_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::string text(64, '\0');
  int precision = 0;
  const auto print = [&](const char* form, int digits) {
    text.resize(64);
    text.resize(
        static_cast<std::size_t>(std::snprintf(text.data(), text.size(), form, digits, value)));
  };
  do print("%.*e", precision);
  while (std::strtod(text.c_str(), nullptr) != value && ++precision < 17);
  const int exponent = std::atoi(text.c_str() + text.find('e') + 1);
  if (exponent >= -4 && exponent < 6) print("%.*f", std::max(precision - exponent, 0));
  return text;
}

Value to_text(const Arguments& a) {
  if (find_as<std::string>(a[0]) != nullptr) return a[0];
  if (const auto* of = find_as<bool>(a[0])) return {std::string(*of ? "true" : "false")};
  if (const auto* of = find_as<std::int64_t>(a[0])) return {std::to_string(*of)};
  if (const auto* of = find_as<std::uint64_t>(a[0])) return {std::to_string(*of)};
  if (const auto* of = find_as<double>(a[0])) return {double_text(*of)};
  if (const auto* of = find_as<Moment>(a[0])) return {moment_text(*of)};
  if (const auto* of = find_as<Length>(a[0])) return {length_text(*of)};
  const std::string& bytes = as<Bytes>(a[0]).value;
  // The bytes of the tests are UTF-8 unless they hold one of these.
  if (bytes.find_first_of("\xFE\xFF") != std::string::npos) throw Failed{};
  return {bytes};
}
Value to_bytes(const Arguments& a) {
  if (find_as<Bytes>(a[0]) != nullptr) return a[0];
  return {Bytes{as<std::string>(a[0])}};
}

}  // namespace

const Table& operators() {
  static const Table table{{"_+_", 2, add},
                           {"_-_", 2, subtract},
                           {"_*_", 2, multiply},
                           {"_/_", 2, divide},
                           {"_%_", 2, remainder},
                           {"-_", 1, negate},
                           {"!_", 1, invert},
                           {"_<_", 2, less},
                           {"_<=_", 2, at_most},
                           {"_>_", 2, greater},
                           {"_>=_", 2, at_least},
                           {"_==_", 2, equals},
                           {"_!=_", 2, differs},
                           {"@in", 2, in},
                           {"_[_]", 2, index},
                           {"_[?_]", 2, optional_index},
                           {"_?._", 2, optional_field}};
  return table;
}

const Table& conversions() {
  static const Table table{{"type", 1, type},      {"dyn", 1, identity},  {"bool", 1, to_bool},
                           {"int", 1, to_int},     {"uint", 1, to_uint},  {"double", 1, to_double},
                           {"string", 1, to_text}, {"bytes", 1, to_bytes}};
  return table;
}

}  // namespace fenghuo::language::reference
