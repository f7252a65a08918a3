// What doubt does to a verdict: suspect values never tell people to leave by themselves, and a
// station that is lost while it rises counts for more than it said last.
#include <algorithm>
#include <utility>

#include "engine/decimal.h"
#include "engine/property.h"
#include "rules/judge.h"
#include "rules/measure_words.h"

namespace fenghuo::rules {
namespace {

constexpr std::size_t place_of_level(Level level) {
  return static_cast<std::size_t>(level) - 1;
}

// The names of those that object.
template <class Out>
void add_tests(QualityTests tests, Out& out) {
  for (std::size_t t = 0; t < kQualityTests; ++t)
    if (tests.has(static_cast<QualityTest>(t)))
      out.add_tests(std::string(to_string(static_cast<QualityTest>(t))));
}

}  // namespace

void Judge::bind_trust(const wire::Plan& plan, const Datastreams& datastreams) {
  trust_.bind(plan, stations_, datastreams);
  rules_of_readers_.assign(rulebook_.readers().size(), {});
  for (std::uint32_t r = 0; r < rulebook_.rules().size(); ++r) {
    if (rulebook_.rules()[r].levels.empty()) continue;
    const auto note = [&](const Asked& asked, std::uint32_t coverage) {
      for (const std::uint32_t call : asked.calls) {
        auto& seen = rules_of_readers_[rulebook_.readers_of_call(call)];
        const RuleThere one{r, coverage};
        if (std::find(seen.rbegin(), seen.rend(), one) == seen.rend()) seen.push_back(one);
      }
    };
    Rule::each_condition(rulebook_.rules()[r], [&](const Asked& asked) {
      note(asked, rulebook_.rules()[r].coverage);
      for (const std::uint32_t test : asked.tests)
        note(rulebook_.tests()[test].asked, rulebook_.tests()[test].coverage);
    });
  }
  doubtful_at_.assign(sites_.count() * rulebook_.readers().size(), kNeverObserved);
  for (const auto& stream : trust_.streams())
    if (stream.doubtful_at)
      for (const std::uint32_t readers : readers_fed_by(stream)) note_doubt(stream, readers);
}

std::vector<std::uint32_t> Judge::readers_fed_by(const Trust::Stream& stream) const {
  const std::string& property = trust_.kind_of(stream).property();
  std::vector<std::uint32_t> readers;
  if (const auto own = rulebook_.readers_of(property)) readers.push_back(*own);
  // All that tell of rain feed it, see sites.h.
  const auto rain = rulebook_.readers_of("rain");
  if (rain && property != "rain" && property.starts_with("rain")) readers.push_back(*rain);
  return readers;
}

void Judge::note_doubt(const Trust::Stream& stream, std::uint32_t readers) {
  Instant& at = doubtful_at_[stream.site * rulebook_.readers().size() + readers];
  at = std::max(at, *stream.doubtful_at);
}

// Each value is judged by itself before any of them goes into a history.
void Judge::check_values(Turn& turn, std::span<const Row> rows, const Arrival& arrival) {
  qualities_.clear();
  if (checked_.empty()) checked_from_ = arrival.begin;
  checked_.resize(arrival.begin - checked_from_);  // of others nothing is known
  for (std::uint32_t i = arrival.begin; i < arrival.end; ++i) {
    const Row& row = rows[i];
    if (i + 16 < rows.size()) trust_.prefetch(rows[i + 16].datastream, Trust::Fetch::stream);
    if (i + 8 < rows.size()) trust_.prefetch(rows[i + 8].datastream, Trust::Fetch::inside);
    checked_.push_back(row.quality == Quality::missing
                           ? std::nullopt
                           : trust_.check(row, arrival.now, stations_, turn.datastreams()));
    qualities_.push_back(checked_.back() ? checked_.back()->judged.flag : row.quality);
  }
}

void Judge::take_doubts(Turn& turn, std::span<const Row> rows, const Arrival& arrival) {
  for (std::uint32_t i = arrival.begin; i < arrival.end; ++i) {
    auto& checked = checked_[i - checked_from_];
    if (!checked) continue;
    Trust::Stream& stream = *trust_.find(rows[i].datastream);
    if (is_unexplained(stream)) {
      checked->changed |= !stream.tests.has(QualityTest::multi_variate);
      trust_.doubt(stream, QualityTest::multi_variate);
    }
    if (checked->changed) tell_quality(turn, stream, &rows[i]);
    if (checked->judged.spike_before) tell_spike(turn, stream, rows[i], *checked);
    if (stream.doubtful_at || checked->returned) look_again(stream, checked->returned);
    forget_doubt(stream);
    // Of a new one, or one that has come back, it may be sooner than of all others.
    wait_for_gap(turn, trust_.gap_of(stream));
  }
}

// Its rules are judged again while a doubt can matter to them: where red is true, which is not
// believed of doubtful values, and while a delay runs, which readings of its stations end. All of
// them where a station is lost or has come back.
void Judge::look_again(const Trust::Stream& stream, bool all) {
  for (const std::uint32_t readers : readers_fed_by(stream)) {
    if (stream.doubtful_at) note_doubt(stream, readers);
    for (const auto& [rule, coverage] : rules_of_readers_[readers])
      for (const std::uint32_t area : coverages_[coverage].areas_of(stream.site))
        if (is_there(rule, area) &&
            (all || alarm_in(rule, area).is_about_to_move() || is_red_true(rule, area)))
          mark(rule, area);
  }
}

// Of an alarm that is below orange, and stays there, it isn't: doubtful values alone make it
// orange.
bool Judge::is_red_true(std::uint32_t rule, std::uint32_t area) const {
  Rule& judged = rulebook_.rule(rule);
  if (judged.levels.empty() || judged.levels.back().level != Level::red || !is_there(rule, area))
    return false;
  if (!is_held(rule, area, Level::orange) && !alarm_in(rule, area).is_about_to_move()) return false;
  return truth_of(judged.levels.back().asked, judged.coverage, area,
                  is_held(rule, area, Level::red)) == Truth::yes;
}

// Once no window holds it any more. What rules have seen counts: a value that failed is not of it.
void Judge::forget_doubt(Trust::Stream& stream) const {
  if (!stream.doubtful_at) return;
  for (const std::uint32_t readers : readers_fed_by(stream)) {
    const auto newest = newest_at(stream.site, readers);
    const Span reach = rulebook_.readers()[readers].shape.reach;
    if (!newest || *newest - *stream.doubtful_at <= reach) return;
  }
  stream.doubtful_at.reset();
}

void Judge::tell_quality(Turn& turn, const Trust::Stream& stream, const Row* row) {
  const Datastream& datastream = turn.datastreams()[DatastreamId{stream.datastream}];
  wire::Fact fact;
  if (row != nullptr) set_cause(fact, {{}, row});
  auto& changed = *fact.mutable_quality_changed();
  changed.set_station(turn.datastreams().station_name(datastream.station));
  changed.set_property(datastream.property);
  changed.set_flag(static_cast<std::uint32_t>(stream.flag));
  add_tests(stream.tests, changed);
  if (row != nullptr) {
    changed.set_value(to_double(row->value, datastream.decimals));
    changed.set_observed_at_ms(ms_of(row->observed_at));
  } else if (const auto& last = stream.quality.last()) {
    changed.set_value(last->value);
    changed.set_observed_at_ms(ms_of(last->at));
  }
  turn.conclude(std::move(fact));
}

// Of the value before: what was judged with it stands, but no longer tells anybody to leave.
void Judge::tell_spike(Turn& turn, Trust::Stream& stream, const Row& row,
                       const Trust::Checked& checked) {
  const auto& before = stream.quality.before();
  if (!before) return;
  const Datastream& datastream = turn.datastreams()[row.datastream];
  wire::Fact fact;
  set_cause(fact, {{}, &row});
  auto& changed = *fact.mutable_quality_changed();
  changed.set_station(turn.datastreams().station_name(datastream.station));
  changed.set_property(datastream.property);
  changed.set_flag(static_cast<std::uint32_t>(*checked.judged.spike_before));
  changed.add_tests(std::string(to_string(QualityTest::spike)));
  changed.set_value(before->value);
  changed.set_observed_at_ms(ms_of(before->at));
  turn.conclude(std::move(fact));
  stream.doubtful_at = std::max(stream.doubtful_at.value_or(kNeverObserved), before->at);
}

// A rise that another property doesn't explain, at the station or around it.
bool Judge::is_unexplained(const Trust::Stream& stream) const {
  const auto& kind = trust_.kind_of(stream);
  if (!kind.has_multivariate() || stream.flag == Quality::fail) return false;
  const auto* calls = rulebook_.explanation_of(kind.property());
  if (calls == nullptr) return false;
  const Reading rise = answers_.of(stream.site, calls->rise);
  if (!rise.known() || rise.value < kind.multivariate().rise()) return false;
  bool known = false;
  const auto explains = [&](std::uint32_t site) {
    const Reading& other = answers_.of(site, calls->with);
    known |= other.known();
    return other.known() && other.value >= kind.multivariate().at_least();
  };
  if (explains(stream.site)) return false;
  for (const std::uint32_t site : trust_.sites_around(stream.site, kind.neighbour().within_km()))
    if (explains(site)) return false;
  return known;
}

// --- silence

void Judge::wait_for_gap(Turn& turn, std::optional<Instant> at) {
  if (!at || *at >= gap_awaited_) return;
  gap_awaited_ = *at;
  turn.wake({.kind = gap_over}, *at + reorder_);
}

void Judge::wait_for_gaps(Turn& turn) {
  wait_for_gap(turn, trust_.next_gap());
}

void Judge::look_for_gaps(Turn& turn) {
  gap_awaited_ = kInstantMax;
  for (const std::uint32_t i : trust_.lost_by(clock_)) {
    const Trust::Stream& stream = trust_.streams()[i];
    tell_quality(turn, stream, nullptr);
    if (stream.lost != wire::StationLost::UNKNOWN) tell_lost(turn, stream);
    look_again(stream, true);
  }
  wait_for_gaps(turn);
}

void Judge::tell_lost(Turn& turn, const Trust::Stream& stream) {
  const Datastream& datastream = turn.datastreams()[DatastreamId{stream.datastream}];
  wire::Fact fact;
  auto& lost = *fact.mutable_station_lost();
  lost.set_station(turn.datastreams().station_name(datastream.station));
  lost.set_property(datastream.property);
  lost.set_limb(stream.lost);
  lost.set_value(stream.quality.last()->value);
  lost.set_last_observed_at_ms(ms_of(stream.quality.last()->at));
  lost.set_change_per_hour(trust_.change_per_hour(stream).value_or(0));
  turn.conclude(std::move(fact));
}

// --- what it does to a verdict

bool Judge::is_doubtful(std::uint32_t site, std::uint32_t call) const {
  const SeriesCall& question = rulebook_.calls()[call];
  const std::uint32_t readers = rulebook_.readers_of_call(call);
  const Instant at = doubtful_at_[site * rulebook_.readers().size() + readers];
  if (at == kNeverObserved) return false;
  const auto newest = newest_at(site, readers);
  return newest && at >= bounds_of(question, *newest).after;
}

// Asked of those stations alone that `sees` lets through.
template <class Sees>
Truth Judge::truth_among(Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held,
                         Sees sees) const {
  seen_ = sees;
  const Truth truth = truth_of(asked, coverage, area, held);
  seen_ = nullptr;
  return truth;
}

// Whether values that nobody doubts say so; or those of two stations that don't fail together.
bool Judge::is_believed(Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held) const {
  const auto& stations = coverages_[coverage].stations_of(area);
  const auto believed = [&](std::uint32_t site, std::uint32_t call) {
    return !is_doubtful(site, call);
  };
  if (truth_among(asked, coverage, area, held, believed) == Truth::yes) return true;
  if (coverages_[coverage].of_stations()) return false;
  const auto& groups = coverages_[coverage].groups_of(area);
  std::vector<std::uint32_t> agreeing;
  for (std::size_t i = 0; i < stations.size() && agreeing.size() < 2; ++i) {
    if (std::find(agreeing.begin(), agreeing.end(), groups[i]) != agreeing.end()) continue;
    const auto this_one = [&](std::uint32_t site, std::uint32_t) { return site == stations[i]; };
    if (truth_among(asked, coverage, area, held, this_one) == Truth::yes)
      agreeing.push_back(groups[i]);
  }
  return agreeing.size() >= 2;
}

// A station that was lost while what the rule asks of it in the area rose.
const Trust::Stream* Judge::blind_for(std::uint32_t rule, std::uint32_t area) const {
  const auto is_read = [&](const Trust::Stream& stream, std::uint32_t coverage) {
    const auto fed = readers_fed_by(stream);
    return std::any_of(fed.begin(), fed.end(), [&](std::uint32_t readers) {
      const auto& seen = rules_of_readers_[readers];
      return std::find(seen.begin(), seen.end(), RuleThere{rule, coverage}) != seen.end();
    });
  };
  const auto lost_of = [&](std::uint32_t coverage) -> const Trust::Stream* {
    for (const std::uint32_t site : coverages_[coverage].stations_of(area))
      if (const auto* stream = trust_.lost_rising(site);
          stream != nullptr && is_read(*stream, coverage))
        return stream;
    return nullptr;
  };
  if (const auto* lost = lost_of(rulebook_.rules()[rule].coverage)) return lost;
  for (const std::uint32_t coverage : rulebook_.rules()[rule].also_sees)
    if (const auto* lost = lost_of(coverage)) return lost;
  return nullptr;
}

// Truths as they count: red by doubtful values alone is orange; a blind station is a level up.
Judge::Weighed Judge::weigh(std::uint32_t rule, std::uint32_t area, Alarm::Truths& truths) const {
  Weighed weighed;
  Rule& judged = rulebook_.rule(rule);
  Truth& red = truths[place_of_level(Level::red)];
  if (red == Truth::yes && !is_believed(judged.levels.back().asked, judged.coverage, area,
                                        is_held(rule, area, Level::red))) {
    red = Truth::no;
    truths[place_of_level(Level::orange)] = Truth::yes;
    weighed.withheld = true;
  }
  weighed.blind = blind_for(rule, area);
  if (weighed.blind == nullptr) return weighed;
  Level stands = Level::none;
  for (const Level level : kLevels)
    if (truths[place_of_level(level)] == Truth::yes) stands = level;
  for (const auto& level : judged.levels) {
    if (!above(level.level, stands)) continue;
    truths[place_of_level(level.level)] = Truth::yes;
    weighed.raised_to = level.level;
    return weighed;
  }
  weighed.blind = nullptr;  // it is red already
  return weighed;
}

Judge::Weighed Judge::weighed_now(std::uint32_t rule, std::uint32_t area) const {
  Alarm::Truths truths = truths_of(rule, area);
  return weigh(rule, area, truths);
}

// Beyond the station's record, of what is asked of its highest or newest value.
bool Judge::is_at_least(std::uint32_t site, const SeriesCall& question) const {
  if (question.function != SeriesFunction::last && question.function != SeriesFunction::max &&
      question.function != SeriesFunction::above)
    return false;
  const auto* stream = trust_.is_asked() ? trust_.find(site, question.property) : nullptr;
  return stream != nullptr && stream->at_least;
}

Text Judge::weighed_text(const wire::Plan& plan, const Weighed& weighed) const {
  Text text;
  if (weighed.withheld)
    text = {"红色条件只有可疑读数支持，先按橙色，须立即核实",
            "red rests on suspect values alone, so orange for now: confirm at once"};
  if (weighed.blind == nullptr) return text;
  const Text station = name_of(plan, plan.stations(static_cast<int>(weighed.blind->site)).id());
  const std::string change = format_number(trust_.change_per_hour(*weighed.blind).value_or(0), 2);
  Text unit = unit_words(find_property(trust_.kind_of(*weighed.blind).property()));
  if (!unit.zh.empty()) unit = {" " + unit.zh, " " + unit.en};
  if (!text.zh.empty()) text = {text.zh + "；", text.en + "; "};
  return {text.zh + "测站 " + station.zh + " 在上涨中失联（每小时 " + change + unit.zh +
              "），看不见的按更坏处理，提高一级",
          text.en + "station " + station.en + " was lost while it rose (" + change + unit.en +
              " an hour): what can't be seen is taken for worse, one level up"};
}

void Judge::describe_trust(wire::Standing& standing, const wire::Plan& plan) const {
  if (!trust_.is_asked()) return;
  std::map<std::string_view, wire::StandingStation*> stations;
  for (auto& station : *standing.mutable_stations()) stations.emplace(station.id(), &station);
  for (const auto& stream : trust_.streams()) {
    const auto found = stations.find(plan.stations(static_cast<int>(stream.site)).id());
    if (found == stations.end()) continue;
    wire::StandingStation& station = *found->second;
    if (stream.lost != wire::StationLost::UNKNOWN) station.set_lost(stream.lost);
    for (auto& value : *station.mutable_latest()) {
      if (value.property() != trust_.kind_of(stream).property()) continue;
      value.set_flag(static_cast<std::uint32_t>(stream.flag));
      add_tests(stream.tests, value);
    }
  }
}

}  // namespace fenghuo::rules
