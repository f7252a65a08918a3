// The township's response level (应急响应), IV to I, and the county's as it was received.
#pragma once

#include <string>

#include "engine/archive.h"
#include "engine/level.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

/// 四级 to 一级, IV to I: warnings have colours, responses have these. Of none empty.
inline Text number_of(Level level) {
  switch (level) {
    case Level::blue:
      return {"四级", "IV"};
    case Level::yellow:
      return {"三级", "III"};
    case Level::orange:
      return {"二级", "II"};
    case Level::red:
      return {"一级", "I"};
    case Level::none:
      break;
  }
  return {};
}

struct ResponseState {
  Level level = Level::none;
  Level county = Level::none;
  Instant since{};
  std::string changed_by;
  Text reason;
  // From everyday to emergency roles, or back.
  bool emergency_roles = false;
  Instant roles_since{};
  std::string roles_switched_by;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.level, self.county, self.since, self.changed_by, self.reason, self.emergency_roles,
      self.roles_since, self.roles_switched_by);
  }
};

}  // namespace fenghuo::playbooks
