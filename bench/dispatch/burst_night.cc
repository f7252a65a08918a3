#include "bench/dispatch/burst_night.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "bench/dispatch/chance.h"
#include "bench/measure.h"

namespace fenghuo::bench {
namespace {

constexpr std::uint32_t kSquads = 40;
constexpr std::uint32_t kSide_m = 50'000;
constexpr std::int64_t kSpeed_m_per_h = 40'000;
constexpr std::uint32_t kCapabilities = 3;
constexpr std::uint32_t kHours = 8;
constexpr std::uint32_t kServiceMin_s = 20 * 60;
constexpr std::uint32_t kServiceMax_s = 60 * 60;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

// Four in ten are blue, three yellow, two orange and one red.
Level level_of(std::uint32_t tenth) {
  if (tenth < 4) return Level::blue;
  if (tenth < 7) return Level::yellow;
  return tenth < 9 ? Level::orange : Level::red;
}

Place any_place(Chance& chance) {
  const std::int64_t x_m = chance.below(kSide_m);
  return {x_m, chance.below(kSide_m)};
}

std::int64_t travel_between_s(const Place& from, const Place& to) {
  const auto dx = static_cast<double>(to.x_m - from.x_m);
  const auto dy = static_cast<double>(to.y_m - from.y_m);
  return static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy)) * 3600 / kSpeed_m_per_h;
}

// A squad waits where it was last, travels in a straight line and stays on scene until the service
// ends. The clock of an incident runs until a squad is there.
class Run {
 public:
  Run(const Night& night, Policy policy, const dispatch::Pricing& pricing)
      : night_(night), policy_(policy), pricing_(pricing) {
    for (const auto& squad : night.squads) squads_.push_back({.place = squad.place});
    outcome_.response_s.resize(night.incidents.size());
  }

  Outcome all() {
    while (step()) {
      if (policy_ == Policy::reoptimise)
        reoptimise();
      else
        while (send_one()) continue;
    }
    must(open_.empty(), "burst: an incident was never served");
    return std::move(outcome_);
  }

 private:
  struct Crew {
    Place place;                 // where it is, or where it set out
    std::uint32_t task = kNone;  // an incident
    bool on_scene = false;
    std::int64_t left_at_s = 0;
    std::int64_t next_at_s = kNever;  // it arrives, or its service ends
  };

  // To the next moment at which something happens; false: nothing will.
  bool step() {
    const auto& incidents = night_.incidents;
    now_s_ = came_ < incidents.size() ? incidents[came_].at_s : kNever;
    for (const auto& squad : squads_) now_s_ = std::min(now_s_, squad.next_at_s);
    if (now_s_ == kNever) return false;
    for (auto& squad : squads_) {
      if (squad.next_at_s != now_s_) continue;
      if (squad.on_scene)
        squad = {.place = squad.place};
      else
        arrive(squad);
    }
    for (; came_ < incidents.size() && incidents[came_].at_s == now_s_; ++came_)
      open_.push_back(came_);
    return true;
  }

  void arrive(Crew& squad) {
    const Incident& incident = night_.incidents[squad.task];
    outcome_.response_s[squad.task] = now_s_ - incident.at_s;
    std::erase(open_, squad.task);
    squad.place = incident.place;
    squad.on_scene = true;
    squad.next_at_s = now_s_ + incident.service_s;
  }

  Place where(const Crew& squad) const {
    if (squad.task == kNone || squad.on_scene) return squad.place;
    const Place& to = night_.incidents[squad.task].place;
    const std::int64_t whole_s = squad.next_at_s - squad.left_at_s;
    const std::int64_t gone_s = now_s_ - squad.left_at_s;
    return {squad.place.x_m + (to.x_m - squad.place.x_m) * gone_s / whole_s,
            squad.place.y_m + (to.y_m - squad.place.y_m) * gone_s / whole_s};
  }

  void send(Crew& squad, std::uint32_t incident) {
    squad.place = where(squad);
    squad.task = incident;
    squad.left_at_s = now_s_;
    const auto travel_s = travel_between_s(squad.place, night_.incidents[incident].place);
    squad.next_at_s = now_s_ + std::max<std::int64_t>(1, travel_s);
  }

