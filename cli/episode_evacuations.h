// The evacuations of an episode, begun, counted and ended by its facts as the desk reckons them
// (playbooks/desk_evacuation.cc): the facts say what it concluded, and not of whom it is made up.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/event.pb.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "playbooks/evacuation.h"
#include "playbooks/handbook.h"

namespace fenghuo::cli {

class EpisodeEvacuations {
 public:
  EpisodeEvacuations() = default;
  EpisodeEvacuations(const EpisodeEvacuations&) = delete;
  EpisodeEvacuations& operator=(const EpisodeEvacuations&) = delete;

  /// In force from the next fact on.
  void use(wire::Plan plan);
  void take(FactId id, const wire::Fact& fact);
  /// Nothing is moved; the plan stays.
  void clear();
  /// Of each village its newest, as far as its people are counted, whether it is under way or over.
  const std::map<std::string, playbooks::Evacuation>& newest() const { return newest_; }

 private:
  struct Incident {
    std::string playbook;
    Level level = Level::none;
    bool warned = false;
    bool all_clear = false;
    std::uint32_t moved = 0;  // as its duties tell: the highest
  };
  using Incidents = std::map<FactId, Incident>;

  void follow_villages();
  Incident* find(const std::string& area, const wire::FactRef& incident);
  void answer(const wire::ObligationAnswered& answer);
  void order(const wire::EvacuationOrdered& ordered);
  void count(const wire::HouseholdCounted& counted);
  void close(const wire::IncidentClosed& closed);

  wire::Plan plan_;
  playbooks::Handbook handbook_;
  std::map<std::string, Incidents> incidents_;               // that are open, by area
  std::map<FactId, std::pair<std::string, FactId>> duties_;  // of warnings' duties: whose each is
  std::map<std::string, playbooks::Evacuation> newest_;
  std::map<std::string, FactId> under_way_;  // by area, and whose each is
};

}  // namespace fenghuo::cli
