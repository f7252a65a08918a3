// The ladder of an obligation as the plan has it now: whom to call, in which order, how, and for
// how long to wait. Who comes second as they didn't answer a contact test is asked as of the time
// when this round of it began.
#pragma once

#include <string>
#include <vector>

#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/obligation.h"

namespace fenghuo::playbooks {

class Rungs {
 public:
  /// The errand is that of the obligation; null where it has none.
  Rungs(const Handbook& handbook, const Incident& incident, const Obligation& obligation,
        const Errand* errand)
      : handbook_(handbook),
        incident_(incident),
        obligation_(obligation),
        persons_(persons_of(handbook, incident, errand, obligation.round_began_at)) {}

  /// None where the plan has none (any more).
  std::uint32_t size() const;
  const wire::Rung& operator[](std::uint32_t index) const;
  /// Empty where the plan names nobody.
  std::string callee(std::uint32_t index) const;
  std::string callee(const wire::Rung& rung) const;

  /// Where there is no other: the township's duty officer, by hand.
  static const wire::Rung& of_township();

 private:
  static std::vector<std::string> persons_of(const Handbook& handbook, const Incident& incident,
                                             const Errand* errand, Instant round_began_at);
  const google::protobuf::RepeatedPtrField<wire::Rung>& in_plan() const;

  const Handbook& handbook_;
  const Incident& incident_;
  const Obligation& obligation_;
  std::vector<std::string> persons_;  // one after the other; empty: the plan's ladder is climbed
};

}  // namespace fenghuo::playbooks
