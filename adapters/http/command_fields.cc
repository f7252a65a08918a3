#include "adapters/http/command_fields.h"

#include <boost/json.hpp>

#include "adapters/text_encoding.h"

namespace fenghuo::adapters {

namespace json = boost::json;

Error bad(std::string zh, std::string en) {
  return {Errc::bad_input, {std::move(zh), std::move(en)}};
}

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return "";
  std::string text(value->get_string());
  return text.size() <= kCommandTextBytesMax && is_utf8(text) ? text : "";
}

Result<void> check_texts(const json::object& object, std::span<const char* const> names) {
  for (const std::string name : names) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || *value == "" || !text_in(object, name).empty()) continue;
    return bad(name + " 为不超过 1024 字节的文字", name + " is a text of at most 1,024 bytes");
  }
  return {};
}

Result<bool> flag_in(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return false;
  if (value->is_bool()) return value->get_bool();
  return bad(std::string(name) + " 为 true 或 false", std::string(name) + " is true or false");
}

Result<FactId> fact_in(const json::object& object, const std::string& name) {
  const auto id = parse_fact_id(text_in(object, name));
  if (!id) return bad(name + " 写作 812.6", name + " is written 812.6");
  return *id;
}

}  // namespace fenghuo::adapters
