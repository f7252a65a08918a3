#include "rules/rulebook.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

#include "engine/property.h"
#include "rules/calm_search.h"
#include "rules/place_of.h"

namespace fenghuo::rules {
namespace {

double deadband_of(const wire::Rule& rule, const SeriesCall& call) {
  for (const auto& deadband : rule.deadbands())
    if (deadband.property() == call.property) return deadband.value();
  return 0;
}

// Kept in order: of thousands of rules the next is found to be missing at once.
void add_once(std::vector<std::uint32_t>& known, std::uint32_t wanted) {
  const auto at = std::lower_bound(known.begin(), known.end(), wanted);
  if (at == known.end() || *at != wanted) known.insert(at, wanted);
}

bool is_amount(const std::string& property) {
  const Property* known = find_property(property);
  return known != nullptr && known->kind == PropertyKind::amount;
}

// Whether the answer changes with each observation; else with time.
bool moves(const SeriesCall& call) {
  return call.function != SeriesFunction::silence && call.kind != WindowKind::tumbling;
}

std::vector<double> own_limits(const wire::Plan& plan, const SeriesCall& call,
                               const StationPlaces& stations) {
  std::vector<double> limits(stations.count(), std::numeric_limits<double>::quiet_NaN());
  for (const auto& limit : plan.limits())
    if (limit.property() == call.property && limit.name() == call.limit_name)
      if (const auto station = stations.find(limit.station())) limits[*station] = limit.value();
  return limits;
}

}  // namespace

ConditionSettings settings_of(const wire::Plan& plan, const wire::Rule& rule) {
  return {.utc_offset = std::chrono::seconds{plan.utc_offset_s()},
          .of_stations = rule.for_each() != wire::Rule::STATION};
}

Rulebook::Rulebook(const wire::Plan& plan) {
  stations_ = StationPlaces(plan);
  for (const auto& rule : plan.rules()) add(rule, settings_of(plan, rule));
  add_explanations(plan);
  link_alarms(plan);
  note_readers(plan);
}

void Rulebook::add(const wire::Rule& source, const ConditionSettings& settings) {
  Rule rule{.id = source.id(),
            .version = source.version(),
            .title = {source.title().zh(), source.title().en()},
            .lateness = Span{source.lateness_ms()},
            .policy = {Span{source.on_delay_ms()}, Span{source.off_delay_ms()}, {}},
            .coverage = place_of(coverages_, CoverageKey::of(source)),
            .only = {source.only().begin(), source.only().end()}};
  for (const auto& condition : source.levels()) {
    const auto level = level_from_wire(condition.level());
    if (!level || *level == Level::none) continue;
    if (auto asked = ask(source, condition.when(), settings))
      rule.levels.push_back({*level, std::move(*asked)});
  }
  std::sort(rule.levels.begin(), rule.levels.end(),
            [](const auto& a, const auto& b) { return above(b.level, a.level); });
  if (source.step_down())
    for (const auto& level : rule.levels) rule.policy.steps.push_back(level.level);
  if (!source.fire().empty()) rule.fire = ask(source, source.fire(), settings);
  if (source.has_pattern()) add_pattern(source, settings, rule);
  Rule::each_condition(rule, [&](const Asked& asked) {
    for (const std::uint32_t call : asked.calls)
      rule.tumbling |= calls_[call].kind == WindowKind::tumbling;
    for (const std::uint32_t test : asked.tests)
      if (tests_[test].coverage != rule.coverage) add_once(rule.also_sees, tests_[test].coverage);
  });
  if (rule.tumbling)
    Rule::each_condition(rule, [](Asked& asked) { asked.of_answers_alone = false; });
  by_id_.emplace(rule.id, static_cast<std::uint32_t>(rules_.size()));
  rules_.push_back(std::move(rule));
}

std::optional<Asked> Rulebook::ask(const wire::Rule& rule, const std::string& when,
                                   const ConditionSettings& settings) {
  auto compiled = Condition::compile(when, settings);
  if (!compiled) return std::nullopt;
  return place(rule, when, std::move(*compiled));
}

Asked Rulebook::place(const wire::Rule& rule, const std::string& when, Condition condition) {
  Asked asked{.expression = when, .condition = std::move(condition)};
  for (const auto& call : asked.condition.calls()) {
    asked.calls.push_back(place_of(calls_, call));
    asked.deadbands.push_back(deadband_of(rule, call));
  }
  for (const auto& test : asked.condition.tests()) {
    tests_.push_back({place(rule, when, *test.condition), static_cast<std::uint32_t>(rules_.size()),
                      place_of(coverages_, CoverageKey::of(rule, test.of))});
    asked.tests.push_back(static_cast<std::uint32_t>(tests_.size() - 1));
  }
  for (const auto& call : asked.condition.reports()) {
    const auto known = std::find_if(reports_.begin(), reports_.end(),
                                    [&](const auto& reports) { return reports.call == call; });
    asked.reports.push_back(static_cast<std::uint32_t>(known - reports_.begin()));
    if (known == reports_.end()) reports_.push_back({call, {}});
    add_once(reports_[asked.reports.back()].rules, static_cast<std::uint32_t>(rules_.size()));
  }
  for (const auto& call : asked.condition.warnings()) {
    place_of(warnings_, call);
    add_once(asks_warnings_, static_cast<std::uint32_t>(rules_.size()));
  }
  asked.of_answers_alone = asked.tests.empty() && asked.condition.warnings().empty() &&
                           asked.condition.alarms().empty() && asked.reports.empty() &&
                           std::none_of(asked.calls.begin(), asked.calls.end(),
                                        [this](std::uint32_t call) { return is_silence(call); });
  return asked;
}

void Rulebook::add_pattern(const wire::Rule& source, const ConditionSettings& settings,
                           Rule& rule) {
  const auto& pattern = source.pattern();
  if (static_cast<std::size_t>(pattern.steps_size()) > kPatternStepsMax) return;
  PatternRule made;
  made.shape.then_no_within = Span{pattern.then_no_within_ms()};
  made.shape.quiet = Span{pattern.quiet_ms()};
  made.shape.keep = pattern.keep();
  made.shape.all = pattern.all_matches();
  made.shape.within = Span{pattern.within_ms()};
  for (const auto& step : pattern.steps()) {
    auto when = ask(source, step.when(), settings);
    if (!when) return;
    made.shape.steps.push_back(
        {std::clamp(step.times(), 1U, kPatternTimesMax), Span{step.within_ms()}});
    made.steps.push_back({std::move(*when), std::nullopt});
    if (!step.without().empty()) made.steps.back().without = ask(source, step.without(), settings);
  }
  if (!pattern.then_no().empty()) made.then_no = ask(source, pattern.then_no(), settings);
  if (!made.steps.empty()) rule.pattern = std::move(made);
}

// What the multi-variate test of trust.yaml asks, kept like the questions of rules.
void Rulebook::add_explanations(const wire::Plan& plan) {
  for (const auto& trust : plan.trust()) {
    if (!trust.has_multivariate()) continue;
    const auto& asked = trust.multivariate();
    const auto call = [&](const std::string& property) {
      return place_of(calls_, SeriesCall{.property = property,
                                         .function = is_amount(property) ? SeriesFunction::sum
                                                                         : SeriesFunction::delta,
                                         .window = Span{asked.window_ms()}});
    };
    explanations_.push_back({trust.property(), call(trust.property()), call(asked.with())});
  }
}

const Rulebook::Explanation* Rulebook::explanation_of(std::string_view property) const {
  for (const auto& explanation : explanations_)
    if (explanation.property == property) return &explanation;
  return nullptr;
}

void Rulebook::link_alarms(const wire::Plan& plan) {
  watchers_.resize(rules_.size());
  const auto link = [&](Asked& asked, auto watch) {
    for (const auto& alarm : asked.condition.alarms()) {
      const auto rule = find(alarm.rule);
      // One that is not there never stands; check() has told so.
      asked.alarms.push_back({rule.value_or(UINT32_MAX), alarm.raised_within});
      if (rule) watch(watchers_[*rule]);
    }
  };
  for (const auto& source : plan.rules())
    for (const auto& other : source.suppressed_by()) {
      const auto rule = find(source.id());
      const auto suppressor = find(other);
      if (!rule || !suppressor || rules_[*suppressor].levels.empty()) continue;
      rules_[*rule].suppressed_by.push_back(*suppressor);
      suppresses_ = true;
      add_once(watchers_[*suppressor].rules, *rule);
    }
  for (std::uint32_t r = 0; r < rules_.size(); ++r)
    Rule::each_condition(rules_[r], [&](Asked& asked) {
      link(asked, [&](Watchers& watchers) { add_once(watchers.rules, r); });
    });
  for (std::uint32_t t = 0; t < tests_.size(); ++t)
    link(tests_[t].asked, [&](Watchers& watchers) { add_once(watchers.tests, t); });
}

Rulebook::Readers& Rulebook::readers_for(const std::string& property) {
  const auto known = readers_of(property);
  if (known) return readers_[*known];
  readers_.push_back({.property = property, .calls = {}, .shape = {}});
  readers_.back().shape.amounts = is_amount(property);
  return readers_.back();
}

// Those of a property together, in the order in which properties were first asked; and of these
// first those that move with each observation.
void Rulebook::sort_calls() {
  std::vector<std::string> properties;
  for (const auto& call : calls_) place_of(properties, call.property);
  std::vector<std::uint32_t> order(calls_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](const SeriesCall& call) {
      return std::pair(place_of(properties, call.property), !moves(call));
    };
    return rank(calls_[a]) < rank(calls_[b]);
  });
  std::vector<SeriesCall> sorted;
  std::vector<std::uint32_t> place(calls_.size());
  for (const std::uint32_t k : order) {
    place[k] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(calls_[k]));
  }
  calls_ = std::move(sorted);
  for (auto& explanation : explanations_) {
    explanation.rise = place[explanation.rise];
    explanation.with = place[explanation.with];
  }
  const auto rename = [&](Asked& asked) {
    for (std::uint32_t& call : asked.calls) call = place[call];
  };
  for (auto& rule : rules_) Rule::each_condition(rule, rename);
  for (auto& test : tests_) rename(test.asked);
}

