// Pairs of failures of which a night with both of them, and more, has caught in no village more
// people than one of the two does alone: they are cleared. It is group testing (Dorfman: The
// detection of defective members of large populations, 1943).
//
// No proof: a third failure may undo what two do together. Whoever can't be telephoned is passed
// over, if he is away as well. So what is cleared is played last, and not left out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "simulator/single_failures.h"

namespace fenghuo::simulator {

class ClearedPairs {
 public:
  using Index = std::uint32_t;  // of an element

  /// Of one night. `singles`: what is in none of them is the night as it is. `pairs`: those in
  /// question; `villages`: those that a danger reaches.
  ClearedPairs(const FailureResult& base, std::span<const FailureResult> singles,
               const std::vector<std::vector<std::string>>& pairs,
               std::vector<std::string> villages);

  /// What it takes in memory, but for the names.
  static std::uint64_t bytes(std::uint64_t elements, std::uint64_t villages) {
    return elements * elements / 2 * ((villages + 63) / 64) * 8;
  }

  Index elements() const { return static_cast<Index>(names_.size()); }
  const std::string& name(Index element) const { return names_[element]; }
  std::size_t villages() const { return villages_.size(); }
  /// Not cleared; a pair that isn't in question never is.
  bool is_open(Index a, Index b) const;
  bool is_open(const std::vector<std::string>& pair) const;
  std::size_t open() const { return open_; }
  std::uint32_t open_pairs_of(Index element) const { return open_pairs_of_[element]; }
  /// Fewer are caught somewhere without it than with it.
  bool helps_by_failing(Index element) const { return helps_[element]; }
  /// What came of a night in which at least two failed. How much it cleared: villages, over pairs.
  std::size_t learn(const FailureResult& night);

 private:
  using Counts = std::vector<std::uint32_t>;  // people, by village
  using Words = std::vector<std::uint64_t>;   // a bit for each village
  Counts counts_of(const std::map<std::string, std::uint32_t>& caught) const;
  std::size_t place(Index a, Index b) const;
  std::uint64_t last_word() const;
  Words no_worse_than(const Counts& caught, Index element, const Words& contradicted) const;
  Words contradicted_by(const Counts& caught, const std::vector<Index>& failed) const;
  Index index_of(const std::string& element) const;
  std::size_t clear(Index a, Index b, const Words& by_a, const Words& by_b);

  std::vector<std::string> villages_;
  std::size_t words_;               // for a pair
  std::vector<std::string> names_;  // in order
  Counts base_;
  std::vector<Counts> singles_;  // by element
  std::vector<bool> helps_;
  Words open_villages_;                       // by pair: not cleared
  std::vector<std::uint32_t> open_pairs_of_;  // by element
  std::size_t open_ = 0;
};

}  // namespace fenghuo::simulator
