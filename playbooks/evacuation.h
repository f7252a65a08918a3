// Moving a village: who is on the roster, who of them is safe, and who still has to be found. It
// begins with a warning that wants a headcount, and ends when the return is ordered.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/archive.h"
#include "engine/event.pb.h"
#include "engine/ids.h"
#include "playbooks/time_to_safe.h"

namespace fenghuo::playbooks {

/// Who won't go is visited again, and where nobody opens somebody looks: after so many visits in
/// vain, no more is to be done.
inline constexpr std::uint32_t kVisits = 2;

/// What people report of the road out of a village.
inline constexpr std::string_view kRoadCut = "blocked_road";
inline constexpr std::string_view kRoadOpen = "road_open";
/// A shelter without tap water: for rules and whoever brings some, and no word of the danger.
inline constexpr std::string_view kNoWater = "no_water";
/// A report of a cut road holds so long, unless somebody reports that it is open or cut again.
inline constexpr Span kRoadCutFor = std::chrono::hours{72};

/// Stands for those who are at risk and on no list: somebody goes from house to house.
inline std::string others_in(const std::string& village) {
  return village + "/others";
}
inline bool is_others(std::string_view subject) {
  return subject.ends_with("/others");
}

/// A household or a facility on its way.
struct Move {
  std::uint32_t listed = 0;  // in the plan
  std::uint32_t people = 0;  // of them and their guests
  std::uint32_t need_help = 0;
  wire::CountHousehold::State state = wire::CountHousehold::UNKNOWN;
  std::uint32_t safe = 0;    // people
  std::uint32_t visits = 0;  // in vain
  std::string counted_by;
  std::string recorded_by;
  std::optional<FactId> visit;  // the duty of whoever is to see to it

  bool settled() const {
    return state == wire::CountHousehold::SAFE ||
           (state != wire::CountHousehold::UNKNOWN && visits >= kVisits);
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.listed, self.people, self.need_help, self.state, self.safe, self.visits, self.counted_by,
      self.recorded_by, self.visit);
  }
};

/// People of an evacuation by what is known of them.
struct Headcount {
  std::uint32_t people = 0;  // the sum of the four
  std::uint32_t safe = 0;
  std::uint32_t refused = 0;
  std::uint32_t unreachable = 0;
  std::uint32_t unknown = 0;
};

struct Evacuation {
  FactId incident;
  FactId order;
  Instant ordered_at{};  // the first time
  Instant by{};
  std::string organiser;
  bool has_roster = false;            // of households
  std::uint32_t people_at_risk = 0;   // where there is none
  std::uint32_t moved_by_leader = 0;  // the highest number told
  std::map<std::string, Move> moves;
  bool complete = false;
  std::optional<FactId> roll_call;  // the duty to count them at the shelter
  std::uint32_t missing_told = 0;   // people, of this roll call, as the county was told
  bool reach_looked_at = false;     // or will be
  std::optional<bool> enough_time;  // as it was told last
  TimeToSafe time;                  // as it was looked at last; lead_ends_at 0: never
  Instant looked_at{};

  /// Of a village without a roster, what its leader has told stands beside its facilities.
  Headcount count() const {
    Headcount all;
    for (const auto& [id, move] : moves) {
      const std::uint32_t others = move.people - move.safe;
      all.people += move.people;
      all.safe += move.safe;
      (move.state == wire::CountHousehold::REFUSED       ? all.refused
       : move.state == wire::CountHousehold::UNREACHABLE ? all.unreachable
                                                         : all.unknown) += others;
    }
    if (has_roster) return all;
    const std::uint32_t safe = std::min(moved_by_leader, people_at_risk);
    all.people += people_at_risk;
    all.safe += safe;
    all.unknown += people_at_risk - safe;
    return all;
  }
  /// Who is not safe yet, and may be: of those who won't go, or don't open, until they were visited
  /// often enough.
  std::uint32_t people_left() const {
    std::uint32_t left = count().unknown;
    for (const auto& [id, move] : moves)
      if (move.state != wire::CountHousehold::UNKNOWN && !move.settled())
        left += move.people - move.safe;
    return left;
  }
  bool settled() const {
    for (const auto& [id, move] : moves)
      if (!move.settled()) return false;
    return true;
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.order, self.ordered_at, self.by, self.organiser, self.has_roster,
      self.people_at_risk, self.moved_by_leader, self.moves, self.complete, self.roll_call,
      self.missing_told, self.reach_looked_at, self.enough_time, self.time, self.looked_at);
  }
};

}  // namespace fenghuo::playbooks
