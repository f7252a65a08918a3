// What is being handled: one hazard in one area, from its first alarm until nothing of it is open.
#pragma once

#include <optional>
#include <string>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

struct Incident {
  std::string playbook;
  std::string rule;
  std::string area;
  Instant opened_at{};
  FactId alarm;
  bool alarm_stands = true;
  Level level = Level::none;  // of the newest warning
  std::optional<FactId> warning;
  Text headline;
  Text text;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.playbook, self.rule, self.area, self.opened_at, self.alarm, self.alarm_stands,
      self.level, self.warning, self.headline.zh, self.headline.en, self.text.zh, self.text.en);
  }
};

}  // namespace fenghuo::playbooks
