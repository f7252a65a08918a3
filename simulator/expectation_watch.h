// Holds a night against what was expected of it. Every outcome points to the fact behind it; what
// could not be told is said so, and is not met.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/night.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

struct Outcome {
  enum class Verdict : std::uint8_t {
    met,
    missed,  // it didn't come, or what must not come came
    untold   // nothing could be told: the condition can't be evaluated
  };
  const Expectation* expectation = nullptr;
  Verdict verdict = Verdict::missed;
  std::optional<FactId> fact;  // that met it, or that should not have come
  std::optional<Instant> at;
  std::optional<Instant> late;  // when it came, too late
  Text why;
};

class ExpectationWatch {
 public:
  /// The scenario outlives it.
  explicit ExpectationWatch(const Scenario& scenario);

  /// Both parts of a NightListener.
  void hear(const RecordedFact& told);
  void hear(const Expectation& expectation, const wire::Standing& standing);
  NightListener listener();

  /// At the end, in the order of the scenario.
  std::vector<Outcome> outcomes(const NightRecord& record) const;

 private:
  struct Seen {
    std::uint32_t in_time = 0;
    std::optional<RecordedFact> decisive;  // the one that met it, or the first that must not be
    std::optional<Instant> late;
    Text problem;            // of the last time it couldn't be told
    std::uint32_t told = 0;  // how often it could be
    bool stood = false;
  };
  bool is_in_danger(const std::string& village) const;
  Outcome outcome_of(const Expectation& expectation, const Seen& seen,
                     const NightRecord& record) const;

  const Scenario& scenario_;
  std::vector<Seen> seen_;
};

}  // namespace fenghuo::simulator
