// One night: the engine as it is, and the second world around it, in virtual time on one thread.
// The same plan, scenario and machine give the same night, to the last byte.
#pragma once

#include "engine/log.h"
#include "engine/machine.h"
#include "playbooks/ledger/ways.h"
#include "simulator/course.h"
#include "simulator/night_record.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// A machine that has taken the plan, from which many nights can begin.
struct NightBeginning {
  Machine machine;
  LogHead head;
  playbooks::Ways ways;
};

/// Errors: none; the plan is checked before.
NightBeginning begin_night(Machine machine, const wire::PlanChanged& plan, Instant at);

/// What is heard while the night is played; either may be missing.
struct NightListener {
  /// Facts of a record, as they are concluded.
  std::function<void(const RecordedFact&)> fact;
  /// At each moment at which an expectation asks what stands.
  std::function<void(const Expectation&, const wire::Standing&)> standing;
};

/// The scenario as far as it matters who is safe in time: until the last danger, also where that is
/// later than the scenario's own end. As it is where there is none.
Scenario until_last_danger(Scenario scenario);

/// On the plan that the beginning has taken.
NightRecord play_night(const NightBeginning& beginning, const Scenario& scenario,
                       const NightListener& listener = {});
/// Only until it is decided who is safe in time, which may be before the scenario's end or after
/// it: as many are caught as in the whole night, and what is `asked` later decides nothing.
///
/// `earlier`: the course of a night that began there as well. It is followed as far as it goes,
/// which changes nothing but the time that it takes.
NightRecord play_until_decided(const NightBeginning& beginning, const Scenario& scenario,
                               const Course* earlier = nullptr);
/// The same; the course that it took is written down.
NightRecord play_until_decided(const NightBeginning& beginning, const Scenario& scenario,
                               Course& course);

}  // namespace fenghuo::simulator
