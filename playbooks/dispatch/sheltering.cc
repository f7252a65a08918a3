#include "playbooks/dispatch/sheltering.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "playbooks/dispatch/sheltering_flow.h"
#include "playbooks/dispatch/sheltering_whole.h"

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kBasisPoints = 10'000;

Error refused(std::string zh, std::string en) {
  return {Errc::bad_input, {std::move(zh), std::move(en)}};
}

std::optional<Error> fault_in_village(const ShelteringTask& task, std::size_t village) {
  const VillageToShelter& v = task.villages[village];
  const std::string number = std::to_string(village);
  if (v.need_help > v.people)
    return refused("第 " + number + " 个村：需帮扶人数多于总人数",
                   "village " + number + ": more people who need help than people");
  if (v.planned && *v.planned >= task.capacity.size())
    return refused("第 " + number + " 个村：预案指定的安置点不存在",
                   "village " + number + ": the plan's shelter doesn't exist");
  for (const auto& way_s : v.way_s)
    if (way_s && *way_s > kShelteringSecondsMax)
      return refused("第 " + number + " 个村：路程时间超过上限",
                     "village " + number + ": a way takes longer than the bound");
  return std::nullopt;
}

std::optional<Error> fault_in(const ShelteringTask& task) {
  if (task.capacity.size() > kShelteringSheltersMax ||
      task.villages.size() * std::max<std::size_t>(task.capacity.size(), 1) > kShelteringPairsMax)
    return refused("村和安置点太多", "too many villages and shelters");
  if (task.off_plan_s > kShelteringSecondsMax)
    return refused("改变安置点的代价超过上限", "the price of leaving the plan is beyond the bound");
  std::int64_t people = 0;
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    if (auto fault = fault_in_village(task, v)) return fault;
    people += task.villages[v].people;
  }
  if (people > kShelteringPeopleMax) return refused("总人数超过上限", "too many people");
  return std::nullopt;
}

SeatPrices prices_of(const ShelteringTask& task) {
  SeatPrices prices{task.villages.size(), task.capacity.size()};
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    const VillageToShelter& village = task.villages[v];
    for (std::size_t s = 0; s < std::min(village.way_s.size(), task.capacity.size()); ++s) {
      if (!village.way_s[s]) continue;
      const bool off_plan = village.planned && *village.planned != s;
      prices.set(v, s, *village.way_s[s] + (off_plan ? task.off_plan_s : 0));
    }
  }
  return prices;
}

// What the flow and the search see of the task.
struct Numbers {
  explicit Numbers(const ShelteringTask& task)
      : prices(prices_of(task)),
        people(task.villages.size()),
        splitting(task.villages.size(), 0),
        no_place_price_s(task.villages.size()),
        capacity(task.capacity.begin(), task.capacity.end()) {
    for (std::size_t v = 0; v < people.size(); ++v) people[v] = task.villages[v].people;
    const auto all = std::accumulate(people.begin(), people.end(), std::int64_t{0});
    no_place_s = all * prices.dearest_s() + 1;
    for (std::size_t v = 0; v < people.size(); ++v) {
      const VillageToShelter& village = task.villages[v];
      // Who needs help counts twice.
      no_place_price_s[v] = (people[v] + village.need_help) * no_place_s;
      if (village.may_split)
        splitting[v] = people[v];
      else if (people[v] > 0)
        whole.push_back(v);
    }
  }

  SeatPrices prices;
  std::vector<std::int64_t> people;
  std::vector<std::int64_t> splitting;  // the people of villages that may be split; 0 of others
  std::vector<std::size_t> whole;
  std::vector<std::int64_t> no_place_price_s;
  std::vector<std::int64_t> capacity;
  std::int64_t no_place_s = 0;  // more than all the others can save by one person without a place
};

struct Outcome {
  std::vector<std::int64_t> people;  // by village and shelter
  bool all_whole_placed = true;
  std::int64_t price_s = 0;  // those without a place are in it
};

