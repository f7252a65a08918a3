#include "cli/value_json.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "adapters/credentials.h"
#include "rules/language/address.h"
#include "rules/language/moment.h"
#include "rules/language/number_text.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;
using language::Kind;
using language::Value;

json::value number_json(double value) {
  if (!std::isfinite(value)) return json::string(language::number_text(value));
  return value;
}

std::string key_text(const Value& key) {
  if (key.kind == Kind::string) return std::string(key.string());
  if (key.kind == Kind::boolean) return key.boolean ? "true" : "false";
  return key.kind == Kind::integer ? std::to_string(key.integer)
                                   : std::to_string(key.unsigned_integer);
}

template <class T>
std::optional<T> number_of(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Value> typed_number(std::string_view type, std::string_view text) {
  if (type == "int") {
    const auto value = number_of<std::int64_t>(text);
    return value ? std::optional(Value::of(*value)) : std::nullopt;
  }
  if (type == "uint") {
    const auto value = number_of<std::uint64_t>(text);
    return value ? std::optional(Value::of(*value)) : std::nullopt;
  }
  if (text == "NaN") return Value::of(std::nan(""));
  if (text == "Infinity") return Value::of(HUGE_VAL);
  if (text == "-Infinity") return Value::of(-HUGE_VAL);
  const auto value = number_of<double>(text);
  return value ? std::optional(Value::of(*value)) : std::nullopt;
}

std::optional<Value> typed_list(const json::array& array, language::Evaluation& evaluation) {
  std::vector<Value> items;
  for (const auto& item : array) {
    const auto value = value_of_typed(item, evaluation);
    if (!value) return std::nullopt;
    items.push_back(*value);
  }
  return evaluation.list(items);
}

std::optional<Value> typed_map(const json::array& array, language::Evaluation& evaluation) {
  std::vector<language::Entry> entries;
  for (const auto& entry : array) {
    const auto* pair = entry.if_array();
    if (pair == nullptr || pair->size() != 2) return std::nullopt;
    const auto key = value_of_typed((*pair)[0], evaluation);
    const auto value = value_of_typed((*pair)[1], evaluation);
    if (!key || !value) return std::nullopt;
    entries.push_back({*key, *value});
  }
  return evaluation.map(std::move(entries));
}

// Seconds and nanoseconds of one sign, as protobuf has them.
json::value typed_time(const Value& value, const char* type) {
  std::int64_t seconds = value.integer;
  std::int64_t nanoseconds = value.size;
  if (value.kind == Kind::duration && seconds < 0 && nanoseconds > 0) {
    ++seconds;
    nanoseconds -= 1'000'000'000;
  }
  return {{"type", type}, {"seconds", seconds}, {"nanos", nanoseconds}};
}

bool fits(const Value& value, std::size_t& room, int levels) {
  if (room == 0 || levels == 0) return false;
  --room;
  if (value.kind == Kind::optional) return value.size == 0 || fits(*value.items, room, levels - 1);
  if (value.kind == Kind::list)
    return std::all_of(value.list().begin(), value.list().end(),
                       [&](const Value& item) { return fits(item, room, levels - 1); });
  if (value.kind == Kind::map)
    return std::all_of(value.map().begin(), value.map().end(), [&](const language::Entry& entry) {
      return fits(entry.value, room, levels - 1);
    });
  return true;
}

}  // namespace

bool is_printable(const Value& value) {
  std::size_t room = kPrintedItemsMax;
  return fits(value, room, kPrintedLevelsMax);
}

Value value_of_json(const json::value& json, language::Evaluation& evaluation) {
  if (const auto* text = json.if_string()) return evaluation.text(*text);
  if (json.is_bool()) return Value::of(json.get_bool());
  if (json.is_int64()) return Value::of(json.get_int64());
  if (json.is_uint64()) return Value::of(json.get_uint64());
  if (json.is_double()) return Value::of(json.get_double());
  if (const auto* array = json.if_array()) {
    std::vector<Value> items;
    for (const auto& item : *array) items.push_back(value_of_json(item, evaluation));
    return evaluation.list(items);
  }
  if (const auto* object = json.if_object()) {
    std::vector<language::Entry> entries;
    for (const auto& [key, value] : *object)
      entries.push_back({evaluation.text(key), value_of_json(value, evaluation)});
    return evaluation.map(std::move(entries));
  }
  return {};
}