  std::int64_t travel_s(const Crew& squad, std::uint32_t incident) const {
    if (squad.task == incident) return squad.next_at_s - now_s_;
    return travel_between_s(where(squad), night_.incidents[incident].place);
  }
  bool can(std::uint32_t squad, std::uint32_t incident) const {
    return (night_.squads[squad].capabilities & night_.incidents[incident].capability) != 0;
  }

  // One that waits and for whom somebody is idle is given the nearest: the first that came, or the
  // nearest pair of the most severe.
  bool send_one() {
    struct Choice {
      int urgency;
      std::int64_t travel_s;
      std::uint32_t incident, squad;
    };
    Choice best{-1, 0, kNone, kNone};
    for (const std::uint32_t incident : open_) {
      if (std::ranges::find(squads_, incident, &Crew::task) != squads_.end()) continue;
      const int urgency =
          policy_ == Policy::by_severity ? severity(night_.incidents[incident].level) : 0;
      for (std::uint32_t s = 0; s < kSquads; ++s) {
        if (squads_[s].task != kNone || !can(s, incident)) continue;
        const Choice choice{urgency, travel_s(squads_[s], incident), incident, s};
        if (urgency > best.urgency || (urgency == best.urgency && choice.travel_s < best.travel_s))
          best = choice;
      }
      if (policy_ == Policy::first_come && best.squad != kNone) break;
    }
    if (best.squad == kNone) return false;
    send(squads_[best.squad], best.incident);
    return true;
  }

  dispatch::Network::Task priced(std::uint32_t incident) const {
    const Incident& about = night_.incidents[incident];
    const dispatch::Need need{about.level, now_s_ - about.at_s};
    dispatch::Network::Task task{unserved_cost(need, pricing_), {}};
    for (std::uint32_t s = 0; s < kSquads; ++s) {
      const Crew& squad = squads_[s];
      if (squad.on_scene || !can(s, incident)) continue;
      const bool elsewhere = squad.task != kNone && squad.task != incident;
      task.arcs.push_back({s, served_cost(need, {travel_s(squad, incident), elsewhere}, pricing_)});
    }
    return task;
  }

  void reoptimise() {
    dispatch::Assignment assignment;
    for (std::uint32_t s = 0; s < kSquads; ++s) assignment.add_unit();
    std::vector<dispatch::Network::Task> tasks;
    for (const std::uint32_t incident : open_) tasks.push_back(priced(incident));
    must(assignment.add_tasks(std::move(tasks)));
    for (std::uint32_t s = 0; s < kSquads; ++s) {
      Crew& squad = squads_[s];
      const auto task = assignment.task_of(s);
      const std::uint32_t incident = task ? open_[*task] : kNone;
      if (squad.on_scene || incident == squad.task) continue;
      if (squad.task != kNone) ++outcome_.diversions;
      if (incident == kNone)
        squad = {.place = where(squad)};
      else
        send(squad, incident);
    }
  }

  const Night& night_;
  Policy policy_;
  dispatch::Pricing pricing_;
  std::vector<Crew> squads_;
  std::vector<std::uint32_t> open_;  // nobody is there yet; in the order in which they came
  std::uint32_t came_ = 0;
  std::int64_t now_s_ = 0;
  Outcome outcome_;
};

}  // namespace

Night make_night(std::uint32_t seed, std::uint32_t incidents_an_hour) {
  Chance chance(seed);
  Night night;
  for (std::uint32_t i = 0; i < kSquads; ++i) {
    Squad& squad = night.squads.emplace_back();
    squad.place = any_place(chance);
    squad.capabilities = 1U << chance.below(kCapabilities);
    squad.capabilities |= 1U << chance.below(kCapabilities);
  }
  for (std::uint32_t i = 0; i < incidents_an_hour * kHours; ++i) {
    Incident& incident = night.incidents.emplace_back();
    incident.at_s = chance.below(kHours * 3600);
    incident.place = any_place(chance);
    incident.level = level_of(chance.below(10));
    incident.capability = 1U << chance.below(kCapabilities);
    incident.service_s = kServiceMin_s + chance.below(kServiceMax_s - kServiceMin_s + 1);
  }
  std::ranges::stable_sort(night.incidents, {}, &Incident::at_s);
  return night;
}

Outcome run_night(const Night& night, Policy policy, const dispatch::Pricing& pricing) {
  return Run(night, policy, pricing).all();
}

}  // namespace fenghuo::bench
