// A correction, an all-clear, its withdrawal, or a return: told to everybody who was called, and
// followed until each has it. Whom no message reaches is told by hand.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

struct Notice {
  FactId incident;  // it may be closed; the log's first fact: none
  std::string area;
  std::string hazard;      // of the incident
  bool withdraws = false;  // an all-clear: that stays true when it is warned of again
  Text headline;
  Text text;
  Instant given_at{};
  std::uint32_t people = 0;
  std::map<EffectId, std::string> on_the_way;  // to whom
  std::set<std::string> by_hand;               // who must be told by somebody

  bool of_incident() const { return incident != FactId{}; }
  bool complete() const { return on_the_way.empty() && by_hand.empty(); }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.area, self.hazard, self.withdraws, self.headline, self.text,
      self.given_at, self.people, self.on_the_way, self.by_hand);
  }
};

}  // namespace fenghuo::playbooks
