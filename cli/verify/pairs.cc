#include "cli/verify/pairs.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "simulator/elements.h"
#include "simulator/group_nights.h"
#include "simulator/pair_order.h"
#include "simulator/random.h"

namespace fenghuo::cli {

using simulator::FailureResult;
using Elements = std::vector<std::string>;

namespace {

/// The same groups each time, so that a run that was broken off goes on with them.
constexpr std::uint64_t kSeed = 1;
/// 5,000 elements and 500 villages in danger are 0.8 GB. Beyond it no groups are tried.
constexpr std::uint64_t kClearedBytesMax = std::uint64_t{2} << 30;

// Results stand in the order of their nights.
std::span<const FailureResult> of_night(std::uint32_t night,
                                        const std::vector<FailureResult>& all) {
  const auto before = [](const FailureResult& result, std::uint32_t one) {
    return result.night < one;
  };
  return {std::lower_bound(all.begin(), all.end(), night, before),
          std::lower_bound(all.begin(), all.end(), night + 1, before)};
}

std::vector<std::string> villages_in_danger(const simulator::Scenario& scenario) {
  std::vector<std::string> villages;
  for (const auto& danger : scenario.dangers) villages.push_back(danger.village);
  return villages;
}

// Each has a place of its own, whatever the others are: the same each time.
void draw_order(std::vector<FailureCase>& cases) {
  const auto place = [](const FailureCase& one) {
    simulator::Random luck = simulator::Random(kSeed).of("sample", one.night);
    for (const auto& element : one.elements) luck = luck.of(element);
    return luck.next();
  };
  std::vector<std::pair<std::uint64_t, FailureCase>> drawn;
  drawn.reserve(cases.size());
  for (auto& one : cases) drawn.emplace_back(place(one), std::move(one));
  std::stable_sort(drawn.begin(), drawn.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(drawn.begin(), drawn.end(), cases.begin(),
                 [](auto& one) { return std::move(one.second); });
}

std::vector<FailureCase> cases_of(std::uint32_t night, const std::vector<Elements>& failures) {
  std::vector<FailureCase> cases;
  for (const auto& elements : failures) cases.push_back({night, elements});
  return cases;
}

bool is_of(const FailureResult& result, const FailureCase& one) {
  return result.night == one.night && result.elements == one.elements;
}

}  // namespace

PairsToPlay pairs_to_play(const std::vector<FailureResult>& bases,
                          const std::vector<FailureResult>& singles, const wire::Plan& plan) {
  PairsToPlay pairs;
  const std::size_t elements = simulator::elements_of(plan).size();
  for (const auto& base : bases) {
    auto wanted = simulator::pair_failures(of_night(base.night, singles));
    pairs.known += elements * (elements - 1) / 2 - wanted.size();
    for (auto& pair : wanted) pairs.cases.push_back({base.night, std::move(pair)});
  }
  pairs.suspected = pairs.cases.size();
  const simulator::PairOrder order(plan);
  std::stable_sort(pairs.cases.begin(), pairs.cases.end(), [&](const auto& a, const auto& b) {
    return order.of(a.elements) < order.of(b.elements);
  });
  return pairs;
}

void screen(PairsToPlay& pairs, const std::vector<simulator::TriedNight>& nights,
            const std::vector<FailureResult>& bases, const std::vector<FailureResult>& singles,
            const wire::Plan& plan, FailureRuns& runs, FailureRuns::Clock::time_point until) {
  std::vector<FailureCase> suspects;
  std::vector<FailureCase> cleared;
  for (const auto& base : bases) {
    std::vector<Elements> of_this;
    for (auto& one : pairs.cases)
      if (one.night == base.night) of_this.push_back(std::move(one.elements));
    const auto villages = villages_in_danger(*nights[base.night].scenario);
    const auto single = of_night(base.night, singles);
    if (simulator::ClearedPairs::bytes(single.size(), villages.size()) > kClearedBytesMax) {
      for (auto& pair : of_this) suspects.push_back({base.night, std::move(pair)});
      continue;
    }
    simulator::ClearedPairs known(base, single, of_this, villages);
    simulator::GroupNights groups(known, simulator::PairOrder(plan), kSeed);
    for (auto batch = groups.next(); !batch.empty(); batch = groups.next()) {
      const std::string open = std::to_string(known.open());
      const auto played = runs.play(
          cases_of(base.night, batch),
          {"成组 N-2，可疑的对 " + open, "N-2 in groups, suspected pairs " + open}, until);
      pairs.groups += played.size();
      groups.learn(played);
      if (played.size() < batch.size()) break;  // the time is over
    }
    for (auto& pair : of_this)
      (known.is_open(pair) ? suspects : cleared).push_back({base.night, std::move(pair)});
  }
  draw_order(cleared);
  pairs.suspected = suspects.size();
  pairs.cases = std::move(suspects);
  pairs.cases.insert(pairs.cases.end(), std::make_move_iterator(cleared.begin()),
                     std::make_move_iterator(cleared.end()));
}

// As far as all were played: what was kept of an earlier run may not have been drawn.
PairSample sample_of(const PairsToPlay& pairs, const std::vector<FailureResult>& played,
                     const std::vector<FailureResult>& parts) {
  std::size_t end = 0;
  while (end < played.size() && is_of(played[end], pairs.cases[end])) ++end;
  if (end <= pairs.suspected) return {};
  const auto drawn = std::span(played).subspan(pairs.suspected, end - pairs.suspected);
  return {drawn.size(), simulator::beyond_their_parts(drawn, parts)};
}

std::size_t suspects_left(const PairsToPlay& pairs, const std::vector<FailureResult>& played) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < pairs.suspected && found < played.size(); ++i)
    if (is_of(played[found], pairs.cases[i])) ++found;
  return pairs.suspected - found;
}

}  // namespace fenghuo::cli
