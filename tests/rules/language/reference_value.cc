// Values of the reference: what is equal, what comes before what.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "tests/rules/language/reference.h"

namespace fenghuo::language::reference {
namespace {

int sign_of(auto a, auto b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// Numbers of different types compare as doubles where one is a double, else as whole numbers.
std::optional<int> order_numbers(const Value& a, const Value& b) {
  const auto whole = [](const Value& value) {
    const auto* integer = find_as<std::int64_t>(value);
    return integer != nullptr ? __int128{*integer} : __int128{as<std::uint64_t>(value)};
  };
  const auto* x = find_as<double>(a);
  const auto* y = find_as<double>(b);
  if (x == nullptr && y == nullptr) return sign_of(whole(a), whole(b));
  const double left = x != nullptr ? *x : static_cast<double>(whole(a));
  const double right = y != nullptr ? *y : static_cast<double>(whole(b));
  if (std::isnan(left) || std::isnan(right)) return std::nullopt;
  return sign_of(left, right);
}

bool is_key(const Value& value) {
  return find_as<bool>(value) != nullptr || find_as<std::string>(value) != nullptr ||
         (is_number(value) && find_as<double>(value) == nullptr);
}
bool key_before(const Value& a, const Value& b) {
  const auto rank = [](const Value& key) {
    return find_as<bool>(key) != nullptr ? 0 : is_number(key) ? 1 : 2;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return *order(a, b) < 0;
}

struct Equal {
  bool operator()(const Null&, const Null&) const { return true; }
  bool operator()(const bool& a, const bool& b) const { return a == b; }
  bool operator()(const std::string& a, const std::string& b) const { return a == b; }
  bool operator()(const Bytes& a, const Bytes& b) const { return a.value == b.value; }
  bool operator()(const Type& a, const Type& b) const { return a.name == b.name; }
  bool operator()(const Moment& a, const Moment& b) const { return a.nanoseconds == b.nanoseconds; }
  bool operator()(const Length& a, const Length& b) const { return a.nanoseconds == b.nanoseconds; }
  bool operator()(const List& a, const List& b) const {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!equal(a[i], b[i])) return false;
    return true;
  }
  bool operator()(const Map& a, const Map& b) const {
    if (a.size() != b.size()) return false;
    for (const Entry& entry : a) {
      const Value* other = find(b, entry.key);
      if (other == nullptr || !equal(entry.value, *other)) return false;
    }
    return true;
  }
  bool operator()(const Optional& a, const Optional& b) const { return (*this)(a.held, b.held); }
  // Of different types.
  bool operator()(const auto&, const auto&) const { return false; }
};

struct Identical {
  bool operator()(const double& a, const double& b) const {
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  }
  bool operator()(const std::int64_t& a, const std::int64_t& b) const { return a == b; }
  bool operator()(const std::uint64_t& a, const std::uint64_t& b) const { return a == b; }
  bool operator()(const List& a, const List& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), identical);
  }
  bool operator()(const Map& a, const Map& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Entry& x, const Entry& y) {
      return identical(x.key, y.key) && identical(x.value, y.value);
    });
  }
  bool operator()(const Optional& a, const Optional& b) const { return (*this)(a.held, b.held); }
  bool operator()(const auto& a, const auto& b) const { return Equal{}(a, b); }
};

}  // namespace

bool is_number(const Value& value) {
  return find_as<std::int64_t>(value) != nullptr || find_as<std::uint64_t>(value) != nullptr ||
         find_as<double>(value) != nullptr;
}

bool equal(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return order_numbers(a, b) == 0;
  return std::visit(Equal{}, a.held, b.held);
}

bool identical(const Value& a, const Value& b) {
  return std::visit(Identical{}, a.held, b.held);
}

bool is_ordered(const Value& value) {
  return is_number(value) || find_as<bool>(value) != nullptr ||
         find_as<std::string>(value) != nullptr || find_as<Bytes>(value) != nullptr ||
         find_as<Moment>(value) != nullptr || find_as<Length>(value) != nullptr;
}

