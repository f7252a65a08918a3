#include "playbooks/dispatch/trips.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max() / 4;

// In the order in which they are served. Who can walk, but not in time, must ride.
enum class Group : std::uint8_t { carried, seated, riding, walking };
constexpr std::size_t kGroups = 4;

struct Waiting {
  std::array<std::int64_t, kGroups> people{};
  std::int64_t& of(Group group) { return people[static_cast<std::size_t>(group)]; }
  std::int64_t of(Group group) const { return people[static_cast<std::size_t>(group)]; }
};

// Those who are served together: they take the same kind of place, by the same time.
enum class Round : std::uint8_t { carry, seat, spare };

// What a vehicle could do next.
struct Offer {
  std::size_t vehicle = 0;
  std::int64_t departs_s = 0;
  std::int64_t arrives_s = kNever;
};

class Scheduler {
 public:
  explicit Scheduler(const TripTask& task)
      : task_(task),
        waiting_(task.villages.size()),
        free_s_(task.vehicles.size(), 0),
        at_shelter_(task.vehicles.size()) {
    plan_.trips.resize(task.vehicles.size());
    plan_.villages.resize(task.villages.size());
    for (std::size_t v = 0; v < waiting_.size(); ++v) {
      const TripVillage& village = task.villages[v];
      waiting_[v].of(Group::carried) = village.must_be_carried;
      waiting_[v].of(Group::seated) = village.need_seat;
      const bool walks = village.walk_s && *village.walk_s <= limit_s(v);
      waiting_[v].of(walks ? Group::walking : Group::riding) = village.can_walk;
    }
  }

  TripPlan plan() {
    // From where a vehicle ends up it may reach who couldn't be fetched before: each time anew.
    while (trips_ < kTripsMax &&
           (serve_one(Round::carry) || serve_one(Round::seat) || serve_one(Round::spare)))
      ++trips_;
    for (std::size_t v = 0; v < waiting_.size(); ++v) close(v);
    return std::move(plan_);
  }

 private:
  std::int64_t limit_s(std::size_t village) const {
    const auto& limit_s = task_.villages[village].limit_s;
    return limit_s ? std::int64_t{*limit_s} : kNever - 1;
  }
  // Those who can walk ride only where that is sooner.
  std::int64_t limit_s(std::size_t village, Round round) const {
    const std::int64_t limit = limit_s(village);
    if (round != Round::spare) return limit;
    return std::min(limit, std::int64_t{task_.villages[village].walk_s.value_or(0)} - 1);
  }
  std::int64_t people(std::size_t village, Round round) const {
    const Waiting& waiting = waiting_[village];
    switch (round) {
      case Round::carry:
        return waiting.of(Group::carried);
      case Round::seat:
        return waiting.of(Group::seated) + waiting.of(Group::riding);
      case Round::spare:
        return waiting.of(Group::walking);
    }
    return 0;
  }
  std::int64_t places(std::size_t vehicle, Round round) const {
    const TripVehicle& v = task_.vehicles[vehicle];
    if (!v.available) return 0;
    return round == Round::carry ? v.lying_places : v.seats;
  }
  // From where the vehicle is when it is free.
  std::optional<std::uint32_t> way_s(std::size_t vehicle, std::size_t village) const {
    const auto& ways = at_shelter_[vehicle] ? task_.from_shelter_s[*at_shelter_[vehicle]]
                                            : task_.vehicles[vehicle].to_village_s;
    return village < ways.size() ? ways[village] : std::nullopt;
  }

  // The vehicle that has them there first; of equals the one with more places, then the first.
  Offer best_offer(std::size_t village, Round round) const {
    Offer best;
    const TripVillage& v = task_.villages[village];
    if (!v.to_shelter_s) return best;
    for (std::size_t i = 0; i < task_.vehicles.size(); ++i) {
      const auto way = way_s(i, village);
      if (!way || places(i, round) == 0) continue;
      const std::int64_t departs_s = free_s_[i] + *way + v.loading_s;
      const std::int64_t arrives_s = departs_s + *v.to_shelter_s;
      if (arrives_s < best.arrives_s ||
          (arrives_s == best.arrives_s && places(i, round) > places(best.vehicle, round)))
        best = {i, departs_s, arrives_s};
    }
    return best;
  }

  // Time left, less what is needed if this vehicle drove all the trips.
  std::int64_t slack_s(std::size_t village, Round round, const Offer& offer) const {
    const std::int64_t seats = places(offer.vehicle, round);
    const std::int64_t more_trips = (people(village, round) - 1) / seats;
    const TripVillage& v = task_.villages[village];
    const auto& ways = task_.from_shelter_s[v.shelter];
    const auto back_s = village < ways.size() ? ways[village] : std::nullopt;
    const std::int64_t each_s =
        std::int64_t{back_s.value_or(0)} + v.loading_s + v.to_shelter_s.value_or(0);
    return limit_s(village, round) - offer.arrives_s - more_trips * each_s;
  }

  // Drives one trip; false when nobody more can be brought in time.
  bool serve_one(Round round) {
    std::int64_t least_s = kNever;
    std::size_t chosen = 0;
    Offer best;
    for (std::size_t v = 0; v < waiting_.size(); ++v) {
      if (people(v, round) == 0) continue;
      const Offer offer = best_offer(v, round);
      if (offer.arrives_s > limit_s(v, round)) continue;
      const std::int64_t slack = slack_s(v, round, offer);
      if (slack >= least_s) continue;
      least_s = slack;
      chosen = v;
      best = offer;
    }
    if (best.arrives_s == kNever) return false;
    drive(chosen, best);
    return true;
  }

