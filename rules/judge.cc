#include "rules/judge.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/decimal.h"
#include "rules/reason.h"

namespace fenghuo::rules {

using language::Reading;
using language::SeriesFunction;
using language::Truth;

void Judge::apply(Turn& turn, const wire::Event& event) {
  if (event.has_plan_changed()) change_plan(turn);
  const auto rows = turn.observations();
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (row + 12 < rows.size()) sites_.prefetch(rows[row + 12], Fetch::history);
    if (row + 8 < rows.size()) sites_.prefetch(rows[row + 8], Fetch::inside);
    if (row + 4 < rows.size()) sites_.prefetch(rows[row + 4], Fetch::windows);
    observe(turn, row);
  }
  if (!turn.due().empty()) wake_up(turn);
}

void Judge::bind(const wire::Plan& plan) {
  rulebook_ = Rulebook(plan);
  coverage_ = Coverage(plan);
  villages_.clear();
  for (const auto& village : plan.villages()) villages_.push_back(village.id());
  sites_.bind(rulebook_, coverage_, plan);
  answers_.rebuild(rulebook_, coverage_, sites_);
  doubted_in_.assign(sites_.count(), Offset{UINT64_MAX});
  std::size_t calls = 0;
  for (const auto& rule : rulebook_.rules())
    for (const auto& level : rule.levels) calls = std::max(calls, level.calls.size());
  scratch_.assign(calls, {});
  no_deadband_.assign(calls, 0);
}

std::vector<Judge::Named> Judge::named_alarms() const {
  std::vector<Named> named;
  for (std::size_t i = 0; i < alarms_.size(); ++i)
    named.push_back(
        {rulebook_.rules()[i / villages_.size()].id, villages_[i % villages_.size()], alarms_[i]});
  return named;
}

void Judge::change_plan(Turn& turn) {
  std::map<std::pair<std::string, std::string>, Alarm> before;
  for (auto& named : named_alarms())
    before.emplace(std::pair{named.rule, named.area}, std::move(named.alarm));
  bind(turn.plan());
  alarms_.clear();
  for (const auto& rule : rulebook_.rules())
    for (const auto& village : villages_) {
      const auto known = before.extract(std::pair{rule.id, village});
      alarms_.push_back(known ? std::move(known.mapped()) : Alarm());
    }
  // An alarm of a rule or village that is no more doesn't go without a word.
  for (const auto& [name, alarm] : before) {
    if (alarm.level() == Level::none) continue;
    wire::Fact fact;
    auto& cleared = *fact.mutable_alarm_cleared();
    *cleared.mutable_alarm() = to_wire(alarm.raised_by());
    cleared.set_rule(name.first);
    cleared.set_area(name.second);
    cleared.set_previous_level(to_wire(alarm.level()));
    cleared.mutable_verdict()->mutable_reason()->set_zh("新方案不再有此规则或村");
    cleared.mutable_verdict()->mutable_reason()->set_en(
        "the new plan no longer has this rule or village");
    turn.conclude(std::move(fact));
  }
  for (std::uint32_t rule = 0; rule < rulebook_.rules().size(); ++rule)
    for (std::uint32_t village = 0; village < villages_.size(); ++village)
      judge(turn, rule, village, {std::nullopt, turn.now()}, std::nullopt);
  if (rulebook_.reads_silence()) turn.wake({.kind = silence_step}, turn.now() + kSilenceStep);
}

void Judge::observe(Turn& turn, std::uint32_t row) {
  const Observation& observation = turn.observations()[row];
  const auto fed = sites_.feed(observation, turn.now(), rulebook_, coverage_, turn.datastreams());
  for (std::uint32_t i = 0; i < fed.count; ++i) {
    const auto& effect = fed.effects[i];
    if (effect.taken == Taken::unchanged) continue;
    if (effect.taken != Taken::taken) doubt(turn, row, *fed.site, effect.taken);
    if (effect.taken == Taken::late) continue;
    const auto& readers = rulebook_.readers()[effect.readers];
    moved_.clear();
    for (const std::uint32_t call : readers.calls) {
      if (rulebook_.calls()[call].function == SeriesFunction::silence) continue;
      const Reading reading = sites_.answer(*fed.site, effect.readers, rulebook_.calls()[call]);
      answers_.update(*fed.site, call, reading, coverage_,
                      [&](std::uint32_t village) { moved_.push_back(village); });
    }
    std::sort(moved_.begin(), moved_.end());
    moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
    for (const std::uint32_t village : moved_)
      for (const std::uint32_t rule : readers.rules)
        judge(turn, rule, village, {observation.observed_at, turn.now()}, row);
  }
}

