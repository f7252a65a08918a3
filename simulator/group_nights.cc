#include "simulator/group_nights.h"

#include <algorithm>
#include <map>

namespace fenghuo::simulator {
namespace {

// Fewer villages than two make no pair.
constexpr double kShareMin = 1.0 / 1024;

template <class Kind>
Kind after(Kind kind) {
  return static_cast<Kind>(static_cast<int>(kind) + 1);
}

}  // namespace

GroupNights::GroupNights(ClearedPairs& pairs, const PairOrder& order, std::uint64_t seed)
    : pairs_(pairs), luck_(Random(seed).of("groups")) {
  std::map<std::string_view, std::vector<Index>> by_village;
  for (Index element = 0; element < pairs.elements(); ++element)
    if (!pairs.helps_by_failing(element))
      by_village[order.village_of(pairs.name(element))].push_back(element);
  for (auto& [village, elements] : by_village)
    if (village.empty())
      shared_ = std::move(elements);
    else
      villages_.push_back(std::move(elements));
}

std::size_t GroupNights::below(std::size_t end) {
  return static_cast<std::size_t>(luck_.uniform() * static_cast<double>(end));
}

std::vector<std::vector<std::string>> GroupNights::next() {
  std::vector<std::vector<std::string>> batch;
  fewer_.clear();
  for (; kind_ != Kind::none; kind_ = after(kind_), share_ = 1) {
    for (std::size_t i = 0; i < kGroupsABatch; ++i) {
      const bool fewer = i % 2 == 1;
      const Row failed = row(fewer ? share_ / 2 : share_);
      if (failed.size() < 2) continue;
      fewer_.push_back(fewer);
      auto& names = batch.emplace_back();
      for (const Index element : failed) names.push_back(pairs_.name(element));
    }
    if (!batch.empty()) break;
  }
  return batch;
}

// Of two that come into question the one with more open pairs.
void GroupNights::add_one(Row& row, const std::vector<Index>& village,
                          std::optional<Index> shared) {
  std::vector<Index> open;
  for (const Index one : village)
    if (shared ? pairs_.is_open(*shared, one) : pairs_.open_pairs_of(one) > 0) open.push_back(one);
  if (open.empty()) return;
  const Index one = open[below(open.size())];
  const Index other = open[below(open.size())];
  row.push_back(pairs_.open_pairs_of(other) > pairs_.open_pairs_of(one) ? other : one);
}

void GroupNights::add_two(Row& row, const std::vector<Index>& village) {
  std::vector<std::pair<Index, Index>> open;
  for (std::size_t i = 0; i < village.size(); ++i)
    for (std::size_t k = i + 1; k < village.size(); ++k)
      if (pairs_.is_open(village[i], village[k])) open.emplace_back(village[i], village[k]);
  if (open.empty()) return;
  const auto [a, b] = open[below(open.size())];
  row.insert(row.end(), {a, b});
}

std::optional<ClearedPairs::Index> GroupNights::shared_in_question() {
  std::vector<Index> open;
  for (const Index element : shared_)
    if (pairs_.open_pairs_of(element) > 0) open.push_back(element);
  if (open.empty()) return std::nullopt;
  return open[below(open.size())];
}

GroupNights::Row GroupNights::row(double share) {
  Row row;
  std::optional<Index> shared;
  if (kind_ == Kind::beside) {
    shared = shared_in_question();
    if (!shared) return row;
    row.push_back(*shared);
  }
  for (const auto& village : villages_) {
    if (!luck_.happens(share)) continue;
    if (kind_ == Kind::together)
      add_two(row, village);
    else
      add_one(row, village, shared);
  }
  std::sort(row.begin(), row.end());
  return row;
}

// Goes on with the better of both shares; and with another kind of pair where a night of a group
// clears less than one of a single pair would.
void GroupNights::learn(const std::vector<FailureResult>& nights) {
  std::size_t by_more = 0;
  std::size_t by_fewer = 0;
  for (std::size_t i = 0; i < nights.size(); ++i)
    (fewer_[i] ? by_fewer : by_more) += pairs_.learn(nights[i]);
  if (by_more + by_fewer < nights.size() * pairs_.villages()) {
    kind_ = after(kind_);
    share_ = 1;
  } else if (by_fewer > by_more) {
    share_ = std::max(share_ / 2, kShareMin);
  } else if (by_more > 2 * by_fewer) {
    share_ = std::min(share_ * 2, 1.0);
  }
}

}  // namespace fenghuo::simulator
