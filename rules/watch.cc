#include "rules/watch.h"

#include <utility>

#include "engine/decimal.h"

namespace fenghuo::rules {

void Watch::apply(Turn& turn, const wire::Event& event) {
  if (event.has_plan_changed()) {
    read_plan(turn.plan(), turn.datastreams());
    look_for_silence(turn);
  }
  const auto rows = turn.observations();
  if (!rows.empty()) note_new_stations(turn.datastreams());
  std::optional<StationIndex> last;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const StationIndex station = turn.datastreams()[row.datastream].station;
    if (last != station) hear(turn, station, i);
    last = station;
    auto& latest = latest_[row.datastream.value];
    if (row.quality == Quality::missing) continue;
    if (!latest || latest->observed_at <= row.observed_at)
      latest = Latest{row.observed_at, row.value};
  }
  if (!turn.due().empty()) look_for_silence(turn);
  if (event.has_report()) take_report(turn, event.report());
}

void Watch::take_report(Turn& turn, const wire::Report& report) const {
  wire::Fact fact;
  auto& taken = *fact.mutable_report_taken();
  taken.set_reporter(report.reporter());
  taken.set_kind(report.kind());
  taken.set_area(report.area());
  taken.set_text(report.text());
  taken.set_seen_at(report.seen_at());
  taken.set_recorded_by(report.recorded_by());
  turn.conclude(std::move(fact));
}

void Watch::read_plan(const wire::Plan& plan, const Datastreams& datastreams) {
  intervals_.clear();
  for (const auto& station : plan.stations())
    intervals_.emplace(station.id(), Span{station.report_interval_ms()});
  interval_of_.clear();
  note_new_stations(datastreams);
}

void Watch::note_new_stations(const Datastreams& datastreams) {
  latest_.resize(datastreams.count());
  stations_.resize(datastreams.station_count());
  for (auto i = static_cast<std::uint32_t>(interval_of_.size()); i < datastreams.station_count();
       ++i) {
    const auto found = intervals_.find(datastreams.station_name({i}));
    interval_of_.push_back(found == intervals_.end() ? std::nullopt : std::optional(found->second));
  }
}

void Watch::hear(Turn& turn, StationIndex station, std::uint32_t row) {
  Heard& heard = stations_[station.value];
  const auto& interval = interval_of_[station.value];
  const std::string& name = turn.datastreams().station_name(station);
  // Facts are made only where there are any: this runs for nearly every row.
  const auto fact_of_row = [&] {
    wire::Fact fact;
    fact.mutable_cause()->set_offset(turn.offset().value);
    fact.set_cause_row(row);
    return fact;
  };
  if (!heard.last_received && !interval) {
    wire::Fact fact = fact_of_row();
    fact.mutable_station_seen()->set_station(name);
    turn.conclude(std::move(fact));
  }
  if (heard.silent) {
    wire::Fact fact = fact_of_row();
    fact.mutable_station_returned()->set_station(name);
    fact.mutable_station_returned()->set_silent_since_ms(ms_of(*heard.last_received));
    turn.conclude(std::move(fact));
  }
  const bool first = !heard.last_received;
  heard.last_received = turn.now();
  const bool was_silent = std::exchange(heard.silent, false);
  if (first || was_silent) look_at(turn, silent_from(station.value));
}

void Watch::look_at(Turn& turn, std::optional<Instant> moment) {
  if (!moment || (next_look_ && *next_look_ <= *moment)) return;
  next_look_ = moment;
  turn.wake({}, *moment);
}

std::optional<Instant> Watch::silent_from(std::uint32_t station) const {
  const Heard& heard = stations_[station];
  const auto& interval = interval_of_[station];
  if (!interval || !heard.last_received || heard.silent) return std::nullopt;
  return *heard.last_received + *interval * kIntervalsUntilSilent;
}

void Watch::look_for_silence(Turn& turn) {
  next_look_.reset();
  for (std::uint32_t i = 0; i < stations_.size(); ++i) {
    const auto from = silent_from(i);
    if (!from || *from > turn.now()) {
      look_at(turn, from);
      continue;
    }
    stations_[i].silent = true;
    wire::Fact fact;
    auto& silent = *fact.mutable_station_silent();
    silent.set_station(turn.datastreams().station_name({i}));
    silent.set_last_received_at_ms(ms_of(*stations_[i].last_received));
    silent.set_report_interval_ms(interval_of_[i]->count());
    turn.conclude(std::move(fact));
  }
}

void Watch::load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) {
  reader(stations_, latest_, next_look_);
  read_plan(plan, datastreams);
}

void Watch::describe(wire::Standing& standing, const wire::Plan& plan,
                     const Datastreams& datastreams) const {
  std::map<std::uint32_t, wire::StandingStation*> heard;
  for (std::uint32_t i = 0; i < stations_.size(); ++i) {
    if (!stations_[i].last_received) continue;
    auto& station = *standing.add_stations();
    station.set_id(datastreams.station_name({i}));
    station.set_registered(interval_of_[i].has_value());
    station.set_heard(true);
    station.set_last_received_at_ms(ms_of(*stations_[i].last_received));
    station.set_silent(stations_[i].silent);
    heard.emplace(i, &station);
  }
  for (std::uint32_t d = 0; d < latest_.size(); ++d) {
    if (!latest_[d]) continue;
    const Datastream& datastream = datastreams[{d}];
    auto& value = *heard.at(datastream.station.value)->add_latest();
    value.set_property(datastream.property);
    value.set_value(to_double(latest_[d]->value, datastream.decimals));
    value.set_decimals(datastream.decimals);
    value.set_observed_at_ms(ms_of(latest_[d]->observed_at));
  }
  for (const auto& station : plan.stations()) {
    const auto index = datastreams.find_station(station.id());
    if (index && heard.contains(index->value)) continue;
    auto& silent = *standing.add_stations();
    silent.set_id(station.id());
    silent.set_registered(true);
  }
}

}  // namespace fenghuo::rules
