#include "cli/drill/drill_before.h"

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>

namespace fenghuo::cli {

namespace json = boost::json;
using simulator::Outcome;

namespace {

template <class Item>
const Item* find(const std::vector<Item>& items, const std::string& id) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

std::string string_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::uint64_t count_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return 0;
  const auto* number = value->if_int64();
  return number != nullptr && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

std::optional<Instant> moment_of(const json::object& object, std::string_view name) {
  return parse_rfc3339(string_of(object, name));
}

// The objects of a list; those that are something else are passed over.
std::vector<json::object> objects_of(const json::object& object, std::string_view name) {
  std::vector<json::object> all;
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_array()) return all;
  for (const auto& item : value->get_array())
    if (const auto* one = item.if_object()) all.push_back(*one);
  return all;
}

Outcome::Verdict verdict_of(const std::string& word) {
  if (word == "met") return Outcome::Verdict::met;
  return word == "untold" ? Outcome::Verdict::untold : Outcome::Verdict::missed;
}

DrillBefore drill_of(const json::object& object) {
  DrillBefore out{.scenario = string_of(object, "scenario"),
                  .title = string_of(object, "title"),
                  .plan_version = string_of(object, "plan_version"),
                  .chain = string_of(object, "chain")};
  const json::value* passed = object.if_contains("passed");
  out.passed = passed != nullptr && passed->is_bool() && passed->get_bool();
  out.gaps = count_of(object, "gaps");
  out.caught = count_of(object, "caught");
  for (const auto& one : objects_of(object, "expectations"))
    out.expectations.push_back({string_of(one, "id"), string_of(one, "what"),
                                verdict_of(string_of(one, "verdict")), moment_of(one, "by"),
                                moment_of(one, "at")});
  for (const auto& one : objects_of(object, "villages"))
    out.villages.push_back({string_of(one, "village"), moment_of(one, "warned_at"),
                            moment_of(one, "answered_at"), moment_of(one, "moving_at"),
                            moment_of(one, "safe_at"), moment_of(one, "danger_at"),
                            static_cast<std::uint32_t>(count_of(one, "people")),
                            static_cast<std::uint32_t>(count_of(one, "caught"))});
  for (const auto& one : objects_of(object, "objectives"))
    out.objectives.push_back({string_of(one, "id"), string_of(one, "grade")});
  return out;
}

}  // namespace

const DrillBefore::Expectation* DrillBefore::expectation(const std::string& id) const {
  return find(expectations, id);
}

const DrillBefore::Village* DrillBefore::village(const std::string& id) const {
  return find(villages, id);
}

const DrillBefore::Objective* DrillBefore::objective(const std::string& id) const {
  return find(objectives, id);
}

Result<DrillBefore> read_drill_before(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{Errc::not_found, {"打不开 " + path, "can't open " + path}};
  std::string text(kDrillBeforeBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kDrillBeforeBytesMax)
    return Error{Errc::too_many, {path + " 过大，最大 8 MiB", path + " is larger than 8 MiB"}};
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_object() || !value.get_object().contains("expectations") ||
      !value.get_object().contains("villages"))
    return Error{Errc::bad_input,
                 {path + " 不是 fenghuo drill --format json 的输出",
                  path + " isn't what fenghuo drill --format json prints"}};
  return drill_of(value.get_object());
}

}  // namespace fenghuo::cli
