// Chance for measurements: the same on every machine (std::mt19937 is; the distributions of the
// library are not).
#pragma once

#include <cstdint>
#include <random>

namespace fenghuo::bench {

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}
  /// 0 ... n - 1.
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>((std::uint64_t{engine_()} * n) >> 32);
  }

 private:
  std::mt19937 engine_;
};

}  // namespace fenghuo::bench
