// Who drives when: trips of vehicles from villages to their shelters, until all are out or their
// time is up.
//
// List scheduling: again and again the village with the least slack (time left minus time still
// needed) gets the vehicle that has its people in the shelter first. Those who must be carried come
// first, in all villages; then those who can't walk to the shelter in time; then, with what
// vehicles can still be there sooner, those who can. What is guaranteed is a plan that can be
// driven: no seat twice, no vehicle in two places, no closed way, nobody arriving later than their
// village's time. It is not the best plan (that is NP-hard): another might save somebody more.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/result.h"

namespace fenghuo::dispatch {

/// Bounds of the input (what is beyond is refused) and of the plan.
inline constexpr std::uint32_t kTripSecondsMax = 1'000'000;  // of each way, limit and loading
inline constexpr std::int64_t kTripPeopleMax = 2'000'000;
inline constexpr std::size_t kTripPairsMax = 1'000'000;  // vehicles, or shelters, times villages
inline constexpr std::size_t kTripsMax = 20'000;

/// Seconds by village; nothing (also: too short a list) where the way is closed.
using SecondsToVillages = std::vector<std::optional<std::uint32_t>>;

struct TripVehicle {
  std::uint32_t seats = 0;
  std::uint32_t lying_places = 0;  // for those who must be carried; besides the seats
  bool available = true;
  SecondsToVillages to_village_s;  // from where it stands now
};

struct TripVillage {
  std::uint32_t can_walk = 0;
  std::uint32_t need_seat = 0;
  std::uint32_t must_be_carried = 0;
  std::uint32_t shelter = 0;
  std::optional<std::uint32_t> to_shelter_s;  // by vehicle; nothing: closed
  std::uint32_t loading_s = 0;                // each trip; with what it takes to get out
  std::optional<std::uint32_t> walk_s;        // on foot to a shelter; nothing: no way
  /// All must have arrived by then; nothing: no limit.
  std::optional<std::uint32_t> limit_s;
};

struct TripTask {
  std::vector<TripVehicle> vehicles;
  std::vector<TripVillage> villages;
  std::vector<SecondsToVillages> from_shelter_s;  // by shelter: back to a village, or on to another
};

/// Times are seconds from now.
struct Trip {
  std::uint32_t village = 0;
  std::uint32_t people = 0;   // all of them
  std::uint32_t carried = 0;  // of those
  std::int64_t sets_out_s = 0;
  std::int64_t departs_s = 0;  // from the village, loaded
  std::int64_t arrives_s = 0;  // at its shelter
};

enum class StayReason : std::uint8_t {
  no_way,      // the way to the shelter is closed, or to the village for each vehicle
  no_vehicle,  // none that is available has such a place
  too_late,    // none can have them in the shelter before the village's time is up
  too_many_trips
};

struct LeftBehind {
  std::uint32_t village = 0;
  std::uint32_t can_walk = 0;
  std::uint32_t need_seat = 0;
  std::uint32_t must_be_carried = 0;
  StayReason why = StayReason::no_way;
};

struct VillageEmptied {
  std::uint32_t walking = 0;  // those who set out on foot, now
  std::uint32_t left = 0;     // when its time is up
  std::int64_t empty_s = 0;   // the last vehicle leaves (0: nobody waits for one)
  std::int64_t safe_s = 0;    // the last of those who are moved arrives
};

struct TripPlan {
  std::vector<std::vector<Trip>> trips;  // by vehicle, in the order of time
  std::vector<VillageEmptied> villages;  // by village
  std::vector<LeftBehind> left;          // in the order of villages, a reason each
  std::int64_t last_arrival_s = 0;       // of a vehicle
};

/// Equal input, equal plan. Errors: bad_input (beyond the bounds, a shelter that there isn't).
Result<TripPlan> plan_trips(const TripTask& task);

}  // namespace fenghuo::dispatch