std::string type_of_json(const json::value& json) {
  if (json.is_string()) return "string";
  if (json.is_bool()) return "bool";
  if (json.is_int64()) return "int";
  if (json.is_uint64()) return "uint";
  if (json.is_double()) return "double";
  if (json.is_array()) return "list(dyn)";
  return json.is_object() ? "map(string, dyn)" : "null_type";
}

json::value plain_json(const Value& value) {
  switch (value.kind) {
    case Kind::boolean:
      return value.boolean;
    case Kind::integer:
      return value.integer;
    case Kind::unsigned_integer:
      return value.unsigned_integer;
    case Kind::floating:
      return number_json(value.floating);
    case Kind::string:
    case Kind::type:
      return json::string(value.string());
    case Kind::bytes:
      return json::string(adapters::base64(value.string()));
    case Kind::timestamp:
      return json::string(language::moment_text(value));
    case Kind::duration:
      return json::string(language::length_text(value));
    case Kind::address:
      return json::string(language::address_text(*value.address));
    case Kind::network:
      return json::string(language::network_text(*value.address));
    case Kind::optional:
      return value.size == 0 ? json::value() : plain_json(*value.items);
    case Kind::list: {
      json::array items;
      for (const auto& item : value.list()) items.push_back(plain_json(item));
      return items;
    }
    case Kind::map: {
      json::object entries;
      for (const auto& entry : value.map()) entries[key_text(entry.key)] = plain_json(entry.value);
      return entries;
    }
    case Kind::null:
    case Kind::error:
      break;
  }
  return nullptr;
}

std::optional<Value> value_of_typed(const json::value& json, language::Evaluation& evaluation) {
  const auto* object = json.if_object();
  if (object == nullptr || !object->contains("type")) return std::nullopt;
  const auto* type = object->at("type").if_string();
  if (type == nullptr) return std::nullopt;
  if (*type == "null") return Value();
  if (*type == "bytes") {
    const auto* text = object->if_contains("base64");
    if (text == nullptr || !text->is_string()) return std::nullopt;
    const auto bytes = adapters::from_base64(text->get_string());
    return bytes ? std::optional(evaluation.text(*bytes, Kind::bytes)) : std::nullopt;
  }
  const auto* value = object->if_contains("value");
  if (value == nullptr) return std::nullopt;
  if (*type == "bool" && value->is_bool()) return Value::of(value->get_bool());
  if (*type == "list" && value->is_array()) return typed_list(value->get_array(), evaluation);
  if (*type == "map" && value->is_array()) return typed_map(value->get_array(), evaluation);
  const auto* text = value->if_string();
  if (text == nullptr) return std::nullopt;
  if (*type == "string") return evaluation.text(*text);
  if (*type == "type") return evaluation.text(*text, Kind::type);
  if (*type == "int" || *type == "uint" || *type == "double") return typed_number(*type, *text);
  return std::nullopt;
}

json::value typed_json(const Value& value) {
  switch (value.kind) {
    case Kind::boolean:
      return {{"type", "bool"}, {"value", value.boolean}};
    case Kind::integer:
      return {{"type", "int"}, {"value", std::to_string(value.integer)}};
    case Kind::unsigned_integer:
      return {{"type", "uint"}, {"value", std::to_string(value.unsigned_integer)}};
    case Kind::floating:
      return {{"type", "double"}, {"value", language::number_text(value.floating)}};
    case Kind::string:
      return {{"type", "string"}, {"value", value.string()}};
    case Kind::bytes:
      return {{"type", "bytes"}, {"base64", adapters::base64(value.string())}};
    case Kind::type:
      return {{"type", "type"}, {"value", value.string()}};
    case Kind::timestamp:
      return typed_time(value, "timestamp");
    case Kind::duration:
      return typed_time(value, "duration");
    case Kind::list: {
      json::array items;
      for (const auto& item : value.list()) items.push_back(typed_json(item));
      return {{"type", "list"}, {"value", std::move(items)}};
    }
    case Kind::map: {
      json::array entries;
      for (const auto& entry : value.map())
        entries.push_back(json::array{typed_json(entry.key), typed_json(entry.value)});
      return {{"type", "map"}, {"value", std::move(entries)}};
    }
    case Kind::optional: {
      json::object out{{"type", "optional"}};
      if (value.size != 0) out["value"] = typed_json(*value.items);
      return out;
    }
    case Kind::address:
      return {{"type", "net.IP"}, {"value", language::address_text(*value.address)}};
    case Kind::network:
      return {{"type", "net.CIDR"}, {"value", language::network_text(*value.address)}};
    case Kind::null:
    case Kind::error:
      break;
  }
  return {{"type", "null"}};
}

}  // namespace fenghuo::cli
