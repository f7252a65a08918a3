// Rules whose alarm makes two playbooks call the same people.
#include <algorithm>
#include <string>

#include "playbooks/plan_checker.h"

namespace fenghuo::playbooks {
namespace {

// The first duty that each of them calls; null where they call different people.
const std::string* called_by_both(const wire::Playbook& one, const wire::Playbook& other) {
  for (const auto& duty : one.duties())
    if (std::find(other.duties().begin(), other.duties().end(), duty) != other.duties().end())
      return &duty;
  return nullptr;
}

void check_pair(PlanChecker& checker, const wire::Playbook& one, const wire::Playbook& other) {
  const std::string* duty = called_by_both(one, other);
  if (duty == nullptr || one.on_response() || other.on_response()) return;
  for (const auto& rule : checker.plan().rules()) {
    if (!calls_people(rule) || !Handbook::answers(one, rule.id()) ||
        !Handbook::answers(other, rule.id()))
      continue;
    checker.add("rules[" + rule.id() + "]",
                {"规则“" + rule.id() + "”有两个处置方案应答（“" + one.id() + "”和“" + other.id() +
                     "”），都会叫“" + *duty +
                     "”：同一个人为同一件事接两次电话。在其中一个的 rules 里加 \"!" + rule.id() +
                     "\"，或删掉它的编号",
                 "the rule '" + rule.id() + "' is answered by '" + one.id() + "' and by '" +
                     other.id() + "', and both call '" + *duty +
                     "': the same person is called twice for one thing. Leave it out of one with "
                     "\"!" +
                     rule.id() + "\" in its rules, or take its name out of them"},
                Severity::notice);
  }
}

}  // namespace

void check_answered_twice(PlanChecker& checker) {
  const auto& playbooks = checker.plan().playbooks();
  for (auto one = playbooks.begin(); one != playbooks.end(); ++one)
    for (auto other = std::next(one); other != playbooks.end(); ++other)
      check_pair(checker, *one, *other);
}

}  // namespace fenghuo::playbooks
