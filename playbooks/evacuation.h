// Moving a village: who is on the roster, who of them is safe, and who still has to be found. It
// begins with a warning that wants a headcount, and ends when the return is ordered.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/archive.h"
#include "engine/event.pb.h"
#include "engine/ids.h"
#include "playbooks/time_to_safe.h"

namespace fenghuo::playbooks {

class Handbook;

/// Who won't go is visited again, and where nobody opens somebody looks: after so many visits in
/// vain, no more is to be done.
inline constexpr std::uint32_t kVisits = 2;

/// What people report of the road out of a village.
inline constexpr std::string_view kRoadCut = "blocked_road";
inline constexpr std::string_view kRoadOpen = "road_open";
/// A shelter without tap water: for rules and whoever brings some, and no word of the danger.
inline constexpr std::string_view kNoWater = "no_water";
/// People of a village that is being moved are said to be missing: its numbers are disputed.
inline constexpr std::string_view kMissing = "missing";
/// A report of a cut road holds so long, unless somebody reports that it is open or cut again.
inline constexpr Span kRoadCutFor = std::chrono::hours{72};

/// Stands for those who are at risk and on no list: somebody goes from house to house.
inline std::string others_in(const std::string& village) {
  return village + "/others";
}
inline bool is_others(std::string_view subject) {
  return subject.ends_with("/others");
}

/// What the plan says of those who are moved together.
struct Listed {
  std::uint32_t people = 0;
  std::uint32_t need_help = 0;
  bool household = false;  // of the village's people at risk; no facility, which stands beside them
};

/// What one person says of a village whose numbers are disputed. Another who has counted no more
/// makes that other's number count.
struct Claim {
  std::uint32_t people = 0;
  std::string by;
  std::string recorded_by;

  /// Neither has had a hand in it.
  bool is_of_others(const std::string& person, const std::string& recorder) const {
    return by != person && by != recorder && recorded_by != person && recorded_by != recorder;
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.people, self.by, self.recorded_by);
  }
};

/// A household or a facility on its way.
struct Move {
  std::uint32_t listed = 0;  // in the plan
  std::uint32_t people = 0;  // of them and their guests
  std::uint32_t need_help = 0;
  bool household = false;
  wire::CountHousehold::State state = wire::CountHousehold::UNKNOWN;
  std::uint32_t safe = 0;    // people
  std::uint32_t visits = 0;  // in vain
  std::string counted_by;
  std::string recorded_by;
  std::optional<FactId> visit;  // the duty of whoever is to see to it
  std::optional<Claim> claim;

  /// Somebody has said something of it.
  bool counted() const { return state != wire::CountHousehold::UNKNOWN || safe > 0; }
  /// Where there was no roster, its people are among those whom the leader counts.
  bool left_to_leader() const { return household && !counted(); }
  bool settled() const {
    return state == wire::CountHousehold::SAFE ||
           (state != wire::CountHousehold::UNKNOWN && visits >= kVisits);
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.listed, self.people, self.need_help, self.household, self.state, self.safe, self.visits,
      self.counted_by, self.recorded_by, self.visit, self.claim);
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
  bool has_roster = false;            // of households, when it was ordered first
  std::uint32_t people_at_risk = 0;   // in the plan, of all households and of those on no list
  std::uint32_t moved_by_leader = 0;  // the highest number told
  std::map<std::string, Move> moves;
  bool complete = false;
  bool disputed = false;            // people are said to be missing, and not all were safe since
  std::optional<Claim> claim;       // of the leader's number
  std::optional<FactId> roll_call;  // the duty to count them at the shelter
  std::uint32_t missing_told = 0;   // people, of this roll call, as the county was told
  bool reach_looked_at = false;     // or will be
  std::optional<bool> enough_time;  // as it was told last
  TimeToSafe time;                  // as it was looked at last; lead_ends_at 0: never
  Instant looked_at{};

  /// One that the plan has put right since, as one that comes onto the list; where there are more
  /// of them, they are looked for, whatever came of the others. Whether that changes anything.
  bool list(const std::string& subject, const Listed& plan) {
    const auto [entry, fresh] = moves.try_emplace(subject, Move{.listed = plan.people,
                                                                .people = plan.people,
                                                                .need_help = plan.need_help,
                                                                .household = plan.household});
    Move& move = entry->second;
    move.household = plan.household;
    const bool same = !fresh && move.listed == plan.people && move.need_help == plan.need_help;
    if (fresh || same) return fresh;
    const bool more = plan.people > move.listed;
    move.need_help = plan.need_help;
    move.listed = plan.people;
    move.people = std::max(move.listed, move.safe);
    if (move.safe == move.people) {
      move.state = wire::CountHousehold::SAFE;
    } else if (more || move.state == wire::CountHousehold::SAFE) {
      move.state = wire::CountHousehold::UNKNOWN;
      move.visits = 0;
    }
    return true;
  }

