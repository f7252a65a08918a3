#include "playbooks/dispatch/sheltering_whole.h"

#include <algorithm>
#include <optional>

#include "playbooks/dispatch/sheltering_placing.h"

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kFar = Placing::kFar;
constexpr std::size_t kNearest = 6;         // shelters that a village tries most of the time
constexpr std::uint32_t kAnyOneIn = 32;     // times it tries any that it can reach
constexpr std::size_t kGuestsLookedAt = 8;  // of a full shelter, to be pushed out
constexpr std::int64_t kTriesPerVillage = 1'000;
constexpr std::int64_t kTriesMin = 4'000;
constexpr std::int64_t kTriesMax = 2'000'000;
constexpr std::int64_t kStages = 64;  // of the threshold, on its way to 0

// A congruential generator (Knuth's MMIX): the same on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  /// 0 ... n - 1.
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(((state_ >> 32) * n) >> 32);
  }
  // Small numbers more often.
  std::size_t low_below(std::size_t n) {
    const std::size_t first = below(n);
    return std::min(first, below(n));
  }

 private:
  std::uint64_t state_;
};

// Places one of `waiting` and takes it from there: who would lose most if the best place went.
void place_by_regret(Placing& placing, std::vector<std::size_t>& waiting) {
  std::size_t chosen = 0;
  std::size_t where = placing.none();
  std::int64_t most_s = -1;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    std::int64_t best_s = kFar;
    std::int64_t second_s = kFar;
    std::size_t best = placing.none();
    for (std::size_t s = 0; s <= placing.none(); ++s) {
      if (!placing.fits(waiting[i], s)) continue;
      const std::int64_t price_s = placing.price_s(waiting[i], s);
      if (price_s < best_s) {
        second_s = best_s;
        best_s = price_s;
        best = s;
      } else {
        second_s = std::min(second_s, price_s);
      }
    }
    if (second_s - best_s <= most_s) continue;
    most_s = second_s - best_s;
    chosen = i;
    where = best;
  }
  placing.put(waiting[chosen], where);
  waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(chosen));
}

void place_first(Placing& placing, const WholeTask& task, const SeatFlow& flow) {
  std::vector<std::size_t> waiting;
  for (const std::size_t v : task.villages) {
    std::optional<std::size_t> whole;
    for (std::size_t s = 0; s < placing.none(); ++s)
      if (flow.people[v * placing.none() + s] == task.people[v] && placing.fits(v, s)) whole = s;
    if (whole)
      placing.put(v, *whole);
    else
      waiting.push_back(v);
  }
  while (!waiting.empty()) place_by_regret(placing, waiting);
}

class Trials {
 public:
  Trials(Placing& placing, const WholeTask& task, const SeatFlow& flow)
      : placing_(placing), task_(task), chance_(task.seed), open_(task.people.size()) {
    for (const std::size_t v : task.villages) {
      const auto worth = [&](std::size_t s) {
        return task.prices.at(v, s) + flow.place_worth_s[s];
      };
      for (std::size_t s = 0; s < placing.none(); ++s)
        if (task.prices.open(v, s)) open_[v].push_back(s);
      std::stable_sort(open_[v].begin(), open_[v].end(),
                       [&](std::size_t a, std::size_t b) { return worth(a) < worth(b); });
    }
  }

  // One village is to go to one shelter, if all in all that is at most so much dearer.
  void try_one(std::int64_t threshold_s) {
    const std::size_t village = task_.villages[chance_.below(task_.villages.size())];
    if (open_[village].empty()) return;
    const std::size_t to = some_shelter(village);
    if (to == placing_.at(village)) return;
    const std::int64_t more_s =
        placing_.price_s(village, to) - placing_.price_s(village, placing_.at(village));
    if (placing_.fits(village, to)) {
      if (more_s > threshold_s) return;
      placing_.take(village);
      placing_.put(village, to);
    } else {
      push_in(village, to, threshold_s - more_s);
    }
  }