void Rulebook::note_readers(const wire::Plan& plan) {
  sort_calls();
  for (std::uint32_t k = 0; k < calls_.size(); ++k) {
    Readers& readers = readers_for(calls_[k].property);
    if (readers.calls.empty()) readers.first = k;
    readers_of_calls_.push_back(*readers_of(calls_[k].property));
    readers.shape.add(calls_[k]);
    readers.calls.push_back(
        {.call = k, .slot = readers.shape.slot_of(calls_[k]), .question = calls_[k]});
    if (calls_[k].function == SeriesFunction::above)
      readers.calls.back().own_limits = own_limits(plan, calls_[k], stations_);
    readers.moving += moves(calls_[k]) ? 1 : 0;
  }
  for (std::uint32_t r = 0; r < rules_.size(); ++r) {
    Rule& rule = rules_[r];
    Rule::each_condition(rule, [&](const Asked& asked) {
      note(asked, r);
      rule.ages |= ages(asked);
    });
    if (rule.pattern) patterns_.push_back(r);
    std::set<Span> lengths;
    Rule::each_condition(rule, [&](const Asked& asked) {
      for (const std::uint32_t call : asked.calls)
        if (calls_[call].kind == WindowKind::tumbling) lengths.insert(calls_[call].window);
    });
    for (const Span length : lengths) {
      auto known = std::find_if(tumblings_.begin(), tumblings_.end(),
                                [&](const Tumbling& t) { return t.length == length; });
      if (known == tumblings_.end()) known = tumblings_.insert(tumblings_.end(), {length, {}});
      known->rules.push_back(r);
    }
  }
  for (std::uint32_t t = 0; t < tests_.size(); ++t) note(tests_[t].asked, tests_[t].rule, t);
  for (auto& readers : readers_)
    for (auto& call : readers.calls) {
      call.beyond_the_station |=
          std::any_of(explanations_.begin(), explanations_.end(), [&](const auto& explanation) {
            return explanation.rise == call.call || explanation.with == call.call;
          });
      readers.beyond_the_station |= call.beyond_the_station;
    }
  for (std::uint32_t r = 0; r < readers_.size(); ++r) {
    readers_[r].calms = r < kCalmReadersMax && can_be_calm(readers_[r]);
    readers_[r].shape.dry_is_calm &= r < kCalmReadersMax;
  }
}

