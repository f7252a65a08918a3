// The judge's state: from a plan, into a snapshot, and as people are shown it.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "rules/judge.h"

namespace fenghuo::rules {
namespace {

// There may be thousands of rules, each for one of a thousand stations.
using AreasById = std::map<std::string_view, std::uint32_t>;

RuleAreas areas_of(const Rule& rule, const Coverage& coverage, AreasById& by_id) {
  if (rule.only.empty()) return RuleAreas(coverage.areas());
  if (by_id.empty())
    for (std::uint32_t area = 0; area < coverage.areas(); ++area)
      by_id.emplace(coverage.ids()[area], area);
  std::set<std::uint32_t> only;
  for (const auto& id : rule.only)
    if (const auto found = by_id.find(id); found != by_id.end()) only.insert(found->second);
  return RuleAreas({only.begin(), only.end()});
}

}  // namespace

void Judge::bind(const wire::Plan& plan, const Datastreams& datastreams) {
  reorder_ = Span{plan.reorder_ms()};
  rulebook_ = Rulebook(plan);
  stations_ = StationPlaces(plan);
  coverages_.clear();
  for (const auto& key : rulebook_.coverages()) coverages_.emplace_back(plan, key);
  sites_.bind(rulebook_, stations_, plan);
  answers_ = StationAnswers(rulebook_, sites_);
  area_answers_.clear();
  // Of what rules ask by themselves; tests ask each station.
  std::vector<bool> of_rules(coverages_.size());
  for (const auto& rule : rulebook_.rules())
    of_rules[rule.coverage] = !coverages_[rule.coverage].of_stations();
  for (std::size_t i = 0; i < coverages_.size(); ++i)
    area_answers_.push_back(of_rules[i] ? AreaAnswers(rulebook_, coverages_[i], answers_)
                                        : AreaAnswers());
  doubted_in_.assign(sites_.count(), Offset{UINT64_MAX});
  arrived_in_.assign(sites_.count(), UINT32_MAX);
  bind_trust(plan, datastreams);
  no_deadbands_.assign(rulebook_.calls().size(), 0);
  states_.clear();
  std::vector<AreasById> areas_by_id(coverages_.size());
  for (const auto& rule : rulebook_.rules()) {
    States& states = states_.emplace_back();
    states.areas = areas_of(rule, coverages_[rule.coverage], areas_by_id[rule.coverage]);
    const std::uint32_t areas = states.areas.count();
    if (!rule.levels.empty()) {
      states.alarms.resize(areas);
      states.unknown.resize(areas);
    }
    if (rule.fire) states.was_true.resize(areas);
    if (rule.pattern) {
      states.courses.resize(areas);
      states.stirs.resize(areas);
    }
  }
}

Judge::State Judge::state_of(std::uint32_t rule, std::uint32_t slot) const {
  const States& states = states_[rule];
  State state;
  if (!states.alarms.empty()) state.alarm = states.alarms[slot];
  if (!states.was_true.empty()) state.was_true = states.was_true[slot] != 0;
  if (!states.courses.empty()) state.course = states.courses[slot];
  return state;
}

void Judge::set_state(std::uint32_t rule, std::uint32_t slot, State state) {
  States& states = states_[rule];
  if (!states.alarms.empty()) states.alarms[slot] = std::move(state.alarm);
  if (!states.was_true.empty()) states.was_true[slot] = state.was_true ? 1 : 0;
  if (!states.courses.empty()) states.courses[slot] = std::move(state.course);
}

std::vector<Judge::Named> Judge::named_states() const {
  std::vector<Named> named;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot)
      named.push_back({rulebook_.rules()[rule].id, area_id(rule, slot), state_of(rule, slot)});
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
  cleared.mutable_verdict()->mutable_reason()->set_zh("新预案不再有此规则或村");
  cleared.mutable_verdict()->mutable_reason()->set_en(
      "the new plan no longer has this rule or village");
  turn.conclude(std::move(fact));
}

