#include "cli/whose.h"

#include <optional>

#include "cli/chain.h"
#include "cli/fact_words.h"
#include "cli/sentence.h"
#include "engine/ids.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

// The fact that opened the duty or the decision that this one is about.
std::optional<FactId> opening_of(const wire::Fact& fact) {
  if (fact.has_obligation_called()) return from_wire(fact.obligation_called().obligation());
  if (fact.has_obligation_delivered()) return from_wire(fact.obligation_delivered().obligation());
  if (fact.has_obligation_undelivered())
    return from_wire(fact.obligation_undelivered().obligation());
  if (fact.has_obligation_dialled()) return from_wire(fact.obligation_dialled().obligation());
  if (fact.has_obligation_unanswered()) return from_wire(fact.obligation_unanswered().obligation());
  if (fact.has_obligation_answered()) return from_wire(fact.obligation_answered().obligation());
  if (fact.has_obligation_reopened()) return from_wire(fact.obligation_reopened().obligation());
  if (fact.has_obligation_closed()) return from_wire(fact.obligation_closed().obligation());
  if (fact.has_decision_passed_on()) return from_wire(fact.decision_passed_on().decision());
  if (fact.has_decision_made()) return from_wire(fact.decision_made().decision());
  if (fact.has_decision_closed()) return from_wire(fact.decision_closed().decision());
  if (fact.has_decision_message()) return from_wire(fact.decision_message().decision());
  return std::nullopt;
}

}  // namespace

Text whose(const Log& log, const wire::Fact& fact, const Names& names) {
  const auto opened_by = opening_of(fact);
  if (!opened_by) return {};
  const auto opened = read_fact(log, *opened_by);
  if (!opened) return {};
  const wire::Fact& opening = opened->fact;
  if (opening.has_decision_opened())
    return names.area(opening.decision_opened().area()) + Text{"，", ", "} +
           from_wire(opening.decision_opened().ask()) + plain(" ");
  const auto& duty = opening.obligation_opened();
  return names.area(duty.area()) + Text{"，", ", "} + duty_words(duty.duty()) +
         (duty.subject().empty() ? Text{} : plain(" ") + names.place(duty.subject())) +
         Text{"：", ": "};
}

}  // namespace fenghuo::cli
