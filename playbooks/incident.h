// What is being handled: one hazard in one area, from its first alarm until nothing of it is open.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/text.h"
#include "playbooks/channels.h"

namespace fenghuo::playbooks {

/// A rule that warns of the incident's hazard, such as that of one department; or a person.
struct Source {
  std::string rule;
  FactId alarm;
  Level level = Level::none;  // of its alarm as it stands; none: it has cleared, or there is none
  Text reason;                // of its newest warning

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.rule, self.alarm, self.level, self.reason);
  }
};

struct Incident {
  std::string playbook;
  std::string area;             // the village whose people it threatens, or the township
  std::string place;            // the hazard point; empty: the village itself
  std::vector<Source> sources;  // the first began it; never empty
  Instant opened_at{};
  Level level = Level::none;  // of the newest warning
  std::optional<FactId> warning;
  Instant warned_at{};
  std::vector<FactId> obligations;  // all of it, open or done
  std::vector<FactId> decisions;
  std::vector<std::pair<std::string, ChannelSet>> told;  // everybody whom it has called, by name
  std::set<std::string> skipped;    // steps that this level doesn't call for here
  bool seen_by_people = false;      // somebody there has reported a danger
  bool cleared = false;             // the alarms have cleared: no step begins any more
  std::optional<FactId> all_clear;  // given; until then a contrary report warns again

  bool alarm_stands() const {
    return std::any_of(sources.begin(), sources.end(),
                       [](const Source& source) { return source.level != Level::none; });
  }
  /// Whose hazard and words the warning has: the first whose alarm stands, or else the first.
  const Source& speaker() const {
    for (const auto& source : sources)
      if (source.level != Level::none) return source;
    return sources.front();
  }
  /// The alarm of another rule stands.
  bool stands_without(std::string_view rule) const {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& source) {
      return source.rule != rule && source.level != Level::none;
    });
  }
  Source* source(std::string_view rule) {
    for (auto& one : sources)
      if (one.rule == rule) return &one;
    return nullptr;
  }
  void tell(const std::string& person, ChannelSet channels) {
    const auto at = std::lower_bound(told.begin(), told.end(), person,
                                     [](const auto& a, const auto& b) { return a.first < b; });
    if (at != told.end() && at->first == person) return at->second.insert(channels);
    told.emplace(at, person, channels);
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.playbook, self.area, self.place, self.sources, self.opened_at, self.level, self.warning,
      self.warned_at, self.obligations, self.decisions, self.told, self.skipped,
      self.seen_by_people, self.cleared, self.all_clear);
  }
};

/// How an incident comes to its end: kept beside it, since few are that far.
struct Ending {
  std::string proposed_by;                      // the stand-down; empty: nobody
  std::map<std::string, Instant> safe_reports;  // who told that it is over, and when
  Instant hold_until{};                         // of an all-clear that was given

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.proposed_by, self.safe_reports, self.hold_until);
  }
};

}  // namespace fenghuo::playbooks
