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

void Feeding::begin() {
  fed_.clear();
  moved_.clear();
  answered_ = 0;
}

// Where the same arrival has given to the same history before, what was answered then.
const Fed* Feeding::answered_before(const Fed& fed) const {
  const Fed* before = &fed;
  while (before != fed_.data() && (before - 1)->site == fed.site) {
    --before;
    if (before->readers == fed.readers && before->answered) return before;
  }
  return nullptr;
}

template <class History>
void Feeding::ask(const History& history, const Rulebook::Readers& asked, const Reading* kept,
                  Fed& fed) {
  fed.answered = true;
  fed.answers = answered_;
  fed.moved_begin = static_cast<std::uint32_t>(moved_.size());
  answered_ += asked.moving;
  if (answers_.size() < answered_) answers_.resize(std::size_t{2} * answered_);
  Reading* const now = answers_.data() + fed.answers;
  if (const Fed* before = answered_before(fed)) kept = answers(*before);
  const Rulebook::AskedCall* call = asked.calls.data();
  for (std::uint32_t i = 0; i < asked.moving; ++i, ++call) {
    now[i] = call->seen_from_limit(fed.site, history.answer(call->question, call->slot));
    if (now[i] == kept[i]) continue;
    if (call->beyond_the_station || call->rules.is_moved(kept[i], now[i]) ||
        (!call->rules_of_one.empty() && call->rules_of_one[fed.site].is_moved(kept[i], now[i])))
      moved_.push_back({call, kept[i], now[i]});
  }
  fed.moved_end = static_cast<std::uint32_t>(moved_.size());
}

void Feeding::run(const Rulebook& rulebook, const StationAnswers& kept,
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
    if (!history.empty()) fed.newest_at = history.newest().at;
    if (fed.taken != Taken::unchanged && fed.taken != Taken::late)
      ask(history, asked, kept.of(fed.site) + asked.first, fed);
  };
  const Fed* const end = fed_.data() + fed_.size();
  for (Fed* fed = fed_.data(); fed != end; ++fed) {
    if (end - fed > kFetchHistory) fetch(fed[kFetchHistory], Fetch::history);
    if (end - fed > kFetchInside) fetch(fed[kFetchInside], Fetch::inside);
    if (end - fed > kFetchWindows) fetch(fed[kFetchWindows], Fetch::windows);
    if (fed->history == Fed::kNone) continue;
    if (fed->amount) {
      feed(amounts[fed->history], *fed);
    } else {
      feed(states[fed->history], *fed);
    }
  }
}

}  // namespace fenghuo::rules