bool Rulebook::ages(const Asked& asked) const {
  const auto silence = [&](std::uint32_t call) {
    return calls_[call].function == SeriesFunction::silence;
  };
  const auto raised = [](const Asked::Alarm& alarm) { return alarm.raised_within.has_value(); };
  const auto test = [&](std::uint32_t of) { return ages(tests_[of].asked); };
  return std::any_of(asked.calls.begin(), asked.calls.end(), silence) ||
         std::any_of(asked.alarms.begin(), asked.alarms.end(), raised) ||
         std::any_of(asked.tests.begin(), asked.tests.end(), test);
}

std::vector<Interest*> Rulebook::interests_in(AskedCall& call, std::uint32_t rule, bool is_test) {
  if (is_test) {
    call.beyond_the_station = true;
    return {&call.tests};
  }
  const std::uint32_t coverage = rules_[rule].coverage;
  if (coverages_[coverage].each != wire::Rule::STATION) {
    call.beyond_the_station = true;
    const auto known = std::find_if(call.areas.begin(), call.areas.end(),
                                    [&](const auto& areas) { return areas.coverage == coverage; });
    return {
        &(known == call.areas.end() ? *call.areas.insert(known, {coverage, {}}) : *known).rules};
  }
  return interests_in(call.rules, rule);
}

