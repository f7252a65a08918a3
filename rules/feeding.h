// What rows do to the histories, worked out for many of them before anybody is told: property by
// property, so that the processor does one thing at a time, and fetches the next histories
// meanwhile. No station has two moments in one feeding, and what came of a row stands here until
// its turn comes; so the conclusions are the same as if each row had been taken by itself.
#pragma once

#include <cstdint>
#include <optional>
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
  std::uint32_t fed_end =
      0;  // what came of its rows ends here, and begins where the last one's ends
};

/// What came of a row at one history.
struct Fed {
  std::uint32_t row = 0;
  std::uint32_t readers = 0;  // into Rulebook::readers()
  Taken taken = Taken::late;
  bool answered = false;
  std::uint32_t answers = 0;           // where they begin
  std::uint32_t moved_begin = 0;       // of those that somebody wants to be told of
  std::uint32_t moved_end = 0;         //
  std::optional<Instant> newest_at{};  // of the history
};

class Feeding {
 public:
  /// What a row gives to a history.
  struct Portion {
    Sample sample;
    std::uint32_t history = 0;
    std::uint32_t site = 0;
    std::uint32_t fed = 0;
    std::uint8_t decimals = 0;
    bool counter = false;
  };
  struct Moved {
    const Rulebook::AskedCall* asked;
    Reading before;
    Reading now;
  };

  void begin(std::size_t readers);
  /// Something will come of the row, at once or when its portion is run.
  std::uint32_t expect(std::uint32_t row, std::uint32_t readers) {
    fed_.push_back({.row = row, .readers = readers});
    return static_cast<std::uint32_t>(fed_.size() - 1);
  }
  void give(std::uint32_t readers, const Portion& portion) {
    portions_[readers].push_back(portion);
  }
  std::span<const Fed> fed() const { return fed_; }
  /// Of the readers' calls that move, in their order.
  const Reading* answers(const Fed& fed) const { return answers_.data() + fed.answers; }
  std::span<const Moved> moved(const Fed& fed) const {
    return std::span(moved_).subspan(fed.moved_begin, fed.moved_end - fed.moved_begin);
  }

  /// Feeds what was given of a property, and asks all that is asked of it. `kept`: the answers
  /// before.
  template <class History, class Add>
  void run(std::uint32_t readers, const Rulebook::Readers& asked, const StationAnswers& kept,
           std::vector<History>& histories, Add add);

 private:
  template <class History>
  void ask(const History& history, const Rulebook::Readers& asked, std::uint32_t site,
           const Reading* kept, const Fed* before, Fed& fed);
  // Of one that the same arrival gave to the same history before: that is what was answered last.
  const Fed* answered_before(std::span<const Portion> portions, std::size_t i) const;

  std::vector<Fed> fed_;
  std::vector<Reading> answers_;
  std::vector<Moved> moved_;
  std::vector<std::vector<Portion>> portions_;  // by readers
};

template <class History>
void Feeding::ask(const History& history, const Rulebook::Readers& asked, std::uint32_t site,
                  const Reading* kept, const Fed* before, Fed& fed) {
  fed.answered = true;
  fed.moved_begin = static_cast<std::uint32_t>(moved_.size());
  Reading* const now = answers_.data() + fed.answers;
  if (before != nullptr) kept = answers(*before);
  for (std::uint32_t i = 0; i < asked.moving; ++i) {
    const auto& call = asked.calls[i];
    now[i] = history.answer(call.question, call.slot);
    if (now[i] == kept[i]) continue;
    if (call.beyond_the_station || call.rules.is_moved(kept[i], now[i]) ||
        (!call.rules_of_one.empty() && call.rules_of_one[site].is_moved(kept[i], now[i])))
      moved_.push_back({&call, kept[i], now[i]});
  }
  fed.moved_end = static_cast<std::uint32_t>(moved_.size());
}

template <class History, class Add>
void Feeding::run(std::uint32_t readers, const Rulebook::Readers& asked, const StationAnswers& kept,
                  std::vector<History>& histories, Add add) {
  const std::span<const Portion> portions = portions_[readers];
  const auto fetch = [&](std::size_t i, Fetch what) {
    if (i < portions.size()) histories[portions[i].history].prefetch(what);
  };
  auto answers = static_cast<std::uint32_t>(answers_.size());
  answers_.resize(answers + portions.size() * asked.moving);
  for (std::size_t i = 0; i < portions.size(); ++i) {
    fetch(i + 12, Fetch::history);
    fetch(i + 8, Fetch::inside);
    fetch(i + 4, Fetch::windows);
    const Portion& portion = portions[i];
    History& history = histories[portion.history];
    Fed& fed = fed_[portion.fed];
    fed.answers = answers;
    answers += asked.moving;
    fed.taken = add(history, portion, asked.shape);
    if (!history.empty()) fed.newest_at = history.newest().at;
    if (fed.taken != Taken::unchanged && fed.taken != Taken::late)
      ask(history, asked, portion.site, kept.of(portion.site) + asked.first,
          answered_before(portions, i), fed);
  }
}

}  // namespace fenghuo::rules
