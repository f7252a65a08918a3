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

// What any part of a set of failures catches alone.
class Parts {
 public:
  explicit Parts(const std::vector<FailureResult>& results) {
    for (const auto& result : results) by_case_[{result.night, result.elements}] = &result.caught;
  }

  // Of the night as it is, too.
  std::uint32_t caught(const FailureResult& whole, const std::string& village) const {
    std::uint32_t most = 0;
    const auto look = [&](std::vector<std::string> part) {
      const auto found = by_case_.find({whole.night, std::move(part)});
      if (found != by_case_.end()) most = std::max(most, of(*found->second, village));
    };
    look({});
    if (whole.elements.size() > 1)
      for (const auto& element : whole.elements) look({element});
    return most;
  }

 private:
  std::map<std::pair<std::uint32_t, std::vector<std::string>>, const Caught*> by_case_;
};

}  // namespace

FailureResult play_failure(const TriedNight& night, std::uint32_t index,
                           const std::vector<std::string>& elements, const Course* earlier) {
  Scenario scenario = *night.scenario;
  scenario.expectations.clear();
  for (const auto& element : elements)
    scenario.failures.push_back({element, Instant::min(), Instant::max(), {}});
  NightRecord record = play_until_decided(*night.beginning, scenario, earlier);
  FailureResult result{.night = index, .elements = elements, .asked = std::move(record.asked)};
  for (const auto& [id, village] : record.villages)
    if (const auto caught = village.caught(); caught > 0) result.caught[id] = caught;
  return result;
}

Course course_of(const TriedNight& night) {
  Scenario scenario = *night.scenario;
  scenario.expectations.clear();
  Course course;
  play_until_decided(*night.beginning, scenario, course);
  return course;
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
  const Parts parts(results);
  std::map<std::vector<std::string>, CutSet> cuts;
  std::map<std::vector<std::string>, std::uint32_t> most;  // people, of one night
  for (const auto& result : results) {
    if (result.elements.empty()) continue;
    CutSet here{.elements = result.elements, .night = result.night};
    for (const auto& [village, caught] : result.caught)
      if (const auto before = parts.caught(result, village); caught > before)
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

std::size_t beyond_their_parts(std::span<const FailureResult> some,
                               const std::vector<FailureResult>& parts) {
  const Parts alone(parts);
  return static_cast<std::size_t>(
      std::count_if(some.begin(), some.end(), [&](const FailureResult& whole) {
        return std::any_of(whole.caught.begin(), whole.caught.end(), [&](const auto& one) {
          return one.second > alone.caught(whole, one.first);
        });
      }));
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