 private:
  std::size_t some_shelter(std::size_t village) {
    const std::size_t all = open_[village].size();
    if (chance_.below(kAnyOneIn) == 0) {
      const std::size_t any = chance_.below(all + 1);
      return any == all ? placing_.none() : open_[village][any];
    }
    return open_[village][chance_.low_below(std::min(kNearest, all))];
  }

  // One guest of the full shelter goes: to where `village` comes from, or to some other shelter.
  void push_in(std::size_t village, std::size_t to, std::int64_t at_most_s) {
    const auto& guests = placing_.guests(to);
    const std::size_t from = placing_.at(village);
    std::size_t guest = village;
    std::size_t away = from;
    const std::size_t first = guests.empty() ? 0 : chance_.below(guests.size());
    for (std::size_t i = 0; i < std::min(guests.size(), kGuestsLookedAt); ++i) {
      const std::size_t g = guests[(first + i) % guests.size()];
      if (!placing_.fits(village, to, placing_.people(g))) continue;
      const auto look = [&](std::size_t s, std::int64_t gone) {
        const std::int64_t more_s = placing_.price_s(g, s) - placing_.price_s(g, to);
        if (more_s > at_most_s || !placing_.fits(g, s, gone)) return;
        at_most_s = more_s;
        guest = g;
        away = s;
      };
      look(from, placing_.people(village));
      look(placing_.none(), 0);
      const std::size_t other = some_shelter(g);
      if (other != from && other != to) look(other, 0);
    }
    if (guest == village) return;
    placing_.take(village);
    placing_.take(guest);
    placing_.put(village, to);
    placing_.put(guest, away);
  }

  Placing& placing_;
  const WholeTask& task_;
  Chance chance_;
  std::vector<std::vector<std::size_t>> open_;  // by village, the cheapest first
};

// What the flow asks for these villages: no placing is cheaper.
std::int64_t flow_price_s(const WholeTask& task, const SeatFlow& flow) {
  std::int64_t price_s = 0;
  for (const std::size_t v : task.villages)
    for (std::size_t s = 0; s < task.prices.shelters(); ++s)
      if (const std::int64_t people = flow.people[v * task.prices.shelters() + s]; people > 0)
        price_s += people * task.prices.at(v, s);
  return price_s;
}

}  // namespace

WholePlacing place_whole(const WholeTask& task, const SeatFlow& flow) {
  Placing placing{task};
  place_first(placing, task, flow);
  WholePlacing best{.shelter = placing.all(), .price_s = placing.price_s()};
  if (task.villages.empty()) return best;
  const std::int64_t bound_s = flow_price_s(task, flow);
  const auto villages = static_cast<std::int64_t>(task.villages.size());
  const std::int64_t tries = std::clamp(villages * kTriesPerVillage, kTriesMin, kTriesMax);
  Trials trials{placing, task, flow};
  const auto search = [&](std::int64_t first_s) {
    for (std::int64_t stage = kStages; stage > 0 && best.price_s > bound_s; --stage) {
      const std::int64_t threshold_s = first_s / kStages * stage / kStages * (stage - 1);
      for (std::int64_t i = 0; i < tries / kStages; ++i) {
        trials.try_one(threshold_s);
        if (placing.price_s() < best.price_s)
          best = {.shelter = placing.all(), .price_s = placing.price_s()};
      }
    }
  };
  // Where somebody has no place others may lose theirs for a while: first any village, then some.
  if (!placing.guests(placing.none()).empty()) {
    const auto& lost_s = task.no_place_price_s;
    for (const auto first_s : {*std::ranges::max_element(lost_s), placing.price_s() / villages}) {
      search(first_s);
      placing.restore(best.shelter);
    }
  }
  search(bound_s / villages / 2);
  return best;
}

}  // namespace fenghuo::dispatch