  void drive(std::size_t village, const Offer& offer) {
    const TripVehicle& vehicle = task_.vehicles[offer.vehicle];
    Waiting& waiting = waiting_[village];
    const auto board = [&](Group group, std::int64_t room) {
      const std::int64_t boarded = std::min(room, waiting.of(group));
      waiting.of(group) -= boarded;
      return boarded;
    };
    const std::int64_t carried = board(Group::carried, vehicle.lying_places);
    std::int64_t room = vehicle.seats;
    room -= board(Group::seated, room);
    room -= board(Group::riding, room);
    if (offer.arrives_s <= limit_s(village, Round::spare)) room -= board(Group::walking, room);
    plan_.trips[offer.vehicle].push_back(
        {.village = static_cast<std::uint32_t>(village),
         .people = static_cast<std::uint32_t>(carried + vehicle.seats - room),
         .carried = static_cast<std::uint32_t>(carried),
         .sets_out_s = free_s_[offer.vehicle],
         .departs_s = offer.departs_s,
         .arrives_s = offer.arrives_s});
    free_s_[offer.vehicle] = offer.arrives_s;
    at_shelter_[offer.vehicle] = task_.villages[village].shelter;
    VillageEmptied& emptied = plan_.villages[village];
    emptied.empty_s = std::max(emptied.empty_s, offer.departs_s);
    emptied.safe_s = std::max(emptied.safe_s, offer.arrives_s);
    plan_.last_arrival_s = std::max(plan_.last_arrival_s, offer.arrives_s);
  }

  StayReason why(std::size_t village, Round round) const {
    if (!task_.villages[village].to_shelter_s) return StayReason::no_way;
    bool any = false;
    for (std::size_t i = 0; i < task_.vehicles.size(); ++i) any = any || places(i, round) > 0;
    if (!any) return StayReason::no_vehicle;
    const Offer offer = best_offer(village, round);
    if (offer.arrives_s == kNever) return StayReason::no_way;
    return offer.arrives_s > limit_s(village) ? StayReason::too_late : StayReason::too_many_trips;
  }

  // Who is still there walks, or stays.
  void close(std::size_t village) {
    const Waiting& waiting = waiting_[village];
    const auto count = [&](Group group) { return static_cast<std::uint32_t>(waiting.of(group)); };
    VillageEmptied& emptied = plan_.villages[village];
    emptied.walking = count(Group::walking);
    if (emptied.walking > 0)
      emptied.safe_s =
          std::max<std::int64_t>(emptied.safe_s, task_.villages[village].walk_s.value_or(0));
    LeftBehind carried{.village = static_cast<std::uint32_t>(village),
                       .must_be_carried = count(Group::carried)};
    LeftBehind others{.village = carried.village,
                      .can_walk = count(Group::riding),
                      .need_seat = count(Group::seated)};
    emptied.left = carried.must_be_carried + others.can_walk + others.need_seat;
    if (carried.must_be_carried > 0) {
      carried.why = why(village, Round::carry);
      plan_.left.push_back(carried);
    }
    if (others.can_walk + others.need_seat > 0) {
      others.why = why(village, Round::seat);
      plan_.left.push_back(others);
    }
  }

  const TripTask& task_;
  TripPlan plan_;
  std::size_t trips_ = 0;
  std::vector<Waiting> waiting_;                          // by village
  std::vector<std::int64_t> free_s_;                      // by vehicle
  std::vector<std::optional<std::uint32_t>> at_shelter_;  // by vehicle; nothing: where it began
};

Error refused(const char* zh, const char* en) {
  return {Errc::bad_input, {zh, en}};
}

bool within(const SecondsToVillages& ways_s) {
  return std::ranges::all_of(ways_s,
                             [](const auto& s) { return s.value_or(0) <= kTripSecondsMax; });
}

bool within(const TripTask& task) {
  return std::ranges::all_of(task.vehicles, [](const auto& v) { return within(v.to_village_s); }) &&
         std::ranges::all_of(task.from_shelter_s, [](const auto& s) { return within(s); }) &&
         std::ranges::all_of(task.villages, [](const TripVillage& v) {
           return v.loading_s <= kTripSecondsMax && v.to_shelter_s.value_or(0) <= kTripSecondsMax;
         });
}

}  // namespace

Result<TripPlan> plan_trips(const TripTask& task) {
  if (std::max(task.vehicles.size(), task.from_shelter_s.size()) * task.villages.size() >
      kTripPairsMax)
    return refused("车辆、安置点和村太多", "too many vehicles, shelters and villages");
  if (!within(task)) return refused("时间超过上限", "a time is beyond the bound");
  std::int64_t people = 0;
  for (const TripVillage& v : task.villages) {
    if (v.shelter >= task.from_shelter_s.size())
      return refused("有村的安置点不存在", "a village's shelter doesn't exist");
    people += std::int64_t{v.can_walk} + v.need_seat + v.must_be_carried;
  }
  if (people > kTripPeopleMax) return refused("总人数超过上限", "too many people");
  return Scheduler{task}.plan();
}

}  // namespace fenghuo::dispatch
