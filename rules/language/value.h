// What an expression is made of while it runs: 16 bytes, copied freely. What doesn't fit in them
// (text, lists, maps) stands elsewhere: in the program's constants, in the caller's inputs, or in
// the arena of the evaluation, and lives as long as that.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fenghuo::language {

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  unsigned_integer,
  floating,
  string,  // UTF-8
  bytes,
  list,
  map,  // entries in the order of their keys
  timestamp,
  duration,
  type,
  optional,
  address,  // net.IP
  network,  // net.CIDR
  error
};

/// Why there is no value. What is not known stays unknown, unless the other side of && or ||
/// decides alone (langdef.md, "Logical operators").
enum class Failure : std::uint8_t {
  no_data,  // of the caller's inputs: nothing was observed
  no_overload,
  no_key,
  index_out_of_range,
  division_by_zero,
  overflow,
  out_of_range,  // a conversion, a moment or a length of time
  bad_argument,  // text that is no number, moment, pattern, address; detail says which
  no_value,      // optional.none().value()
  duplicate_key,
  unknown_name,
  too_large,         // the arena is full; ends the run
  too_long,          // the budget of steps is used up; ends the run
  pattern_too_large  // of a regular expression
};

struct Entry;
struct Address;

struct Value {
  Kind kind = Kind::null;
  Failure failure = Failure::no_data;  // of an error
  /// Of text its bytes, of a list its items, of a map its entries, of an optional 0 or 1, of a
  /// moment or length of time its nanoseconds, of an error the node it came from (plus 1).
  std::uint32_t size = 0;
  union {
    bool boolean;
    std::int64_t integer = 0;  // of a moment or length of time its seconds
    std::uint64_t unsigned_integer;
    double floating;
    const char* text;  // of a type its name; of an error its detail, or null
    const Value* items;
    const Entry* entries;
    const Address* address;
  };

  static Value of(bool value) {
    Value made{.kind = Kind::boolean};
    made.boolean = value;
    return made;
  }
  static Value of(std::int64_t value) { return {.kind = Kind::integer, .integer = value}; }
  static Value of(std::uint64_t value) {
    Value made{.kind = Kind::unsigned_integer};
    made.unsigned_integer = value;
    return made;
  }
  static Value of(double value) {
    Value made{.kind = Kind::floating};
    made.floating = value;
    return made;
  }
  /// The text must outlive the value.
  static Value of(std::string_view text, Kind kind = Kind::string) {
    Value made{.kind = kind, .size = static_cast<std::uint32_t>(text.size())};
    made.text = text.data();
    return made;
  }
  static Value of(std::span<const Value> items) {
    Value made{.kind = Kind::list, .size = static_cast<std::uint32_t>(items.size())};
    made.items = items.data();
    return made;
  }
  static Value of(std::span<const Entry> entries);
  static Value type_named(std::string_view name) { return of(name, Kind::type); }
  static Value error(Failure failure, const char* detail = nullptr) {
    Value made{.kind = Kind::error, .failure = failure};
    made.text = detail;
    return made;
  }
  static Value none() { return {.kind = Kind::optional}; }
  /// `held` must outlive the value.
  static Value some(const Value* held) {
    Value made{.kind = Kind::optional, .size = 1};
    made.items = held;
    return made;
  }

  bool is_error() const { return kind == Kind::error; }
  bool is(bool wanted) const { return kind == Kind::boolean && boolean == wanted; }
  bool is_number() const {
    return kind == Kind::integer || kind == Kind::unsigned_integer || kind == Kind::floating;
  }
  std::string_view string() const { return {text, size}; }
  std::span<const Value> list() const { return {items, size}; }
  std::span<const Entry> map() const;
};

static_assert(sizeof(Value) == 16);

struct Entry {
  Value key;
  Value value;
};

inline Value Value::of(std::span<const Entry> entries) {
  Value made{.kind = Kind::map, .size = static_cast<std::uint32_t>(entries.size())};
  made.entries = entries.data();
  return made;
}
inline std::span<const Entry> Value::map() const {
  return {entries, size};
}

/// The name of a value's type, as type() gives it.
std::string_view type_name(const Value& value);

/// As values share their parts, a short expression makes one of 2^60 items, or one nested 10,000
/// deep. What walks through values counts its steps, and goes no deeper than this.
inline constexpr int kLevelsMax = 500;

/// Deep; numbers of different types are equal where they stand for the same number. NaN equals
/// nothing (langdef.md, "Equality"). Nothing where the steps, of which each part that is looked at
/// takes one, don't suffice, or the levels.
std::optional<bool> equal(const Value& a, const Value& b, std::uint64_t& steps_left);

/// What < and its like are asked of.
enum class Order : std::uint8_t { less, equal, greater, none };
/// None where the two have no order: of different types, or NaN.
Order order_of(const Value& a, const Value& b);

/// An order of all that may be a key, for maps: bool, numbers by value, strings.
bool key_before(const Value& a, const Value& b);
bool is_key(const Value& value);

/// Null where there is none. Numbers find the key that is the same number, to the last digit.
const Value* find(std::span<const Entry> map, const Value& key);

}  // namespace fenghuo::language
