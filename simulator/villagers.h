// The people of the villages: told by somebody, they leave household by household and are safe when
// they arrive and a shelter has room for them; those who need help, when somebody fetches them.
// Some go home again. What is true of them and what the engine is told are two things: a count goes
// by a telephone, and that may be dead.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/event.pb.h"
#include "playbooks/ledger/ways.h"
#include "simulator/agenda.h"
#include "simulator/elements.h"
#include "simulator/night_record.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// Where the plan doesn't say how long a village takes to clear.
inline constexpr Span kClearing = std::chrono::minutes{45};
/// From the door of people who need help to the shelter.
inline constexpr Span kFetching = std::chrono::minutes{15};

/// What somebody who is `times` as slow takes for it.
inline Span longer(Span span, double times) {
  return Span{static_cast<std::int64_t>(static_cast<double>(span.count()) * times)};
}

class Villagers {
 public:
  /// A household is safe: `by` has seen it there and tells how many came.
  using Arrived =
      std::function<void(const std::string& village, const Group& group, const std::string& by)>;
  /// All outlive it.
  Villagers(const wire::Plan& plan, const playbooks::Ways& ways, const Scenario& scenario,
            const Outages& outages, Agenda& agenda, NightRecord& record, Arrived arrived);

  /// `by` tells the village to leave; the first time counts. `slower`: how long it takes, against
  /// the plan.
  void tell(const std::string& village, const std::string& by, double slower);
  /// `by` fetches a household, a facility or those on no list.
  void fetch(const std::string& village, const std::string& group, const std::string& by,
             double slower);
  /// Somebody has counted them: they are.
  void count_safe(const std::string& village, const std::string& group);
  /// There is nothing to leave for: whoever is on the way goes home.
  void turn_back(const std::string& village);
  /// People of the village who are safe now.
  std::uint32_t safe(const std::string& village) const;
  bool refuses(const std::string& group) const { return refusals_.contains(group); }
  bool is_safe(const std::string& village, const std::string& group) const;
  /// Groups of the village that were safe, and went home.
  std::vector<std::string> gone_home(const std::string& village) const;

 private:
  void add_groups(const wire::Plan& plan);
  void go_back(const std::string& id);
  /// How people leave a village now.
  struct Way {
    Instant from{};  // when they leave
    Span takes{};    // until everybody is there
    bool by_road = true;
  };
  void plan_arrival(const std::string& village, std::size_t group, const Way& way, Span takes,
                    const std::string& by);
  void arrive(const std::string& village, std::size_t group, std::uint64_t journey, const Way& way,
              const std::string& by);
  /// Nothing: there is no way.
  std::optional<Way> way_from(const wire::Village& village);
  bool way_is_open(const wire::Village& village);
  bool road_is_open(const std::string& village, const std::string& shelter, Instant at);
  bool finds_road(const std::string& village, const std::string& shelter, Instant at);
  const std::vector<const wire::Shelter*>& shelters_of(const std::string& village) const;
  /// Whether the group finds a place, which it then has: in the first shelter of the plan that
  /// works now, could be reached from the village when they left, and has room for all of them.
  bool take_places(const std::string& village, const Group& group, const Way& way);
  void leave_place(const Group& group);
  void be_safe(Group& group);

  const Outages& outages_;
  Agenda& agenda_;
  NightRecord& record_;
  Arrived arrived_;
  std::map<std::string, const wire::Village*> villages_;
  std::map<std::string, std::vector<const wire::Shelter*>> shelters_;  // by village
  std::set<std::string> needs_help_;                                   // groups
  std::set<std::string> refusals_;
  std::map<std::string, std::uint64_t> on_the_way_;  // groups, and which journey it is
  std::map<std::string, std::string> stays_in_;      // groups, and their shelters
  std::map<std::string, std::uint32_t> taken_;       // places, by shelter
  std::uint64_t journeys_ = 0;
  playbooks::Ways ways_;
  using Road = std::tuple<std::string, std::string, Instant>;  // village, shelter, when
  std::map<Road, bool> open_roads_;                            // as they were found to be
};

}  // namespace fenghuo::simulator
