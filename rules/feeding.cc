#include "rules/feeding.h"

#include <optional>

#include "engine/decimal.h"

namespace fenghuo::rules {
namespace {

// So many ahead each is fetched: twice as far, or half as far, was slower at 10,000 stations.
constexpr std::ptrdiff_t kFetchHistory = 24;
constexpr std::ptrdiff_t kFetchInside = 16;
constexpr std::ptrdiff_t kFetchWindows = 8;

Taken add(StateHistory& history, const Fed& fed, const HistoryShape& shape) {
  return history.add(fed.sample, shape);
}

Taken add(AmountHistory& history, const Fed& fed, const HistoryShape& shape) {
  const auto amount = rescale({fed.sample.value, fed.decimals}, kAmountDecimals);
  if (!amount) return Taken::implausible;
  const Sample sample{fed.sample.at, *amount};
  return fed.counter ? history.add_reading(sample, shape) : history.add_amount(sample, shape);
}

}  // namespace

void Feeding::begin(std::size_t rows_max) {
  if (fed_.size() < rows_max) fed_.resize(rows_max);
  given_ = 0;
  moved_.clear();
}

// Whether the same arrival has given to the same history before: then what is kept is behind.
bool Feeding::is_asked_again(const Fed& fed) const {
  for (const Fed* before = &fed; before != fed_.data() && (before - 1)->site == fed.site;) {
    --before;
    if (before->readers == fed.readers && before->is_asked()) return true;
  }
  return false;
}

void Feeding::tell_differences(const Rulebook::Readers& asked, std::uint32_t site) {
  for (const auto& difference : asked.differences) {
    const Reading was = difference.of(were_.data());
    const Reading is = difference.of(are_.data());
    if (was != is && difference.rules.is_moved(site, was, is))
      moved_.emplace_back(&difference.rules, nullptr, was, is);
  }
}

template <class History>
void Feeding::ask(const History& history, const Rulebook::Readers& asked, Reading* kept, Fed& fed) {
  fed.moved_begin = static_cast<std::uint32_t>(moved_.size());
  const bool differs = !asked.differences.empty();
  if (differs && were_.size() < asked.moving) {
    were_.resize(asked.moving);
    are_.resize(asked.moving);
  }
  Reading* const answered = answered_.data() + asked.first;
  const bool again = is_asked_again(fed);
  Reading* const were = were_.data();
  Reading* const are = are_.data();
  const Rulebook::AskedCall* call = asked.calls.data();
  for (std::uint32_t i = 0; i < asked.moving; ++i, ++call) {
    const Reading now = call->seen_from_limit(fed.site, history.answer(call->question, call->slot));
    const Reading was = again && call->beyond_the_station ? answered[i] : kept[i];
    if (differs) {
      were[i] = was;
      are[i] = now;
    }
    if (call->beyond_the_station) answered[i] = now;
    if (now == was) continue;
    if (call->beyond_the_station) {
      moved_.emplace_back(&call->rules, call, was, now);
    } else {
      kept[i] = now;
      if (call->rules.is_moved(fed.site, was, now))
        moved_.emplace_back(&call->rules, nullptr, was, now);
    }
  }
  if (differs) tell_differences(asked, fed.site);
  fed.moved_end = static_cast<std::uint32_t>(moved_.size());
}

void Feeding::run(const Rulebook& rulebook, StationAnswers& answers,
                  std::vector<StateHistory>& states, std::vector<AmountHistory>& amounts) {
  const auto fetch = [&](const Fed& fed, Fetch what) {
    if (fed.history == Fed::kNone) return;
    if (fed.amount) {
      amounts.data()[fed.history].prefetch(what);
    } else {
      states.data()[fed.history].prefetch(what);
    }
  };
  const auto feed = [&](auto& history, Fed& fed) {
    const Rulebook::Readers& asked = rulebook.readers()[fed.readers];
    fed.taken = add(history, fed, asked.shape);
    fed.newest_at = kNeverObserved;
    fed.moved_begin = fed.moved_end = 0;
    if (!history.empty()) fed.newest_at = history.newest().at;
    if (fed.is_asked()) ask(history, asked, answers.of(fed.site) + asked.first, fed);
  };
  answered_.resize(rulebook.calls().size());
  const Fed* const end = fed_.data() + given_;
  for (Fed* fed = fed_.data(); fed != end; ++fed) {
    if (end - fed > kFetchHistory) fetch(fed[kFetchHistory], Fetch::history);
    if (end - fed > kFetchInside) fetch(fed[kFetchInside], Fetch::inside);
    if (end - fed > kFetchWindows) fetch(fed[kFetchWindows], Fetch::windows);
    if (fed->history == Fed::kNone) {
      *fed = Fed{.row = fed->row, .site = fed->site, .readers = fed->readers};
    } else if (fed->amount) {
      feed(amounts[fed->history], *fed);
    } else {
      feed(states[fed->history], *fed);
    }
  }
}

}  // namespace fenghuo::rules
