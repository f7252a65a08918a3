// The language a second time, to judge the first by: a walk over the tree as it is written, macros
// not expanded, with values of its own. It follows cel-spec's langdef.md and the texts of the
// extensions, is as plain and slow as they are, and shares nothing with the engine but its parser.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/language/syntax.h"

namespace fenghuo::language::reference {

struct Null {};
struct Type {
  std::string name;
};
/// Nanoseconds since 1970, and nanoseconds.
struct Moment {
  __int128 nanoseconds = 0;
};
struct Length {
  __int128 nanoseconds = 0;
};

struct Value;
struct Entry;
using List = std::vector<Value>;
/// In the order of its keys: bool, numbers by value, strings by their bytes.
using Map = std::vector<Entry>;
struct Optional {
  List held;  // one, or none
};

struct Value {
  std::variant<Null, bool, std::int64_t, std::uint64_t, double, std::string, Bytes, List, Map,
               Moment, Length, Type, Optional>
      held;
};
struct Entry {
  Value key;
  Value value;
};

/// Thrown where the result is an error; which one doesn't matter.
struct Failed {};

/// What a variable holds; nothing where that is an error.
using Variables = std::map<std::string, std::optional<Value>, std::less<>>;

/// The value of a tree that was parsed with Macros::none; nothing where it is an error.
std::optional<Value> evaluate(const Syntax& syntax, const Variables& variables);

/// What a condition has beyond the language: it is asked of each call first, and gives nothing
/// where the call is none of its own. Throws Failed where the answer is an error.
using World = std::function<std::optional<Value>(const Syntax&, NodeId)>;

/// The same of a part of the tree in a world. There a double that is no finite number is an error.
std::optional<Value> evaluate(const Syntax& syntax, NodeId part, const Variables& variables,
                              const World& world);

/// Of the same type too, and doubles bit by bit, but for NaN, which is the same as NaN.
bool identical(const Value& a, const Value& b);

/// For messages of tests.
std::string text_of(const Value& value);

// --- what the parts of the reference share

using Arguments = std::vector<Value>;
using Function = Value (*)(const Arguments&);
struct Row {
  std::string_view name;  // ".size" where it is called on a receiver, which is its first argument
  std::size_t arguments;
  Function run;
};
using Table = std::vector<Row>;
const Table& operators();
const Table& conversions();
const Table& time_functions();
const Table& string_functions();
const Table& list_functions();
const Table& math_functions();

template <class T>
const T* find_as(const Value& value) {
  return std::get_if<T>(&value.held);
}
template <class T>
const T& as(const Value& value) {
  const T* held = find_as<T>(value);
  if (held == nullptr) throw Failed{};
  return *held;
}

bool is_number(const Value& value);
bool equal(const Value& a, const Value& b);
/// Less than, equal to or greater than 0; nothing where the two have no order.
std::optional<int> order(const Value& a, const Value& b);
/// Whether a value can be put in order at all.
bool is_ordered(const Value& value);
std::string type_name(const Value& value);

/// Null where there is none.
const Value* find(const Map& map, const Value& key);
/// Fails where the key is none, or there already.
void insert(Map& map, Value key, Value value);

/// Fail where the result can't be held.
std::int64_t to_integer(__int128 value);
std::uint64_t to_unsigned(unsigned __int128 value);

/// of[at], of[?at]; the latter's result is an optional.
Value element(const Value& of, const Value& at, bool optional);
Value sorted(const List& items, const List& keys);
/// The greatest of numbers where `sign` is 1, the least where it is -1.
Value extreme(const List& numbers, int sign);

std::string moment_text(Moment moment);
std::string length_text(Length length);

}  // namespace fenghuo::language::reference
