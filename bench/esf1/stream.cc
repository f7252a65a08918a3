#include "bench/esf1/stream.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace fenghuo::bench::esf1 {
namespace {

// SplitMix64: chance without a standard distribution, so that every machine has the same storms.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// 0 ... n - 1.
  std::int32_t below(std::uint32_t n) { return static_cast<std::int32_t>(bits() % n); }

 private:
  std::uint64_t state_;
};

// A reading is made of one draw: each of its values counts from another bit of it.
class Draw {
 public:
  explicit Draw(std::uint64_t bits) : bits_(bits) {}
  /// 0 ... n - 1.
  std::int32_t below(std::uint32_t n, unsigned from_bit) const {
    return static_cast<std::int32_t>((bits_ >> from_bit) % n);
  }

 private:
  std::uint64_t bits_;
};

struct Station {
  std::int32_t phase_ms;  // when in the period it reports
  std::int32_t calm_level_mm;
  std::int32_t level_mm;
  std::int32_t silent_rounds = 0;
};

class Country {
 public:
  explicit Country(const Size& size);
  void report(std::uint32_t round, const std::function<void(const Event&)>& take);

 private:
  void move_storms();
  static void move_level(Station& station, bool storm, Draw draw);

  Chance chance_;
  std::vector<Station> stations_;
  std::vector<std::uint32_t> by_phase_;
  std::vector<std::int32_t> storm_rounds_left_;  // by area
};

Country::Country(const Size& size)
    : chance_(size.seed),
      stations_(size.stations),
      by_phase_(size.stations),
      storm_rounds_left_((size.stations + kStationsPerArea - 1) / kStationsPerArea, 0) {
  for (Station& station : stations_) {
    station.phase_ms = chance_.below(kPeriodMs);
    station.calm_level_mm = 2000 + chance_.below(1000);
    station.level_mm = station.calm_level_mm;
  }
  std::iota(by_phase_.begin(), by_phase_.end(), 0U);
  std::stable_sort(by_phase_.begin(), by_phase_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return stations_[a].phase_ms < stations_[b].phase_ms;
  });
}

// A storm begins in one of 600 rounds and takes ten to thirty minutes.
void Country::move_storms() {
  for (std::int32_t& left : storm_rounds_left_) {
    if (left > 0) {
      --left;
    } else if (chance_.below(600) == 0) {
      left = 60 + chance_.below(120);
    }
  }
}

// In a storm the water rises; afterwards it falls back, the faster the higher it stands. A gauge
// trembles by 3 mm.
void Country::move_level(Station& station, bool storm, Draw draw) {
  if (storm) {
    station.level_mm += draw.below(36, 40);
  } else {
    station.level_mm -= (station.level_mm - station.calm_level_mm) / 64;
  }
  station.level_mm += draw.below(7, 48) - 3;
}

void Country::report(std::uint32_t round, const std::function<void(const Event&)>& take) {
  move_storms();
  for (const std::uint32_t id : by_phase_) {
    Station& station = stations_[id];
    const std::uint32_t area = id / kStationsPerArea;
    const bool storm = storm_rounds_left_[area] > 0;
    const Draw draw(chance_.bits());
    move_level(station, storm, draw);
    if (station.silent_rounds > 0) {
      --station.silent_rounds;
      continue;
    }
    if (draw.below(4096, 51) == 0) station.silent_rounds = 3 + draw.below(10, 32);
    const std::int32_t drizzle_um = draw.below(50, 0) == 0 ? draw.below(100, 8) : 0;
    take({.ts_ms = round * kPeriodMs + station.phase_ms,
          .station = id,
          .area = area,
          .level_mm = station.level_mm,
          .rain_um = storm ? 200 + draw.below(2000, 0) : drizzle_um,
          .wind_cms = 500 + draw.below(500, 16) + (storm ? 1000 + draw.below(2600, 24) : 0)});
  }
}

// Published are the shares and the counts, not the draws. These, with the seed in the header, are
// the ones tried that give all counts of both late rows.
std::int32_t delay_ms(Draw draw) {
  const std::int32_t per_mille = draw.below(1000, 0);
  if (per_mille < 950) return draw.below(2'000, 20);
  if (per_mille < 999) return 2'000 + draw.below(28'000, 20);
  return 30'000 + draw.below(270'000, 20);
}

}  // namespace

void for_each_event(const Size& size, const std::function<void(const Event&)>& take) {
  Country country(size);
  for (std::uint32_t round = 0; round < size.rounds; ++round) country.report(round, take);
}

std::vector<Event> stream(const Size& size) {
  std::vector<Event> events;
  events.reserve(std::size_t{size.stations} * size.rounds);
  for_each_event(size, [&events](const Event& event) { events.push_back(event); });
  return events;
}

std::vector<Event> late_order(const std::vector<Event>& in_order, std::uint64_t seed) {
  Chance chance(seed);
  std::vector<std::pair<std::int64_t, std::size_t>> arrivals;  // when, which
  arrivals.reserve(in_order.size());
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    arrivals.emplace_back(in_order[i].ts_ms + delay_ms(Draw(chance.bits())), i);
  }
  std::sort(arrivals.begin(), arrivals.end());
  std::vector<Event> arrived;
  arrived.reserve(in_order.size());
  for (const auto& [at_ms, i] : arrivals) arrived.push_back(in_order[i]);
  return arrived;
}

}  // namespace fenghuo::bench::esf1