// Of a rule for single stations.
std::vector<Interest*> Rulebook::interests_in(StationInterest& stations, std::uint32_t rule) const {
  if (rules_[rule].only.empty()) return {&stations.of_all};
  stations.of_one.resize(stations_.count());
  std::vector<Interest*> interests;
  for (const auto& id : rules_[rule].only)
    if (const auto station = stations_.find(id)) interests.push_back(&stations.of_one[*station]);
  return interests;
}

bool Rulebook::is_told_apart(const Asked& asked, const Difference& difference, std::uint32_t rule,
                             bool is_test) const {
  const SeriesCall& from = calls_[asked.calls[difference.from]];
  const SeriesCall& less = calls_[asked.calls[difference.less]];
  return !is_test && coverages_[rules_[rule].coverage].each == wire::Rule::STATION &&
         from.property == less.property && moves(from) && moves(less);
}

void Rulebook::note_differences(const Asked& asked, std::uint32_t rule) {
  for (const auto& difference : asked.condition.differences()) {
    if (!is_told_apart(asked, difference, rule, false)) continue;
    const std::uint32_t from = asked.calls[difference.from];
    Readers& readers = readers_for(calls_[from].property);
    const Rulebook::AskedDifference wanted{
        from - readers.first, asked.calls[difference.less] - readers.first, {}};
    auto known =
        std::find_if(readers.differences.begin(), readers.differences.end(),
                     [&](const auto& d) { return d.from == wanted.from && d.less == wanted.less; });
    if (known == readers.differences.end()) known = readers.differences.insert(known, wanted);
    for (Interest* interest : interests_in(known->rules, rule))
      interest->add(rule, difference.limit);
  }
}

void Rulebook::note(const Asked& asked, std::uint32_t rule, std::optional<std::uint32_t> test) {
  const Rule& reads = rules_[rule];
  const bool delayed = !test && !reads.levels.empty() &&
                       (reads.policy.on_delay > Span{0} || reads.policy.off_delay > Span{0});
  for (std::uint32_t i = 0; i < asked.calls.size(); ++i) {
    const std::uint32_t k = asked.calls[i];
    Readers& readers = readers_for(calls_[k].property);
    readers.shape.lateness = std::max(readers.shape.lateness, reads.lateness);
    AskedCall& call = readers.calls[k - readers.first];
    const auto interests = interests_in(call, rule, test.has_value());
    // What a tumbling rule reads of an area is kept too, but moves nothing.
    if (!test && reads.tumbling) continue;
    const std::uint32_t who = test.value_or(rule);
    const auto& differences = asked.condition.differences();
    const bool always =
        asked.condition.computes_with(i) ||
        std::any_of(differences.begin(), differences.end(), [&](const Difference& difference) {
          return (difference.from == i || difference.less == i) &&
                 !is_told_apart(asked, difference, rule, test.has_value());
        });
    for (Interest* interest : interests) {
      if (always) interest->add(who);
      if (always) continue;
      if (delayed) interest->add(who | Interest::kWhileDelayRuns);
      for (const auto& threshold : asked.condition.thresholds()) {
        if (threshold.call != i) continue;
        interest->add(who, threshold.limit);
        if (asked.deadbands[i] != 0)
          interest->add(who, effective_limit(threshold, asked.deadbands[i]));
      }
    }
  }
  if (!test && !reads.tumbling) note_differences(asked, rule);
  note_silence(asked, rule, test);
}

void Rulebook::note_silence(const Asked& asked, std::uint32_t rule,
                            std::optional<std::uint32_t> test) {
  for (const auto& threshold : asked.condition.thresholds()) {
    if (calls_[asked.calls[threshold.call]].function != SeriesFunction::silence) continue;
    const bool strict =
        threshold.comparison == Comparison::greater || threshold.comparison == Comparison::at_most;
    const Span longest{static_cast<std::int64_t>(threshold.limit * 1000) + (strict ? 1 : 0)};
    auto known = std::find_if(silences_.begin(), silences_.end(),
                              [&](const SilenceLimit& s) { return s.longest == longest; });
    if (known == silences_.end()) known = silences_.insert(silences_.end(), SilenceLimit{longest});
    if (test) {
      add_once(known->tests, *test);
    } else {
      add_once(known->rules, rule);
    }
  }
}

const Rulebook::AskedCall& Rulebook::asked_call(std::uint32_t call) const {
  const Readers& readers = readers_[readers_of_calls_[call]];
  return readers.calls[call - readers.first];
}

std::optional<std::uint32_t> Rulebook::readers_of(std::string_view property) const {
  for (std::uint32_t i = 0; i < readers_.size(); ++i)
    if (readers_[i].property == property) return i;
  return std::nullopt;
}

std::optional<std::uint32_t> Rulebook::find(std::string_view rule) const {
  const auto found = by_id_.find(rule);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace fenghuo::rules
