// Sizes, membership, indices, and text searched by the standard functions.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "rules/language/collections.h"
#include "rules/language/library.h"
#include "rules/language/pattern.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

Value size_of(Evaluation&, const Value* a) {
  const auto count = a[0].kind == Kind::string ? count_code_points(a[0].string()) : a[0].size;
  return Value::of(static_cast<std::int64_t>(count));
}

Value in_list(Evaluation& evaluation, const Value* a) {
  for (const auto& item : a[1].list()) {
    const auto same = evaluation.equal(item, a[0]);
    if (!same) return Value::error(Failure::too_long);
    if (*same) return Value::of(true);
  }
  return Value::of(false);
}
Value in_map(Evaluation& evaluation, const Value* a) {
  if (!evaluation.spend_lookup(a[0], a[1].size)) return Value::error(Failure::too_long);
  return Value::of(find(a[1].map(), a[0]) != nullptr);
}

Value index(Evaluation& evaluation, const Value* a) {
  return index_of(evaluation, a[0], a[1], false);
}
Value optional_index(Evaluation& evaluation, const Value* a) {
  return index_of(evaluation, a[0], a[1], true);
}

Value contains(Evaluation& evaluation, const Value* a) {
  if (!evaluation.spend_search(a[0].string(), a[1].string()))
    return Value::error(Failure::too_long);
  return Value::of(a[0].string().find(a[1].string()) != std::string_view::npos);
}
Value starts_with(Evaluation&, const Value* a) {
  return Value::of(a[0].string().starts_with(a[1].string()));
}
Value ends_with(Evaluation&, const Value* a) {
  return Value::of(a[0].string().ends_with(a[1].string()));
}
Value matches(Evaluation& evaluation, const Value* a) {
  return matches_pattern(evaluation, a[0].string(), a[1].string());
}

// What transformMap and transformMapEntry add to is the accumulator of their loop: it begins empty,
// no text can name it, and of what it was before nothing is left. So the entry is put into the
// map's own memory, in which n entries have room for the next power of two of them.
Value insert(Evaluation& evaluation, Value map, const Entry& added) {
  if (!is_key(added.key)) return evaluation.error(Failure::no_overload, "map key");
  const auto before = [](const Entry& entry, const Value& key) {
    return key_before(entry.key, key);
  };
  const auto held = map.map();
  const auto next = std::lower_bound(held.begin(), held.end(), added.key, before);
  if (next != held.end() && order_of(next->key, added.key) == Order::equal)
    return Value::error(Failure::duplicate_key);
  const auto place = next - held.begin();
  // 32 entries, a kilobyte, are moved in the time of one step.
  const auto moved = held.size() - static_cast<std::size_t>(place);
  if (!evaluation.spend(1 + moved / 32) || !evaluation.spend_lookup(added.key, held.size()))
    return Value::error(Failure::too_long);
  auto* entries = const_cast<Entry*>(map.entries);
  if (held.empty() || std::has_single_bit(held.size())) {
    entries = evaluation.arena().make<Entry>(held.empty() ? 1 : 2 * held.size());
    if (entries == nullptr) return Value::error(Failure::too_large);
    std::copy(held.begin(), held.end(), entries);
  }
  std::copy_backward(entries + place, entries + held.size(), entries + held.size() + 1);
  entries[place] = added;
  return Value::of(std::span<const Entry>(entries, held.size() + 1));
}
Value insert_pair(Evaluation& evaluation, const Value* a) {
  return insert(evaluation, a[0], {a[1], a[2]});
}
Value insert_map(Evaluation& evaluation, const Value* a) {
  Value map = a[0];
  for (const auto& entry : a[1].map()) {
    map = insert(evaluation, map, entry);
    if (map.is_error()) break;
  }
  return map;
}

