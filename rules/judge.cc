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
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows_.emplace_back(rows[i], turn.offset(), i);
    take(turn, rows_);
  }
  if (event.has_command()) take_command(turn, event.command());
  if (event.has_report()) take_report(turn, event.report());
  if (event.has_received_warning()) take_warning(turn, event.received_warning());
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
  const Instant latest = turn.now() - reorder_;
  Instant first_at = Instant::max();
  Instant last_at = Instant::min();
  for (const Observation& row : rows) {
    first_at = std::min(first_at, row.observed_at);
    last_at = std::max(last_at, row.observed_at);
  }
  if (first_at > std::max(watermark, std::min(last_at - reorder_, latest)))
    return waiting_.put(rows, turn.offset(), 0);              // none is late, as most often
  std::vector<std::pair<std::uint32_t, std::uint32_t>> late;  // site and row
  std::uint32_t first = 0;                                    // of those that are to wait
  const auto wait_until = [&](std::uint32_t end) {
    waiting_.put(rows.subspan(first, end - first), turn.offset(), first);
    first = end + 1;
  };
  const auto count = static_cast<std::uint32_t>(rows.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Observation& row = rows[i];
    watermark = std::max(watermark, std::min(row.observed_at - reorder_, latest));
    if (row.observed_at > watermark) continue;
    wait_until(i);
    if (const auto site = sites_.site_of(row.datastream, rulebook_, stations_, turn.datastreams()))
      late.emplace_back(*site, i);
  }
  wait_until(count);
  std::sort(late.begin(), late.end());
  for (std::size_t begin = 0, end = 0; begin < late.size(); begin = end) {
    while (end < late.size() && late[end].first == late[begin].first) ++end;
    const std::uint32_t row = late[begin].second;
    doubt(turn, {rows[row], turn.offset(), row}, late[begin].first, Taken::late,
          static_cast<std::uint32_t>(end - begin));
  }
}

void Judge::release(Turn& turn, Instant before) {
  for (auto rows = waiting_.take_before(before); !rows.empty(); rows = waiting_.take_before(before))
    take(turn, rows);
}

// Rows of one station and moment that stand together are one arrival. Those of several stations
// are fed together, and judged one after the other.
void Judge::take(Turn& turn, std::span<const Row> rows) {
  sites_.route_all(rulebook_, stations_, turn.datastreams());
  const bool trusts = trust_.is_asked();
  const auto count = static_cast<std::uint32_t>(rows.size());
  begin_arrivals();
  for (const Row& row : rows.first(std::min(rows.size(), kRowsLookedAhead)))
    sites_.prefetch_next(row.datastream);
  for (std::uint32_t i = 0; i < count;) {
    const Row& first = rows[i];
    const std::int32_t found = sites_.site_of(first.datastream);
    std::uint32_t end = i;
    do {
      if (count - end > 2 * kRowsLookedAhead)
        sites_.prefetch(rows[end + 2 * kRowsLookedAhead].datastream);
      if (count - end > kRowsLookedAhead)
        sites_.prefetch_next(rows[end + kRowsLookedAhead].datastream);
      ++end;
    } while (end < count && rows[end].observed_at == first.observed_at &&
             rows[end].offset == first.offset && sites_.site_of(rows[end].datastream) == found);
    if (found >= 0) {
      const auto site = static_cast<std::uint32_t>(found);
      if (arrivals_.size() == kArrivalsFedTogether || arrived_in_[site] == feedings_)
        take_arrivals(turn, rows);
      arrived_in_[site] = feedings_;
      Arrival& arrival =
          arrivals_.emplace_back(site, i, end, reorder_ > Span{0} ? first.observed_at : clock_);
      if (trusts) check_values(turn, rows, arrival);
      sites_.give(rows, arrival, qualities_, rulebook_, feeding_);
    }
    i = end;
  }
  take_arrivals(turn, rows);
}

void Judge::begin_arrivals() {
  arrivals_.clear();
  checked_.clear();
  qualities_.clear();
  feeding_.begin();
}

void Judge::take_arrivals(Turn& turn, std::span<const Row> rows) {
  if (arrivals_.empty()) return;
  const bool trusts = trust_.is_asked();
  sites_.feed(rulebook_, answers_, feeding_);
  std::uint32_t fed = 0;
  for (unjudged_ = 1; unjudged_ <= arrivals_.size(); ++unjudged_) {
    const Arrival& arrival = arrivals_[unjudged_ - 1];
    if (fed == arrival.fed_end && awaited_[arrival.site] == 0 && !trusts) {
      sites_.hear(arrival.site, arrival.now);  // and nobody needs to be told, as most often
    } else {
      observe(turn, rows, arrival, feeding_.fed().subspan(fed, arrival.fed_end - fed));
    }
    fed = arrival.fed_end;
  }
  clock_ = arrivals_.back().now;
  unjudged_ = kAllJudged;
  ++feedings_;
  begin_arrivals();
}

