#include "adapters/asker_name.h"

#include <string>
#include <string_view>

namespace fenghuo::adapters {
namespace {

// The longest id, since "li" is the beginning of "liu" as well.
void put_name(const PlanInfo& plan, std::string_view before, std::string& asked) {
  const std::size_t from = asked.starts_with(before) ? before.size() : 0;
  const std::string_view words = std::string_view(asked).substr(from);
  std::string_view longest;
  for (const auto& [id, person] : plan.people)
    if (id.size() > longest.size() && words.starts_with(id) &&
        (words.substr(id.size()).starts_with(" ") || words.substr(id.size()).starts_with("（")))
      longest = id;
  if (!longest.empty()) asked.replace(from, longest.size(), plan.name_of(std::string(longest)));
}

}  // namespace

Text with_asker_name(const PlanInfo& plan, Text asked) {
  put_name(plan, "【请您决定】", asked.zh);
  put_name(plan, "For you to decide: ", asked.en);
  return asked;
}

}  // namespace fenghuo::adapters
