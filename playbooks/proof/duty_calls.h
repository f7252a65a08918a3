// Whom the desk calls for a duty when nobody answers, and when: read with the ladder that the desk
// climbs (rungs.h).
#pragma once

#include <string>
#include <vector>

#include "engine/level.h"
#include "engine/time.h"
#include "playbooks/handbook.h"
#include "playbooks/obligation.h"

namespace fenghuo::playbooks {

/// A level of a playbook in an area, by day or by night.
struct Warned {
  const wire::Playbook* playbook = nullptr;
  const wire::Response* response = nullptr;
  Level level = Level::none;
  std::string area;
  bool night = false;
};

struct Call {
  Span after{};  // since the duty was opened
  Span wait{};   // for an answer
  std::string callee;
  std::vector<std::string> channels;
};

struct DutyCalls {
  std::string duty;
  std::vector<Call> calls;  // of one round; none: the plan names nobody at all
  Span until_last{};        // what Ladder::until_last() says as the duty is opened
};

/// Levels from which people of the village must leave and be counted, in the order of the plan; by
/// night as well where there is a ladder for it.
std::vector<Warned> evacuations_of(const Handbook& handbook, const std::string& village);

/// The same; of a playbook that moves nobody, its highest level.
std::vector<Warned> gravest_warnings_of(const Handbook& handbook, const std::string& village);

/// Of a warning, an order or another way to reach the village (reach); these have no persons of
/// their own.
DutyCalls calls_of(const Handbook& handbook, const Warned& warned, const std::string& duty,
                   Purpose purpose);

/// All by which the village is told: its warning, orders to duties of the village itself, and the
/// other way to its people. Not steps and relays, which tell somebody something else; nor the
/// search for a village that is cut off, which a station that still speaks keeps from being made.
std::vector<DutyCalls> calls_to_village(const Handbook& handbook, const Warned& warned);

/// Whether the level asks it of the area itself.
bool asked_of(const wire::Question& question, const std::string& area);

}  // namespace fenghuo::playbooks
