#include "playbooks/ledger/evacuation_transport.h"

#include <algorithm>
#include <map>
#include <utility>

#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/ways.h"

namespace fenghuo::playbooks {
namespace {

using dispatch::Vehicle;

Text words_of(dispatch::StayReason why) {
  switch (why) {
    case dispatch::StayReason::no_way:
      return {"没有路可到", "no way there"};
    case dispatch::StayReason::no_vehicle:
      return {"没有车能坐", "no vehicle with a place for them"};
    case dispatch::StayReason::too_late:
      return {"车来不及", "no vehicle in time"};
    case dispatch::StayReason::too_many_trips:
      return {"车次太多", "too many trips"};
  }
  return {};
}

class Transport {
 public:
  Transport(const wire::Plan& plan, const TransportAsked& asked) : plan_(plan), ways_(plan) {
    ways_.close(asked.closed_roads, asked.cut_villages);
    for (const auto& shelter : plan.shelters())
      if (!shelter.floods()) shelters_.push_back(&shelter);
    for (const auto& village : plan.villages())
      if (asked.villages.empty() || asked.villages.contains(village.id())) add(village);
    for (const auto& unit : plan.units()) {
      if (!of_others(unit) && unit.seats() > 0 && !asked.without_units.contains(unit.id()))
        units_.push_back(&unit);
    }
  }

  Result<TransportPlanned> run() {
    if (leaving_.size() * shelters_.size() > dispatch::kShelteringPairsMax)
      return Error{Errc::too_many,
                   {"村和安置点太多，分片来算", "too many villages and shelters: take fewer"}};
    auto places = dispatch::shelter(sheltering_task());
    if (!places) return places.error();
    place(*places);
    auto trips = dispatch::plan_trips(trip_task());
    if (!trips) return trips.error();
    drive(*trips);
    return std::move(planned_);
  }

 private:
  struct Leaving {
    const wire::Village* village;
    std::uint32_t people;
    std::uint32_t need_help;
  };

  void add(const wire::Village& village) {
    Leaving leaving{&village, village.people_at_risk(), 0};
    for (const auto& household : plan_.households())
      if (household.village() == village.id()) leaving.need_help += household.need_help();
    for (const auto& facility : plan_.facilities())
      if (facility.village() == village.id()) {
        leaving.people += facility.people();
        leaving.need_help += facility.need_help();
      }
    leaving.need_help = std::min(leaving.need_help, leaving.people);
    leaving_.push_back(leaving);
  }

  std::optional<std::uint32_t> seconds(const std::string& from, const std::string& to,
                                       Vehicle vehicle) {
    const auto time = ways_.seconds(from, to, vehicle);
    if (!time || *time > dispatch::kShelteringSecondsMax) return std::nullopt;
    return static_cast<std::uint32_t>(*time);
  }
  // By vehicle, or on foot where that is the only way.
  std::optional<std::uint32_t> any_way(const std::string& from, const std::string& to) {
    const auto driven = seconds(from, to, Vehicle::truck);
    return driven ? driven : seconds(from, to, Vehicle::on_foot);
  }

  std::optional<std::uint32_t> planned_shelter(const wire::Village& village) const {
    for (std::uint32_t i = 0; i < shelters_.size(); ++i) {
      const auto& served = shelters_[i]->villages();
      if (std::find(served.begin(), served.end(), village.id()) != served.end()) return i;
    }
    return std::nullopt;
  }

  dispatch::ShelteringTask sheltering_task() {
    dispatch::ShelteringTask task;
    task.off_plan_s = kOffPlan_s;
    for (const auto* shelter : shelters_) task.capacity.push_back(shelter->capacity());
    for (const auto& leaving : leaving_) {
      auto& village = task.villages.emplace_back();
      village.people = leaving.people;
      village.need_help = leaving.need_help;
      village.planned = planned_shelter(*leaving.village);
      for (const auto* shelter : shelters_)
        village.way_s.push_back(any_way(leaving.village->id(), shelter->id()));
    }
    return task;
  }

