// How the judge judges: conditions are asked, and alarms, firings and patterns follow.
#include <algorithm>
#include <array>
#include <set>

#include "rules/judge.h"

namespace fenghuo::rules {

// When the newest sample of the property was observed, of those that the answers are of. Histories
// are ahead of the answers of stations that are yet to be judged.
std::optional<Instant> Judge::newest_at(std::uint32_t site, std::uint32_t readers) const {
  for (std::size_t i = unjudged_; i < arrivals_.size(); ++i) {
    if (arrivals_[i].site != site) continue;
    // Of an arrival's rows to one history those that are taken calmly come first.
    if (readers < kCalmReadersMax && (arrivals_[i].calm >> readers & 1) != 0)
      return sites_.before_calm_at(site, readers);
    for (const Fed& fed : feeding_.fed().subspan(arrivals_[i - 1].fed_end,
                                                 arrivals_[i].fed_end - arrivals_[i - 1].fed_end)) {
      if (fed.readers != readers || fed.history == Fed::kNone) continue;
      return fed.newest_before == kNeverObserved ? std::nullopt : std::optional(fed.newest_before);
    }
  }
  return sites_.newest_at(site, readers);
}

Reading Judge::silence_of(std::uint32_t site) const {
  const auto received = sites_.last_received(site);
  if (!received) return {};
  return {true, static_cast<double>((clock_ - *received).count()) / 1000};
}

// Of all that is asked of the same history. No answer has passed a limit since it was last asked.
void Judge::ask_anew(std::uint32_t site, std::uint32_t call) const {
  const std::uint32_t readers = rulebook_.readers_of_call(call);
  if (!sites_.are_answers_old(site, readers)) return;
  const auto& asked = rulebook_.readers()[readers];
  for (std::uint32_t i = 0; i < asked.moving; ++i) {
    const auto& each = asked.calls[i];
    answers_.set(
        site, each.call,
        each.seen_from_limit(site, sites_.answer(site, readers, each.question, each.slot)));
  }
  sites_.told_answers(site, readers);
}

AreaAnswers::Worst Judge::worst_of_seen(std::uint32_t coverage, std::uint32_t area,
                                        std::uint32_t call) const {
  AreaAnswers::Worst worst;
  const bool lowest = rulebook_.calls()[call].function == SeriesFunction::min;
  const auto look_at = [&](std::uint32_t site) {
    if (seen_ && !seen_(site, call)) return;
    const Reading reading = station_reading(site, call);
    if (!reading.known()) return;
    if (!worst.reading.known() ||
        (lowest ? reading.value < worst.reading.value : reading.value > worst.reading.value))
      worst = {reading, site};
  };
  if (coverages_[coverage].of_stations()) {
    look_at(area);
  } else {
    for (const std::uint32_t site : coverages_[coverage].stations_of(area)) look_at(site);
  }
  return worst;
}

AreaAnswers::Worst Judge::worst_of(std::uint32_t coverage, std::uint32_t area,
                                   std::uint32_t call) const {
  const Coverage& seen = coverages_[coverage];
  if (seen_) return worst_of_seen(coverage, area, call);
  if (seen.of_stations()) return {station_reading(area, call), area};
  if (!rulebook_.is_silence(call)) return area_answers_[coverage].worst(area, call);
  AreaAnswers::Worst longest;
  for (const std::uint32_t site : seen.stations_of(area)) {
    const Reading reading = silence_of(site);
    if (reading.known() && (!longest.reading.known() || reading.value > longest.reading.value))
      longest = {reading, site};
  }
  return longest;
}

Truth Judge::alarm_truth(const Asked::Alarm& asked, std::uint32_t area) const {
  if (!is_there(asked.rule, area) || states_[asked.rule].alarms.empty()) return Truth::no;
  const Alarm& alarm = states_[asked.rule].alarms[*states_[asked.rule].areas.slot(area)];
  const bool is = asked.raised_within ? alarm.raised_at() != Instant{} &&
                                            clock_ - alarm.raised_at() < *asked.raised_within
                                      : alarm.level() != Level::none;
  return is ? Truth::yes : Truth::no;
}

// Lives until the next is made.
ConditionWorld Judge::world_of(const Asked& asked, std::uint32_t coverage, std::uint32_t area,
                               bool held) const {
  const bool of_stations = coverages_[coverage].of_stations();
  const std::vector<double>& deadbands = held ? asked.deadbands : no_deadbands_;
  // Old answers of calm histories are on the same side of each of its limits as new ones.
  if (of_stations && asked.of_answers_alone && !seen_)
    return {{answers_.of(area), asked.calls.data()}, deadbands, {}, {}, {}, {}};
  // Tests first: they use the same room.
  tallies_.clear();
  for (const std::uint32_t test : asked.tests) tallies_.push_back(tally_of(test, area));
  readings_.clear();
  for (const std::uint32_t call : asked.calls)
    readings_.push_back(worst_of(coverage, area, call).reading);
  alarms_.clear();
  for (const auto& alarm : asked.alarms) alarms_.push_back(alarm_truth(alarm, area));
  reported_.clear();
  for (const std::uint32_t call : asked.reports)
    reported_.push_back(reports_near(rulebook_.reports()[call].call, coverage, area));
  warned_.clear();
  for (const auto& call : asked.condition.warnings())
    warned_.push_back(is_warned(call, coverage, area));
  return {{readings_.data()}, deadbands, tallies_, alarms_, reported_, warned_};
}

void Judge::judge_marked(Turn& turn, const Reason& reason) {
  if (marked_.empty()) return;
  if (marked_.size() > 1) {
    std::sort(marked_.begin(), marked_.end());
    marked_.erase(std::unique(marked_.begin(), marked_.end()), marked_.end());
  }
  // Judging may mark others, which watch the alarm.
  judging_.swap(marked_);
  marked_.clear();
  // Those that others suppress come after these.
  if (rulebook_.suppresses())
    std::stable_partition(judging_.begin(), judging_.end(), [&](const Pair& pair) {
      return rulebook_.rules()[pair.rule].suppressed_by.empty();
    });
  for (const auto& [area, rule] : judging_) judge(turn, rule, area, reason);
  judge_marked(turn, reason);
}

void Judge::judge(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason) {
  if (!is_there(rule, area)) return;  // the rule is for other areas alone
  const Rule& judged = rulebook_.rules()[rule];
  if (!judged.levels.empty()) {
    judge_alarm(turn, rule, area, reason);
  } else if (judged.fire) {
    judge_fire(turn, rule, area, reason);
  } else if (judged.pattern) {
    set_stirs(rule, *states_[rule].areas.slot(area), stirs(rule, area));
  }
}

// Of each level; none without a condition holds.
Alarm::Truths Judge::truths_of(std::uint32_t rule, std::uint32_t area) const {
  Rule& judged = rulebook_.rule(rule);
  Alarm::Truths truths{};
  for (auto& level : judged.levels) {
    truths[static_cast<std::size_t>(severity(level.level) - 1)] =
        truth_of(level.asked, judged.coverage, area, is_held(rule, area, level.level));
  }
  return truths;
}

// It stands, or would if it weren't held back: it has its deadband.
bool Judge::is_held(std::uint32_t rule, std::uint32_t area, Level level) const {
  const Alarm& alarm = alarm_in(rule, area);
  return !above(level, alarm.level()) || !above(level, alarm.held_back());
}

void Judge::judge_alarm(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason) {
  const Rule& judged = rulebook_.rules()[rule];
  Alarm& alarm = alarm_of(rule, area);
  Alarm::Truths truths = truths_of(rule, area);
  if (trust_.is_asked()) weigh(rule, area, truths);
  states_[rule].unknown[*states_[rule].areas.slot(area)] =
      std::find(truths.begin(), truths.end(), Truth::unknown) != truths.end() ? 1 : 0;
  const bool nothing =
      std::all_of(truths.begin(), truths.end(), [](Truth truth) { return truth == Truth::no; });
  if (nothing && alarm.is_quiet()) return;
  const auto outcome = alarm.judge(truths, reason.moment, judged.policy);
  bool moved = outcome.level != alarm.level();
  if (!moved) alarm.hold_back(Level::none);
  moved = moved && !(above(outcome.level, alarm.level()) &&
                     is_held_back(turn, rule, area, outcome.level, reason));
  if (moved) go_to(turn, rule, area, outcome.level, reason);
  const TimerKey key{.kind = delay_over, .part = area, .subject = rule};
  if (outcome.ask_again) {
    wake(turn, key, *outcome.ask_again);
  } else if (judged.policy.on_delay > Span{0} || judged.policy.off_delay > Span{0}) {
    turn.cancel(key);
  }
  if (moved) tell_watchers(turn, rule, area);
}

// Those that ask whether this alarm stands, or was raised.
void Judge::tell_watchers(Turn& turn, std::uint32_t rule, std::uint32_t area) {
  const auto& watchers = rulebook_.watchers()[rule];
  for (const std::uint32_t watcher : watchers.rules) {
    mark(watcher, area);
    watch_age(turn, watcher, area);
  }
  for (const std::uint32_t test : watchers.tests) {
    test_truths_[test][area] = test_truth(test, area);
    const std::uint32_t watcher = rulebook_.tests()[test].rule;
    for (const std::uint32_t of : coverage_of_test(test).areas_of(area)) {
      mark(watcher, of);
      watch_age(turn, watcher, of);
    }
  }
}

// What is true because another alarm was raised is looked at again when that was too long ago: of
// all that the rule asks about, at the next such moment. (A pattern that ages is always looked at.)
void Judge::watch_age(Turn& turn, std::uint32_t watcher, std::uint32_t area) {
  const Rule& rule = rulebook_.rules()[watcher];
  if (rule.pattern || !is_there(watcher, area)) return;
  std::optional<Instant> next;
  const auto look_at = [&](const Asked& asked, std::uint32_t of) {
    for (const auto& alarm : asked.alarms) {
      if (!alarm.raised_within || !is_there(alarm.rule, of) || states_[alarm.rule].alarms.empty())
        continue;
      const Instant raised_at = alarm_in(alarm.rule, of).raised_at();
      const Instant aged_at = raised_at + *alarm.raised_within;
      if (raised_at != Instant{} && aged_at > clock_)
        next = next ? std::min(*next, aged_at) : aged_at;
    }
  };
  Rule::each_condition(rule, [&](const Asked& asked) {
    look_at(asked, area);
    for (const std::uint32_t test : asked.tests)
      for (const std::uint32_t site : coverage_of_test(test).stations_of(area))
        look_at(rulebook_.tests()[test].asked, site);
  });
  if (next) wake(turn, {.kind = alarm_aged, .part = area, .subject = watcher}, *next);
}

void Judge::judge_fire(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason) {
  Rule& judged = rulebook_.rule(rule);
  const Truth truth = truth_of(*judged.fire, judged.coverage, area, false);
  char& was_true = states_[rule].was_true[*states_[rule].areas.slot(area)];
  if (truth == Truth::yes && (was_true == 0 || judged.tumbling))
    fire(turn, rule, area, *judged.fire, reason);
  if (truth != Truth::unknown) was_true = truth == Truth::yes ? 1 : 0;
}

// Whether something of it is true, or may come true by time alone.
bool Judge::stirs(std::uint32_t rule, std::uint32_t area) const {
  Rule& judged = rulebook_.rule(rule);
  bool stirs = judged.ages;
  Rule::each_condition(judged, [&](Asked& asked) {
    stirs = stirs || truth_of(asked, judged.coverage, area, false) == Truth::yes;
  });
  return stirs;
}

void Judge::set_stirs(std::uint32_t rule, std::uint32_t slot, bool stirs) {
  char& kept = states_[rule].stirs[slot];
  if ((kept != 0) == stirs) return;
  kept = stirs ? 1 : 0;
  const std::uint32_t area = states_[rule].areas.area(slot);
  const auto await = [&](std::uint32_t site) {
    if (stirs) {
      ++awaited_[site];
    } else {
      --awaited_[site];
    }
  };
  if (coverage_of(rule).of_stations()) return await(area);
  for (const std::uint32_t site : coverage_of(rule).stations_of(area)) await(site);
  for (const std::uint32_t coverage : rulebook_.rules()[rule].also_sees)
    for (const std::uint32_t site : coverages_[coverage].stations_of(area)) await(site);
}

// What a station says is one occasion to each area in which the rule sees it, by itself or by one
// of its tests.
void Judge::follow_patterns(Turn& turn, std::uint32_t site, const Reason& reason) {
  for (const std::uint32_t rule : rulebook_.patterns()) {
    const auto follow = [&](std::uint32_t area) {
      const auto slot = states_[rule].areas.slot(area);
      if (slot && states_[rule].stirs[*slot] != 0) follow_pattern(turn, rule, area, reason);
    };
    const auto& others = rulebook_.rules()[rule].also_sees;
    if (others.empty()) {
      coverage_of(rule).each_area_of(site, follow);
      continue;
    }
    const auto own = coverage_of(rule).areas_of(site);
    std::set<std::uint32_t> areas(own.begin(), own.end());
    for (const std::uint32_t coverage : others)
      for (const std::uint32_t area : coverages_[coverage].areas_of(site)) areas.insert(area);
    for (const std::uint32_t area : areas) follow(area);
  }
}

void Judge::follow_pattern(Turn& turn, std::uint32_t rule, std::uint32_t area,
                           const Reason& reason) {
  Rule& judged = rulebook_.rule(rule);
  PatternRule& pattern = *judged.pattern;
  std::array<Truth, kPatternStepsMax> whens{};
  std::array<Truth, kPatternStepsMax> withouts{};
  const auto when = std::span(whens).first(pattern.steps.size());
  const auto without = std::span(withouts).first(pattern.steps.size());
  for (std::size_t i = 0; i < pattern.steps.size(); ++i) {
    auto& step = pattern.steps[i];
    when[i] = truth_of(step.when, judged.coverage, area, false);
    if (step.without) without[i] = truth_of(*step.without, judged.coverage, area, false);
  }
  Occasion occasion{*reason.moment.observed_at, when, without, Truth::no};
  if (pattern.then_no) occasion.then_no = truth_of(*pattern.then_no, judged.coverage, area, false);
  Course& course = course_of(rule, area);
  const auto due_before = course.due(pattern.shape);
  if (const std::uint64_t matches = course.take(pattern.shape, occasion); matches > 0) {
    wire::RuleFired fired;
    for (const Instant at : course.latest_match()) fired.add_step_at_ms(ms_of(at));
    if (pattern.shape.all) fired.set_matches(matches);
    fire(turn, rule, area, pattern.steps.back().when, reason, std::move(fired));
  }
  const auto due = course.due(pattern.shape);
  if (due == due_before) return;
  const TimerKey key{.kind = course_over, .part = area, .subject = rule};
  if (due) {
    wake(turn, key, *due);
  } else {
    turn.cancel(key);
  }
}

void Judge::course_is_over(Turn& turn, std::uint32_t rule, std::uint32_t area,
                           const Reason& reason) {
  if (!is_there(rule, area) || !rulebook_.rules()[rule].pattern) return;
  const PatternRule& pattern = *rulebook_.rules()[rule].pattern;
  if (course_of(rule, area).pass(pattern.shape, clock_))
    fire(turn, rule, area, pattern.steps.back().when, reason);
}

}  // namespace fenghuo::rules
