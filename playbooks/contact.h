// What was heard of a village that was warned to leave, and since when nothing is.
#pragma once

#include <optional>

#include "engine/archive.h"
#include "engine/ids.h"

namespace fenghuo::playbooks {

struct Contact {
  FactId incident;                // that put it under red
  Instant heard_last{};           // of a station of it or a person in it; at first when red began
  Instant look_at{};              // when silence will have been long enough; the epoch: never
  std::optional<FactId> cut_off;  // presumed so since this fact
  Instant cut_off_at{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.heard_last, self.look_at, self.cut_off, self.cut_off_at);
  }
};

}  // namespace fenghuo::playbooks
