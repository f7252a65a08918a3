// What the flood rains on: a plan with many villages and stations under the shipped rule and
// playbook packs, and the blocks of observations that its stations send.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/weather.h"
#include "engine/engine.h"
#include "engine/event.pb.h"
#include "engine/submission.h"

namespace fenghuo::bench {

struct Size {
  std::uint32_t stations = 10'000;
  std::uint32_t villages = 500;
};

/// When the first step is observed: 2026-07-15T08:35:00+08:00.
inline constexpr Instant kBegin = instant_ms(1784075700000);

inline Instant time_of(std::uint64_t step) {
  return kBegin + step * kStep;
}

std::string station_name(std::uint32_t station);
std::string village_name(std::uint32_t village);
/// The first of the three villages that a station covers; the others follow it down the valley.
std::uint32_t first_village(std::uint32_t station, const Size& size);
inline constexpr std::uint32_t kVillagesPerStation = 3;
inline constexpr std::uint32_t kPeopleAtRisk = 40;

/// Rules and playbooks as the example plan has them from the packs. Ends the program where they
/// can't be read.
wire::Event plan_event(const Size& size);

/// What comes back for a message: that it was delivered, and that its receiver has moved everybody.
std::vector<Submission> replies_to(const OwedEffect& owed);

/// Blocks of `rows_per_block` stations each, made once and filled with the values of each step.
class Feeder {
 public:
  Feeder(const Size& size, const Weather& weather, std::uint32_t rows_per_block);
  /// All stations' values of the step; the blocks stay in place until the next call.
  std::vector<Submission>& fill(std::uint64_t step);

 private:
  const Weather& weather_;
  std::vector<Submission> blocks_;
};

/// A block of the stations from `first` on, each with its value of the step.
ObservationBlock block_of(const Weather& weather, std::uint32_t first, std::uint32_t rows,
                          std::uint64_t step);

}  // namespace fenghuo::bench
