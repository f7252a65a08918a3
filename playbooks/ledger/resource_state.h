// What the ledger remembers of each thing that can be promised.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/ledger_fact.pb.h"
#include "engine/level.h"
#include "engine/standing.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

/// A unit has one state, one need and one hold at most: that is what keeps it from being promised
/// twice.
struct UnitRecord {
  wire::UnitState state = wire::UNIT_READY;
  Instant since{};
  std::string at;  // the place where it is, or set out from
  std::optional<FactId> need;
  Instant arrives_at{};  // by the roads as they were when it was sent
  std::string callee;
  EffectId message;  // that calls them
  bool stand_in_called = false;
  std::string note;
  std::optional<FactId> hold;

  bool under_way() const { return state == wire::UNIT_SENT || state == wire::UNIT_ON_THE_WAY; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.state, self.since, self.at, self.need, self.arrives_at, self.callee, self.message,
      self.stand_in_called, self.note, self.hold);
  }
};

/// One unit that is wanted somewhere.
struct Need {
  std::string area;
  std::string skill;
  Level level = Level::none;
  Text task;
  std::optional<FactId> incident;  // whose playbook asks for it
  bool of_cut_off = false;         // since its village fell silent
  Instant opened_at{};
  std::string unit;     // empty: none yet
  bool chosen = false;  // by a person: the reckoning leaves it
  std::set<std::string> forbidden;
  Text reason;              // why this unit, or why none
  bool told_unmet = false;  // that none can come
  bool wants_aid = false;   // of the county, until a unit says that it goes

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.area, self.skill, self.level, self.task, self.incident, self.of_cut_off, self.opened_at,
      self.unit, self.chosen, self.forbidden, self.reason, self.told_unmet, self.wants_aid);
  }
};

/// Promised to somebody and not sent: a unit, or a part of a batch.
struct HeldResource {
  std::string unit;
  std::string supply;
  std::string batch;
  std::uint32_t quantity = 0;
  std::string held_for;
  std::string held_by;
  Instant since{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.unit, self.supply, self.batch, self.quantity, self.held_for, self.held_by, self.since);
  }
};

void describe(FactId id, const HeldResource& hold, wire::StandingHold& told);

struct StockedBatch {
  std::uint32_t left = 0;
  std::uint32_t held = 0;  // of what is left
  std::string expires;     // a day, as 2027-05-31; empty: never
  std::string counted;     // the day of the plan's count that was taken over

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.left, self.held, self.expires, self.counted);
  }
};

struct Shipment {
  std::string supply;
  std::string batch;
  std::uint32_t quantity = 0;
  std::string to;
  std::string expires;
  std::string sent_by;
  Instant since{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.supply, self.batch, self.quantity, self.to, self.expires, self.sent_by, self.since);
  }
};

struct Closure {
  Instant since{};
  std::string reported_by;
  std::string note;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.since, self.reported_by, self.note);
  }
};

/// Help that is asked of others.
struct Aid {
  std::string of;
  std::string what;
  std::uint32_t quantity = 0;
  std::string area;
  wire::AidState state = wire::AID_WANTED;
  Instant since{};
  std::string note;
  std::optional<FactId> need;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.of, self.what, self.quantity, self.area, self.state, self.since, self.note, self.need);
  }
};

}  // namespace fenghuo::playbooks