  void place(const dispatch::Sheltering& places) {
    planned_.gap_basis_points = places.gap_basis_points;
    for (std::size_t i = 0; i < shelters_.size(); ++i)
      planned_.room.push_back({shelters_[i]->id(), places.room_left[i]});
    for (std::size_t i = 0; i < leaving_.size(); ++i) {
      std::uint32_t help_left = leaving_[i].need_help;
      for (const auto& share : places.shares[i]) {
        const auto& village = *leaving_[i].village;
        TransportPlanned::Move move{.village = village.id(),
                                    .shelter = shelters_[share.shelter]->id(),
                                    .people = share.people};
        move.need_help = std::min(help_left, share.people);
        help_left -= move.need_help;
        move.as_planned = planned_shelter(village) == share.shelter;
        move.way_s = any_way(move.village, move.shelter);
        if (village.lead_time_ms() > 0)
          move.limit_s = static_cast<std::uint32_t>(village.lead_time_ms() / 1'000);
        planned_.moves.push_back(std::move(move));
        shelter_of_.push_back(share.shelter);
      }
    }
    for (const auto& without : places.without_place)
      planned_.left.push_back({leaving_[without.village].village->id(), without.people,
                               without.need_help,
                               without.why == dispatch::NoPlace::no_way
                                   ? Text{"没有路到任何安置点", "no way to any shelter"}
                                   : Text{"安置点放不下", "no room in the shelters"}});
  }

  dispatch::TripTask trip_task() {
    dispatch::TripTask task;
    for (std::size_t i = 0; i < planned_.moves.size(); ++i) {
      const auto& move = planned_.moves[i];
      auto& village = task.villages.emplace_back();
      village.can_walk = move.people - move.need_help;
      village.need_seat = move.need_help;
      village.shelter = shelter_of_[i];
      village.to_shelter_s = seconds(move.village, move.shelter, Vehicle::truck);
      village.loading_s = kLoading_s;
      village.walk_s = seconds(move.village, move.shelter, Vehicle::on_foot);
      village.limit_s = move.limit_s;
    }
    for (const auto* unit : units_) {
      auto& vehicle = task.vehicles.emplace_back();
      vehicle.seats = unit->seats();
      vehicle.lying_places = unit->lying();
      for (const auto& move : planned_.moves)
        vehicle.to_village_s.push_back(seconds(home_of(*unit), move.village, vehicle_of(*unit)));
    }
    for (const auto* shelter : shelters_) {
      auto& back = task.from_shelter_s.emplace_back();
      for (const auto& move : planned_.moves)
        back.push_back(seconds(shelter->id(), move.village, Vehicle::truck));
    }
    return task;
  }

  std::uint32_t clearing_s(const std::string& id) const {
    for (const auto& leaving : leaving_)
      if (leaving.village->id() == id)
        return static_cast<std::uint32_t>(leaving.village->clearing_ms() / 1'000);
    return 0;
  }

  void drive(const dispatch::TripPlan& trips) {
    for (std::size_t i = 0; i < trips.trips.size(); ++i)
      for (const auto& trip : trips.trips[i])
        planned_.drives.push_back({units_[i]->id(), planned_.moves[trip.village].village,
                                   planned_.moves[trip.village].shelter, trip});
    // Not sooner than the plan says that it takes to get everybody out.
    for (std::size_t i = 0; i < trips.villages.size(); ++i) {
      auto& emptied = planned_.moves[i].emptied = trips.villages[i];
      emptied.safe_s =
          std::max<std::int64_t>(emptied.safe_s, clearing_s(planned_.moves[i].village));
    }
    for (const auto& left : trips.left)
      planned_.left.push_back({planned_.moves[left.village].village,
                               left.can_walk + left.need_seat + left.must_be_carried,
                               left.need_seat + left.must_be_carried, words_of(left.why)});
    planned_.last_arrival_s = trips.last_arrival_s;
  }

  const wire::Plan& plan_;
  Ways ways_;
  std::vector<const wire::Shelter*> shelters_;
  std::vector<const wire::Unit*> units_;
  std::vector<Leaving> leaving_;
  std::vector<std::uint32_t> shelter_of_;  // by move
  TransportPlanned planned_;
};

}  // namespace

Result<TransportPlanned> plan_transport(const wire::Plan& plan, const TransportAsked& asked) {
  return Transport(plan, asked).run();
}

}  // namespace fenghuo::playbooks