// One doubt a station and record is told; a burst of a thousand late rows is one fact.
void Judge::doubt(Turn& turn, std::uint32_t row, std::uint32_t site, Taken taken) {
  if (doubted_in_[site] == turn.offset()) return;
  doubted_in_[site] = turn.offset();
  const Observation& observation = turn.observations()[row];
  const Datastream& datastream = turn.datastreams()[observation.datastream];
  wire::Fact fact;
  fact.mutable_cause()->set_offset(turn.offset().value);
  fact.set_cause_row(row);
  auto& doubted = *fact.mutable_observation_doubted();
  doubted.set_station(turn.datastreams().station_name(datastream.station));
  doubted.set_property(datastream.property);
  doubted.set_reason(taken == Taken::late    ? wire::ObservationDoubted::LATE
                     : taken == Taken::reset ? wire::ObservationDoubted::COUNTER_RESET
                                             : wire::ObservationDoubted::IMPLAUSIBLE);
  doubted.set_value(to_double(observation.value, datastream.decimals));
  doubted.set_observed_at_ms(ms_of(observation.observed_at));
  turn.conclude(std::move(fact));
}

void Judge::wake_up(Turn& turn) {
  for (const auto& key : turn.due()) {
    if (key.kind == delay_over) {
      // A timer of an older plan may name what is no more.
      if (key.subject < rulebook_.rules().size() && key.part < villages_.size())
        judge(turn, static_cast<std::uint32_t>(key.subject), key.part, {std::nullopt, turn.now()},
              std::nullopt);
      continue;
    }
    for (std::uint32_t rule = 0; rule < rulebook_.rules().size(); ++rule) {
      if (!rulebook_.rules()[rule].reads_silence) continue;
      for (std::uint32_t village = 0; village < villages_.size(); ++village)
        judge(turn, rule, village, {std::nullopt, turn.now()}, std::nullopt);
    }
    turn.wake({.kind = silence_step}, turn.now() + kSilenceStep);
  }
}

Answers::Worst Judge::worst_of(std::uint32_t village, std::uint32_t call, Instant now) const {
  if (rulebook_.calls()[call].function != SeriesFunction::silence)
    return answers_.worst(village, call);
  Answers::Worst longest;
  for (const std::uint32_t site : coverage_.stations_of(village)) {
    const auto received = sites_.last_received(site);
    if (!received) continue;
    const double silence_s = static_cast<double>((now - *received).count()) / 1000;
    if (!longest.reading.known || silence_s > longest.reading.value)
      longest = {{true, silence_s}, site};
  }
  return longest;
}

Truth Judge::truth_of(const LevelRule& level, std::uint32_t village, bool held, Instant now) {
  for (std::size_t i = 0; i < level.calls.size(); ++i)
    scratch_[i] = worst_of(village, level.calls[i], now).reading;
  return level.program.run(scratch_, held ? level.deadbands : no_deadband_);
}

void Judge::judge(Turn& turn, std::uint32_t rule, std::uint32_t village, const Moment& moment,
                  std::optional<std::uint32_t> row) {
  const Rule& judged = rulebook_.rules()[rule];
  Alarm& alarm = alarm_of(rule, village);
  Alarm::Truths truths{};  // no level without a condition holds
  for (const auto& level : judged.levels) {
    const bool held = !above(level.level, alarm.level());
    truths[static_cast<std::size_t>(severity(level.level) - 1)] =
        truth_of(level, village, held, turn.now());
  }
  const auto outcome = alarm.judge(truths, moment, judged.on_delay, judged.off_delay);
  if (outcome.level != alarm.level()) go_to(turn, rule, village, outcome.level, row);
  const TimerKey key{.kind = delay_over, .subject = rule, .part = village};
  if (outcome.ask_again) {
    turn.wake(key, *outcome.ask_again);
  } else if (judged.on_delay > Span{0} || judged.off_delay > Span{0}) {
    turn.cancel(key);
  }
}

void Judge::go_to(Turn& turn, std::uint32_t rule, std::uint32_t village, Level level,
                  std::optional<std::uint32_t> row) {
  Alarm& alarm = alarm_of(rule, village);
  const Level previous = alarm.level();
  const std::string& rule_id = rulebook_.rules()[rule].id;
  wire::Verdict verdict = verdict_of(turn, rule, village, level, previous);
  const Text reason{verdict.reason().zh(), verdict.reason().en()};
  wire::Fact fact;
  // Without a row it is time itself that brought it about: then the record is the cause.
  if (row) {
    fact.mutable_cause()->set_offset(turn.offset().value);
    fact.set_cause_row(*row);
  }
  const auto fill = [&](auto& alarm_fact) {
    alarm_fact.set_rule(rule_id);
    alarm_fact.set_area(villages_[village]);
    *alarm_fact.mutable_verdict() = std::move(verdict);
  };
  if (previous == Level::none) {
    fill(*fact.mutable_alarm_raised());
    fact.mutable_alarm_raised()->set_level(to_wire(level));
  } else if (level == Level::none) {
    fill(*fact.mutable_alarm_cleared());
    *fact.mutable_alarm_cleared()->mutable_alarm() = to_wire(alarm.raised_by());
    fact.mutable_alarm_cleared()->set_previous_level(to_wire(previous));
  } else {
    fill(*fact.mutable_alarm_changed());
    *fact.mutable_alarm_changed()->mutable_alarm() = to_wire(alarm.raised_by());
    fact.mutable_alarm_changed()->set_level(to_wire(level));
    fact.mutable_alarm_changed()->set_previous_level(to_wire(previous));
  }
  alarm.go_to(level, turn.conclude(std::move(fact)), turn.now(), reason);
}