void Judge::change_plan(Turn& turn) {
  std::map<std::pair<std::string, std::string>, State> before;
  std::map<std::string, std::string> versions;
  for (const Rule& rule : rulebook_.rules()) versions.emplace(rule.id, rule.version);
  for (auto& named : named_states())
    before.emplace(std::pair{named.rule, named.area}, std::move(named.state));
  bind(turn.plan(), turn.datastreams());
  clock_ = turn.now() - reorder_;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot) {
      auto known = before.extract(std::pair{rulebook_.rules()[rule].id, area_id(rule, slot)});
      if (!known) continue;
      // How far an older pattern had come means nothing to one that was changed since.
      if (versions.at(rulebook_.rules()[rule].id) != rulebook_.rules()[rule].version)
        known.mapped().course = Course();
      set_state(rule, slot, std::move(known.mapped()));
    }
  for (auto& reported : reports_) place(reported, turn.plan());
  for (auto& warning : warnings_) place(warning, turn.plan());
  // An alarm of a rule or village that is no more doesn't go without a word.
  for (const auto& [name, state] : before)
    clear_forgotten(turn, name.first, name.second, state.alarm);
  recall();
  set_timers(turn);
  marked_.clear();
  forget_reports(turn);
  look_at_warnings(turn);
  forget_shelves(turn);
  gap_awaited_ = kInstantMax;  // its gaps may be shorter
  wait_for_gaps(turn);
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    if (!rulebook_.rules()[rule].tumbling && !rulebook_.rules()[rule].pattern)
      for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot)
        mark(rule, states_[rule].areas.area(slot));
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
}

// What follows from the state: which stations are silent, and what the tests say of each.
void Judge::recall() {
  silent_.clear();
  listened_to_.clear();
  awaited_.clear();
  for (std::uint32_t site = 0; site < sites_.count(); ++site)
    awaited_.push_back(sites_.last_received(site) ? 0 : 1);
  for (const auto& silence : rulebook_.silences()) {
    auto& silent = silent_.emplace_back(sites_.count());
    auto& listened_to = listened_to_.emplace_back(0);
    for (std::uint32_t site = 0; site < sites_.count(); ++site) {
      const auto received = sites_.last_received(site);
      silent[site] = received && *received + silence.longest <= clock_;
      awaited_[site] += silent[site] ? 1 : 0;
      listened_to += received && !silent[site] ? 1 : 0;
    }
  }
  test_truths_.clear();
  for (std::uint32_t test = 0; test < rulebook_.tests().size(); ++test) {
    auto& truths = test_truths_.emplace_back();
    for (std::uint32_t site = 0; site < sites_.count(); ++site)
      truths.push_back(test_truth(test, site));
  }
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule) {
    States& states = states_[rule];
    for (std::uint32_t slot = 0; slot < states.areas.count(); ++slot) {
      const std::uint32_t area = states.areas.area(slot);
      if (!states.stirs.empty()) set_stirs(rule, slot, stirs(rule, area));
      if (!states.unknown.empty()) states.unknown[slot] = why_unknown(rule, area) ? 1 : 0;
    }
  }
}

void Judge::set_timers(Turn& turn) {
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot) {
      const std::uint32_t area = states_[rule].areas.area(slot);
      watch_age(turn, rule, area);
      if (!rulebook_.rules()[rule].pattern) continue;
      if (const auto due = states_[rule].courses[slot].due(rulebook_.rules()[rule].pattern->shape))
        wake(turn, {.kind = course_over, .part = area, .subject = rule}, *due);
    }
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
  writer(sites_, named, waiting_, reports_, warnings_, shelves_, alarm_load_, trust_, gap_awaited_,
         clock_);
}

void Judge::load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) {
  std::vector<Named> named;
  reader(sites_, named, waiting_, reports_, warnings_, shelves_, alarm_load_, trust_, gap_awaited_,
         clock_);
  bind(plan, datastreams);
  for (auto& reported : reports_) place(reported, plan);
  for (auto& warning : warnings_) place(warning, plan);
  std::size_t next = 0;
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule)
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count() && next < named.size(); ++slot)
      set_state(rule, slot, std::move(named[next++].state));
  recall();
}

