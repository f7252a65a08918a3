#include "rules/feeding.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/decimal.h"
#include "rules/calm_search.h"

namespace fenghuo::rules {
namespace {

// A day of 10,000 stations is 16 MB, more than the processor's caches hold, and each observation is
// of another station: waiting for memory would be most of the work. So what the next rows will
// touch is fetched ahead, so many rows from one step to the next.
constexpr std::size_t kFetchStep = 8;

Taken add(StateHistory& history, const Fed& fed, const HistoryShape& shape) {
  return history.add(fed.sample, shape);
}

Taken add(AmountHistory& history, const Fed& fed, const HistoryShape& shape) {
  const auto amount = rescale({fed.sample.value, fed.decimals}, kAmountDecimals);
  if (!amount) return Taken::implausible;
  const Sample sample{fed.sample.at, *amount};
  return fed.counter ? history.add_reading(sample, shape) : history.add_amount(sample, shape);
}

void look_for_calm(StateHistory& history, const Rulebook::Readers& asked, const Reading* kept,
                   std::uint32_t site) {
  history.told_answers();
  if (asked.calms && history.is_calm_to_be_looked_for())
    history.begin_calm(find_calm(asked, site, kept, history.series(), history.aggregates()));
}

// It finds its own.
void look_for_calm(AmountHistory&, const Rulebook::Readers&, const Reading*, std::uint32_t) {}

}  // namespace

// Whether the same arrival has given to the same history before: then what is kept is behind.
bool Feeding::is_asked_again(const Fed& fed) const {
  for (const Fed* before = &fed; before != fed_.data() && (before - 1)->site == fed.site;) {
    --before;
    if (before->readers == fed.readers && before->is_asked()) return true;
  }
  return false;
}

void Feeding::tell_differences(const Rulebook::Readers& asked, std::uint32_t site,
                               const Reading* were, const Reading* are) {
  for (const auto& difference : asked.differences) {
    const Reading was = difference.of(were);
    const Reading is = difference.of(are);
    if (was != is && difference.rules.is_moved(site, was, is))
      moved_.emplace_back(&difference.rules, nullptr, was, is);
  }
}

// Where nobody beyond the station sees the answers: each is kept at once.
template <class History>
void Feeding::ask_own(const History& history, const Rulebook::Readers& asked, Reading* kept,
                      const Fed& fed) {
  const bool differs = !asked.differences.empty();
  if (differs) {
    if (were_.size() < asked.moving) were_.resize(asked.moving);
    std::copy_n(kept, asked.moving, were_.data());
  }
  const Rulebook::AskedCall* call = asked.calls.data();
  for (Reading* const end = kept + asked.moving; kept != end; ++kept, ++call) {
    const Reading now = call->seen_from_limit(fed.site, history.answer(call->question, call->slot));
    if (now == *kept) continue;
    const Reading was = std::exchange(*kept, now);
    if (call->rules.is_moved(fed.site, was, now))
      moved_.emplace_back(&call->rules, nullptr, was, now);
  }
  if (differs) tell_differences(asked, fed.site, were_.data(), kept - asked.moving);
}

template <class History>
void Feeding::ask_all(const History& history, const Rulebook::Readers& asked, Reading* kept,
                      const Fed& fed) {
  if (were_.size() < asked.moving) were_.resize(asked.moving);
  if (are_.size() < asked.moving) are_.resize(asked.moving);
  Reading* const answered = answered_.data() + asked.first;
  const bool again = is_asked_again(fed);
  for (std::uint32_t i = 0; i < asked.moving; ++i) {
    const Rulebook::AskedCall& call = asked.calls[i];
    const Reading now = call.seen_from_limit(fed.site, history.answer(call.question, call.slot));
    const Reading was = again && call.beyond_the_station ? answered[i] : kept[i];
    were_[i] = was;
    are_[i] = now;
    if (call.beyond_the_station) answered[i] = now;
    if (now == was) continue;
    if (call.beyond_the_station) {
      moved_.emplace_back(&call.rules, &call, was, now);
    } else {
      kept[i] = now;
      if (call.rules.is_moved(fed.site, was, now))
        moved_.emplace_back(&call.rules, nullptr, was, now);
    }
  }
  tell_differences(asked, fed.site, were_.data(), are_.data());
}

template <class History>
void Feeding::feed(History& history, const Rulebook& rulebook, StationAnswers& answers, Fed& fed) {
  fed.newest_before = history.empty() ? kNeverObserved : history.newest().at;
  fed.moved_begin = fed.moved_end = static_cast<std::uint32_t>(moved_.size());
  const Rulebook::Readers& asked = rulebook.readers()[fed.readers];
  fed.taken = add(history, fed, asked.shape);
  if (!fed.is_asked()) return;
  Reading* const kept = answers.of(fed.site) + asked.first;
  if (asked.beyond_the_station) {
    ask_all(history, asked, kept, fed);
  } else {
    ask_own(history, asked, kept, fed);
  }
  look_for_calm(history, asked, kept, fed.site);
  fed.moved_end = static_cast<std::uint32_t>(moved_.size());
}

void Feeding::run(const Rulebook& rulebook, StationAnswers& answers,
                  std::vector<StateHistory>& states, std::vector<AmountHistory>& amounts) {
  answered_.resize(rulebook.calls().size());
  const auto with = [&](std::size_t place, auto use) {
    if (place >= given_ || fed_[place].history == Fed::kNone) return;
    Fed& fed = fed_[place];
    if (fed.amount) {
      use(amounts[fed.history], fed);
    } else {
      use(states[fed.history], fed);
    }
  };
  for (std::size_t i = 0; i < given_; ++i) {
    // In the order in which one thing points to the other.
    with(i + 3 * kFetchStep, [](const auto& history, const Fed&) { history.prefetch_rest(); });
    with(i + 2 * kFetchStep, [&](const auto& history, const Fed& fed) {
      history.prefetch_inside();
      answers.prefetch(fed.site);
    });
    with(i + kFetchStep, [](const auto& history, const Fed&) { history.prefetch_oldest(); });
    if (Fed& fed = fed_[i]; fed.history == Fed::kNone)
      fed = Fed{.row = fed.row, .site = fed.site, .readers = fed.readers};
    with(i, [&](auto& history, Fed& fed) { feed(history, rulebook, answers, fed); });
  }
}

}  // namespace fenghuo::rules
