// How a township's people would be moved, if they had to leave now: which village goes to which
// shelter, which vehicle drives when, and who would be left when their time is up.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/result.h"
#include "playbooks/dispatch/sheltering.h"
#include "playbooks/dispatch/trips.h"

namespace fenghuo::playbooks {

/// Whoever is sent elsewhere than the plan says has to find the way: worth so long a drive.
inline constexpr std::uint32_t kOffPlan_s = 30 * 60;
/// For each trip: people get in and out, those who can't walk are carried to the vehicle.
inline constexpr std::uint32_t kLoading_s = 5 * 60;

struct TransportAsked {
  std::set<std::string> villages;      // that leave; empty: all
  std::set<std::string> closed_roads;  // besides, of course, what isn't in the plan
  std::set<std::string> cut_villages;  // reached on foot alone
  std::set<std::string> without_units;
};

struct TransportPlanned {
  struct Move {
    std::string village;
    std::string shelter;
    std::uint32_t people = 0;
    std::uint32_t need_help = 0;  // of those; they are driven
    bool as_planned = true;       // to the shelter that shelters.csv names for the village
    std::optional<std::uint32_t> way_s;
    std::optional<std::uint32_t> limit_s;  // until the water is there, by the plan
    dispatch::VillageEmptied emptied;
  };
  struct Drive {
    std::string unit;
    std::string village;
    std::string shelter;
    dispatch::Trip trip;
  };
  struct Left {
    std::string village;
    std::uint32_t people = 0;
    std::uint32_t need_help = 0;
    Text why;
  };
  struct Room {
    std::string shelter;
    std::uint32_t left = 0;
  };
  std::vector<Move> moves;  // by village; of one that is split several
  std::vector<Drive> drives;
  std::vector<Left> left;  // without a place, or without a seat in time
  std::vector<Room> room;
  /// Hundredths of a per cent above the least price for which villages may be split.
  std::optional<std::int64_t> gap_basis_points;
  std::int64_t last_arrival_s = 0;
};

/// Vehicles are the township's and its volunteers' units with seats. Errors as dispatch::shelter().
Result<TransportPlanned> plan_transport(const wire::Plan& plan, const TransportAsked& asked);

}  // namespace fenghuo::playbooks
