// A named yes or no that somebody owes by a time. Undecided, it goes down the written delegation by
// itself; where the plan has approved it beforehand, it becomes a yes without a person.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/archive.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

/// What is asked is kept as it was asked: a plan that changes meanwhile loses nothing that is open.
struct Decision {
  std::optional<FactId> incident;  // none: somebody in the field asks for a warning
  std::string area;
  Level level = Level::none;
  std::string question;
  Text ask;
  std::vector<std::string> chain;  // duties, the owner's first
  Span within{};                   // for each of them
  wire::Question::Release release = wire::Question::NEVER;
  Text action;  // of a yes; of a request its reason
  std::vector<std::string> tell;
  Instant opened_at{};

  std::uint32_t step = 0;   // in the chain
  std::uint32_t round = 0;  // how often the whole chain was asked before
  std::string owner;        // who is asked now
  Instant decide_by{};
  EffectId message;           // the newest to the owner
  bool to_telephone = false;  // it hasn't arrived
  bool made = false;
  bool yes = false;
  std::string decided_by;  // empty where the plan decided
  // Of a question whether a neighbour is to be warned as well: by whose incident, in which
  // playbook.
  std::optional<FactId> asked_by;
  std::string playbook;
  // Of a received warning: the villages that it concerns, which message it was, and how long it is
  // in force.
  std::vector<std::string> areas;
  std::string received;
  Instant valid_until{};
  // Where it is held: earlier messages that it takes the place of, if it is real.
  std::set<std::string> says_anew;

  /// Somebody in the field, or for a neighbour, asks for a warning: a no needs its reason.
  bool is_request() const { return !incident && received.empty(); }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.area, self.level, self.question, self.ask, self.chain, self.within,
      self.release, self.action, self.tell, self.opened_at, self.step, self.round, self.owner,
      self.decide_by, self.message, self.to_telephone, self.made, self.yes, self.decided_by,
      self.asked_by, self.playbook, self.areas, self.received, self.valid_until, self.says_anew);
  }
};

}  // namespace fenghuo::playbooks
