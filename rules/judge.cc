#include "rules/judge.h"

#include <algorithm>
#include <utility>

#include "engine/decimal.h"

namespace fenghuo::rules {

void Judge::apply(Turn& turn, const wire::Event& event) {
  const Instant watermark = clock_;  // where the record before left it
  if (event.has_plan_changed()) change_plan(turn);
  // Rows that wait and come before a timer's time go first: it might be about them. Where nothing
  // waits any more, by a new plan, those that waited go.
  clock_ = turn.now() - reorder_;
  release(turn, clock_ + (reorder_ == Span{0} ? Span{1} : Span{0}));
  clock_ = turn.now() - reorder_;
  const auto rows = turn.observations();
  if (reorder_ == Span{0} && !rows.empty()) {
    rows_.clear();
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows_.push_back({rows[i], turn.offset(), i});
    take(turn, rows_);
  }
  if (!turn.due().empty()) wake_up(turn);
  if (reorder_ == Span{0} || rows.empty()) return;
  const bool none_waited = waiting_.empty();
  hold_back(turn, watermark);
  if (none_waited && !waiting_.empty())
    wake(turn, {.kind = wait_over}, waiting_.first_at() + Span{1});
  release(turn, std::max(turn.now() - reorder_ + Span{1}, waiting_.crowded_until()));
  clock_ = turn.now() - reorder_;
}

// Rows that came in one record came one after the other: each is late by those before it. What was
// observed by the watermark is late.
void Judge::hold_back(Turn& turn, Instant watermark) {
  const auto rows = turn.observations();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> late;  // site and row
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    watermark = std::max(watermark, std::min(rows[i].observed_at, turn.now()) - reorder_);
    if (rows[i].observed_at > watermark) {
      waiting_.put({rows[i], turn.offset(), i});
    } else if (const auto site =
                   sites_.site_of(rows[i], rulebook_, stations_, turn.datastreams())) {
      late.emplace_back(*site, i);
    }
  }
  std::sort(late.begin(), late.end());
  for (std::size_t begin = 0, end = 0; begin < late.size(); begin = end) {
    while (end < late.size() && late[end].first == late[begin].first) ++end;
    const std::uint32_t row = late[begin].second;
    doubt(turn, {rows[row], turn.offset(), row}, late[begin].first, Taken::late,
          static_cast<std::uint32_t>(end - begin));
  }
}

void Judge::release(Turn& turn, Instant before) {
  if (waiting_.empty()) return;
  rows_.clear();
  waiting_.take_before(before, rows_);
  take(turn, rows_);
}

// Rows of one station and moment that stand together are one occasion.
void Judge::take(Turn& turn, std::span<const Row> rows) {
  row_sites_.clear();
  for (const auto& row : rows)
    row_sites_.push_back(sites_.site_of(row.observation, rulebook_, stations_, turn.datastreams()));
  const auto same = [&](std::size_t a, std::size_t b) {
    return row_sites_[a] == row_sites_[b] && rows[a].offset == rows[b].offset &&
           rows[a].observation.observed_at == rows[b].observation.observed_at;
  };
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && same(begin, end)) ++end;
    if (end + 12 < rows.size()) sites_.prefetch(rows[end + 11].observation, Fetch::history);
    if (end + 8 < rows.size()) sites_.prefetch(rows[end + 7].observation, Fetch::inside);
    if (end + 4 < rows.size()) sites_.prefetch(rows[end + 3].observation, Fetch::windows);
    if (reorder_ > Span{0}) clock_ = rows[begin].observation.observed_at;
    if (row_sites_[begin]) observe(turn, rows.subspan(begin, end - begin), *row_sites_[begin]);
    begin = end;
  }
}

// --- observations

void Judge::observe(Turn& turn, std::span<const Row> rows, std::uint32_t site) {
  touched_.clear();
  marked_.clear();
  bool newest = false;
  for (const auto& row : rows) newest |= feed(turn, row, site);
  const Row& last = rows.back();
  const Reason reason{{last.observation.observed_at, clock_}, &last};
  for (const std::uint32_t readers : touched_) answer(site, readers);
  judge_marked(turn, reason);
  if (!newest) return;
  for (const std::uint32_t rule : rulebook_.patterns())
    for (const std::uint32_t area : coverage_of(rule).areas_of(site))
      follow_pattern(turn, rule, area, reason);
}

// Whether something of it is newer than what was there.
bool Judge::feed(Turn& turn, const Row& row, std::uint32_t site) {
  const bool first = !sites_.last_received(site);
  const auto fed = sites_.feed(row.observation, site, clock_, rulebook_);
  hear(turn, site, first);
  for (std::uint32_t i = 0; i < fed.count; ++i) {
    const auto& effect = fed.effects[i];
    if (effect.taken == Taken::unchanged) continue;
    if (effect.taken != Taken::taken) doubt(turn, row, site, effect.taken);
    if (effect.taken == Taken::late) continue;
    if (std::find(touched_.begin(), touched_.end(), effect.readers) == touched_.end())
      touched_.push_back(effect.readers);
  }
  return fed.newest;
}

