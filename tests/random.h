// Chance for tests: the same on every machine, printed with its seed when a test fails.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <random>

namespace fenghuo {

class Random {
 public:
  explicit Random(std::uint32_t seed)
      : trace_(__FILE__, __LINE__, ::testing::Message() << "seed " << seed), engine_(seed) {}

  /// 0 ... n - 1.
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(engine_()) * n) >> 32);
  }
  /// low ... high.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + below(static_cast<std::uint32_t>(high - low + 1));
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  ::testing::ScopedTrace trace_;
  std::mt19937 engine_;
};

}  // namespace fenghuo