// --- observations

void Judge::observe(Turn& turn, std::span<const Row> rows, const Arrival& arrival,
                    std::span<const Fed> all_fed) {
  clock_ = arrival.now;
  marked_.clear();
  const bool first = sites_.hear(arrival.site, clock_);
  if (awaited_[arrival.site] > 0) hear(turn, arrival.site, first);
  for (const Fed& fed : all_fed) {
    if (fed.taken != Taken::taken && fed.taken != Taken::unchanged)
      doubt(turn, rows[fed.row], arrival.site, fed.taken);
    for (const auto& moved : feeding_.moved(fed)) {
      moved.rules->each_moved(arrival.site, moved.before, moved.now,
                              [&](std::uint32_t who) { mark_told(who, arrival.site); });
      if (moved.beyond != nullptr) tell(*moved.beyond, arrival.site, moved.before, moved.now);
    }
  }
  if (trust_.is_asked()) take_doubts(turn, rows, arrival);
  const Row& last = rows[arrival.end - 1];
  const Reason reason{{last.observed_at, clock_}, &last, !arrival.newest};
  judge_marked(turn, reason);
  if (!arrival.newest || awaited_[arrival.site] == 0) return;
  follow_patterns(turn, arrival.site, reason);
}

// Those that see the answer from beyond the station.
void Judge::tell(const Rulebook::AskedCall& asked, std::uint32_t site, const Reading& before,
                 const Reading& now) {
  answers_.set(site, asked.call, now);
  for (const auto& [coverage, rules] : asked.areas)
    area_answers_[coverage].update(site, asked.call, answers_, coverages_[coverage],
                                   [&](std::uint32_t area, const Reading& was, const Reading& is) {
                                     rules.each_moved(
                                         was, is, [&](std::uint32_t who) { mark_told(who, area); });
                                   });
  // A value that nobody doubts may confirm a worse one that somebody does.
  if (trust_.is_asked())
    for (const auto& [coverage, rules] : asked.areas)
      for (const std::uint32_t area : coverages_[coverage].areas_of(site))
        rules.each_moved(before, now, [&](std::uint32_t who) {
          if (concerns(who, area) && is_red_true(Interest::rule_of(who), area))
            mark(Interest::rule_of(who), area);
        });
  asked.tests.each_moved(before, now, [&](std::uint32_t test) { retest(test, site); });
}

// The station has spoken: what waited for its silence waits anew.
void Judge::hear(Turn& turn, std::uint32_t site, bool first) {
  if (first) --awaited_[site];
  for (std::uint32_t s = 0; s < silent_.size(); ++s) {
    if (!first && !silent_[s][site]) continue;
    if (silent_[s][site]) --awaited_[site];
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
  const Datastream& datastream = turn.datastreams()[row.datastream];
  wire::Fact fact;
  fact.mutable_cause()->set_offset(row.offset.value);
  fact.set_cause_row(row.row);
  auto& doubted = *fact.mutable_observation_doubted();
  doubted.set_station(turn.datastreams().station_name(datastream.station));
  doubted.set_property(datastream.property);
  doubted.set_reason(taken == Taken::late    ? wire::ObservationDoubted::LATE
                     : taken == Taken::reset ? wire::ObservationDoubted::COUNTER_RESET
                                             : wire::ObservationDoubted::IMPLAUSIBLE);
  doubted.set_value(to_double(row.value, datastream.decimals));
  doubted.set_observed_at_ms(ms_of(row.observed_at));
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
      case report_aged:
        forget_reports(turn);
        break;
      case warning_turns:
        look_at_warnings(turn);
        break;
      case gap_over:
        look_for_gaps(turn);
        break;
      case shelf_over:
        shelves_are_over(turn);
        break;
      case wait_over:
        // What is due has gone already, before all else.
        if (!waiting_.empty())
          wake(turn, key, std::max(waiting_.first_at() + Span{1}, clock_ + kReleaseStep));
        break;
      default:
        if (!is_there(subject, key.part)) break;
        judge(turn, subject, key.part, time);
        if (key.kind == alarm_aged) watch_age(turn, subject, key.part);
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
    ++awaited_[site];
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
      // Of the other lengths too, as after a restart they are not known yet.
      if (call.kind != WindowKind::tumbling) continue;
      for (std::uint32_t site = 0; site < sites_.count(); ++site) {
        if (!answers_.set(site, asked.call, sites_.answer(site, r, call, asked.slot, over)))
          continue;
        for (const auto& areas : asked.areas)
          area_answers_[areas.coverage].update(
              site, asked.call, answers_, coverages_[areas.coverage],
              [](std::uint32_t, const Reading&, const Reading&) {});
      }
    }
  for (const std::uint32_t rule : tumbling.rules)
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot)
      marked_.push_back({states_[rule].areas.area(slot), rule});
  wake(turn, {.kind = window_over, .subject = t}, over + tumbling.length);
}

}  // namespace fenghuo::rules
