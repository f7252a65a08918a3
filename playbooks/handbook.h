// The plan as playbooks read it: which playbook answers a rule, what a level obliges to, who holds
// a duty tonight.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/plan_problem.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

/// The duty, held for the township itself, that is called when nobody else answers.
inline constexpr std::string_view kDutyOfficer = "duty_officer";

/// In a playbook's list of rules: every rule of the plan.
inline constexpr std::string_view kEveryRule = "*";

/// A rung may not be climbed faster: calls every minute are the most that a person can bear.
inline constexpr Span kRungWaitMin = std::chrono::minutes{1};

class Handbook {
 public:
  explicit Handbook(const wire::Plan& plan) : plan_(plan) {}

  /// All below are null where the plan has no such thing.
  const wire::Playbook* playbook(std::string_view id) const;
  const wire::Response* response(std::string_view playbook, Level level) const;
  const wire::Village* village(std::string_view id) const;
  const wire::Rule* rule(std::string_view id) const;
  const wire::Duty* duty(std::string_view area, std::string_view duty) const;

  /// Whether the playbook answers alarms of this rule.
  static bool answers(const wire::Playbook& playbook, std::string_view rule);

  /// Who is to be called on this rung; empty where the plan names nobody.
  std::string callee(const wire::Rung& rung, std::string_view area, std::string_view duty) const;

 private:
  const wire::Plan& plan_;
};

/// Every fault of the plan's playbooks: paths playbooks[ID], playbooks[ID].levels[LEVEL] and so on.
PlanProblems check(const wire::Plan& plan);

}  // namespace fenghuo::playbooks
