#include "rules/language/value.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "rules/language/address.h"

namespace fenghuo::language {
namespace {

Order order(auto a, auto b) {
  return a < b ? Order::less : a > b ? Order::greater : a == b ? Order::equal : Order::none;
}

Order reversed(Order order) {
  if (order == Order::less) return Order::greater;
  return order == Order::greater ? Order::less : order;
}

// As cel-go compares them: an integer so large that a double can't hold it is taken for the double
// next to it.
Order order_mixed(double a, std::int64_t b) {
  if (std::isnan(a)) return Order::none;
  if (a > 0x1p63) return Order::greater;
  return a < -0x1p63 ? Order::less : order(a, static_cast<double>(b));
}
Order order_mixed(double a, std::uint64_t b) {
  if (std::isnan(a)) return Order::none;
  if (a > 0x1p64) return Order::greater;
  return a < 0 ? Order::less : order(a, static_cast<double>(b));
}
Order order_mixed(std::int64_t a, std::uint64_t b) {
  return a < 0 ? Order::less : order(static_cast<std::uint64_t>(a), b);
}

Order order_numbers(const Value& a, const Value& b) {
  using enum Kind;
  if (a.kind == integer && b.kind == integer) return order(a.integer, b.integer);
  if (a.kind == unsigned_integer && b.kind == unsigned_integer)
    return order(a.unsigned_integer, b.unsigned_integer);
  if (a.kind == floating && b.kind == floating) return order(a.floating, b.floating);
  if (a.kind == floating && b.kind == integer) return order_mixed(a.floating, b.integer);
  if (a.kind == floating) return order_mixed(a.floating, b.unsigned_integer);
  if (a.kind == integer && b.kind == unsigned_integer)
    return order_mixed(a.integer, b.unsigned_integer);
  return reversed(order_numbers(b, a));
}

Order order_times(const Value& a, const Value& b) {
  return a.integer == b.integer ? order(a.size, b.size) : order(a.integer, b.integer);
}

// Nothing where it is no whole number, or beyond both types.
std::optional<Value> whole_of(double value) {
  if (std::trunc(value) != value) return std::nullopt;
  if (value >= -0x1p63 && value < 0x1p63) return Value::of(static_cast<std::int64_t>(value));
  if (value >= 0 && value < 0x1p64) return Value::of(static_cast<std::uint64_t>(value));
  return std::nullopt;
}

class Comparison {
 public:
  explicit Comparison(std::uint64_t& steps_left) : steps_left_(steps_left) {}

  bool exceeded() const { return exceeded_; }

  bool equal(const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return spend(1) && order_numbers(a, b) == Order::equal;
    if (!spend(1) || a.kind != b.kind) return false;
    switch (a.kind) {
      case Kind::null:
        return true;
      case Kind::boolean:
        return a.boolean == b.boolean;
      case Kind::string:
      case Kind::bytes:
      case Kind::type:
        return a.size == b.size && spend(a.size / 64) && a.string() == b.string();
      case Kind::list:
        return equal_lists(a.list(), b.list());
      case Kind::map:
        return equal_maps(a.map(), b.map());
      case Kind::timestamp:
      case Kind::duration:
        return a.integer == b.integer && a.size == b.size;
      case Kind::optional:
        return equal_lists({a.items, a.size}, {b.items, b.size});
      case Kind::address:
      case Kind::network:
        return *a.address == *b.address;
      case Kind::integer:
      case Kind::unsigned_integer:
      case Kind::floating:
      case Kind::error:
        break;
    }
    return false;
  }

 private:
  bool spend(std::uint64_t steps) {
    if (steps > steps_left_) exceeded_ = true;
    if (!exceeded_) steps_left_ -= steps;
    return !exceeded_;
  }

  bool equal_lists(std::span<const Value> a, std::span<const Value> b) {
    if (a.size() != b.size() || !enter()) return false;
    const bool same = std::equal(a.begin(), a.end(), b.begin(),
                                 [&](const Value& x, const Value& y) { return equal(x, y); });
    --levels_;
    return same;
  }
  bool equal_maps(std::span<const Entry> a, std::span<const Entry> b) {
    if (a.size() != b.size() || !enter()) return false;
    const bool same = std::all_of(a.begin(), a.end(), [&](const Entry& entry) {
      if (entry.key.kind == Kind::string && !spend(entry.key.size / 64)) return false;
      const Value* other = find(b, entry.key);
      return other != nullptr && equal(entry.value, *other);
    });
    --levels_;
    return same;
  }
  bool enter() {
    if (++levels_ > kLevelsMax) exceeded_ = true;
    return !exceeded_;
  }

  std::uint64_t& steps_left_;
  int levels_ = 0;
  bool exceeded_ = false;
};

}  // namespace

std::string_view type_name(const Value& value) {
  constexpr std::array<std::string_view, 16> kNames{"null_type",
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
                                                    "optional_type",
                                                    "net.IP",
                                                    "net.CIDR",
                                                    "error"};
  return kNames[static_cast<std::size_t>(value.kind)];
}

std::optional<bool> equal(const Value& a, const Value& b, std::uint64_t& steps_left) {
  Comparison comparison(steps_left);
  const bool same = comparison.equal(a, b);
  return comparison.exceeded() ? std::nullopt : std::optional(same);
}

Order order_of(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return order_numbers(a, b);
  if (a.kind != b.kind) return Order::none;
  if (a.kind == Kind::boolean) return order(a.boolean, b.boolean);
  if (a.kind == Kind::string || a.kind == Kind::bytes) return order(a.string(), b.string());
  if (a.kind == Kind::timestamp || a.kind == Kind::duration) return order_times(a, b);
  return Order::none;
}

bool is_key(const Value& value) {
  return value.kind == Kind::boolean || value.kind == Kind::integer ||
         value.kind == Kind::unsigned_integer || value.kind == Kind::string;
}

bool key_before(const Value& a, const Value& b) {
  const auto rank = [](const Value& key) {
    return key.kind == Kind::boolean ? 0 : key.is_number() ? 1 : 2;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return order_of(a, b) == Order::less;
}

const Value* find(std::span<const Entry> map, const Value& key) {
  // Not as a double compares with integers: of those that one can't hold, many are equal to it.
  if (key.kind == Kind::floating) {
    const auto whole = whole_of(key.floating);
    return whole ? find(map, *whole) : nullptr;
  }
  if (!is_key(key)) return nullptr;
  const auto found =
      std::lower_bound(map.begin(), map.end(), key,
                       [](const Entry& entry, const Value& k) { return key_before(entry.key, k); });
  return found != map.end() && order_of(found->key, key) == Order::equal ? &found->value : nullptr;
}

}  // namespace fenghuo::language