// What the property's histories answer now, and whom that concerns.
void Judge::answer(std::uint32_t site, std::uint32_t readers) {
  for (const auto& asked : rulebook_.readers()[readers].calls) {
    const SeriesCall& call = rulebook_.calls()[asked.call];
    if (asked.slot.kind == Slot::none || call.kind == WindowKind::tumbling) continue;
    if (!answers_.set(site, asked.call, sites_.answer(site, readers, call, asked.slot))) continue;
    for (const std::uint32_t rule : asked.station_rules) mark(rule, site);
    for (const std::uint32_t c : asked.area_coverages)
      area_answers_[c].update(site, asked.call, answers_, coverages_[c], [&](std::uint32_t area) {
        for (const std::uint32_t rule : asked.area_rules)
          if (rulebook_.rules()[rule].coverage == c) mark(rule, area);
      });
    for (const std::uint32_t test : asked.tests) retest(test, site);
  }
}

// The station has spoken: what waited for its silence waits anew.
void Judge::hear(Turn& turn, std::uint32_t site, bool first) {
  for (std::uint32_t s = 0; s < silent_.size(); ++s) {
    if (!first && !silent_[s][site]) continue;
    silent_[s][site] = false;
    const SilenceLimit& silence = rulebook_.silences()[s];
    // Where others are listened to already, the timer is set for one that was heard earlier.
    if (listened_to_[s]++ == 0)
      wake(turn, {.kind = silence_over, .subject = s}, clock_ + silence.longest);
    for (const std::uint32_t rule : silence.rules)
      for (const std::uint32_t area : coverage_of(rule).areas_of(site)) mark(rule, area);
    for (const std::uint32_t test : silence.tests) retest(test, site);
  }
}

// One doubt a station and record is told; a burst of a thousand late rows is one fact.
void Judge::doubt(Turn& turn, const Row& row, std::uint32_t site, Taken taken,
                  std::uint32_t observations) {
  if (doubted_in_[site] == turn.offset()) return;
  doubted_in_[site] = turn.offset();
  const Observation& observation = row.observation;
  const Datastream& datastream = turn.datastreams()[observation.datastream];
  wire::Fact fact;
  fact.mutable_cause()->set_offset(row.offset.value);
  fact.set_cause_row(row.row);
  auto& doubted = *fact.mutable_observation_doubted();
  doubted.set_station(turn.datastreams().station_name(datastream.station));
  doubted.set_property(datastream.property);
  doubted.set_reason(taken == Taken::late    ? wire::ObservationDoubted::LATE
                     : taken == Taken::reset ? wire::ObservationDoubted::COUNTER_RESET
                                             : wire::ObservationDoubted::IMPLAUSIBLE);
  doubted.set_value(to_double(observation.value, datastream.decimals));
  doubted.set_observed_at_ms(ms_of(observation.observed_at));
  doubted.set_observations(observations);
  turn.conclude(std::move(fact));
}

// --- time

void Judge::wake_up(Turn& turn) {
  const Reason time{{std::nullopt, clock_}, nullptr};
  for (const auto& key : turn.due()) {
    const auto subject = static_cast<std::uint32_t>(key.subject);
    marked_.clear();
    switch (key.kind) {
      case silence_over:
        look_for_silence(turn, subject);
        break;
      case window_over:
        window_is_over(turn, subject);
        break;
      case course_over:
        course_is_over(turn, subject, key.part, time);
        break;
      case wait_over:
        // What is due has gone already, before all else.
        if (!waiting_.empty())
          wake(turn, key, std::max(waiting_.first_at() + Span{1}, clock_ + kReleaseStep));
        break;
      default:
        if (is_there(subject, key.part)) judge(turn, subject, key.part, time);
    }
    judge_marked(turn, time);
  }
}

// One timer for all stations, set for the one that was heard first: it looks at each, which is
// rarer than that a station speaks.
void Judge::look_for_silence(Turn& turn, std::uint32_t s) {
  if (s >= silent_.size()) return;
  const SilenceLimit& silence = rulebook_.silences()[s];
  std::optional<Instant> next;
  for (std::uint32_t site = 0; site < sites_.count(); ++site) {
    const auto received = sites_.last_received(site);
    if (!received || silent_[s][site]) continue;
    const Instant at = *received + silence.longest;
    if (at > clock_) {
      next = next ? std::min(*next, at) : at;
      continue;
    }
    silent_[s][site] = true;
    --listened_to_[s];
    for (const std::uint32_t rule : silence.rules)
      for (const std::uint32_t area : coverage_of(rule).areas_of(site)) mark(rule, area);
    for (const std::uint32_t test : silence.tests) retest(test, site);
  }
  if (next) wake(turn, {.kind = silence_over, .subject = s}, *next);
}

void Judge::window_is_over(Turn& turn, std::uint32_t t) {
  if (t >= rulebook_.tumblings().size()) return;
  const auto& tumbling = rulebook_.tumblings()[t];
  const Instant over = clock_ - (clock_ - Instant{}) % tumbling.length;
  for (std::uint32_t r = 0; r < rulebook_.readers().size(); ++r)
    for (const auto& asked : rulebook_.readers()[r].calls) {
      const SeriesCall& call = rulebook_.calls()[asked.call];
      if (call.kind != WindowKind::tumbling || call.window != tumbling.length) continue;
      for (std::uint32_t site = 0; site < sites_.count(); ++site) {
        if (!answers_.set(site, asked.call, sites_.answer(site, r, call, asked.slot, over)))
          continue;
        for (const std::uint32_t c : asked.area_coverages)
          area_answers_[c].update(site, asked.call, answers_, coverages_[c], [](std::uint32_t) {});
      }
    }
  for (const std::uint32_t rule : tumbling.rules)
    for (std::uint32_t area = 0; area < coverage_of(rule).areas(); ++area) mark(rule, area);
  wake(turn, {.kind = window_over, .subject = t}, over + tumbling.length);
}

}  // namespace fenghuo::rules
