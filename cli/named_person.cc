#include "cli/named_person.h"

#include <algorithm>
#include <boost/json.hpp>

#include "adapters/credentials.h"
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

std::vector<adapters::Person> people_told(const std::string& body) {
  boost::system::error_code error;
  const auto plan = json::parse(body, error);
  const auto* told = error || !plan.is_object() ? nullptr : plan.get_object().if_contains("people");
  std::vector<adapters::Person> people;
  if (told == nullptr || !told->is_array()) return people;
  for (const auto& one : told->get_array()) {
    if (!one.is_object()) continue;
    const auto& person = one.get_object();
    if (!person.contains("phone")) return {};  // households and telephones go together
    people.push_back({text_of(person, "id"), text_of(person, "name"), text_of(person, "phone")});
  }
  return people;
}

Result<std::string> person_named(const std::string& by, std::string_view token,
                                 std::span<const adapters::Person> people) {
  // A token begins with its holder, who may be of elsewhere.
  const bool own = token.starts_with(adapters::base64url(by) + ".");
  if (own || people.empty()) return by;
  std::vector<std::string_view> known;
  std::vector<std::string> of_the_name;
  for (const auto& person : people) {
    if (by == person.id) return by;
    if (by == person.name) of_the_name.push_back(person.id);
    known.push_back(person.id);
    known.push_back(person.name);
  }
  if (of_the_name.size() == 1) return of_the_name.front();
  if (!of_the_name.empty())
    return Error{Errc::bad_input,
                 {"方案里有几个人叫“" + by + "”（--by），请写编号，例如 " + of_the_name.front(),
                  "several people of the plan are called '" + by + "' (--by); give the id, as " +
                      of_the_name.front()}};
  return Error{
      Errc::not_found,
      Text{"方案里没有人员“" + by + "”（--by）", "the plan has no person '" + by + "' (--by)"} +
          did_you_mean(nearest(by, known)) +
          Text{"；不是方案里的人（户主、邻居、县里的人）加 --outsider",
               "; with --outsider for somebody who isn't in it, such as a neighbour or "
               "an officer of the county"}};
}

}  // namespace fenghuo::cli
