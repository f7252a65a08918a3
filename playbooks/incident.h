// What is being handled: one hazard in one area, from its first alarm until nothing of it is open.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

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
  std::vector<FactId> obligations;  // all of it, open or done
  std::vector<FactId> decisions;
  std::set<std::pair<std::string, std::string>> told;  // person and channel, of all its calls
  std::string stand_down_proposed_by;
  bool reported = false;                        // the county is being told
  bool seen_by_people = false;                  // somebody there has reported a danger
  std::map<std::string, Instant> safe_reports;  // who told that it is over, and when
  std::optional<FactId> all_clear;              // given; until then a contrary report warns again
  Instant hold_until{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.playbook, self.rule, self.area, self.opened_at, self.alarm, self.alarm_stands,
      self.level, self.warning, self.headline, self.text, self.obligations, self.decisions,
      self.told, self.stand_down_proposed_by, self.reported, self.seen_by_people, self.safe_reports,
      self.all_clear, self.hold_until);
  }
};

}  // namespace fenghuo::playbooks
