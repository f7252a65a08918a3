// What is open of what the engine has asked of people, learned from its facts as everybody else
// learns it.
#pragma once

#include <cstdint>
#include <map>
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
  };
  const Sent* sent_to(FactId need) const;
  /// Duties of the area that want a headcount, and haven't had it.
  template <class Use>
  void each_headcount(const std::string& area, Use use) const {
    for (const auto& [id, duty] : duties_)
      if (duty.area == area && duty.wants_headcount && duty.purpose == "warning") use(id);
  }

 private:
  std::map<FactId, OpenDuty> duties_;
  std::map<FactId, std::string> decisions_;
  std::map<FactId, Sent> sent_;
};

}  // namespace fenghuo::simulator
