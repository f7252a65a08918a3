#include "cli/verification.h"

#include <algorithm>

namespace fenghuo::cli {
namespace {

std::optional<double> ratio(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

// An alarm at a level or above it.
struct Stood {
  const std::string* area;
  Instant from{};
  std::optional<Instant> until;
  bool about_an_event = false;
};

std::vector<Stood> at_level(std::span<const AlarmEpisode> alarms, const VerifiedRule& rule,
                            Level level, const std::set<std::string>& observed_areas) {
  std::vector<Stood> all;
  for (const auto& alarm : alarms) {
    if (alarm.rule != rule.rule || !observed_areas.contains(alarm.area)) continue;
    if (const auto from = alarm.reached(level))
      all.push_back({&alarm.area, *from, alarm.left(level)});
  }
  return all;
}

bool is_about(const Stood& alarm, const ObservedEvent& event) {
  return *alarm.area == event.area && alarm.from <= event.end &&
         (!alarm.until || *alarm.until >= event.begin - kLeadMax);
}

Score score_of(const VerifiedRule& rule, Level level, std::span<const AlarmEpisode> alarms,
               const Observed& observed) {
  Score score{.rule = rule.rule, .level = level};
  auto stood = at_level(alarms, rule, level, observed.areas);
  for (const auto& event : observed.events) {
    if (!rule.areas.contains(event.area)) continue;
    std::optional<Instant> first;
    for (auto& alarm : stood) {
      if (!is_about(alarm, event)) continue;
      alarm.about_an_event = true;
      first = first ? std::min(*first, alarm.from) : alarm.from;
    }
    if (!first) {
      ++score.misses;
      continue;
    }
    ++score.hits;
    score.lead_times.push_back(event.begin - *first);
    if (*first > event.begin) ++score.late;
  }
  score.false_alarms = static_cast<std::size_t>(std::count_if(
      stood.begin(), stood.end(), [](const Stood& alarm) { return !alarm.about_an_event; }));
  std::sort(score.lead_times.begin(), score.lead_times.end());
  return score;
}

}  // namespace

std::optional<double> Score::pod() const {
  return ratio(hits, hits + misses);
}

std::optional<double> Score::far() const {
  return ratio(false_alarms, hits + false_alarms);
}

std::optional<double> Score::csi() const {
  return ratio(hits, hits + misses + false_alarms);
}

std::optional<Span> Score::lead_median() const {
  if (lead_times.empty()) return std::nullopt;
  const std::size_t middle = lead_times.size() / 2;
  if (lead_times.size() % 2 == 1) return lead_times[middle];
  return (lead_times[middle - 1] + lead_times[middle]) / 2;
}

std::vector<Score> verify(std::span<const VerifiedRule> rules, std::span<const AlarmEpisode> alarms,
                          const Observed& observed) {
  std::vector<Score> scores;
  for (const auto& rule : rules) {
    const bool seen = std::any_of(rule.areas.begin(), rule.areas.end(),
                                  [&](const auto& area) { return observed.areas.contains(area); });
    if (!seen) continue;
    if (rule.levels.empty()) scores.push_back(score_of(rule, Level::none, alarms, observed));
    for (const Level level : rule.levels) scores.push_back(score_of(rule, level, alarms, observed));
  }
  return scores;
}

}  // namespace fenghuo::cli
