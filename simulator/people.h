// The people whom the engine calls: what reaches them, when they answer, and what they then do.
// Each is at one place at a time.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/event.pb.h"
#include "simulator/agenda.h"
#include "simulator/elements.h"
#include "simulator/open_duties.h"
#include "simulator/random.h"
#include "simulator/scenario.h"
#include "simulator/villagers.h"

namespace fenghuo::simulator {

/// From hearing to answering, where the scenario doesn't say.
inline constexpr Span kAnswersAfter = std::chrono::seconds{60};
/// Two answers of one person are so far apart at least.
inline constexpr Span kOneAnswer = std::chrono::seconds{30};
/// Whoever is woken takes so much longer.
inline constexpr Span kWakingUp = std::chrono::minutes{2};
/// From an answer to "done", of an order, a task, a report, where the scenario doesn't say.
inline constexpr Span kDoing = std::chrono::minutes{10};
/// From an answer to somebody's door.
inline constexpr Span kToTheDoor = std::chrono::minutes{5};
/// Until somebody who isn't of the village has got there; on foot where its way is cut.
inline constexpr Span kFromOutside = std::chrono::minutes{30};
inline constexpr Span kFromOutsideOnFoot = std::chrono::minutes{120};
/// A leader tells how many are there so often, until all are.
inline constexpr Span kHeadcountEvery = std::chrono::minutes{10};

/// How somebody was reached.
struct Reached {
  std::string person;
  std::string channel;
  std::string by;  // who called, and writes down the answer; empty: it answers by itself
};

class People {
 public:
  using Post = std::function<void(wire::Command)>;
  using TellSeen = std::function<void(wire::Report)>;
  /// All outlive it.
  People(const wire::Plan& plan, const Scenario& scenario, const Needs& needs,
         const Outages& outages, OpenDuties& duties, Villagers& villagers, Agenda& agenda,
         Post post, TellSeen tell_seen);

  bool is_played(const std::string& person) const { return players_.contains(person); }
  /// Whether a call or a message by this channel gets through to the person now, and is heard.
  bool hears(const std::string& person, std::string_view channel) const;
  /// The person's telephone works now.
  bool can_call(const std::string& person) const;
  /// At work, whatever telephone or channel works.
  bool is_there(const std::string& person) const;
  /// The person is still the one who is called, and nobody has taken it up.
  bool is_wanted(FactId duty, const std::string& person) const;
  /// It is still the person's to decide.
  bool is_asked(FactId decision, const std::string& person) const {
    return duties_.is_open_decision(decision) && duties_.owner_of(decision) == person;
  }
  /// Nobody has told the person yet, and it still holds.
  bool is_to_be_told(FactId notice, const std::string& person) const {
    return duties_.is_to_be_told(notice, person);
  }
  /// It is still the person who is to say whether the unit goes, and who hasn't said it.
  bool is_to_go(FactId need, const std::string& person) const {
    const auto* sent = duties_.sent_to(need);
    return sent != nullptr && sent->callee == person && !sent->answered_by.contains(person);
  }
  /// Heard, and answered if the person is one who answers. What comes a second time is read again,
  /// and not answered where that was taken up.
  void ask_duty(const Reached& reached, FactId duty);
  void ask_decision(const Reached& reached, FactId decision);
  void ask_unit(const Reached& reached, FactId need);
  void ask_presence(const std::string& person, FactId test);
  /// Somebody of the group has arrived: told by whoever saw it, if there is a telephone.
  void tell_arrival(const std::string& village, const Group& group, const std::string& by);

 private:
  const Behaviour& behaviour_of(const std::string& person, Instant at) const;
  /// Planned for when the person gets to it; nothing where it doesn't answer.
  void answer(const Reached& reached, Agenda::Act act);
  double slower(const std::string& person) const;
  /// After that time, or when the person is there again.
  void act_later(const std::string& person, Span after, Agenda::Act act);
  void act_when_there(const std::string& person, const Agenda::Act& act);
  void say(const Reached& reached, wire::Command command);
  /// Over a telephone that is dead, as soon as it isn't, if it still holds then.
  void say_when_it_can(const std::string& person, const Agenda::Act& saying,
                       const std::function<bool()>& is_true);
  void take_up(const Reached& reached, FactId duty);
  /// From now until it is done, where the person has to be elsewhere first.
  Span after_the_rest(const std::string& person, Span takes);
  /// The same for what is done in the village, the way included.
  Span after_the_rest_in(const std::string& village, const std::string& person, Span takes);
  void lead(const Reached& reached, FactId duty, const std::string& village);
  Span way_into(const std::string& village, const std::string& person) const;
  /// From where the person is; nothing for somebody who is there.
  Span way_to(const std::string& person, const std::string& village) const;
  void look_for(const Reached& reached, FactId duty, const std::string& village);
  void begin_to_move(const std::string& person, const std::string& village);
  void count_heads(const std::string& village);
  /// The numbers at the shelter, and who is missing (roll_call.cc).
  void call_roll(const Reached& reached, FactId duty, const std::string& village);
  void call_roll_later(const std::string& person, FactId duty, const std::string& village,
                       std::uint32_t told);
  void call_roll_again(const std::string& person, FactId duty, const std::string& village,
                       std::uint32_t told);
  void name_missing(const std::string& caller, const std::string& village);
  std::string who_may_lower(const LastCount& last, const std::string& caller,
                            const std::string& village) const;
  bool can_count_in(const std::string& village, const std::string& person) const;
  /// Whoever is with them sees whether those who were moved have water; told once.
  void look_at_water(const std::string& village, const std::string& by);
  /// The engine knows the group by its id.
  bool is_counted_by_name(const std::string& village, const std::string& group) const;
  static wire::Command answer_to(FactId duty, wire::Answer::Kind kind, const std::string& by);
  void done_later(const Reached& reached, FactId duty);
  Span doing_of(const std::string& person) const;

  const wire::Plan& plan_;
  const Scenario& scenario_;
  const Needs& needs_;
  const Outages& outages_;
  OpenDuties& duties_;
  Villagers& villagers_;
  Agenda& agenda_;
  Post post_;
  TellSeen tell_seen_;
  std::map<std::string, Instant> busy_until_;   // with answering
  std::map<std::string, Instant> doing_until_;  // what takes it somewhere
  std::map<std::string, std::string> went_to_;  // village: where it is after that
  /// Village: who tells its numbers, or would if those before weren't there.
  std::map<std::string, std::vector<std::string>> counting_;
  std::set<std::string> has_roster_;     // villages
  std::set<std::string> without_water_;  // villages, as somebody has seen
  std::set<std::string> players_;
  std::set<std::pair<FactId, std::string>> was_present_;  // said so in this test
  std::map<std::string, Behaviour> by_chance_;
  Behaviour usual_;
};

}  // namespace fenghuo::simulator
