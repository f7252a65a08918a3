// The plan that is in force, as the edges need it: names for people to read, and how to reach them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "adapters/plan/folder.h"
#include "engine/plan.pb.h"

namespace fenghuo::adapters {

struct PlanInfo {
  wire::Plan plan;
  std::string version;
  std::map<std::string, Person> people;

  /// The person's name; the id where the plan has none.
  std::string name_of(const std::string& person) const {
    const auto found = people.find(person);
    return found == people.end() ? person : found->second.name;
  }
  Span utc_offset() const { return std::chrono::seconds{plan.utc_offset_s()}; }
};

inline std::shared_ptr<const PlanInfo> plan_info(const LoadedPlan& loaded) {
  auto info = std::make_shared<PlanInfo>();
  info->plan = loaded.change.plan();
  info->version = loaded.change.version();
  for (const auto& person : loaded.people) info->people.emplace(person.id, person);
  return info;
}

}  // namespace fenghuo::adapters
