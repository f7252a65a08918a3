// What is open of what the engine has asked of people, and what it was told of each household,
// learned from its facts as everybody else learns it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "simulator/night_record.h"

namespace fenghuo::simulator {

struct OpenDuty {
  FactId incident;
  std::string area;
  std::string purpose;  // playbooks/obligation.h
  std::string subject;  // of a visit: a household or a facility
  std::string callee;   // who is called now
  bool wants_headcount = false;
  bool taken_up = false;  // somebody has answered and is at it
};

/// What the engine was told last of a household or a facility.
struct LastCount {
  std::uint32_t safe = 0;  // people
  std::string counted_by;
  std::string recorded_by;
};

class OpenDuties {
 public:
  void hear(const RecordedFact& told);
  /// Null where it isn't open, or not any more.
  OpenDuty* find(FactId duty);
  const OpenDuty* find(FactId duty) const;
  bool is_open_decision(FactId decision) const { return decisions_.contains(decision); }
  /// Who is asked.
  const std::string& owner_of(FactId decision) const { return decisions_.at(decision); }
  /// Of the unit that was sent to a need: its id and its way; null where none is on its way.
  struct Sent {
    std::string unit;
    Span travel{};
    std::string callee;                 // who is called now
    std::set<std::string> answered_by;  // persons who have said whether it goes
  };
  Sent* sent_to(FactId need);
  /// The person is still to be told by hand.
  bool is_to_be_told(FactId notice, const std::string& person) const;
  /// Null where nobody has counted it.
  const LastCount* last_count(const std::string& household) const;
  /// Duties of the area that want a headcount, and haven't had it.
  template <class Use>
  void each_headcount(const std::string& area, Use use) const {
    for (const auto& [id, duty] : duties_)
      if (duty.area == area && duty.wants_headcount && duty.purpose == "warning") use(id);
  }

 private:
  struct OpenNotice {
    FactId incident;
    std::string area;
    std::set<std::string> by_hand;  // who is to be told by somebody
  };
  void hear_notice(const RecordedFact& told);

  std::map<FactId, OpenDuty> duties_;
  std::map<FactId, std::string> decisions_;
  std::map<FactId, Sent> sent_;
  std::map<FactId, OpenNotice> notices_;
  std::map<std::string, LastCount> counts_;  // by household
};

}  // namespace fenghuo::simulator
