#include "simulator/expectation_watch.h"

#include <algorithm>

namespace fenghuo::simulator {

ExpectationWatch::ExpectationWatch(const Scenario& scenario)
    : scenario_(scenario), seen_(scenario.expectations.size()) {}

NightListener ExpectationWatch::listener() {
  return {.fact = [this](const RecordedFact& told) { hear(told); },
          .standing = [this](const Expectation& expectation,
                             const wire::Standing& standing) { hear(expectation, standing); }};
}

void ExpectationWatch::hear(const RecordedFact& told) {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const Expectation& one = scenario_.expectations[i];
    if (!one.fact || told.at < one.after) continue;
    Seen& seen = seen_[i];
    if (seen.decisive && (one.never || seen.in_time >= one.times)) continue;
    const auto holds = one.fact(told);
    if (!holds) {
      if (told.at <= one.by) seen.problem = holds.error().text;
      continue;
    }
    ++seen.told;
    if (!*holds) continue;
    if (told.at > one.by) {
      if (!seen.late && !one.never) seen.late = told.at;
      continue;
    }
    ++seen.in_time;
    seen.decisive = told;
  }
}

void ExpectationWatch::hear(const Expectation& expectation, const wire::Standing& standing) {
  Seen& seen = seen_[static_cast<std::size_t>(&expectation - scenario_.expectations.data())];
  const auto holds = expectation.standing(standing);
  if (!holds) {
    seen.problem = holds.error().text;
    return;
  }
  ++seen.told;
  seen.stood = *holds;
}

std::vector<Outcome> ExpectationWatch::outcomes(const NightRecord& record) const {
  std::vector<Outcome> all;
  for (std::size_t i = 0; i < seen_.size(); ++i)
    all.push_back(outcome_of(scenario_.expectations[i], seen_[i], record));
  return all;
}

bool ExpectationWatch::is_in_danger(const std::string& village) const {
  return std::any_of(scenario_.dangers.begin(), scenario_.dangers.end(),
                     [&](const Danger& danger) { return danger.village == village; });
}

Outcome ExpectationWatch::outcome_of(const Expectation& expectation, const Seen& seen,
                                     const NightRecord& record) const {
  using Verdict = Outcome::Verdict;
  Outcome outcome{.expectation = &expectation};
  const auto say = [&](bool met) { outcome.verdict = met ? Verdict::met : Verdict::missed; };
  // A drill that was ended before its time.
  const auto say_it_ended = [&] {
    outcome.verdict = Verdict::untold;
    outcome.why = {"演练提前结束，没演到", "the drill ended before its time"};
  };
  if (!expectation.village.empty()) {
    const auto& village = record.villages.at(expectation.village);
    if (!is_in_danger(expectation.village)) {
      outcome.verdict = Verdict::untold;
      outcome.why = {"这个村没有险情（danger），无从判断",
                     "no danger comes to this village (`danger`): nothing to judge by"};
      return outcome;
    }
    if (!village.danger_at || *village.danger_at > record.end) {
      say_it_ended();
      return outcome;
    }
    const auto caught = village.caught();
    say(caught == 0);
    outcome.at = village.danger_at;
    if (caught > 0)
      outcome.why = {std::to_string(caught) + " 人没来得及走",
                     std::to_string(caught) + " people are caught"};
    return outcome;
  }
  if (seen.told == 0 && !seen.problem.zh.empty()) {
    outcome.verdict = Verdict::untold;
    outcome.why = seen.problem;
    return outcome;
  }
  if (expectation.standing) {
    if (record.end < expectation.by) {
      say_it_ended();
      return outcome;
    }
    say(seen.stood);
    outcome.at = expectation.by;
    return outcome;
  }
  say(expectation.never ? seen.in_time == 0 : seen.in_time >= expectation.times);
  // What couldn't be told of some facts might have been told of the one that was waited for.
  const bool sure = expectation.never ? seen.in_time > 0 : seen.in_time >= expectation.times;
  if (!sure && !seen.problem.zh.empty()) {
    outcome.verdict = Verdict::untold;
    outcome.why = seen.problem;
    return outcome;
  }
  if (!sure && record.end < expectation.by) {
    say_it_ended();
    return outcome;
  }
  outcome.late = seen.late;
  if (seen.decisive) {
    outcome.fact = seen.decisive->id;
    outcome.at = seen.decisive->at;
  }
  if (!expectation.never && expectation.times > 1)
    outcome.why = {std::to_string(seen.in_time) + "/" + std::to_string(expectation.times) + " 次",
                   std::to_string(seen.in_time) + " of " + std::to_string(expectation.times)};
  return outcome;
}

}  // namespace fenghuo::simulator
