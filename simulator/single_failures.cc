#include "simulator/single_failures.h"

#include <algorithm>
#include <utility>

namespace fenghuo::simulator {
namespace {

bool has(const std::vector<std::string>& sorted, const std::string& element) {
  return std::binary_search(sorted.begin(), sorted.end(), element);
}

using Caught = std::map<std::string, std::uint32_t>;

std::uint32_t of(const Caught& caught, const std::string& village) {
  const auto found = caught.find(village);
  return found == caught.end() ? 0 : found->second;
}

}  // namespace

FailureResult play_failure(const TriedNight& night, std::uint32_t index,
                           const std::vector<std::string>& elements) {
  Scenario scenario = *night.scenario;
  scenario.expectations.clear();
  for (const auto& element : elements)
    scenario.failures.push_back({element, Instant::min(), Instant::max(), {}});
  NightRecord record = play_night(*night.beginning, scenario);
  FailureResult result{.night = index, .elements = elements, .asked = std::move(record.asked)};
  for (const auto& [id, village] : record.villages)
    if (const auto caught = village.caught(); caught > 0) result.caught[id] = caught;
  return result;
}

std::vector<std::vector<std::string>> pair_failures(std::span<const FailureResult> singles) {
  std::map<std::string, const std::vector<std::string>*> asked;
  for (const auto& single : singles) asked[single.elements.front()] = &single.asked;
  std::vector<std::vector<std::string>> pairs;
  for (const auto& [a, asked_without_a] : asked)
    for (const auto& b : *asked_without_a) {
      if (b <= a) continue;
      const auto other = asked.find(b);
      // Not asked for in the night as it is: it comes into play only where `a` has failed.
      if (other == asked.end() || has(*other->second, a)) pairs.push_back({a, b});
    }
  for (const auto& [a, asked_without_a] : asked)
    for (const auto& b : *asked_without_a)
      if (b < a && !asked.contains(b)) pairs.push_back({b, a});
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::uint32_t CutSet::people() const {
  std::uint32_t all = 0;
  for (const auto& [village, caught_there] : caught) all += caught_there;
  return all;
}

std::vector<CutSet> cut_sets(const std::vector<FailureResult>& results) {
  std::map<std::pair<std::uint32_t, std::vector<std::string>>, const Caught*> by_case;
  for (const auto& result : results) by_case[{result.night, result.elements}] = &result.caught;
  // What any part of the set alone catches in the village, the night as it is included.
  const auto without = [&](const FailureResult& result, const std::string& village) {
    std::uint32_t caught_so = 0;
    const auto look = [&](std::vector<std::string> part) {
      const auto found = by_case.find({result.night, std::move(part)});
      if (found != by_case.end()) caught_so = std::max(caught_so, of(*found->second, village));
    };
    look({});
    if (result.elements.size() > 1)
      for (const auto& element : result.elements) look({element});
    return caught_so;
  };
  std::map<std::vector<std::string>, CutSet> cuts;
  std::map<std::vector<std::string>, std::uint32_t> most;  // people, of one night
  for (const auto& result : results) {
    if (result.elements.empty()) continue;
    CutSet here{.elements = result.elements, .night = result.night};
    for (const auto& [village, caught] : result.caught)
      if (const auto before = without(result, village); caught > before)
        here.caught[village] = caught - before;
    if (here.caught.empty()) continue;
    auto& cut = cuts.try_emplace(result.elements, here).first->second;
    if (here.people() > most[result.elements]) {
      most[result.elements] = here.people();
      cut.night = here.night;
    }
    for (const auto& [village, caught] : here.caught)
      cut.caught[village] = std::max(of(cut.caught, village), caught);
  }
  std::vector<CutSet> all;
  for (auto& [elements, cut] : cuts) all.push_back(std::move(cut));
  std::stable_sort(all.begin(), all.end(), [](const CutSet& a, const CutSet& b) {
    if (a.elements.size() != b.elements.size()) return a.elements.size() < b.elements.size();
    return a.people() > b.people();
  });
  return all;
}

std::vector<std::pair<std::string, double>> weakest_elements(const std::vector<CutSet>& cuts) {
  std::map<std::string, double> people;
  for (const auto& cut : cuts)
    for (const auto& element : cut.elements)
      people[element] +=
          static_cast<double>(cut.people()) / static_cast<double>(cut.elements.size());
  std::vector<std::pair<std::string, double>> all(people.begin(), people.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return all;
}

}  // namespace fenghuo::simulator
