// Each village in turn sends its people along the cheapest path to a shelter with room: a path
// may go through full shelters, whose people move on. What keeps it exact and fast is a price on
// each place (0 where there is room) under which no such move is cheaper than 0: Dijkstra's
// search may stop at the first shelter with room, and most stop at once.
#include "playbooks/dispatch/sheltering_flow.h"

#include <algorithm>

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

class Search {
 public:
  Search(const SeatPrices& prices, const std::vector<std::int64_t>& places)
      : prices_(prices),
        no_place_s_((static_cast<std::int64_t>(prices.shelters()) + 1) * (prices.dearest_s() + 1)),
        none_(prices.shelters()),
        guests_(prices.shelters()),
        worth_s_(prices.shelters() + 1, 0),
        distance_s_(prices.shelters() + 1),
        before_(prices.shelters() + 1),
        moved_(prices.shelters() + 1),
        done_(prices.shelters() + 1) {
    flow_.people.assign(prices.villages() * prices.shelters(), 0);
    flow_.without_place.assign(prices.villages(), 0);
    flow_.room = places;
  }

  // Ends: each round sends a person at least, and a shelter that is full stays full.
  void send(std::size_t village, std::int64_t people) {
    while (people > 0) {
      const std::size_t last = find_path(village);
      const std::int64_t sent = std::min(people, passable(last));
      move_along(last, sent);
      people -= sent;
    }
  }

  SeatFlow take() {
    for (std::size_t v = 0; v < prices_.villages(); ++v) {
      flow_.without_place_total += flow_.without_place[v];
      for (std::size_t s = 0; s < none_; ++s)
        if (people(v, s) > 0) flow_.price_s += people(v, s) * prices_.at(v, s);
    }
    worth_s_.resize(none_);
    flow_.place_worth_s = std::move(worth_s_);
    return std::move(flow_);
  }

 private:
  std::int64_t& people(std::size_t village, std::size_t shelter) {
    return flow_.people[village * none_ + shelter];
  }
  // "Without a place" (none_) is one shelter more, dear and never full.
  bool has_room(std::size_t shelter) const { return shelter == none_ || flow_.room[shelter] > 0; }

  // What lies beyond `from` (kNowhere: the village itself) when people of `village` leave it,
  // `base_s` being spent already.
  void reach(std::size_t village, std::size_t from, std::int64_t base_s) {
    for (std::size_t s = 0; s < none_; ++s)
      if (done_[s] == 0 && prices_.open(village, s))
        offer(s, base_s + prices_.at(village, s) + worth_s_[s], village, from);
    offer(none_, base_s + no_place_s_, village, from);
  }

  void offer(std::size_t shelter, std::int64_t distance_s, std::size_t village, std::size_t from) {
    if (distance_s >= distance_s_[shelter]) return;
    distance_s_[shelter] = distance_s;
    before_[shelter] = from;
    moved_[shelter] = village;
  }

  // Of equals one with room: the search ends there.
  std::size_t nearest_open() const {
    std::size_t nearest = none_;
    for (std::size_t s = 0; s < none_; ++s) {
      if (done_[s] != 0 || distance_s_[s] > distance_s_[nearest]) continue;
      if (distance_s_[s] < distance_s_[nearest] || (has_room(s) && !has_room(nearest))) nearest = s;
    }
    return nearest;
  }

  // The nearest shelter with room; the places on the way become dearer by what they'd save.
  std::size_t find_path(std::size_t village) {
    std::fill(distance_s_.begin(), distance_s_.end(), kFar);
    std::fill(done_.begin(), done_.end(), std::uint8_t{0});
    reach(village, kNowhere, 0);
    std::size_t at = nearest_open();
    while (!has_room(at)) {
      done_[at] = 1;
      for (const std::size_t guest : guests_[at])
        reach(guest, at, distance_s_[at] - prices_.at(guest, at) - worth_s_[at]);
      at = nearest_open();
    }
    for (std::size_t s = 0; s < none_; ++s)
      if (done_[s] != 0) worth_s_[s] += distance_s_[at] - distance_s_[s];
    return at;
  }

  std::int64_t passable(std::size_t last) {
    std::int64_t most = last == none_ ? kFar : flow_.room[last];
    for (std::size_t s = last; before_[s] != kNowhere; s = before_[s])
      most = std::min(most, people(moved_[s], before_[s]));
    return most;
  }

  void move_along(std::size_t last, std::int64_t sent) {
    for (std::size_t s = last; s != kNowhere; s = before_[s]) {
      add(moved_[s], s, sent);
      if (before_[s] != kNowhere) add(moved_[s], before_[s], -sent);
    }
    if (last != none_) flow_.room[last] -= sent;
  }

  void add(std::size_t village, std::size_t shelter, std::int64_t more) {
    if (shelter == none_) {
      flow_.without_place[village] += more;
      return;
    }
    std::int64_t& there = people(village, shelter);
    if (there == 0) guests_[shelter].push_back(village);
    there += more;
    if (there == 0) std::erase(guests_[shelter], village);
  }

  const SeatPrices& prices_;
  // More than one person more without a place can save: a path passes each shelter once.
  const std::int64_t no_place_s_;
  const std::size_t none_;  // the number of shelters
  SeatFlow flow_;
  std::vector<std::vector<std::size_t>> guests_;  // by shelter: villages with people there
  std::vector<std::int64_t> worth_s_;             // by shelter, and none_
  // Of the path that is being looked for, by shelter and none_.
  std::vector<std::int64_t> distance_s_;
  std::vector<std::size_t> before_;  // the shelter that they come from
  std::vector<std::size_t> moved_;   // the village whose people come
  std::vector<std::uint8_t> done_;
};

}  // namespace

std::int64_t SeatPrices::dearest_s() const {
  std::int64_t dearest_s = 0;
  for (const std::uint32_t price_s : price_s_)
    if (price_s != kClosed) dearest_s = std::max<std::int64_t>(dearest_s, price_s);
  return dearest_s;
}

SeatFlow cheapest_flow(const SeatPrices& prices, const std::vector<std::int64_t>& people,
                       const std::vector<std::int64_t>& places) {
  Search search{prices, places};
  for (std::size_t v = 0; v < prices.villages(); ++v) search.send(v, people[v]);
  return search.take();
}

}  // namespace fenghuo::dispatch
