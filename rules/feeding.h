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
  Instant now{};           // at which they are judged
  bool newest = false;     // nothing of the station was observed later
  std::uint64_t calm = 0;  // by readers: a row of it was taken calmly
  // What came of its rows ends here, and begins where that of the arrival before ends.
  std::uint32_t fed_end = 0;
};

/// What a row gives to a history, and what came of it; one line of the processor's cache.
struct alignas(kCacheLine) Fed {
  std::uint32_t row = 0;
  std::uint32_t site = 0;
  std::uint32_t history = kNone;
  std::uint16_t readers = 0;  // into Rulebook::readers()
  std::uint8_t decimals = 0;
  bool amount = false;  // the history's kind
  Sample sample;
  bool counter = false;
  // What came of it.
  Taken taken = Taken::late;
  bool is_asked() const { return taken != Taken::unchanged && taken != Taken::late; }
  Instant newest_before = kNeverObserved;  // of the history
  std::uint32_t moved_begin = 0;           // of the answers that somebody wants to be told of
  std::uint32_t moved_end = 0;

  static constexpr std::uint32_t kNone = UINT32_MAX;  // too old for any
};

static_assert(sizeof(Fed) == kCacheLine);

class Feeding {
 public:
  struct Moved {
    const StationInterest* rules;
    // Where others than the station's own rules see the answer. It is to be kept when its turn
    // comes; all others are kept already.
    const Rulebook::AskedCall* beyond;
    Reading before;
    Reading now;
  };

  void begin() {
    given_ = 0;
    moved_.clear();
  }
  /// For so many more.
  void make_room(std::size_t rows) {
    if (fed_.size() < given_ + rows) fed_.resize(2 * (given_ + rows));
  }
  /// The next one, to be filled in where it stands; in the order of rows. (Copied from the stack it
  /// would wait for its own stores.)
  Fed& give() { return fed_[given_++]; }
  std::span<const Fed> fed() const { return {fed_.data(), given_}; }
  std::size_t given() const { return given_; }
  /// Whether any was given to the history from the one numbered `first` on.
  bool is_given_to(std::uint32_t history, bool amount, std::size_t first) const {
    for (std::size_t i = first; i < given_; ++i)
      if (fed_[i].history == history && fed_[i].amount == amount) return true;
    return false;
  }
  /// Feeds all that was given, and asks what is asked of it. `answers`: those before; those that
  /// the station's own rules alone see are kept there.
  void run(const Rulebook& rulebook, StationAnswers& answers, std::vector<StateHistory>& states,
           std::vector<AmountHistory>& amounts);

  std::span<const Moved> moved(const Fed& fed) const {
    return {moved_.data() + fed.moved_begin, moved_.data() + fed.moved_end};
  }

 private:
  template <class History>
  void feed(History& history, const Rulebook& rulebook, StationAnswers& answers, Fed& fed);
  template <class History>
  void ask_own(const History& history, const Rulebook::Readers& asked, Reading* kept,
               const Fed& fed);
  template <class History>
  void ask_all(const History& history, const Rulebook::Readers& asked, Reading* kept,
               const Fed& fed);
  bool is_asked_again(const Fed& fed) const;
  void tell_differences(const Rulebook::Readers& asked, std::uint32_t site, const Reading* were,
                        const Reading* are);

  std::vector<Fed> fed_;  // the first given_ of them
  std::size_t given_ = 0;
  std::vector<Moved> moved_;
  // By call, of the newest arrival, as far as others than the station's own rules see them.
  std::vector<Reading> answered_;
  // Of the calls of one reader, where differences of them are asked.
  std::vector<Reading> were_;
  std::vector<Reading> are_;
};

}  // namespace fenghuo::rules