// The whole ones in the room they are given, then the others in all that is left.
Outcome place_in(const Numbers& numbers, const SeatFlow& bound, std::vector<std::int64_t> room,
                 std::uint64_t seed) {
  const std::size_t shelters = numbers.capacity.size();
  const WholePlacing placing = place_whole({.prices = numbers.prices,
                                            .people = numbers.people,
                                            .no_place_price_s = numbers.no_place_price_s,
                                            .villages = numbers.whole,
                                            .room = std::move(room),
                                            .seed = seed},
                                           bound);
  std::vector<std::int64_t> left = numbers.capacity;
  for (const std::size_t v : numbers.whole)
    if (placing.shelter[v] < shelters) left[placing.shelter[v]] -= numbers.people[v];
  const SeatFlow rest = cheapest_flow(numbers.prices, numbers.splitting, left);
  Outcome outcome{.people = rest.people, .price_s = placing.price_s + rest.price_s};
  outcome.price_s += rest.without_place_total * numbers.no_place_s;
  for (const std::size_t v : numbers.whole) {
    if (placing.shelter[v] < shelters)
      outcome.people[v * shelters + placing.shelter[v]] = numbers.people[v];
    else
      outcome.all_whole_placed = false;
  }
  return outcome;
}

// Villages that may be split keep in the first try the places that the bound gives them. If then a
// whole one has none, the whole ones choose first in the second.
Outcome better_of_two(const Numbers& numbers, const SeatFlow& bound, std::uint64_t seed) {
  const std::size_t shelters = numbers.capacity.size();
  std::vector<std::int64_t> room = numbers.capacity;
  for (std::size_t v = 0; v < numbers.people.size(); ++v)
    for (std::size_t s = 0; s < shelters; ++s)
      if (numbers.splitting[v] > 0) room[s] -= bound.people[v * shelters + s];
  Outcome first = place_in(numbers, bound, room, seed);
  if (first.all_whole_placed || room == numbers.capacity) return first;
  Outcome second = place_in(numbers, bound, numbers.capacity, seed);
  return second.price_s < first.price_s ? second : first;
}

WithoutPlace without_place(const VillageToShelter& village, std::uint32_t index,
                           std::uint32_t placed, const Sheltering& result) {
  WithoutPlace without{.village = index, .people = village.people - placed};
  // They get places first.
  without.need_help = village.need_help - std::min(village.need_help, placed);
  std::int64_t fit = 0;
  for (std::size_t s = 0; s < std::min(village.way_s.size(), result.room_left.size()); ++s) {
    if (!village.way_s[s]) continue;
    without.why = NoPlace::no_room;
    fit += result.room_left[s];
  }
  without.fit_if_split = static_cast<std::uint32_t>(std::min<std::int64_t>(fit, without.people));
  return without;
}

Sheltering report(const ShelteringTask& task, const Numbers& numbers, const Outcome& outcome) {
  const std::size_t shelters = task.capacity.size();
  Sheltering result{.shares = std::vector<std::vector<Share>>(task.villages.size()),
                    .room_left = task.capacity};
  std::vector<std::uint32_t> placed(task.villages.size(), 0);
  for (std::size_t v = 0; v < task.villages.size(); ++v)
    for (std::size_t s = 0; s < shelters; ++s) {
      const std::int64_t going = outcome.people[v * shelters + s];
      if (going == 0) continue;
      const auto people = static_cast<std::uint32_t>(going);
      result.shares[v].push_back({static_cast<std::uint32_t>(s), people});
      result.room_left[s] -= people;
      placed[v] += people;
      result.person_seconds += going * task.villages[v].way_s[s].value_or(0);
      result.price_s += going * numbers.prices.at(v, s);
    }
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    if (placed[v] == task.villages[v].people) continue;
    result.without_place.push_back(
        without_place(task.villages[v], static_cast<std::uint32_t>(v), placed[v], result));
    result.people_without_place += result.without_place.back().people;
  }
  return result;
}

}  // namespace

Result<Sheltering> shelter(const ShelteringTask& task) {
  if (auto fault = fault_in(task)) return *std::move(fault);
  const Numbers numbers{task};
  const SeatFlow bound = cheapest_flow(numbers.prices, numbers.people, numbers.capacity);
  Sheltering result = report(task, numbers, better_of_two(numbers, bound, task.seed));
  result.bound_without_place = bound.without_place_total;
  result.bound_price_s = bound.price_s;
  if (result.people_without_place == bound.without_place_total) {
    const std::int64_t more_s = result.price_s - bound.price_s;
    const std::int64_t per_s = std::max<std::int64_t>(bound.price_s, 1);
    result.gap_basis_points = (more_s * kBasisPoints + per_s - 1) / per_s;
  }
  return result;
}

}  // namespace fenghuo::dispatch
