// Chance that is the same on every machine and in every order of asking: a value is a function of
// the night's seed, of what it is about, and of how many times that was asked before. So two plans
// that are compared meet the same luck (common random numbers), whatever else differs in them.
//
// SplitMix64 over a hash of the name: Steele, Lea, Flood: Fast splittable pseudorandom number
// generators (2014), section 4.
#pragma once

#include <cstdint>
#include <string_view>

namespace fenghuo::simulator {

class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  /// The luck of one thing: a person, a station, an element of a group.
  constexpr Random of(std::string_view name, std::uint64_t number = 0) const {
    std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return Random(mixed(state_ ^ mixed(hash ^ mixed(number))));
  }

  constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15); }
  /// 0 <= value < 1.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  constexpr bool happens(double probability) { return uniform() < probability; }
  /// low <= value < high.
  constexpr double between(double low, double high) { return low + (high - low) * uniform(); }

 private:
  static constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace fenghuo::simulator
