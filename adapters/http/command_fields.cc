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
