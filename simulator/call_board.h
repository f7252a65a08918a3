// Calls that no machine makes. The township's duty officer takes the call board from the top, one
// call after the other; a loudspeaker, a knock, a runner, a radio are others' work, and take time.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/event.pb.h"
#include "simulator/agenda.h"
#include "simulator/people.h"

namespace fenghuo::simulator {

/// A call that is answered, and one that isn't.
inline constexpr Span kCallTakes = std::chrono::seconds{60};
inline constexpr Span kRingsFor = std::chrono::seconds{30};

/// How long a way that needs no telephone takes, from being asked for to reaching somebody.
Span time_of(std::string_view channel);

class CallBoard {
 public:
  /// All outlive it.
  CallBoard(const wire::Plan& plan, People& people, Agenda& agenda, People::Post post,
            NightRecord& record);

  void call_for_duty(const std::string& person, const std::string& channel, FactId duty);
  /// Where no message arrives.
  void call_for_decision(const std::string& person, FactId decision);
  void call_for_unit(const std::string& person, FactId need);
  /// Once for a notice, however many of its messages fail.
  void call_for_notice(const std::string& person, FactId notice);

 private:
  /// Said by `by`, who has read it to the person.
  void tell(const std::string& person, FactId notice, const std::string& by);
  using Talk = std::function<void(const Reached&)>;
  using NoAnswer = std::function<void(const std::string& officer)>;
  /// The duty officer who is there now, or who stands in; empty: nobody.
  std::string officer() const;
  using Wanted = std::function<bool()>;
  /// Not where nobody wants it any more when the line is free.
  void dial(const std::string& person, Wanted wanted, Talk talk, NoAnswer no_answer);
  void next_call();

  People& people_;
  Agenda& agenda_;
  People::Post post_;
  NightRecord& record_;
  std::vector<std::string> officers_;
  std::deque<std::function<void()>> waiting_;
  std::set<std::pair<FactId, std::string>> called_for_notices_;
  bool line_is_free_ = true;
};

}  // namespace fenghuo::simulator
