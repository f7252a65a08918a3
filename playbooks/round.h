// A routine for one thing: when it is due, and what came of it the last time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/text.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

struct Round {
  std::optional<FactId> due;  // it is due since this fact
  Instant due_at{};
  Instant next_at{};   // when it becomes due; while it is, when its person is reminded
  Instant begun_at{};  // when the plan first had it
  Instant done_at{};   // the epoch: never
  std::string done_by;
  std::string note;
  bool found = false;  // something that somebody must see to

  Instant base() const { return done_at == Instant{} ? begun_at : done_at; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.due, self.due_at, self.next_at, self.begun_at, self.done_at, self.done_by, self.note,
      self.found);
  }
};

/// What a routine is for: the township, a village, a slope, a school, a household, a shelter.
struct Subject {
  std::string id;    // empty for the township
  std::string area;  // the village, or the township
  Text name;
};

std::vector<Subject> subjects_of(const wire::Plan& plan, const wire::Routine& routine);

/// How often, at the township's response level: the pace of the level, or of the next below that
/// has one; else the everyday one.
Span pace_at(const wire::Routine& routine, Level response);

/// Who is to do it, and after them who stands in.
std::vector<std::string> who_does(const Handbook& handbook, const wire::Routine& routine,
                                  const Subject& subject);

}  // namespace fenghuo::playbooks
