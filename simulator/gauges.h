// The stations of the second world: what their scripts say, with gaps where something that they
// need has failed, and wrong where the gauge is.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/submission.h"
#include "simulator/agenda.h"
#include "simulator/elements.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// What the script says at a moment: nothing before its first point and where it is silent.
std::optional<double> value_at(const StationScript& script, Instant at);

/// It reads nothing in the night of the scenario's seed.
bool is_dead(const Scenario& scenario, const std::string& station);

class Gauges {
 public:
  using Submit = std::function<void(ObservationBlock)>;
  /// All outlive it.
  Gauges(const Scenario& scenario, const Needs& needs, const Outages& outages, Agenda& agenda,
         Submit submit);

  void begin();

 private:
  void read(std::size_t script, Instant at);
  std::optional<Instant> next_reading(const StationScript& script, Instant after) const;
  double as_the_gauge_has_it(const StationScript& script, double value, Instant at) const;

  const Scenario& scenario_;
  std::vector<const std::vector<std::string>*> needs_of_;  // by script
  const Outages& outages_;
  Agenda& agenda_;
  Submit submit_;
};

}  // namespace fenghuo::simulator
