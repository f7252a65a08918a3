#include "adapters/household_name.h"

#include <string>

namespace fenghuo::adapters {
namespace {

// The longest id that stands there, since h1 is the beginning of h12 as well.
void put_name(const PlanInfo& plan, std::string_view area, std::string_view before,
              std::string_view after, std::string& text) {
  const auto found = text.find(before);
  if (found == std::string::npos) return;
  const std::string_view rest = std::string_view(text).substr(found + before.size());
  std::string_view id;
  for (const auto& household : plan.plan.households())
    if (household.village() == area && household.id().size() > id.size() &&
        rest.starts_with(household.id()))
      id = household.id();
  const auto named = plan.people.find(std::string(id));
  if (id.empty() || named == plan.people.end()) return;
  text.replace(found, before.size() + id.size(), std::string(after) + named->second.name);
}

}  // namespace

Text with_household_name(const PlanInfo& plan, std::string_view area, Text text) {
  put_name(plan, area, "住户 ", "住户", text.zh);
  put_name(plan, area, "household ", "household ", text.en);
  return text;
}

}  // namespace fenghuo::adapters
