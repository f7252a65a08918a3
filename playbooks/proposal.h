// A warning that a person wants to give, and that waits for a second person.
#pragma once

#include <string>
#include <vector>

#include "engine/archive.h"
#include "engine/level.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

struct Proposal {
  std::string playbook;
  Level level = Level::none;
  std::vector<std::string> areas;
  Text reason;
  std::uint32_t people = 0;  // who live there
  std::string proposed_by;
  std::string agreed_by;
  bool of_neighbour = false;  // its own neighbours aren't asked: it would go through the township
  // Of a yes to a received message: which it was, and how long it is in force.
  std::string received;
  Instant valid_until{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.playbook, self.level, self.areas, self.reason, self.people, self.proposed_by,
      self.agreed_by, self.of_neighbour, self.received, self.valid_until);
  }
};

}  // namespace fenghuo::playbooks
