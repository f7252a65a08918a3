// Shelters that are too small together. Every village must leave at the same hour; each may go to
// the shelters that name it, split as one likes. If not everybody gets a place even so, then by
// Hall's theorem some villages have fewer places in all shelters open to them than people. The
// greatest flow shows them: those whose people are left over, and those that fill their shelters.
//
// Source: Ford, Fulkerson, Flows in Networks (1962): the cut that the last search leaves behind.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/dispatch/sheltering.h"
#include "playbooks/dispatch/sheltering_flow.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

/// Villages and the shelters that they may go to, by their places in Shelters.
struct Group {
  std::vector<std::size_t> villages;
  std::vector<std::size_t> shelters;
};

class Shelters {
 public:
  explicit Shelters(const Handbook& handbook) : plan_(handbook.plan()) {
    std::map<std::string_view, std::size_t> place;
    for (const auto& village : plan_.villages()) {
      std::int64_t people = village.people_at_risk();
      for (const auto* facility : handbook.facilities_in(village.id()))
        people += facility->people();
      place.emplace(village.id(), people_.size());
      people_.push_back(people);
    }
    ways_.resize(people_.size());
    guests_.resize(static_cast<std::size_t>(plan_.shelters_size()));
    for (std::size_t s = 0; s < guests_.size(); ++s) {
      const auto& shelter = plan_.shelters(static_cast<int>(s));
      if (shelter.floods()) continue;  // it takes nobody
      for (const auto& id : shelter.villages()) {
        const auto found = place.find(id);
        if (found == place.end() || !guests_[s].insert(found->second).second) continue;
        ways_[found->second].insert(s);
      }
    }
  }

  std::vector<Proof> prove() const {
    std::vector<bool> all(people_.size(), true);
    std::vector<Proof> proofs;
    for (const auto& group : groups_of(all))
      for (const auto& small : too_small(group)) proofs.push_back(proof_of(small));
    return proofs;
  }

 private:
  // Of those villages that are `in`: what belongs together by shelters in common.
  std::vector<Group> groups_of(const std::vector<bool>& in) const {
    std::vector<Group> all;
    std::set<std::size_t> seen;
    for (std::size_t first = 0; first < people_.size(); ++first) {
      if (!in[first] || !seen.insert(first).second) continue;
      Group group{{first}, {}};
      std::set<std::size_t> shelters;
      for (std::size_t next = 0; next < group.villages.size(); ++next)
        for (const std::size_t s : ways_[group.villages[next]]) {
          if (!shelters.insert(s).second) continue;
          for (const std::size_t other : guests_[s])
            if (in[other] && seen.insert(other).second) group.villages.push_back(other);
        }
      std::sort(group.villages.begin(), group.villages.end());
      group.shelters.assign(shelters.begin(), shelters.end());
      all.push_back(std::move(group));
    }
    return all;
  }

  // The flow is the cheapest where every way is free: the greatest.
  std::vector<Group> too_small(const Group& group) const {
    if (group.villages.size() * group.shelters.size() > dispatch::kShelteringPairsMax) return {};
    dispatch::SeatPrices prices(group.villages.size(), group.shelters.size());
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> places;
    for (std::size_t v = 0; v < group.villages.size(); ++v) {
      people.push_back(people_[group.villages[v]]);
      for (std::size_t s = 0; s < group.shelters.size(); ++s)
        if (ways_[group.villages[v]].contains(group.shelters[s])) prices.set(v, s, 0);
    }
    for (const std::size_t s : group.shelters) places.push_back(capacity(s));
    const dispatch::SeatFlow flow = dispatch::cheapest_flow(prices, people, places);
    if (flow.without_place_total == 0) return {};
    return groups_of(left_over(group, prices, flow));
  }

