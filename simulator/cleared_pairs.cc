#include "simulator/cleared_pairs.h"

#include <algorithm>
#include <bit>
#include <set>

#include "engine/check.h"

namespace fenghuo::simulator {
namespace {

constexpr std::size_t kBits = 64;

void set(std::vector<std::uint64_t>& words, std::size_t bit) {
  words[bit / kBits] |= std::uint64_t{1} << (bit % kBits);
}

}  // namespace

ClearedPairs::ClearedPairs(const FailureResult& base, std::span<const FailureResult> singles,
                           const std::vector<std::vector<std::string>>& pairs,
                           std::vector<std::string> villages)
    : villages_(std::move(villages)), words_((villages_.size() + kBits - 1) / kBits) {
  std::sort(villages_.begin(), villages_.end());
  std::set<std::string> names;
  for (const auto& pair : pairs) names.insert(pair.begin(), pair.end());
  names_.assign(names.begin(), names.end());
  base_ = counts_of(base.caught);
  singles_.assign(names_.size(), base_);
  helps_.assign(names_.size(), false);
  open_pairs_of_.assign(names_.size(), 0);
  for (const auto& single : singles) {
    const Index element = index_of(single.elements.front());
    if (element == names_.size()) continue;
    singles_[element] = counts_of(single.caught);
    for (std::size_t v = 0; v < villages_.size(); ++v) {
      if (singles_[element][v] < base_[v]) helps_[element] = true;
    }
  }
  open_villages_.assign(names_.size() * names_.size() / 2 * words_, 0);
  if (words_ == 0) return;
  for (const auto& pair : pairs) {
    const Index a = index_of(pair.front());
    const Index b = index_of(pair.back());
    std::fill_n(&open_villages_[place(a, b)], words_, ~std::uint64_t{0});
    open_villages_[place(a, b) + words_ - 1] = last_word();
    ++open_pairs_of_[a];
    ++open_pairs_of_[b];
  }
  open_ = pairs.size();
}

std::uint64_t ClearedPairs::last_word() const {
  const std::size_t rest = villages_.size() % kBits;
  return rest == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << rest) - 1;
}

ClearedPairs::Counts ClearedPairs::counts_of(
    const std::map<std::string, std::uint32_t>& caught) const {
  Counts counts(villages_.size(), 0);
  for (const auto& [village, people] : caught) {
    const auto found = std::lower_bound(villages_.begin(), villages_.end(), village);
    if (found != villages_.end() && *found == village)
      counts[static_cast<std::size_t>(found - villages_.begin())] = people;
  }
  return counts;
}

std::size_t ClearedPairs::place(Index a, Index b) const {
  const std::size_t low = std::min(a, b);
  const std::size_t high = std::max(a, b);
  return (high * (high - 1) / 2 + low) * words_;
}

// elements(): it isn't in question.
ClearedPairs::Index ClearedPairs::index_of(const std::string& element) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), element);
  return found != names_.end() && *found == element ? static_cast<Index>(found - names_.begin())
                                                    : elements();
}

bool ClearedPairs::is_open(const std::vector<std::string>& pair) const {
  const Index a = index_of(pair.front());
  const Index b = index_of(pair.back());
  return a < elements() && b < elements() && is_open(a, b);
}

bool ClearedPairs::is_open(Index a, Index b) const {
  const auto* const first = open_villages_.data() + place(a, b);
  return std::any_of(first, first + words_, [](std::uint64_t word) { return word != 0; });
}

// Fewer people than without some of what failed.
ClearedPairs::Words ClearedPairs::contradicted_by(const Counts& caught,
                                                  const std::vector<Index>& failed) const {
  Words where(words_, 0);
  for (std::size_t v = 0; v < villages_.size(); ++v)
    if (caught[v] < base_[v] ||
        std::any_of(
            failed.begin(), failed.end(),
            [&](Index element) { return caught[v] < singles_[element][v]; }))
      set(where, v);
  return where;
}

ClearedPairs::Words ClearedPairs::no_worse_than(const Counts& caught, Index element,
                                                const Words& contradicted) const {
  Words villages(words_, 0);
  for (std::size_t v = 0; v < villages_.size(); ++v)
    if (caught[v] <= std::max(base_[v], singles_[element][v])) set(villages, v);
  for (std::size_t w = 0; w < words_; ++w) villages[w] &= ~contradicted[w];
  return villages;
}

std::size_t ClearedPairs::clear(Index a, Index b, const Words& by_a, const Words& by_b) {
  auto* const open = open_villages_.data() + place(a, b);
  std::size_t cleared = 0;
  std::uint64_t left = 0;
  for (std::size_t w = 0; w < words_; ++w) {
    const std::uint64_t now = open[w] & ~(by_a[w] | by_b[w]);
    cleared += static_cast<std::size_t>(std::popcount(open[w] ^ now));
    open[w] = now;
    left |= now;
  }
  if (cleared > 0 && left == 0) {
    --open_;
    --open_pairs_of_[a];
    --open_pairs_of_[b];
  }
  return cleared;
}

std::size_t ClearedPairs::learn(const FailureResult& night) {
  std::vector<Index> failed;
  for (const auto& name : night.elements) {
    failed.push_back(index_of(name));
    CHECK(failed.back() < elements());
  }
  const Counts caught = counts_of(night.caught);
  const Words contradicted = contradicted_by(caught, failed);
  std::vector<Words> no_worse;
  for (const Index element : failed)
    no_worse.push_back(no_worse_than(caught, element, contradicted));
  std::size_t cleared = 0;
  for (std::size_t i = 0; i < failed.size(); ++i)
    for (std::size_t k = i + 1; k < failed.size(); ++k)
      cleared += clear(failed[i], failed[k], no_worse[i], no_worse[k]);
  return cleared;
}

}  // namespace fenghuo::simulator
