#include "cli/named_person.h"

#include <boost/json.hpp>

#include "adapters/credentials.h"

namespace fenghuo::cli {

std::vector<Called> people_told(const std::string& body) {
  // Households and telephones go together.
  return called_in(body, "people", "id", {"name"}, "phone");
}

std::string holder_told(const std::string& body) {
  boost::system::error_code error;
  const auto plan = boost::json::parse(body, error);
  const auto* you = error || !plan.is_object() ? nullptr : plan.get_object().if_contains("you");
  return you != nullptr && you->is_string() ? std::string(you->get_string()) : "";
}

Result<std::string> person_named(const std::string& by, std::string_view token,
                                 std::span<const Called> people) {
  // A token begins with its holder, who may be of elsewhere.
  if (token.starts_with(adapters::base64url(by) + ".")) return by;
  return id_of(by, people,
               {"预案里没有人员“" + by + "”（--by）", "the plan has no person '" + by + "' (--by)"},
               {"不是预案里的人（户主、邻居、县里的人）加 --outsider",
                "with --outsider for somebody who isn't in it, such as a neighbour or "
                "an officer of the county"});
}

}  // namespace fenghuo::cli
