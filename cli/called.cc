#include "cli/called.h"

#include <algorithm>
#include <boost/json.hpp>
#include <string_view>

#include "cli/sentence.h"
#include "engine/nearest.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

std::string text_of(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

std::vector<Called> called_in(const std::string& body, const char* list, const char* id,
                              std::initializer_list<const char*> words, const char* wanted) {
  boost::system::error_code error;
  const auto plan = json::parse(body, error);
  const auto* items = error || !plan.is_object() ? nullptr : plan.get_object().if_contains(list);
  std::vector<Called> all;
  if (items == nullptr || !items->is_array()) return all;
  for (const auto& item : items->get_array()) {
    if (!item.is_object()) continue;
    const auto& object = item.get_object();
    if (wanted != nullptr && !object.contains(wanted)) return {};
    Called called{text_of(object, id), {}};
    for (const char* name : words)
      if (auto word = text_of(object, name); !word.empty()) called.words.push_back(std::move(word));
    all.push_back(std::move(called));
  }
  return all;
}

Result<std::string> id_of(const std::string& given, std::span<const Called> known,
                          const Text& unknown, const Text& after) {
  if (known.empty()) return given;
  std::vector<std::string_view> all;
  std::vector<std::string> of_the_word;
  for (const auto& one : known) {
    if (given == one.id) return given;
    if (std::find(one.words.begin(), one.words.end(), given) != one.words.end())
      of_the_word.push_back(one.id);
    all.push_back(one.id);
    all.insert(all.end(), one.words.begin(), one.words.end());
  }
  if (of_the_word.size() == 1) return of_the_word.front();
  if (!of_the_word.empty())
    return Error{Errc::bad_input,
                 {"有几个都叫“" + given + "”，请写编号，例如 " + of_the_word.front(),
                  "several are called '" + given + "'; give the id, as " + of_the_word.front()}};
  return Error{Errc::not_found, unknown + did_you_mean(nearest(given, all)) + after};
}

}  // namespace fenghuo::cli
