#include "playbooks/proof/proof.h"

#include <algorithm>
#include <utility>

#include "playbooks/proof/kinds.h"

namespace fenghuo::playbooks {
namespace {

using Kind = std::vector<Proof> (*)(const Handbook&);
constexpr Kind kKinds[] = {prove_calls,    prove_lead_time, prove_owners, prove_delegation,
                           prove_shelters, prove_reach,     prove_gauges};

// What is so with the everyday roles isn't told again of the emergency's; at one place something
// else may be so with each.
void add_emergency(std::vector<Proof>& all, std::vector<Proof> found) {
  const auto everyday = static_cast<std::ptrdiff_t>(all.size());
  for (auto& proof : found) {
    const bool known = std::any_of(all.begin(), all.begin() + everyday, [&](const Proof& other) {
      return other.path == proof.path && other.fault == proof.fault &&
             other.counter_example == proof.counter_example;
    });
    if (known) continue;
    proof.fault = {"应急状态下（平急转换以后）：" + proof.fault.zh,
                   "With the emergency roles in force: " + proof.fault.en};
    all.push_back(std::move(proof));
  }
}

// A decision or a step that several levels of a playbook have in the same way is told once.
void drop_repeated(std::vector<Proof>& all) {
  const auto of_playbook = [](const Proof& proof) {
    return proof.path.substr(0, proof.path.find(".levels["));
  };
  std::vector<Proof> once;
  for (auto& proof : all) {
    const bool known = std::any_of(once.begin(), once.end(), [&](const Proof& other) {
      return other.fault == proof.fault && other.counter_example == proof.counter_example &&
             of_playbook(other) == of_playbook(proof);
    });
    if (!known) once.push_back(std::move(proof));
  }
  all = std::move(once);
}

}  // namespace

std::vector<Proof> prove(const wire::Plan& plan) {
  const Handbook everyday(plan);
  const Handbook emergency(plan, true);
  const bool has_emergency = std::any_of(plan.roster().begin(), plan.roster().end(),
                                         [](const wire::Duty& duty) { return duty.emergency(); });
  std::vector<Proof> all;
  for (const Kind kind : kKinds) {
    std::vector<Proof> found = kind(everyday);
    if (has_emergency) add_emergency(found, kind(emergency));
    drop_repeated(found);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace fenghuo::playbooks
