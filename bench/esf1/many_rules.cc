#include "bench/esf1/many_rules.h"

namespace fenghuo::bench::esf1 {
namespace {

// xorshift64 (Marsaglia 2003).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  /// 0 ... n - 1.
  std::int32_t below(std::uint32_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::int32_t>(state_ % n);
  }

 private:
  std::uint64_t state_;
};

}  // namespace

std::vector<KeyedRule> keyed_rules(std::uint32_t count) {
  std::vector<KeyedRule> rules;
  rules.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    rules.push_back({.station = i % kKeyedStations,
                     .above_mm = 2200 + static_cast<std::int32_t>(37 * std::uint64_t{i} % 2000)});
  }
  return rules;
}

// Published are the generator, its seed, the width and the number of hits, not where the ranges and
// levels begin and end: those are chosen such that the number comes out.
std::vector<RangeRule> range_rules(std::uint32_t count) {
  Chance chance(7);
  std::vector<RangeRule> rules;
  rules.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::int32_t low_cms = chance.below(4500);
    const std::int32_t high_cms = low_cms + chance.below(40);
    rules.push_back({low_cms, high_cms, 2000 + chance.below(3000)});
  }
  return rules;
}

}  // namespace fenghuo::bench::esf1
