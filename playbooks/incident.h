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

/// Both languages in one string, which takes half the room of two: every open incident has some.
class JoinedText {
 public:
  JoinedText() = default;
  JoinedText(const Text& text) : both_(text.zh + '\0' + text.en) {}  // NOLINT: it is a text
  Text text() const {
    const auto end = both_.find('\0');
    if (end == std::string::npos) return {};
    return {both_.substr(0, end), both_.substr(end + 1)};
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.both_);
  }

 private:
  std::string both_;
};

/// A rule that warns of the incident's hazard, such as that of one department; or a person.
struct Source {
  std::string rule;
  FactId alarm;
  Level level = Level::none;  // of its alarm as it stands; none: it has cleared, or there is none
  JoinedText reason;          // of its newest warning

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.rule, self.alarm, self.level, self.reason);
  }
};

/// Persons, and the channels by which each was called.
using Called = std::vector<std::pair<std::string, ChannelSet>>;

struct Incident {
  std::string playbook;
  std::string area;             // the village whose people it threatens, or the township
  std::string place;            // the hazard point; empty: the village itself
  std::vector<Source> sources;  // the first began it; never empty
  Instant opened_at{};
  std::optional<FactId> warning;
  Instant warned_at{};
  std::vector<FactId> obligations;  // all of it, open or done
  Called told;                      // everybody whom it has called, by name
  Level level = Level::none;        // of the newest warning
  bool seen_by_people = false;      // somebody there has reported a danger
  bool cleared = false;             // the alarms have cleared: no step begins any more
  bool all_clear = false;           // given; a contrary report warns again

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
    a(self.playbook, self.area, self.place, self.sources, self.opened_at, self.warning,
      self.warned_at, self.obligations, self.told, self.level, self.seen_by_people, self.cleared,
      self.all_clear);
  }
};

/// Of a received message because of which a person said yes.
struct Word {
  Instant until{};  // it is in force
  // Messages that are one matter with it: an Update was held, a person has said that it is real,
  // and each of them stands. Their sender takes all of them back by naming any.
  std::set<std::string> joined;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.until, self.joined);
  }
};

/// What few incidents have: kept beside them.
struct Particulars {
  std::vector<FactId> decisions;
  std::set<std::string> skipped;  // steps that its level doesn't call for here
  bool of_neighbour = false;      // warned because a neighbour was
  Instant stands_until{};         // of a warning that a person gave: nothing else tells its end
  // Received messages because of which a person said yes: the sender of each takes it back.
  std::map<std::string, Word> received;

  bool word_stands(Instant now) const { return word_until() > now; }
  Instant word_until() const {
    Instant until = stands_until;
    for (const auto& [message, word] : received) until = std::max(until, word.until);
    return until;
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.decisions, self.skipped, self.of_neighbour, self.stands_until, self.received);
  }
};

/// Somebody has reported danger while others want it to be over.
struct Objection {
  std::string reporter;
  std::string kind;
  std::string text;
  Instant at{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.reporter, self.kind, self.text, self.at);
  }
};

/// Somebody has told that it is over.
struct SafeReport {
  Instant at{};
  std::string source;  // who has written it down; the reporter, where that is unknown

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.at, self.source);
  }
};

/// How an incident comes to its end: kept beside it, since few are that far.
struct Ending {
  std::string proposed_by;                         // the stand-down; empty: nobody
  std::map<std::string, SafeReport> safe_reports;  // by reporter, the last of each
  // Who told so of another place, and which: a gauge far away says nothing of this one.
  std::map<std::string, std::string> safe_elsewhere;
  std::vector<Objection> objections;  // since it was proposed
  FactId all_clear;                   // where it was given,
  Instant hold_until{};               // and how long a contrary report counts

  /// On so many people's word: what one has written down for several is one word.
  std::size_t safe_sources() const {
    std::set<std::string_view> sources;
    for (const auto& [reporter, report] : safe_reports) sources.insert(report.source);
    return sources.size();
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.proposed_by, self.safe_reports, self.safe_elsewhere, self.objections, self.all_clear,
      self.hold_until);
  }
};

}  // namespace fenghuo::playbooks
