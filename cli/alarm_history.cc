#include "cli/alarm_history.h"

namespace fenghuo::cli {

Level AlarmEpisode::highest() const {
  Level highest = Level::none;
  for (const auto& step : steps)
    if (above(step.level, highest)) highest = step.level;
  return highest;
}

std::optional<Instant> AlarmEpisode::reached(Level level) const {
  for (const auto& step : steps)
    if (!above(level, step.level)) return step.at;
  return std::nullopt;
}

std::optional<Instant> AlarmEpisode::left(Level level) const {
  std::optional<Instant> left = cleared_at;
  for (auto step = steps.rbegin(); step != steps.rend() && above(level, step->level); ++step)
    left = step->at;
  return left;
}

void AlarmHistory::take(Instant recorded_at, const wire::Fact& fact) {
  if (fact.has_alarm_raised()) {
    const auto& raised = fact.alarm_raised();
    change(recorded_at, raised.rule(), raised.area(), raised.level());
  } else if (fact.has_alarm_changed()) {
    const auto& changed = fact.alarm_changed();
    change(recorded_at, changed.rule(), changed.area(), changed.level());
  } else if (fact.has_alarm_cleared()) {
    const auto standing =
        standing_.find({fact.alarm_cleared().rule(), fact.alarm_cleared().area()});
    if (standing == standing_.end()) return;
    episodes_[standing->second].cleared_at = recorded_at;
    standing_.erase(standing);
  } else if (fact.has_rule_fired()) {
    const auto& fired = fact.rule_fired();
    episodes_.push_back({fired.rule(), fired.area(), {{recorded_at, Level::none}}, recorded_at});
  }
}

void AlarmHistory::change(Instant at, const std::string& rule, const std::string& area,
                          std::uint32_t level) {
  const auto [standing, raised] = standing_.try_emplace({rule, area}, episodes_.size());
  if (raised) episodes_.push_back({rule, area, {}, {}});
  episodes_[standing->second].steps.push_back({at, level_from_wire(level).value_or(Level::none)});
}

}  // namespace fenghuo::cli
