// One named duty to reach one person (叫应), and what became of it so far.
//
//   calling    on a rung of its ladder, waiting for an answer
//   acting     answered; the headcount is still to come, and a clock runs
//   needs_help answered with a call for help; the township is called
//   done       answered, or everybody is counted, or the duty has passed to a newer warning
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/archive.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/text.h"

namespace fenghuo::playbooks {

/// What it is for: a warning that must arrive; what a decision's yes tells somebody to do; a
/// village that is cut off and must be found; a household or facility that must be seen to; the
/// people at a shelter, who are counted again; the county, which must be told.
enum class Purpose : std::uint8_t { warning, order, reach, visit, roll_call, report };

std::string_view to_string(Purpose purpose);

enum class State : std::uint8_t { calling, acting, needs_help, done };

std::string_view to_string(State state);

struct Obligation {
  FactId incident;
  FactId warning;
  Purpose purpose = Purpose::warning;
  std::optional<FactId> decision;    // of an order
  std::string subject;               // of a visit: the household or the facility
  std::vector<std::string> persons;  // in whose order a visit or a roll call is called
  std::string playbook;
  std::string area;
  std::string duty;
  Level level = Level::none;
  bool wants_headcount = false;
  std::uint32_t people_at_risk = 0;
  Instant opened_at{};
  Text headline;  // empty: as the incident's warning has it
  Text text;

  State state = State::calling;
  std::uint32_t rung = 0;
  std::uint32_t round = 0;  // how often the whole ladder was climbed before
  std::string callee;
  std::vector<std::string> channels;
  std::vector<EffectId> on_the_way;  // messages of this rung that nothing is known of yet
  bool delivered = false;            // one of them arrived
  Instant next_step_at{};
  std::uint32_t people_moved = 0;
  std::string answered_by;
  std::optional<FactId> successor;  // the duty under the warning that took its place

  bool open() const { return state != State::done; }
  bool complete() const { return people_moved >= people_at_risk; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.warning, self.purpose, self.decision, self.subject, self.persons,
      self.playbook, self.area, self.duty, self.level, self.wants_headcount, self.people_at_risk,
      self.opened_at, self.headline, self.text, self.state, self.rung, self.round, self.callee,
      self.channels, self.on_the_way, self.delivered, self.next_step_at, self.people_moved,
      self.answered_by, self.successor);
  }
};

}  // namespace fenghuo::playbooks