  /// A household comes onto the list for one of the same size that is no longer on it: as far as
  /// can be told it has another id. Whether it has. One that was counted keeps its count to itself:
  /// another household must not pass for safe.
  bool rename(const std::string& subject, const Listed& plan,
              const std::set<std::string_view>& listed) {
    if (moves.contains(subject)) return false;
    const auto left = std::find_if(moves.begin(), moves.end(), [&](const auto& item) {
      const Move& move = item.second;
      return move.household && !listed.contains(item.first) && move.listed == plan.people &&
             move.need_help == plan.need_help && !move.counted();
    });
    if (left == moves.end()) return false;
    auto renamed = moves.extract(left);
    renamed.key() = subject;
    moves.insert(std::move(renamed));
    return true;
  }

  /// People at risk whom no household has. One that has left the list is still looked for, by
  /// itself.
  std::uint32_t on_no_list() const {
    std::uint32_t listed = 0;
    for (const auto& [id, move] : moves)
      if (move.household) listed += move.listed;
    return people_at_risk - std::min(listed, people_at_risk);
  }

  /// People whom the leader counts.
  struct ByLeader {
    std::uint32_t people = 0;
    std::uint32_t safe = 0;  // as was told
  };
  /// Where there was no roster, the number that the leader has told is of all who live there,
  /// whichever of them were listed since, and stands beside that of the facilities. Of a household
  /// of which somebody else has said something, that holds.
  ByLeader by_leader() const {
    if (has_roster) return {};
    ByLeader all{.people = on_no_list()};
    std::uint32_t counted = 0;
    for (const auto& [id, move] : moves) {
      if (move.left_to_leader()) all.people += move.people;
      if (move.household) counted += move.safe;
    }
    all.safe = std::min(moved_by_leader - std::min(moved_by_leader, counted), all.people);
    return all;
  }
  /// Of those whom the leader counts nobody is left.
  bool all_told() const {
    if (has_roster || people_at_risk == 0) return false;
    const ByLeader all = by_leader();
    return all.safe == all.people;
  }

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
    const std::uint32_t told = by_leader().safe;
    all.people += on_no_list();
    all.safe += told;
    all.unknown += on_no_list();
    all.unknown -= told;
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
  bool settled(const Move& move) const {
    return move.settled() || (move.left_to_leader() && all_told());
  }
  bool settled() const {
    return std::all_of(moves.begin(), moves.end(),
                       [&](const auto& item) { return settled(item.second); });
  }
  /// Nothing is left to be done for anybody; where there was no roster, by the number at risk.
  bool all_accounted_for() const {
    return settled() && (has_roster || (people_at_risk > 0 && people_left() == 0));
  }
  /// Somebody is counted one by one who lives there.
  bool is_listed() const {
    if (has_roster) return !moves.empty();
    return std::any_of(moves.begin(), moves.end(),
                       [](const auto& item) { return item.second.household; });
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.incident, self.order, self.ordered_at, self.by, self.organiser, self.has_roster,
      self.people_at_risk, self.moved_by_leader, self.moves, self.complete, self.disputed,
      self.claim, self.roll_call, self.missing_told, self.reach_looked_at, self.enough_time,
      self.time, self.looked_at);
  }
};

/// Everybody whom the plan has in the village, which it must have; whose numbers that changes.
std::set<std::string> list_people(const Handbook& handbook, const std::string& area,
                                  Evacuation& evacuation);

/// Whom the plan lists in another village by now is moved with that one, as far as they were moved
/// already; where nobody moves it, they aren't in danger. Whoever is away from home waits for the
/// return all the same, and a village that the plan no longer has may have another id.
/// `under_way`: by area. `leaves` is called of each before it is taken out. Gives whose numbers
/// that changes, by village.
std::map<std::string, std::set<std::string>> follow_villages(
    const Handbook& handbook, const std::map<std::string, Evacuation*>& under_way,
    const std::function<void(const Evacuation&, const Move&)>& leaves);

/// Somebody is moved with the village who is listed in it no more. To be asked once the lists have
/// been followed.
bool has_strays(const Handbook& handbook, const std::string& area, const Evacuation& evacuation);

}  // namespace fenghuo::playbooks
