// The lists extension.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "rules/language/library.h"

namespace fenghuo::language {
namespace {

Value sliced(Evaluation& evaluation, const Value* a) {
  const std::int64_t begin = a[1].integer;
  const std::int64_t end = a[2].integer;
  if (begin < 0 || end > std::int64_t{a[0].size} || begin > end)
    return evaluation.error(Failure::index_out_of_range,
                            std::to_string(begin) + ", " + std::to_string(end));
  return Value::of(
      a[0].list().subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
}

// Lists of lists lose `depth` levels.
class Flattening {
 public:
  explicit Flattening(Evaluation& evaluation) : evaluation_(evaluation) {}

  bool add(std::span<const Value> items, std::int64_t depth) {
    if (levels_ > kLevelsMax || !evaluation_.spend(items.size() + 1)) return false;
    ++levels_;
    for (const auto& item : items) {
      if (item.kind != Kind::list || depth == 0) {
        out_.push_back(item);
      } else if (!add(item.list(), depth - 1)) {
        return false;
      }
    }
    --levels_;
    return true;
  }
  const std::vector<Value>& out() const { return out_; }

 private:
  Evaluation& evaluation_;
  std::vector<Value> out_;
  int levels_ = 0;
};
Value flattened(Evaluation& evaluation, const Value& list, std::int64_t depth) {
  if (depth < 0) return evaluation.error(Failure::bad_argument, "level must be non-negative");
  Flattening flattening(evaluation);
  if (!flattening.add(list.list(), depth)) return Value::error(Failure::too_long);
  return evaluation.list(flattening.out());
}
Value flatten(Evaluation& evaluation, const Value* a) {
  return flattened(evaluation, a[0], 1);
}
Value flatten_to(Evaluation& evaluation, const Value* a) {
  return flattened(evaluation, a[0], a[1].integer);
}

// Whether the keys can be put in order: all of one type that has an order.
bool sortable(std::span<const Value> keys) {
  return std::all_of(keys.begin(), keys.end(), [&](const Value& key) {
    return key.kind == keys[0].kind &&
           (order_of(key, keys[0]) != Order::none || key.kind == Kind::floating);
  });
}
// NaN, which has no order, comes first.
bool sorts_before(const Value& a, const Value& b) {
  if (a.kind == Kind::floating && std::isnan(a.floating)) return !std::isnan(b.floating);
  return order_of(a, b) == Order::less;
}
Value in_order(Evaluation& evaluation, const Value& list, const Value& keys) {
  if (keys.size != list.size)
    return evaluation.error(Failure::bad_argument, "as many keys as items are wanted");
  for (const auto& key : keys.list()) {
    const bool text = key.kind == Kind::string || key.kind == Kind::bytes;
    if (!evaluation.spend(16 + (text ? key.size / 4 : 0))) return Value::error(Failure::too_long);
  }
  if (!sortable(keys.list())) return Value::error(Failure::no_overload);
  std::vector<std::uint32_t> places(list.size);
  for (std::uint32_t i = 0; i < list.size; ++i) places[i] = i;
  std::stable_sort(places.begin(), places.end(), [&](std::uint32_t x, std::uint32_t y) {
    return sorts_before(keys.items[x], keys.items[y]);
  });
  std::vector<Value> out;
  out.reserve(list.size);
  for (const std::uint32_t place : places) out.push_back(list.items[place]);
  return evaluation.list(out);
}
Value sort(Evaluation& evaluation, const Value* a) {
  return in_order(evaluation, a[0], a[0]);
}
// list.sortBy(x, key) is expanded into this.
Value sort_by(Evaluation& evaluation, const Value* a) {
  return in_order(evaluation, a[0], a[1]);
}

Value distinct(Evaluation& evaluation, const Value* a) {
  std::vector<Value> out;
  for (const auto& item : a[0].list()) {
    bool known = false;
    for (auto kept = out.begin(); kept != out.end() && !known; ++kept) {
      const auto same = evaluation.equal(*kept, item);
      if (!same) return Value::error(Failure::too_long);
      known = *same;
    }
    if (!known) out.push_back(item);
  }
  return evaluation.list(out);
}

Value reverse(Evaluation& evaluation, const Value* a) {
  if (!evaluation.spend(a[0].size)) return Value::error(Failure::too_long);
  std::vector<Value> out(a[0].list().begin(), a[0].list().end());
  std::reverse(out.begin(), out.end());
  return evaluation.list(out);
}

Value range(Evaluation& evaluation, const Value* a) {
  const std::int64_t count = std::max<std::int64_t>(a[0].integer, 0);
  if (!evaluation.spend(static_cast<std::uint64_t>(count))) return Value::error(Failure::too_long);
  std::vector<Value> out;
  out.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) out.push_back(Value::of(i));
  return evaluation.list(out);
}

Value first(Evaluation&, const Value* a) {
  return a[0].size == 0 ? Value::none() : Value::some(a[0].items);
}
Value last(Evaluation&, const Value* a) {
  return a[0].size == 0 ? Value::none() : Value::some(a[0].items + a[0].size - 1);
}

constexpr std::array kLists{
    Declaration{"slice", kMember, "list_slice", "list(T), int, int", "list(T)", sliced},
    Declaration{"flatten", kMember, "list_flatten", "list(list(T))", "list(T)", flatten},
    Declaration{"flatten", kMember, "list_flatten_int", "list(dyn), int", "list(dyn)", flatten_to},
    Declaration{"sort", kMember, "list_sort", "list(T)", "list(T)", sort},
    Declaration{"@sortByAssociatedKeys", kMember, "list_sort_by", "list(T), list(U)", "list(T)",
                sort_by},
    Declaration{"distinct", kMember, "list_distinct", "list(T)", "list(T)", distinct},
    Declaration{"reverse", kMember, "list_reverse", "list(T)", "list(T)", reverse},
    Declaration{"first", kMember, "list_first", "list(T)", "optional_type(T)", first},
    Declaration{"last", kMember, "list_last", "list(T)", "optional_type(T)", last},
    Declaration{"lists.range", Form::function, "lists_range", "int", "list(int)", range}};

}  // namespace

std::span<const Declaration> list_functions() {
  return kLists;
}

}  // namespace fenghuo::language
