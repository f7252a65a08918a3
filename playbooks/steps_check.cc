// What is wrong with the steps of a level: nobody owns one, one waits for itself, a condition is
// none.
#include <map>
#include <set>

#include "playbooks/plan_checker.h"
#include "playbooks/step.h"

namespace fenghuo::playbooks {
namespace {

constexpr std::string_view kStepPlaceholders[] = {"village", "shelter", "facility", "level"};

class StepsChecker {
 public:
  StepsChecker(PlanChecker& checker, bool of_township)
      : checker_(checker), of_township_(of_township) {}

  void check_steps(const std::string& parent, const wire::Response& response) {
    std::map<std::string, const wire::Step*> steps;
    for (const auto& step : response.steps()) {
      const std::string path = parent + ".steps[" + step.id() + "]";
      if (!steps.emplace(step.id(), &step).second)
        checker_.add(path, {"同一级里有两个步骤“" + step.id() + "”",
                            "two steps '" + step.id() + "' in one level"});
      check_step(path, step);
    }
    for (const auto& [id, step] : steps)
      for (const auto& before : step->after())
        if (!steps.contains(before))
          checker_.add(parent + ".steps[" + id + "]",
                       {"前面的步骤“" + before + "”不在这一级里",
                        "the step '" + before + "' before it isn't in this level"});
    for (const auto& [id, step] : steps) check_order(parent, steps, id);
  }

 private:
  // A step that waits for itself is never taken.
  void check_order(const std::string& parent, const std::map<std::string, const wire::Step*>& steps,
                   const std::string& id) {
    std::set<std::string> before;
    std::vector<std::string> look{id};
    while (!look.empty()) {
      const std::string at = look.back();
      look.pop_back();
      const auto step = steps.find(at);
      if (step == steps.end()) continue;
      for (const auto& one : step->second->after())
        if (before.insert(one).second) look.push_back(one);
    }
    if (before.contains(id))
      checker_.add(
          parent + ".steps[" + id + "]",
          {"步骤“" + id + "”要等自己做完（after 成了圈），永远不会开始",
           "the step '" + id + "' waits for itself (a loop of after): it would never begin"});
  }

  std::vector<std::string> areas_of(const wire::Step& step) const {
    std::vector<std::string> areas = checker_.areas_of(step.only(), of_township_);
    if (step.for_each() == wire::Step::FACILITY)
      std::erase_if(areas, [&](const std::string& id) {
        return checker_.handbook().facilities_in(id).empty();
      });
    return areas;
  }

  void check_step(const std::string& path, const wire::Step& step) {
    checker_.check_template(path, step.task(), kStepPlaceholders);
    for (const auto& village : step.only())
      if (checker_.handbook().village(village) == nullptr)
        checker_.add(path, {"没有村“" + village + "”", "there is no village '" + village + "'"});
    const bool of_facilities = step.for_each() == wire::Step::FACILITY;
    if (step.duty().empty() && !of_facilities)
      checker_.add(path, {"没有写明谁来做（who）", "nobody is named to do it (who)"});
    if (step.within_ms() < kRungWaitMin.count())
      checker_.add(path, {"within 至少 1 分钟", "within is at least a minute"});
    const auto areas = areas_of(step);
    if (!step.duty().empty()) checker_.check_held(path, step.duty(), areas);
    for (const auto& duty : step.then()) checker_.check_held(path, duty, areas);
    if (step.when().empty()) return;
    for (const auto& problem : problems_of_condition(step.when()))
      checker_.add_within(path + ".when", problem.at.line, problem.at.column, problem.text);
  }

  PlanChecker& checker_;
  bool of_township_;
};

}  // namespace

void check_steps(PlanChecker& checker, const std::string& level_path,
                 const wire::Response& response, bool of_township) {
  StepsChecker(checker, of_township).check_steps(level_path, response);
}

}  // namespace fenghuo::playbooks
