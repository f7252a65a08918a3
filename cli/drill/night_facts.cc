#include "cli/drill/night_facts.h"

#include <algorithm>

namespace fenghuo::cli {

const simulator::RecordedFact* find_fact(const simulator::NightRecord& record, FactId id) {
  // In the order of their ids, as the log has them.
  const auto found = std::lower_bound(
      record.facts.begin(), record.facts.end(), id,
      [](const simulator::RecordedFact& fact, const FactId& wanted) { return fact.id < wanted; });
  return found == record.facts.end() || found->id != id ? nullptr : &*found;
}

bool nobody_decided(const simulator::NightRecord& record, const simulator::ScoredDuty& duty) {
  if (!duty.by_plan || !duty.answered) return false;
  const auto* made = find_fact(record, *duty.answered);
  return made != nullptr && made->fact.decision_made().release() != wire::Question::AT_ONCE;
}

}  // namespace fenghuo::cli
