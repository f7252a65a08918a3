// The judge's state: from a plan, into a snapshot, and as people are shown it.
#include <algorithm>
#include <utility>

#include "rules/judge.h"

namespace fenghuo::rules {

void Judge::bind(const wire::Plan& plan) {
  reorder_ = Span{plan.reorder_ms()};
  rulebook_ = Rulebook(plan);
  stations_ = StationPlaces(plan);
  coverages_.clear();
  for (const auto& key : rulebook_.coverages()) coverages_.emplace_back(plan, key);
  sites_.bind(rulebook_, stations_, plan);
  answers_ = StationAnswers(rulebook_, sites_);
  area_answers_.clear();
  for (const auto& coverage : coverages_)
    area_answers_.push_back(coverage.of_stations() ? AreaAnswers()
                                                   : AreaAnswers(rulebook_, coverage, answers_));
  doubted_in_.assign(sites_.count(), Offset{UINT64_MAX});
  arrived_in_.assign(sites_.count(), UINT32_MAX);
  no_deadbands_.assign(rulebook_.calls().size(), 0);
  states_.clear();
  for (const auto& rule : rulebook_.rules()) {
    const std::uint32_t areas = coverages_[rule.coverage].areas();
    States& states = states_.emplace_back();
    if (!rule.levels.empty()) states.alarms.resize(areas);
    if (rule.fire) states.was_true.resize(areas);
    if (rule.pattern) {
      states.courses.resize(areas);
      states.stirs.resize(areas);
    }
  }
}

Judge::State Judge::state_of(std::uint32_t rule, std::uint32_t area) const {
  const States& states = states_[rule];
  State state;
  if (!states.alarms.empty()) state.alarm = states.alarms[area];
  if (!states.was_true.empty()) state.was_true = states.was_true[area] != 0;
  if (!states.courses.empty()) state.course = states.courses[area];
  return state;
}

void Judge::set_state(std::uint32_t rule, std::uint32_t area, State state) {
  States& states = states_[rule];
  if (!states.alarms.empty()) states.alarms[area] = std::move(state.alarm);
  if (!states.was_true.empty()) states.was_true[area] = state.was_true ? 1 : 0;
  if (!states.courses.empty()) states.courses[area] = std::move(state.course);
}

std::vector<Judge::Named> Judge::named_states() const {
  std::vector<Named> named;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t area = 0; area < coverage_of(rule).areas(); ++area)
      named.push_back(
          {rulebook_.rules()[rule].id, coverage_of(rule).ids()[area], state_of(rule, area)});
  return named;
}

void Judge::clear_forgotten(Turn& turn, const std::string& rule, const std::string& area,
                            const Alarm& alarm) {
  if (alarm.level() == Level::none) return;
  wire::Fact fact;
  auto& cleared = *fact.mutable_alarm_cleared();
  *cleared.mutable_alarm() = to_wire(alarm.raised_by());
  cleared.set_rule(rule);
  cleared.set_area(area);
  cleared.set_previous_level(to_wire(alarm.level()));
  cleared.mutable_verdict()->mutable_reason()->set_zh("新方案不再有此规则或村");
  cleared.mutable_verdict()->mutable_reason()->set_en(
      "the new plan no longer has this rule or village");
  turn.conclude(std::move(fact));
}

void Judge::change_plan(Turn& turn) {
  std::map<std::pair<std::string, std::string>, State> before;
  for (auto& named : named_states())
    before.emplace(std::pair{named.rule, named.area}, std::move(named.state));
  bind(turn.plan());
  clock_ = turn.now() - reorder_;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t area = 0; area < coverage_of(rule).areas(); ++area) {
      auto known =
          before.extract(std::pair{rulebook_.rules()[rule].id, coverage_of(rule).ids()[area]});
      if (!known) continue;
      // How far an older pattern had come means nothing to this one.
      known.mapped().course = Course();
      set_state(rule, area, std::move(known.mapped()));
    }
  // An alarm of a rule or village that is no more doesn't go without a word.
  for (const auto& [name, state] : before)
    clear_forgotten(turn, name.first, name.second, state.alarm);
  recall();
  set_timers(turn);
  marked_.clear();
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    if (!rulebook_.rules()[rule].tumbling && !rulebook_.rules()[rule].pattern)
      for (std::uint32_t area = 0; area < coverage_of(rule).areas(); ++area) mark(rule, area);
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
}

