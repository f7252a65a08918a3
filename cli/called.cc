#include "cli/called.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
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

// What a member of a command names is in one of these lists.
struct Naming {
  const char* member;
  bool of_the_state;  // else of the plan
  std::vector<const char*> lists;
  const char* id = "id";  // the member of an item that names it
};
const std::vector<Naming>& namings() {
  static const std::vector<const char*> kPlaces{"villages", "shelters", "places", "stations"};
  static const std::vector<Naming> kAll{{"area", false, kPlaces},
                                        {"areas", false, {"villages"}},
                                        {"at", false, kPlaces},
                                        {"to", false, kPlaces},
                                        {"rule", false, {"rules"}},
                                        {"playbook", false, {"playbooks"}},
                                        {"road", false, {"roads"}},
                                        {"who", false, {"people"}},
                                        {"household", false, {"people", "places"}},
                                        {"unit", true, {"units"}},
                                        {"supply", true, {"supplies"}},
                                        {"routine", true, {"routines"}, "routine"},
                                        {"subject", true, {"routines"}, "subject"}};
  return kAll;
}

std::vector<std::string> given_in(const json::value& value) {
  std::vector<std::string> given;
  if (value.is_string()) given.emplace_back(value.get_string());
  if (!value.is_array()) return given;
  for (const auto& one : value.get_array())
    if (one.is_string()) given.emplace_back(one.get_string());
  return given;
}

// A word of it stands for its id, which is what commands take.
Text meant_by(const std::string& given, std::span<const Called> known) {
  std::vector<std::string_view> all;
  std::optional<std::string_view> near;
  for (const auto& one : known) {
    if (one.id == given) return {};
    if (!near && std::find(one.words.begin(), one.words.end(), given) != one.words.end())
      near = one.id;
    all.push_back(one.id);
    all.insert(all.end(), one.words.begin(), one.words.end());
  }
  if (!near) near = nearest(given, all);
  if (!near) return {};
  const std::string like(*near);
  return {"；“" + given + "”是否为“" + like + "”？",
          "; by '" + given + "' did you mean '" + like + "'?"};
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
  const Text said = unknown + did_you_mean(nearest(given, all));
  return Error{Errc::not_found, after.zh.empty() ? said : going_on(said, after)};
}

Text meant_in(const json::object& members, const std::string& plan, const std::string& state) {
  for (const auto& naming : namings()) {
    const auto* value = members.if_contains(naming.member);
    if (value == nullptr) continue;
    std::vector<Called> known;
    for (const char* list : naming.lists)
      for (auto& one : called_in(naming.of_the_state ? state : plan, list, naming.id,
                                 {"name", "name_zh", "name_en", "title_zh", "title_en"}))
        known.push_back(std::move(one));
    for (const auto& given : given_in(*value))
      if (Text meant = meant_by(given, known); !meant.zh.empty()) return meant;
  }
  return {};
}

}  // namespace fenghuo::cli