// Of the lowest level that can't be told; nothing where all can.
std::optional<Text> Judge::why_unknown(std::uint32_t rule, std::uint32_t area) const {
  Rule& judged = rulebook_.rule(rule);
  for (auto& level : judged.levels) {
    const bool held = is_held(rule, area, level.level);
    const auto world = world_of(level.asked, judged.coverage, area, held);
    if (auto fault = level.asked.condition.fault(world)) return fault;
  }
  return std::nullopt;
}

void Judge::describe_shelves(wire::Standing& standing) const {
  for (const auto& shelf : shelves_) {
    auto& shown = *standing.add_shelves();
    *shown.mutable_shelf() = to_wire(shelf.fact);
    shown.set_rule(shelf.rule);
    shown.set_area(shelf.area);
    shown.set_level(to_wire(shelf.level));
    shown.set_until_ms(ms_of(shelf.until));
    shown.set_shelved_by(shelf.shelved_by);
    shown.set_note(shelf.note);
    if (const auto alarm = alarm_named(shelf.rule, shelf.area)) {
      const States& states = states_[alarm->rule];
      shown.set_held_back_level(
          to_wire(states.alarms[*states.areas.slot(alarm->area)].held_back()));
    }
  }
}

// Operators are those who hold the township's own duties, or stand in for them.
void Judge::describe_load(wire::Standing& standing, const wire::Plan& plan) const {
  std::set<std::string> operators;
  for (const auto& duty : plan.roster()) {
    if (duty.area() != plan.id()) continue;
    operators.insert(duty.holder());
    if (!duty.stand_in().empty()) operators.insert(duty.stand_in());
  }
  const Instant now = clock_ + reorder_;
  auto& load = *standing.mutable_alarm_load();
  load.set_operators(static_cast<std::uint32_t>(operators.size()));
  load.set_last_hour(alarm_load_.in_last(std::chrono::hours{1}, now));
  load.set_last_10_minutes(alarm_load_.in_last(std::chrono::minutes{10}, now));
  load.set_most_in_10_minutes(alarm_load_.most_in_10_minutes(now));
  load.set_per_operator_hour(static_cast<double>(load.last_hour()) /
                             static_cast<double>(std::max<std::size_t>(operators.size(), 1)));
}

void Judge::describe(wire::Standing& standing, const wire::Plan& plan, const Datastreams&) const {
  describe_shelves(standing);
  describe_load(standing, plan);
  describe_trust(standing, plan);
  for (std::uint32_t rule = 0; rule < states_.size(); ++rule) {
    const Rule& judged = rulebook_.rules()[rule];
    if (judged.levels.empty()) continue;
    const States& states = states_[rule];
    for (std::uint32_t slot = 0; slot < states.areas.count(); ++slot) {
      const Alarm& alarm = states.alarms[slot];
      auto& verdict = *standing.add_villages();
      verdict.set_area(area_id(rule, slot));
      verdict.set_rule(judged.id);
      verdict.set_level(to_wire(alarm.level()));
      verdict.set_known(alarm.level() != Level::none || states.unknown[slot] == 0);
      if (!verdict.known())
        if (const auto why = why_unknown(rule, states.areas.area(slot))) {
          verdict.mutable_unknown_because()->set_zh(why->zh);
          verdict.mutable_unknown_because()->set_en(why->en);
        }
      if (alarm.level() == Level::none) continue;
      auto& standing_alarm = *standing.add_alarms();
      *standing_alarm.mutable_alarm() = to_wire(alarm.raised_by());
      standing_alarm.set_rule(judged.id);
      standing_alarm.set_area(area_id(rule, slot));
      standing_alarm.set_level(to_wire(alarm.level()));
      standing_alarm.set_raised_at_ms(ms_of(alarm.raised_at()));
      standing_alarm.set_changed_at_ms(ms_of(alarm.changed_at()));
      standing_alarm.mutable_reason()->set_zh(alarm.reason().zh);
      standing_alarm.mutable_reason()->set_en(alarm.reason().en);
    }
  }
}

}  // namespace fenghuo::rules
