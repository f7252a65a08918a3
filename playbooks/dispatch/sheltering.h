// Which village goes to which shelter when many must leave: whole, where it can be, so that its
// people stay together and know where to go; near; and with no shelter beyond its capacity.
//
// Keeping villages whole makes this hard (a generalised assignment problem): the plan is a good
// one, not proved the best. How far it can be from the best is said: the gap to the least price
// for which villages may be split, which is exact (sheltering_flow.h). A part of that gap is no
// fault of the plan: nobody could close it with whole villages.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/result.h"

namespace fenghuo::dispatch {

/// Bounds of the input. A person without a place is charged more than all ways of all people:
/// 2e6 people * (86,400 + 86,400) s = 3.5e11, and 4e6 such charges (who needs help: two) fit 62
/// bits.
inline constexpr std::uint32_t kShelteringSecondsMax = 86'400;
inline constexpr std::int64_t kShelteringPeopleMax = 2'000'000;
inline constexpr std::size_t kShelteringPairsMax = 2'000'000;
inline constexpr std::size_t kShelteringSheltersMax = 2'000;

struct VillageToShelter {
  std::uint32_t people = 0;
  std::uint32_t need_help = 0;  // of those
  bool may_split = false;
  std::optional<std::uint32_t> planned;  // the shelter that the plan assigns
  /// By shelter: seconds on the way; nothing (also: too short a list) where it is closed.
  std::vector<std::optional<std::uint32_t>> way_s;
};

struct ShelteringTask {
  std::vector<VillageToShelter> villages;
  std::vector<std::uint32_t> capacity;  // by shelter
  /// Added to the way of whoever is sent elsewhere than the plan says.
  std::uint32_t off_plan_s = 0;
  std::uint64_t seed = 1;
};

struct Share {
  std::uint32_t shelter = 0;
  std::uint32_t people = 0;
  bool operator==(const Share&) const = default;
};

enum class NoPlace : std::uint8_t {
  no_way,  // to any shelter
  no_room  // left in the shelters that it can reach, for the village as it may be placed
};

struct WithoutPlace {
  std::uint32_t village = 0;
  std::uint32_t people = 0;
  std::uint32_t need_help = 0;  // of those; in a village that is split they get places first
  NoPlace why = NoPlace::no_way;
  /// How many would get a place in what is left if this village, and no other, were split now.
  std::uint32_t fit_if_split = 0;
};

struct Sheltering {
  /// By village: one share if it stays whole, more if it is split, none without people or place.
  std::vector<std::vector<Share>> shares;
  std::vector<WithoutPlace> without_place;  // in the order of villages
  std::int64_t people_without_place = 0;
  std::vector<std::uint32_t> room_left;  // by shelter
  std::int64_t person_seconds = 0;       // on the way
  std::int64_t price_s = 0;              // those, and what being sent off the plan costs
  /// The least there is when every village may be split: people without a place, then the price.
  std::int64_t bound_without_place = 0;
  std::int64_t bound_price_s = 0;
  /// How much dearer than the bound, in hundredths of a per cent, rounded up. Nothing where more
  /// people than in the bound have no place: then the prices say nothing of each other.
  std::optional<std::int64_t> gap_basis_points;
};

/// As few as can be without a place (who needs help counts twice), then the least price. A village
/// that can't be placed whole is not split but named, unless it may be. Equal input, equal plan.
/// Errors: bad_input (beyond the bounds, more who need help than people, a planned shelter that
/// there isn't).
Result<Sheltering> shelter(const ShelteringTask& task);

}  // namespace fenghuo::dispatch
