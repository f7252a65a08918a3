// What rows do to the histories, worked out for many of them before anybody is told, so that the
// processor fetches the next histories while it works on one. No station has two moments in one
// feeding, and what came of a row stands here until its turn comes; so the conclusions are the same
// as if each row had been taken by itself.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rules/answers.h"
#include "rules/history.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {

/// Rows [begin, end) of one station and moment.
struct Arrival {
  std::uint32_t site = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Instant now{};        // at which they are judged
  bool newest = false;  // nothing of the station was observed later
  // What came of its rows ends here, and begins where that of the arrival before ends.
  std::uint32_t fed_end = 0;
};

/// What a row gives to a history, and what came of it; one line of the processor's cache.
struct alignas(64) Fed {
  std::uint32_t row = 0;
  std::uint32_t site = 0;
  std::uint32_t history = kNone;
  std::uint16_t readers = 0;  // into Rulebook::readers()
  std::uint8_t decimals = 0;
  bool amount = false;  // the history's kind
  Sample sample;
  Instant newest_at = kNeverObserved;  // of the history
  bool counter = false;
  Taken taken = Taken::late;
  bool answered = false;
  std::uint32_t answers = 0;      // where they begin
  std::uint32_t moved_begin = 0;  // of those that somebody wants to be told of
  std::uint32_t moved_end = 0;

  static constexpr std::uint32_t kNone = UINT32_MAX;  // too old for any
};

static_assert(sizeof(Fed) == 64);

class Feeding {
 public:
  struct Moved {
    const Rulebook::AskedCall* asked;
    Reading before;
    Reading now;
  };

  void begin();
  /// The next one, to be filled in where it stands; in the order of rows. (Copied from the stack it
  /// would wait for its own stores.)
  Fed& give() { return fed_.emplace_back(); }
  std::span<const Fed> fed() const { return fed_; }
  /// Feeds all that was given, and asks what is asked of it. `kept`: the answers before.
  void run(const Rulebook& rulebook, const StationAnswers& kept, std::vector<StateHistory>& states,
           std::vector<AmountHistory>& amounts);

  /// Of the readers' calls that move, in their order.
  const Reading* answers(const Fed& fed) const { return answers_.data() + fed.answers; }
  std::span<const Moved> moved(const Fed& fed) const {
    return {moved_.data() + fed.moved_begin, moved_.data() + fed.moved_end};
  }

 private:
  template <class History>
  void ask(const History& history, const Rulebook::Readers& asked, const Reading* kept, Fed& fed);
  const Fed* answered_before(const Fed& fed) const;

  std::vector<Fed> fed_;
  std::vector<Reading> answers_;  // the first answered_ of them
  std::uint32_t answered_ = 0;
  std::vector<Moved> moved_;
};

}  // namespace fenghuo::rules
