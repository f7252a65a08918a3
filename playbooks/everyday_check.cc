// What is wrong with routines, contact tests and emergency roles.
#include <algorithm>

#include "playbooks/everyday.h"
#include "playbooks/plan_checker.h"

namespace fenghuo::playbooks {
namespace {

constexpr std::string_view kRoutinePlaceholders[] = {"name"};
constexpr Span kRoutineMin = std::chrono::minutes{10};

class EverydayChecker {
 public:
  explicit EverydayChecker(PlanChecker& checker) : checker_(checker) {}

  // A role of the emergency needs somebody for when its holder is away, as any other.
  void check_emergency_roles() {
    for (int i = 0; i < checker_.plan().roster_size(); ++i) {
      const auto& duty = checker_.plan().roster(i);
      if (duty.emergency() && (duty.stand_in().empty() || duty.stand_in() == duty.holder()))
        checker_.add("roster[" + std::to_string(i) + "].stand_in",
                     {duty.area() + " 的应急 " + duty.duty() + " 没有 B 角",
                      "the emergency " + duty.duty() + " of " + duty.area() + " has no stand-in"});
    }
  }

  void check_everyday() {
    std::size_t rounds = 0;
    for (const auto& routine : checker_.plan().routines()) {
      const std::string path = "routines[" + routine.id() + "]";
      if (Span{routine.every_ms()} < kRoutineMin)
        checker_.add(path, {"every 至少 10 分钟", "every is at least 10 minutes"});
      for (const auto& pace : routine.paces())
        if (Span{pace.every_ms()} < kRoutineMin)
          checker_.add(path, {"pace 至少 10 分钟", "a pace is at least 10 minutes"});
      checker_.check_template(path, routine.task(), kRoutinePlaceholders);
      std::vector<std::string> areas;
      const auto subjects = subjects_of(checker_.plan(), routine);
      for (const auto& subject : subjects) areas.push_back(subject.area);
      if (!routine.duty().empty()) checker_.check_held(path, routine.duty(), areas);
      rounds += subjects.size();
      if (subjects.empty())
        checker_.add(
            path, {"没有一个对象（for_each）", "it is for nothing that the plan has (for_each)"});
    }
    if (rounds > kRoundsMax)
      checker_.add("routines", {"日常工作的对象合计超过 20000 个",
                                "the routines have more than 20,000 subjects together"});
    for (const auto& duty : checker_.plan().contact_test().duties()) {
      const auto& roster = checker_.plan().roster();
      if (std::none_of(roster.begin(), roster.end(),
                       [&](const auto& held) { return held.duty() == duty; }))
        checker_.add("contact_test",
                     {"值班表没有职责“" + duty + "”", "the roster has no duty '" + duty + "'"});
    }
  }

 private:
  PlanChecker& checker_;
};

}  // namespace

void check_everyday(PlanChecker& checker) {
  EverydayChecker everyday(checker);
  everyday.check_emergency_roles();
  everyday.check_everyday();
}

}  // namespace fenghuo::playbooks
