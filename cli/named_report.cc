#include "cli/named_report.h"

#include <algorithm>
#include <boost/json.hpp>
#include <initializer_list>

#include "cli/sentence.h"
#include "engine/nearest.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

std::string text_of(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::vector<Called> told(const std::string& body, const char* list, const char* id,
                         std::initializer_list<const char*> words) {
  boost::system::error_code error;
  const auto plan = json::parse(body, error);
  const auto* items = error || !plan.is_object() ? nullptr : plan.get_object().if_contains(list);
  std::vector<Called> all;
  if (items == nullptr || !items->is_array()) return all;
  for (const auto& item : items->get_array()) {
    if (!item.is_object()) continue;
    Called called{text_of(item.get_object(), id), {}};
    for (const char* name : words)
      if (auto word = text_of(item.get_object(), name); !word.empty())
        called.words.push_back(std::move(word));
    all.push_back(std::move(called));
  }
  return all;
}

// `unknown`: what is said where nothing is called so, before and after the nearest that is.
Result<std::string> id_of(const std::string& given, std::span<const Called> known,
                          const Text& unknown, const Text& after = {}) {
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

}  // namespace

std::vector<Called> report_kinds_told(const std::string& body) {
  return told(body, "report_kinds", "kind", {"zh", "en"});
}

std::vector<Called> villages_told(const std::string& body) {
  return told(body, "villages", "id", {"name_zh", "name_en", "adcode"});
}

Result<std::string> kind_named(const std::string& given, std::span<const Called> kinds) {
  Text all;
  for (const auto& kind : kinds)
    all = all + (all.zh.empty() ? Text{"；有：", "; there are "} : Text{"、", ", "}) +
          (kind.words.empty() ? plain(kind.id)
                              : Text{kind.id + "（" + kind.words.front() + "）",
                                     kind.id + " (" + kind.words.back() + ")"});
  return id_of(given, kinds,
               {"没有“" + given + "”这种报告", "there is no report of kind '" + given + "'"}, all);
}

Result<std::string> village_named(const std::string& given, std::span<const Called> villages) {
  return id_of(given, villages,
               {"方案里没有“" + given + "”这个村（--village）",
                "the plan has no village '" + given + "' (--village)"});
}

json::object report_event(const std::string& id, const json::object& data) {
  return {{"specversion", "1.0"},
          {"id", id},
          {"source", "command"},
          {"type", "fenghuo.report"},
          {"data", data}};
}

}  // namespace fenghuo::cli
