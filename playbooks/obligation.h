// One named duty to reach one person (叫应), and what became of it so far.
//
//   calling    on a rung of its ladder, waiting for an answer
//   answered   somebody answered, who hasn't read back hazard and place: the calls go on
//   acting     understood; what is to be done is still to come, and a clock runs
//   needs_help answered with a call for help; the township is called
//   done       answered, or done, or everybody is counted, or it has passed to a newer warning
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
#include "playbooks/channels.h"

namespace fenghuo::playbooks {

/// What it is for: a warning that must arrive; what a decision's yes tells somebody to do; a
/// village that is cut off and must be found; a household or facility that must be seen to; the
/// people at a shelter, who are counted again; the county, which must be told; a step of the
/// playbook; an officer of the township who must know too; another way to reach a village's people.
enum class Purpose : std::uint8_t {
  warning,
  order,
  reach,
  visit,
  roll_call,
  report,
  task,
  relay,
  spread
};

std::string_view to_string(Purpose purpose);

/// "Received" doesn't end it: it ends when somebody says that it is done.
inline bool wants_done(Purpose purpose) {
  return purpose == Purpose::order || purpose == Purpose::task || purpose == Purpose::spread ||
         purpose == Purpose::report || purpose == Purpose::reach;
}

enum class State : std::uint8_t { calling, answered, acting, needs_help, done };

std::string_view to_string(State state);

/// Messages of one rung of which nothing is known yet. They were owed one after the other, so the
/// first one's key and a bit for each say it all.
class OnTheWay {
 public:
  void add(EffectId effect) {
    if (pending_ == 0) {
      offset_ = effect.offset;
      first_ = effect.index;
    }
    pending_ |= bit_of(effect);
  }
  /// False where it isn't one of them.
  bool remove(EffectId effect) {
    const std::uint32_t bit = bit_of(effect);
    if ((pending_ & bit) == 0) return false;
    pending_ &= ~bit;
    return true;
  }
  bool empty() const { return pending_ == 0; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.offset_, self.first_, self.pending_);
  }

 private:
  std::uint32_t bit_of(EffectId effect) const {
    const bool near =
        effect.offset == offset_ && effect.index >= first_ && effect.index - first_ < 32;
    return near ? std::uint32_t{1} << (effect.index - first_) : 0;
  }

  // Not as an EffectId, which leaves room unused behind it: there is one for each duty.
  Offset offset_;
  std::uint32_t first_ = 0;
  std::uint32_t pending_ = 0;  // bit i: that of the index first + i
};

struct Obligation {
  FactId incident;
  FactId warning;
  Instant opened_at{};
  Instant next_step_at{};
  Instant round_began_at{};  // its ladder is climbed in the order of that moment
  std::string duty;
  std::string callee;
  std::string answered_by;
  OnTheWay on_the_way;
  std::uint32_t people_at_risk = 0;
  std::uint32_t people_moved = 0;
  std::uint16_t rung = 0;
  std::uint16_t round = 0;  // how often the whole ladder was climbed before
  ChannelSet channels;
  Purpose purpose = Purpose::warning;
  Level level = Level::none;
  State state = State::calling;
  bool wants_headcount = false;
  bool night = false;      // the ladder of the night is climbed
  bool delivered = false;  // one of the messages on the way arrived
  bool rang = false;
  bool fulfilled = false;  // done by those who owed it, and not just over
  bool passed_on = false;  // to the duty under a newer warning

  bool open() const { return state != State::done; }
  bool waiting() const { return state != State::acting && state != State::done; }
  bool complete() const { return people_moved >= people_at_risk; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.warning, self.opened_at, self.next_step_at, self.round_began_at,
      self.duty, self.callee, self.answered_by, self.on_the_way, self.people_at_risk,
      self.people_moved, self.rung, self.round, self.channels, self.purpose, self.level, self.state,
      self.wants_headcount, self.night, self.delivered, self.rang, self.fulfilled, self.passed_on);
  }
};

/// A number of people far above the plan's: it wasn't taken, and whoever told it was asked whether
/// it is really so.
struct DoubtedNumber {
  std::uint32_t people = 0;
  std::string answered_by;
  std::string command_id;  // what a telephone sends twice isn't said twice
  Instant at{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.people, self.answered_by, self.command_id, self.at);
  }
};

/// What an obligation that is no warning of its own asks for. Kept beside it: most are warnings.
struct Errand {
  std::optional<FactId> decision;  // of an order
  std::string subject;             // of a visit or a task: the household or the facility
  std::string step;                // of a task
  // Who are called, one after the other: these persons, then who hold these duties and stand in for
  // them by the roster of the moment. None of both: as the plan's ladder has it.
  std::vector<std::string> persons;
  std::vector<std::string> duties;
  bool of_township = false;  // the duties are the township's own
  Span within{};             // of a task, from an answer until it is done; 0: not said
  Text headline;
  Text text;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.decision, self.subject, self.step, self.persons, self.duties, self.of_township,
      self.within, self.headline, self.text);
  }
};

}  // namespace fenghuo::playbooks