// What follows from the state: which stations are silent, and what the tests say of each.
void Judge::recall() {
  silent_.clear();
  listened_to_.clear();
  for (const auto& silence : rulebook_.silences()) {
    auto& silent = silent_.emplace_back(sites_.count());
    auto& listened_to = listened_to_.emplace_back(0);
    for (std::uint32_t site = 0; site < sites_.count(); ++site) {
      const auto received = sites_.last_received(site);
      silent[site] = received && *received + silence.longest <= clock_;
      listened_to += received && !silent[site] ? 1 : 0;
    }
  }
  test_truths_.clear();
  for (std::uint32_t test = 0; test < rulebook_.tests().size(); ++test) {
    auto& truths = test_truths_.emplace_back();
    for (std::uint32_t site = 0; site < sites_.count(); ++site)
      truths.push_back(test_truth(test, site));
  }
  for (const std::uint32_t rule : rulebook_.patterns())
    for (std::uint32_t area = 0; area < coverage_of(rule).areas(); ++area)
      states_[rule].stirs[area] = stirs(rule, area) ? 1 : 0;
}

void Judge::set_timers(Turn& turn) {
  for (std::uint32_t s = 0; s < silent_.size(); ++s) {
    std::optional<Instant> first;
    for (std::uint32_t site = 0; site < sites_.count(); ++site)
      if (const auto received = sites_.last_received(site); received && !silent_[s][site])
        first = first ? std::min(*first, *received) : *received;
    if (first)
      wake(turn, {.kind = silence_over, .subject = s}, *first + rulebook_.silences()[s].longest);
  }
  for (std::uint32_t t = 0; t < rulebook_.tumblings().size(); ++t) {
    const Span length = rulebook_.tumblings()[t].length;
    const Instant over = clock_ - (clock_ - Instant{}) % length + length;
    wake(turn, {.kind = window_over, .subject = t}, over);
  }
}

void Judge::save(StateWriter& writer) const {
  std::vector<Named> named = named_states();
  writer(sites_, named, waiting_, clock_);
}

void Judge::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  std::vector<Named> named;
  reader(sites_, named, waiting_, clock_);
  bind(plan);
  std::size_t next = 0;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t area = 0; area < coverage_of(rule).areas() && next < named.size(); ++area)
      set_state(rule, area, std::move(named[next++].state));
  recall();
}

// Whether anything was heard that the condition asks for. Alarms always stand or don't.
bool Judge::knows(const Asked& asked, std::uint32_t coverage, std::uint32_t area) const {
  const auto heard = [&](std::uint32_t call) {
    return rulebook_.calls()[call].function != SeriesFunction::silence &&
           worst_of(coverage, area, call).reading.known;
  };
  const auto told = [&](std::uint32_t test) {
    const auto& stations = coverages_[coverage].stations_of(area);
    return std::any_of(stations.begin(), stations.end(), [&](std::uint32_t site) {
      return test_truths_[test][site] != Truth::unknown;
    });
  };
  return !asked.alarms.empty() || std::any_of(asked.calls.begin(), asked.calls.end(), heard) ||
         std::any_of(asked.tests.begin(), asked.tests.end(), told);
}

void Judge::describe(wire::Standing& standing, const wire::Plan&, const Datastreams&) const {
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule) {
    const Rule& judged = rulebook_.rules()[rule];
    if (judged.levels.empty()) continue;
    const auto& ids = coverage_of(rule).ids();
    for (std::uint32_t area = 0; area < ids.size(); ++area) {
      const Alarm& alarm = states_[rule].alarms[area];
      auto& verdict = *standing.add_villages();
      verdict.set_area(ids[area]);
      verdict.set_rule(judged.id);
      verdict.set_level(to_wire(alarm.level()));
      verdict.set_known(std::any_of(
          judged.levels.begin(), judged.levels.end(),
          [&](const LevelRule& level) { return knows(level.asked, judged.coverage, area); }));
      if (alarm.level() == Level::none) continue;
      auto& standing_alarm = *standing.add_alarms();
      *standing_alarm.mutable_alarm() = to_wire(alarm.raised_by());
      standing_alarm.set_rule(judged.id);
      standing_alarm.set_area(ids[area]);
      standing_alarm.set_level(to_wire(alarm.level()));
      standing_alarm.set_raised_at_ms(ms_of(alarm.raised_at()));
      standing_alarm.set_changed_at_ms(ms_of(alarm.changed_at()));
      standing_alarm.mutable_reason()->set_zh(alarm.reason().zh);
      standing_alarm.mutable_reason()->set_en(alarm.reason().en);
    }
  }
}

}  // namespace fenghuo::rules
