#include "cli/plan_people.h"

namespace fenghuo::cli {

Result<std::vector<adapters::Person>> people_of_plan(const std::string& folder,
                                                     const Session& session) {
  if (folder.empty()) return std::vector<adapters::Person>();
  auto plan = adapters::load_plan(folder);
  session.print(plan.faults);
  if (!plan.faults.empty())
    return Error{Errc::bad_input,
                 {"预案（--plan）有问题，先改好；不写 --plan 就用人员编号",
                  "the plan (--plan) has faults: mend them first, or leave --plan out, and ids "
                  "stand for names"}};
  return std::move(plan.people);
}

}  // namespace fenghuo::cli
