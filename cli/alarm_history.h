// The alarms of a stretch of time, out of the facts in which they were concluded.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/fact.pb.h"
#include "engine/level.h"
#include "engine/time.h"

namespace fenghuo::cli {

/// From when an alarm was raised until it cleared. A rule that fires stands for no time, and has no
/// level.
struct AlarmEpisode {
  struct Step {
    Instant at{};
    Level level = Level::none;
  };
  std::string rule;
  std::string area;
  std::vector<Step> steps;  // at least one; those after the first are changes of the level
  std::optional<Instant> cleared_at;

  Instant raised_at() const { return steps.front().at; }
  Level highest() const;
  /// When it first stood at the level or above it.
  std::optional<Instant> reached(Level level) const;
  /// When it was below the level for good; nothing where it still stands.
  std::optional<Instant> left(Level level) const;
};

class AlarmHistory {
 public:
  void take(Instant recorded_at, const wire::Fact& fact);
  /// In the order in which they were raised.
  const std::vector<AlarmEpisode>& episodes() const { return episodes_; }

 private:
  void change(Instant at, const std::string& rule, const std::string& area, std::uint32_t level);

  std::vector<AlarmEpisode> episodes_;
  // Places in episodes_ of those that stand.
  std::map<std::pair<std::string, std::string>, std::size_t> standing_;
};

}  // namespace fenghuo::cli
