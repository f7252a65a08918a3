// Which whole village is in which shelter, while sheltering_whole.cc tries: moves in constant time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "playbooks/dispatch/sheltering_whole.h"

namespace fenghuo::dispatch {

// Where each village is. "Without a place" (none()) is one shelter more, dear and never full.
class Placing {
 public:
  static constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

  explicit Placing(const WholeTask& task)
      : task_(task),
        room_(task.room),
        at_(task.people.size(), none()),
        position_(task.people.size(), 0),
        guests_(none() + 1) {
    room_.push_back(kFar);
  }

  std::size_t none() const { return task_.prices.shelters(); }
  std::size_t at(std::size_t village) const { return at_[village]; }
  const std::vector<std::size_t>& all() const { return at_; }
  const std::vector<std::size_t>& guests(std::size_t shelter) const { return guests_[shelter]; }
  std::int64_t price_s() const { return price_s_; }

  // kFar where the way is closed.
  std::int64_t price_s(std::size_t village, std::size_t shelter) const {
    if (shelter == none()) return task_.no_place_price_s[village];
    if (!task_.prices.open(village, shelter)) return kFar;
    return task_.people[village] * task_.prices.at(village, shelter);
  }
  // Whether there is room for it in an open shelter, once `gone` people have left.
  bool fits(std::size_t village, std::size_t shelter, std::int64_t gone = 0) const {
    return (shelter == none() || task_.prices.open(village, shelter)) &&
           room_[shelter] + gone >= task_.people[village];
  }
  std::int64_t people(std::size_t village) const { return task_.people[village]; }

  void put(std::size_t village, std::size_t shelter) {
    at_[village] = shelter;
    position_[village] = guests_[shelter].size();
    guests_[shelter].push_back(village);
    room_[shelter] -= people(village);
    price_s_ += price_s(village, shelter);
  }
  void restore(const std::vector<std::size_t>& shelters) {
    for (const std::size_t v : task_.villages) take(v);
    for (const std::size_t v : task_.villages) put(v, shelters[v]);
  }
  void take(std::size_t village) {
    const std::size_t shelter = at_[village];
    const std::size_t last = guests_[shelter].back();
    guests_[shelter][position_[village]] = last;
    position_[last] = position_[village];
    guests_[shelter].pop_back();
    room_[shelter] += people(village);
    price_s_ -= price_s(village, shelter);
  }

 private:
  const WholeTask& task_;
  std::vector<std::int64_t> room_;
  std::vector<std::size_t> at_;
  std::vector<std::size_t> position_;             // among the guests
  std::vector<std::vector<std::size_t>> guests_;  // by shelter
  std::int64_t price_s_ = 0;
};

}  // namespace fenghuo::dispatch
