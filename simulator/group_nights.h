// Which failures are tried together so that as many pairs as can be are cleared by a night: in each
// village that takes part one element or two, and at times one that villages share. The choice is
// drawn from a seed, and follows what is still open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/cleared_pairs.h"
#include "simulator/pair_order.h"
#include "simulator/random.h"

namespace fenghuo::simulator {

/// Nights that are chosen before any of them is played.
inline constexpr std::size_t kGroupsABatch = 32;

class GroupNights {
 public:
  /// `pairs` outlives it, and is what it learns into.
  GroupNights(ClearedPairs& pairs, const PairOrder& order, std::uint64_t seed);

  /// What fails in each of the nights to be played next, in order of names; none: a night of its
  /// own for each pair that is left tells as much.
  std::vector<std::vector<std::string>> next();
  /// Of the nights that next() gave, all.
  void learn(const std::vector<FailureResult>& nights);

 private:
  using Index = ClearedPairs::Index;
  using Row = std::vector<Index>;
  /// Of two villages; of a village and what is shared; of one village.
  enum class Kind : std::uint8_t { apart, beside, together, none };

  Row row(double share);
  /// With `shared`, where there is one, one of its open pairs if there is any.
  void add_one(Row& row, const std::vector<Index>& village, std::optional<Index> shared);
  void add_two(Row& row, const std::vector<Index>& village);
  std::optional<Index> shared_in_question();
  std::size_t below(std::size_t end);

  ClearedPairs& pairs_;
  Random luck_;
  std::vector<std::vector<Index>> villages_;  // elements that may be in a group
  std::vector<Index> shared_;
  Kind kind_ = Kind::apart;
  double share_ = 1;  // of villages that take part in every other night, half as many in the rest
  std::vector<bool> fewer_;  // of the nights that next() gave last: by half the share
};

}  // namespace fenghuo::simulator
