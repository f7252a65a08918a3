// The stage that acts: on an alarm it opens an incident, issues a warning and opens an obligation
// for each duty; it calls until people answer, and goes on calling until what the plan asks for is
// done.
//
// Alarms that rise warn; alarms that fall don't: a falling number is no reason to stop moving
// people. When an alarm clears, duties that only wanted an answer end with it; a headcount stays
// open until it is complete.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/stage.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/ladder.h"
#include "playbooks/obligation.h"

namespace fenghuo::playbooks {

/// Commands that came lately, so that one sent twice is done once: 4,096 x about 50 bytes.
inline constexpr std::size_t kCommandsRemembered = 4'096;

class Desk : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Desk>(*this); }

 private:
  /// An alarm fact, whichever it is.
  struct AlarmNews {
    FactId fact;
    FactId alarm;
    std::string rule;
    std::string area;
    Level level = Level::none;
    Level previous = Level::none;
    Text reason;
  };

  void follow_alarms(Turn& turn);
  static std::optional<AlarmNews> news_in(const wire::Fact& fact, FactId id);
  void on_alarm(Turn& turn, const AlarmNews& news);
  FactId open_incident(Turn& turn, const std::string& playbook, const AlarmNews& news);
  void warn(Turn& turn, FactId incident_id, const AlarmNews& news);
  void open_obligations(Turn& turn, FactId incident_id);
  void supersede(Turn& turn, FactId old_id, FactId new_id);
  void clear(Turn& turn, FactId incident_id, FactId cause);

  void on_report(Turn& turn, const wire::EffectReported& report);
  void on_command(Turn& turn, const wire::Command& command);
  void on_answer(Turn& turn, const wire::Command& command);
  void on_call_attempt(Turn& turn, const wire::Command& command);
  void on_due(Turn& turn, FactId id);

  void close(Turn& turn, FactId id, wire::ObligationClosed::Reason reason, FactId cause);
  void close_incident_if_done(Turn& turn, FactId incident_id, FactId cause);
  Ladder ladder(Turn& turn, const Handbook& handbook, FactId id);
  /// The duty as it stands under the newest warning; end() where there is none.
  std::map<FactId, Obligation>::const_iterator current(FactId id) const;
  bool open_in(FactId incident_id) const;

  std::map<FactId, Incident> incidents_;      // open ones
  std::map<FactId, Obligation> obligations_;  // of open incidents
  std::vector<std::string> commands_;         // a ring of ids
  std::uint32_t oldest_command_ = 0;
};

}  // namespace fenghuo::playbooks