std::optional<int> order(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return order_numbers(a, b);
  if (a.held.index() != b.held.index()) return std::nullopt;
  if (const auto* x = find_as<bool>(a)) return sign_of(*x, as<bool>(b));
  // char_traits compare bytes as unsigned ones.
  if (const auto* x = find_as<std::string>(a)) return x->compare(as<std::string>(b));
  if (const auto* x = find_as<Bytes>(a)) return x->value.compare(as<Bytes>(b).value);
  if (const auto* x = find_as<Moment>(a)) return sign_of(x->nanoseconds, as<Moment>(b).nanoseconds);
  if (const auto* x = find_as<Length>(a)) return sign_of(x->nanoseconds, as<Length>(b).nanoseconds);
  return std::nullopt;
}

std::string type_name(const Value& value) {
  constexpr std::array kNames{"null_type",
                              "bool",
                              "int",
                              "uint",
                              "double",
                              "string",
                              "bytes",
                              "list",
                              "map",
                              "google.protobuf.Timestamp",
                              "google.protobuf.Duration",
                              "type",
                              "optional_type"};
  return kNames[value.held.index()];
}

const Value* find(const Map& map, const Value& key) {
  // A double finds the key that is the same number, where it would compare with its neighbours too.
  const auto* number = find_as<double>(key);
  const bool wide = number != nullptr && std::fabs(*number) < 0x1p100;
  const auto same = [&](const Value& held) {
    const auto* integer = find_as<std::int64_t>(held);
    const auto* natural = find_as<std::uint64_t>(held);
    if (number == nullptr || (integer == nullptr && natural == nullptr)) return equal(held, key);
    const __int128 whole = integer != nullptr ? __int128{*integer} : __int128{*natural};
    return wide && std::trunc(*number) == *number && static_cast<__int128>(*number) == whole;
  };
  for (const Entry& entry : map)
    if (same(entry.key)) return &entry.value;
  return nullptr;
}

void insert(Map& map, Value key, Value value) {
  if (!is_key(key) || find(map, key) != nullptr) throw Failed{};
  auto at = map.begin();
  while (at != map.end() && key_before(at->key, key)) ++at;
  map.insert(at, {std::move(key), std::move(value)});
}

std::int64_t to_integer(__int128 value) {
  if (value < INT64_MIN || value > INT64_MAX) throw Failed{};
  return static_cast<std::int64_t>(value);
}
std::uint64_t to_unsigned(unsigned __int128 value) {
  if (value > UINT64_MAX) throw Failed{};
  return static_cast<std::uint64_t>(value);
}

namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out.append({'\\', 'x', kHex[byte / 16], kHex[byte % 16]});
    } else {
      out.push_back(c);
    }
  }
  return out + "'";
}

struct Text {
  std::string operator()(const Null&) const { return "null"; }
  std::string operator()(const bool& value) const { return value ? "true" : "false"; }
  std::string operator()(const std::int64_t& value) const { return std::to_string(value); }
  std::string operator()(const std::uint64_t& value) const { return std::to_string(value) + "u"; }
  std::string operator()(const double& value) const {
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "double %.17g", value);
    return digits.data();
  }
  std::string operator()(const std::string& value) const { return in_quotes(value); }
  std::string operator()(const Bytes& value) const { return "b" + in_quotes(value.value); }
  std::string operator()(const List& value) const {
    std::string out;
    for (const Value& item : value) out += (out.empty() ? "" : ", ") + text_of(item);
    return "[" + out + "]";
  }
  std::string operator()(const Map& value) const {
    std::string out;
    for (const Entry& entry : value)
      out += (out.empty() ? "" : ", ") + text_of(entry.key) + ": " + text_of(entry.value);
    return "{" + out + "}";
  }
  std::string operator()(const Moment& value) const { return moment_text(value); }
  std::string operator()(const Length& value) const { return length_text(value); }
  std::string operator()(const Type& value) const { return "type " + value.name; }
  std::string operator()(const Optional& value) const { return "optional " + (*this)(value.held); }
};

}  // namespace

std::string text_of(const Value& value) {
  return std::visit(Text{}, value.held);
}

}  // namespace fenghuo::language::reference