wire::Verdict Judge::verdict_of(const Turn& turn, std::uint32_t rule, std::uint32_t village,
                                Level level, Level previous) {
  const Rule& judged = rulebook_.rules()[rule];
  const bool cleared = level == Level::none;
  // Of a cleared alarm the lowest level's limits tell why; of a standing one its own.
  const Level shown = cleared ? judged.levels.front().level : level;
  wire::Verdict verdict;
  verdict.set_rule_version(judged.version);
  for (const auto& candidate : judged.levels) {
    if (candidate.level == shown) {
      verdict.set_expression(candidate.expression);
      add_findings(turn, candidate, village, above(previous, level) || cleared,
                   *verdict.mutable_findings());
    }
    if (!cleared && next_above(level) == candidate.level)
      add_findings(turn, candidate, village, false, *verdict.mutable_next_level());
  }
  const auto station_name = [&](const std::string& id) {
    for (const auto& station : turn.plan().stations())
      if (station.id() == id) return Text{station.name().zh(), station.name().en()};
    return Text{id, id};
  };
  const Text reason = reason_of(verdict, cleared ? previous : level, cleared,
                                std::chrono::seconds{turn.plan().utc_offset_s()}, station_name);
  verdict.mutable_reason()->set_zh(reason.zh);
  verdict.mutable_reason()->set_en(reason.en);
  return verdict;
}

void Judge::add_findings(const Turn& turn, const LevelRule& level, std::uint32_t village, bool held,
                         google::protobuf::RepeatedPtrField<wire::Finding>& findings) const {
  for (const auto& threshold : level.program.thresholds()) {
    const std::uint32_t call = level.calls[threshold.call];
    const auto& asked = rulebook_.calls()[call];
    const double deadband = held ? level.deadbands[threshold.call] : 0;
    const auto [reading, site] = worst_of(village, call, turn.now());
    wire::Finding& finding = *findings.Add();
    finding.set_property(asked.property);
    finding.set_function(std::string(to_string(asked.function)));
    finding.set_window_ms(asked.window.count());
    finding.set_value(reading.value);
    finding.set_comparison(std::string(to_string(threshold.comparison)));
    finding.set_limit(language::effective_limit(threshold, deadband));
    finding.set_met(language::holds(threshold, reading, deadband) == Truth::yes);
    finding.set_known(reading.known);
    if (!reading.known) continue;
    finding.set_station(turn.plan().stations(static_cast<int>(site)).id());
    const auto to = sites_.newest_at(site, *rulebook_.readers_of(asked.property));
    if (!to) continue;
    finding.set_to_ms(ms_of(*to));
    finding.set_from_ms(ms_of(*to - asked.window));
  }
}

void Judge::save(StateWriter& writer) const {
  std::vector<Named> named = named_alarms();
  writer(sites_, named);
}

void Judge::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  std::vector<Named> named;
  reader(sites_, named);
  bind(plan);
  alarms_.clear();
  for (auto& entry : named) alarms_.push_back(std::move(entry.alarm));
  alarms_.resize(rulebook_.rules().size() * villages_.size());
}

void Judge::describe(wire::Standing& standing, const wire::Plan&, const Datastreams&) const {
  for (std::size_t i = 0; i < alarms_.size(); ++i) {
    const auto rule = static_cast<std::uint32_t>(i / villages_.size());
    const auto village = static_cast<std::uint32_t>(i % villages_.size());
    const Alarm& alarm = alarms_[i];
    auto& verdict = *standing.add_villages();
    verdict.set_area(villages_[village]);
    verdict.set_rule(rulebook_.rules()[rule].id);
    verdict.set_level(to_wire(alarm.level()));
    for (const auto& level : rulebook_.rules()[rule].levels)
      for (const std::uint32_t call : level.calls)
        if (answers_.worst(village, call).reading.known) verdict.set_known(true);
    if (alarm.level() == Level::none) continue;
    auto& standing_alarm = *standing.add_alarms();
    *standing_alarm.mutable_alarm() = to_wire(alarm.raised_by());
    standing_alarm.set_rule(rulebook_.rules()[rule].id);
    standing_alarm.set_area(villages_[village]);
    standing_alarm.set_level(to_wire(alarm.level()));
    standing_alarm.set_raised_at_ms(ms_of(alarm.raised_at()));
    standing_alarm.set_changed_at_ms(ms_of(alarm.changed_at()));
    standing_alarm.mutable_reason()->set_zh(alarm.reason().zh);
    standing_alarm.mutable_reason()->set_en(alarm.reason().en);
  }
}

}  // namespace fenghuo::rules
