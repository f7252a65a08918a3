// People of villages to places in shelters at the least person-seconds, where a village may be
// split as one likes: exact (transportation problem, successive shortest paths with prices). It is
// the lower bound of sheltering.h, and what it starts from.
//
// Source: Ahuja, Magnanti, Orlin, Network Flows (1993), 9.7; the prices are Hitchcock's duals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace fenghuo::dispatch {

/// What a person of a village is charged for a place in a shelter, in seconds; a row a village. A
/// way that isn't set is closed.
class SeatPrices {
 public:
  static constexpr std::uint32_t kClosed = std::numeric_limits<std::uint32_t>::max();

  SeatPrices(std::size_t villages, std::size_t shelters)
      : villages_(villages), shelters_(shelters), price_s_(villages * shelters, kClosed) {}

  void set(std::size_t village, std::size_t shelter, std::uint32_t price_s) {
    price_s_[village * shelters_ + shelter] = price_s;
  }
  std::uint32_t at(std::size_t village, std::size_t shelter) const {
    return price_s_[village * shelters_ + shelter];
  }
  bool open(std::size_t village, std::size_t shelter) const {
    return at(village, shelter) != kClosed;
  }
  std::size_t villages() const { return villages_; }
  std::size_t shelters() const { return shelters_; }
  /// Of the open ways; 0 without any. Looks at the whole table.
  std::int64_t dearest_s() const;

 private:
  std::size_t villages_;
  std::size_t shelters_;
  std::vector<std::uint32_t> price_s_;
};

struct SeatFlow {
  /// By village and then shelter, as in SeatPrices: how many go there.
  std::vector<std::int64_t> people;
  std::vector<std::int64_t> without_place;  // by village
  std::vector<std::int64_t> room;           // by shelter: what is left
  /// By shelter: what one place more there would save, in seconds; 0 where room is left.
  std::vector<std::int64_t> place_worth_s;
  std::int64_t price_s = 0;  // of all who have a place
  std::int64_t without_place_total = 0;
};

/// As few as possible without a place, then the least price; equal in price, the first shelter.
/// `people` by village, `places` by shelter: none below 0, as many as the rows and columns of
/// `prices`. The dearest price times the number of people times that of shelters fits 62 bits
/// (sheltering.h checks its input for this).
SeatFlow cheapest_flow(const SeatPrices& prices, const std::vector<std::int64_t>& people,
                       const std::vector<std::int64_t>& places);

}  // namespace fenghuo::dispatch