  // From whose people have no place: to every shelter open to them, which is full, and to those who
  // fill it.
  std::vector<bool> left_over(const Group& group, const dispatch::SeatPrices& prices,
                              const dispatch::SeatFlow& flow) const {
    std::vector<std::size_t> look;
    std::vector<bool> found(people_.size(), false);
    std::vector<bool> full(group.shelters.size(), false);
    const auto find = [&](std::size_t v) {
      if (found[group.villages[v]]) return;
      found[group.villages[v]] = true;
      look.push_back(v);
    };
    for (std::size_t v = 0; v < group.villages.size(); ++v)
      if (flow.without_place[v] > 0) find(v);
    while (!look.empty()) {
      const std::size_t from = look.back();
      look.pop_back();
      for (std::size_t s = 0; s < group.shelters.size(); ++s) {
        if (full[s] || !prices.open(from, s)) continue;
        full[s] = true;
        for (std::size_t v = 0; v < group.villages.size(); ++v)
          if (flow.people[v * group.shelters.size() + s] > 0) find(v);
      }
    }
    return found;
  }

  std::int64_t capacity(std::size_t shelter) const {
    return plan_.shelters(static_cast<int>(shelter)).capacity();
  }

  Proof proof_of(const Group& group) const {
    std::vector<Text> villages;
    std::vector<Text> shelters;
    std::int64_t people = 0;
    std::int64_t places = 0;
    for (const std::size_t v : group.villages) {
      villages.push_back(from_wire(plan_.villages(static_cast<int>(v)).name()));
      people += people_[v];
    }
    for (const std::size_t s : group.shelters) {
      shelters.push_back(from_wire(plan_.shelters(static_cast<int>(s)).name()));
      places += capacity(s);
    }
    const auto coming = std::to_string(people);
    const auto held = std::to_string(places);
    const auto left = std::to_string(people - places);
    const Text from = joined(villages);
    const Text to = shelters.empty() ? Text{"（没有）", "nowhere"} : joined(shelters);
    Proof proof;
    proof.path =
        shelters.empty()
            ? "villages[" + plan_.villages(static_cast<int>(group.villages[0])).id() + "]"
            : "shelters[" + plan_.shelters(static_cast<int>(group.shelters[0])).id() + "].capacity";
    proof.fault = {"安置点放不下：" + from.zh + "同时转移共 " + coming + " 人，只能去" + to.zh +
                       "，一共住 " + held + " 人，" + left + " 人没有地方",
                   "too few places: " + coming + " people of " + from.en + " leave at once for " +
                       to.en + ", which hold " + held + ": " + left + " have no place"};
    proof.counter_example = lines_of(group);
    proof.counter_example.push_back(
        {"合计 " + coming + " 人 > " + held + " 个位置", coming + " people > " + held + " places"});
    proof.remedy = {
        "扩大其中一个安置点，或给其中一个村再写一个安置点（shelters.csv 的 villages）",
        "enlarge one of these shelters, or let one of the villages go to another as well "
        "(villages in shelters.csv)"};
    return proof;
  }

  std::vector<Text> lines_of(const Group& group) const {
    std::vector<Text> lines;
    for (const std::size_t v : group.villages) {
      if (lines.size() == kNamedMax) break;
      std::vector<Text> shelters;
      for (const std::size_t s : ways_[v]) {
        const auto& shelter = plan_.shelters(static_cast<int>(s));
        const auto holds = std::to_string(shelter.capacity());
        shelters.push_back(
            {shelter.name().zh() + "（" + holds + "）", shelter.name().en() + " (" + holds + ")"});
      }
      const auto people = std::to_string(people_[v]);
      const auto& name = plan_.villages(static_cast<int>(v)).name();
      lines.push_back({name.zh() + " " + people + " 人：可去 " +
                           (shelters.empty() ? "（没有）" : joined(shelters).zh),
                       name.en() + ", " + people + " people: " +
                           (shelters.empty() ? "no shelter" : "may go to " + joined(shelters).en)});
    }
    return lines;
  }

  const wire::Plan& plan_;
  std::vector<std::int64_t> people_;           // by village
  std::vector<std::set<std::size_t>> ways_;    // by village: shelters
  std::vector<std::set<std::size_t>> guests_;  // by shelter: villages
};

}  // namespace

// A group of more than kShelteringPairsMax pairs of village and shelter is not looked at. A plan
// without shelters.csv says nothing of places.
std::vector<Proof> prove_shelters(const Handbook& handbook) {
  if (handbook.plan().shelters().empty()) return {};
  return Shelters(handbook).prove();
}

}  // namespace fenghuo::playbooks