constexpr std::array kCollections{
    Declaration{"size", kFunction, "size_bytes", "bytes", "int", size_of},
    Declaration{"size", kFunction, "size_list", "list(A)", "int", size_of},
    Declaration{"size", kFunction, "size_map", "map(A, B)", "int", size_of},
    Declaration{"size", kFunction, "size_string", "string", "int", size_of},
    Declaration{"size", kMember, "bytes_size", "bytes", "int", size_of},
    Declaration{"size", kMember, "list_size", "list(A)", "int", size_of},
    Declaration{"size", kMember, "map_size", "map(A, B)", "int", size_of},
    Declaration{"size", kMember, "string_size", "string", "int", size_of},
    Declaration{"@in", kFunction, "in_list", "A, list(A)", "bool", in_list},
    Declaration{"@in", kFunction, "in_map", "A, map(A, B)", "bool", in_map},
    Declaration{"_[_]", kFunction, "index_list", "list(A), int", "A", index},
    Declaration{"_[_]", kFunction, "index_map", "map(A, B), A", "B", index},
    Declaration{"_[_]", kFunction, "optional_list_index_int", "optional_type(list(V)), int",
                "optional_type(V)", index},
    Declaration{"_[_]", kFunction, "optional_map_index_value", "optional_type(map(K, V)), K",
                "optional_type(V)", index},
    Declaration{"_[?_]", kFunction, "list_optindex_optional_int", "list(V), int",
                "optional_type(V)", optional_index},
    Declaration{"_[?_]", kFunction, "optional_list_optindex_optional_int",
                "optional_type(list(V)), int", "optional_type(V)", optional_index},
    Declaration{"_[?_]", kFunction, "map_optindex_optional_value", "map(K, V), K",
                "optional_type(V)", optional_index},
    Declaration{"_[?_]", kFunction, "optional_map_optindex_optional_value",
                "optional_type(map(K, V)), K", "optional_type(V)", optional_index},
    Declaration{"contains", kMember, "contains_string", "string, string", "bool", contains},
    Declaration{"startsWith", kMember, "starts_with_string", "string, string", "bool", starts_with},
    Declaration{"endsWith", kMember, "ends_with_string", "string, string", "bool", ends_with},
    Declaration{"matches", kFunction, "matches", "string, string", "bool", matches},
    Declaration{"matches", kMember, "matches_string", "string, string", "bool", matches},
    Declaration{"cel.@mapInsert", kFunction, "@mapInsert_map_key_value", "map(K, V), K, V",
                "map(K, V)", insert_pair},
    Declaration{"cel.@mapInsert", kFunction, "@mapInsert_map_map", "map(K, V), map(K, V)",
                "map(K, V)", insert_map}};

// A list's place: a whole number of any type.
std::optional<std::int64_t> place_of(const Value& index) {
  if (index.kind == Kind::integer) return index.integer;
  if (index.kind == Kind::unsigned_integer && index.unsigned_integer <= INT64_MAX)
    return static_cast<std::int64_t>(index.unsigned_integer);
  const bool whole = index.kind == Kind::floating && std::trunc(index.floating) == index.floating &&
                     std::fabs(index.floating) < 0x1p53;
  return whole ? std::optional(static_cast<std::int64_t>(index.floating)) : std::nullopt;
}

std::string key_text(const Value& key) {
  if (key.kind == Kind::string) return "'" + std::string(key.string()) + "'";
  if (key.kind == Kind::integer) return std::to_string(key.integer);
  if (key.kind == Kind::unsigned_integer) return std::to_string(key.unsigned_integer);
  return std::string(type_name(key));
}

}  // namespace

Value index_of(Evaluation& evaluation, const Value& of, const Value& index, bool optional) {
  if (of.kind == Kind::optional) {
    if (of.size == 0) return Value::none();
    return index_of(evaluation, *of.items, index, true);
  }
  const Value* found = nullptr;
  if (of.kind == Kind::list) {
    const auto place = place_of(index);
    if (!place) return Value::error(Failure::no_overload);
    if (*place >= 0 && *place < std::int64_t{of.size}) found = of.items + *place;
    if (found == nullptr && !optional)
      return evaluation.error(Failure::index_out_of_range, std::to_string(*place));
  } else if (of.kind == Kind::map) {
    if (!evaluation.spend_lookup(index, of.size)) return Value::error(Failure::too_long);
    found = find(of.map(), index);
    if (found == nullptr && !optional) return evaluation.error(Failure::no_key, key_text(index));
  } else {
    return Value::error(Failure::no_overload);
  }
  if (!optional) return *found;
  return found == nullptr ? Value::none() : evaluation.some(*found);
}

Value field_of(Evaluation& evaluation, const Value& of, std::string_view field, bool optional) {
  if (of.kind != Kind::map && of.kind != Kind::optional)
    return evaluation.error(Failure::no_overload, type_name(of));
  return index_of(evaluation, of, Value::of(field), optional);
}

Value has_field(Evaluation& evaluation, const Value& of, std::string_view field) {
  if (of.kind == Kind::optional)
    return of.size == 0 ? Value::of(false) : has_field(evaluation, *of.items, field);
  if (of.kind != Kind::map) return evaluation.error(Failure::no_overload, type_name(of));
  if (!evaluation.spend_lookup(Value::of(field), of.size)) return Value::error(Failure::too_long);
  return Value::of(find(of.map(), Value::of(field)) != nullptr);
}

std::span<const Declaration> collections() {
  return kCollections;
}

}  // namespace fenghuo::language
