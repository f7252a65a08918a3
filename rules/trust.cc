#include "rules/trust.h"

#include <algorithm>
#include <cmath>

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::rules {
namespace {

using Limb = wire::StationLost;

// A station that begins to speak is news for so long, where no gap is stated.
constexpr Span kNewFor = std::chrono::hours{1};

QualityLimits limits_from(const wire::Trust& trust) {
  QualityLimits limits;
  limits.gap = Span{trust.gap_ms()};
  if (trust.has_fail_outside())
    limits.fail_outside = {trust.fail_outside().low(), trust.fail_outside().high()};
  if (trust.has_suspect_outside())
    limits.suspect_outside = {trust.suspect_outside().low(), trust.suspect_outside().high()};
  limits.spike_suspect = trust.spike_suspect();
  limits.spike_fail = trust.spike_fail();
  limits.rate_per_hour = trust.rate_per_hour();
  limits.flat_tolerance = trust.flat_line().tolerance();
  limits.flat_suspect = Span{trust.flat_line().suspect_ms()};
  limits.flat_fail = Span{trust.flat_line().fail_ms()};
  if (trust.flat_line().has_above()) limits.flat_above = trust.flat_line().above();
  // Where the station has no limit of that name, nothing is above it.
  if (!trust.flat_line().above_limit().empty()) limits.flat_above = QualityLimits::kInfinite;
  limits.first_reading_moved = trust.first_reading_moved();
  return limits;
}

// A station's own limits go before those of its property.
void use_own(const wire::Limit& own, const wire::Trust& trust, QualityLimits& limits) {
  const double value = own.value();
  const std::string& name = own.name();
  if (name == "fail_low") limits.fail_outside.low = value;
  if (name == "fail_high") limits.fail_outside.high = value;
  if (name == "suspect_low") limits.suspect_outside.low = value;
  if (name == "suspect_high") limits.suspect_outside.high = value;
  if (name == "seen_below") limits.first_below = value;
  if (name == "record_low") limits.record.low = value;
  if (name == "record_high") limits.record.high = value;
  if (name == trust.flat_line().above_limit()) limits.flat_above = value;
}

PropertyKind kind_of_property(const std::string& property) {
  const Property* known = find_property(property);
  return known == nullptr ? PropertyKind::state : known->kind;
}

}  // namespace

void Trust::bind(const wire::Plan& plan, const StationPlaces& stations,
                 const Datastreams& datastreams) {
  kinds_.assign(plan.trust().begin(), plan.trust().end());
  of_amounts_.clear();
  limits_.clear();
  for (const auto& kind : kinds_) limits_.push_back(limits_from(kind));
  for (const auto& kind : kinds_)
    of_amounts_.push_back(kind_of_property(kind.property()) == PropertyKind::amount);
  own_limits_.assign(plan.limits().begin(), plan.limits().end());
  sites_.clear();
  for (const auto& station : plan.stations())
    sites_.push_back(station.has_longitude_deg() && station.has_latitude_deg()
                         ? std::optional(Degrees{station.longitude_deg(), station.latitude_deg()})
                         : std::nullopt);
  for (auto& stream : streams_) place(stream, stations, datastreams);
  std::erase_if(streams_, [](const Stream& stream) { return stream.kind < 0; });
  stream_of_.clear();
  of_site_.assign(sites_.size(), {});
  for (std::uint32_t i = 0; i < streams_.size(); ++i) index(i);
}

void Trust::place(Stream& stream, const StationPlaces& stations, const Datastreams& datastreams) {
  stream.kind = -1;
  const Datastream& datastream = datastreams[DatastreamId{stream.datastream}];
  const std::string& station = datastreams.station_name(datastream.station);
  const auto site = stations.find(station);
  const auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](const wire::Trust& trust) {
    return trust.property() == datastream.property;
  });
  if (!site || kind == kinds_.end()) return;
  stream.kind = static_cast<std::int32_t>(kind - kinds_.begin());
  stream.site = *site;
  stream.limits = static_cast<std::uint32_t>(stream.kind);
  for (const auto& own : own_limits_) {
    if (own.station() != station || own.property() != datastream.property) continue;
    if (stream.limits == static_cast<std::uint32_t>(stream.kind)) {
      stream.limits = static_cast<std::uint32_t>(limits_.size());
      limits_.push_back(limits_from(*kind));
    }
    use_own(own, *kind, limits_.back());
  }
}

void Trust::index(std::uint32_t stream) {
  const std::uint32_t datastream = streams_[stream].datastream;
  if (stream_of_.size() <= datastream) stream_of_.resize(datastream + std::size_t{1}, kUnknown);
  stream_of_[datastream] = static_cast<std::int32_t>(stream);
  of_site_[streams_[stream].site].push_back(stream);
}

// With its first value the stream begins.
Trust::Stream* Trust::stream_for(DatastreamId datastream, const StationPlaces& stations,
                                 const Datastreams& datastreams) {
  if (stream_of_.size() <= datastream.value) stream_of_.resize(datastreams.count(), kUnknown);
  if (stream_of_[datastream.value] == kUnknown) {
    Stream stream{.datastream = datastream.value};
    place(stream, stations, datastreams);
    stream_of_[datastream.value] = kNone;
    if (stream.kind >= 0) {
      streams_.push_back(std::move(stream));
      index(static_cast<std::uint32_t>(streams_.size() - 1));
    }
  }
  return find(datastream);
}

const Trust::Stream* Trust::find(std::uint32_t site, std::string_view property) const {
  for (const std::uint32_t stream : of_site_[site])
    if (kind_of(streams_[stream]).property() == property) return &streams_[stream];
  return nullptr;
}

const Trust::Stream* Trust::lost_rising(std::uint32_t site) const {
  for (const std::uint32_t stream : of_site_[site])
    if (streams_[stream].lost == wire::StationLost::RISING) return &streams_[stream];
  return nullptr;
}

Trust::Stream* Trust::find(DatastreamId datastream) {
  if (datastream.value >= stream_of_.size()) return nullptr;
  const std::int32_t at = stream_of_[datastream.value];
  return at < 0 ? nullptr : &streams_[static_cast<std::size_t>(at)];
}

void Trust::prefetch(DatastreamId datastream, Fetch fetch) const {
  if (datastream.value >= stream_of_.size() || stream_of_[datastream.value] < 0) return;
  const Stream& stream = streams_[static_cast<std::size_t>(stream_of_[datastream.value])];
  if (fetch == Fetch::stream) return fetch_all_ahead(&stream, 1);
  stream.quality.prefetch();
}

std::optional<Trust::Checked> Trust::check(const Row& row, Instant now,
                                           const StationPlaces& stations,
                                           const Datastreams& datastreams) {
  Stream* const stream = stream_for(row.datastream, stations, datastreams);
  if (stream == nullptr) return std::nullopt;
  const double value = to_double(row.value, datastreams[row.datastream].decimals);
  Judged judged = stream->quality.check(limits_of(*stream), {row.observed_at, value});
  const bool returned = stream->flag == Quality::missing;
  stream->received_at = now;
  stream->lost = wire::StationLost::UNKNOWN;
  if (row.quality == Quality::suspect || row.quality == Quality::fail) {
    judged.tests.add(QualityTest::device);
    if (judged.flag != Quality::fail) judged.flag = row.quality;
  }
  if (of_amounts_[static_cast<std::size_t>(stream->kind)]) {
    if (row.observed_at - stream->amount_since > std::chrono::hours{1}) {
      stream->amount_since = row.observed_at - std::chrono::minutes{5};
      stream->amount = 0;
    }
    stream->amount += value;
  }
  if (judged.doubtful() && is_backed(*stream)) {
    judged.tests.remove(QualityTest::rate_of_change);
    judged.tests.remove(QualityTest::first_reading);
    if (judged.tests.none()) judged.flag = Quality::pass;
  }
  // That a new stream passes is no news.
  const bool first = stream->flag == Quality::not_evaluated && judged.flag == Quality::pass;
  const bool changed = !first && (judged.flag != stream->flag || judged.tests != stream->tests);
  stream->flag = judged.flag;
  stream->tests = judged.tests;
  stream->at_least = judged.at_least;
  stream->doubtful = judged.doubtful();
  if (stream->doubtful) note_doubt(*stream, row.observed_at);
  return Checked{judged, changed, returned};
}

void Trust::doubt(Stream& stream, QualityTest test) {
  stream.tests.add(test);
  if (stream.flag != Quality::fail) stream.flag = Quality::suspect;
  stream.doubtful = true;
  if (stream.quality.last()) note_doubt(stream, stream.quality.last()->at);
}

// Of several the newest: one that comes late is older.
void Trust::note_doubt(Stream& stream, Instant at) {
  stream.doubtful_at = std::max(stream.doubtful_at.value_or(at), at);
}

std::optional<double> Trust::change_per_hour(const Stream& stream) const {
  if (!of_amounts_[static_cast<std::size_t>(stream.kind)]) return stream.quality.trend_per_hour();
  const auto& last = stream.quality.last();
  if (!last || last->at <= stream.amount_since) return std::nullopt;
  return stream.amount * 3'600'000 / static_cast<double>((last->at - stream.amount_since).count());
}

bool Trust::is_near(std::uint32_t a, std::uint32_t b, double within_km) const {
  constexpr double kKmPerDegree = 111;
  if (a == b || !sites_[a] || !sites_[b]) return false;
  if (std::abs(sites_[a]->latitude - sites_[b]->latitude) * kKmPerDegree > within_km + 1)
    return false;
  return distance_km(*sites_[a], *sites_[b]) <= within_km;
}

std::vector<std::uint32_t> Trust::sites_around(std::uint32_t site, double within_km) const {
  std::vector<std::uint32_t> others;
  for (std::uint32_t other = 0; other < sites_.size(); ++other)
    if (is_near(site, other, within_km)) others.push_back(other);
  return others;
}

std::vector<const Trust::Stream*> Trust::around(const Stream& stream, double within_km) const {
  std::vector<const Stream*> others;
  for (const auto& other : streams_)
    if (other.kind == stream.kind && is_near(stream.site, other.site, within_km))
      others.push_back(&other);
  return others;
}

// Whether enough of the neighbours that report move the same way. Those that are doubted vouch for
// nobody, but where they are new themselves: a flood comes to all of them.
bool Trust::is_backed(const Stream& stream) const {
  const auto& neighbour = kind_of(stream).neighbour();
  if (neighbour.within_km() <= 0) return false;
  const auto mine = stream.quality.trend_per_hour();
  std::uint32_t reporting = 0;
  std::uint32_t moving = 0;
  for (const Stream* other : around(stream, neighbour.within_km())) {
    if (other->flag == Quality::missing || other->flag == Quality::fail) continue;
    ++reporting;
    QualityTests others = other->tests;
    others.remove(QualityTest::climatology);
    others.remove(QualityTest::rate_of_change);
    others.remove(QualityTest::first_reading);
    // One that has just begun to speak; one that has stood still since is no witness.
    const auto first = other->quality.first_at();
    const bool newly =
        first && stream.quality.last() &&
        stream.quality.last()->at - *first <= std::max(limits_of(stream).gap, kNewFor);
    const auto trend = other->quality.trend_per_hour();
    const bool same_way = newly || (trend && std::abs(*trend) >= neighbour.rate_per_hour() &&
                                    (!mine ? *trend > 0 : (*trend > 0) == (*mine > 0)));
    if (others.none() && same_way) ++moving;
  }
  return moving >= std::max(1U, neighbour.stations()) &&
         static_cast<double>(moving) >= neighbour.share() * static_cast<double>(reporting);
}

std::optional<Instant> Trust::next_gap() const {
  std::optional<Instant> next;
  for (const auto& stream : streams_)
    if (const auto at = gap_of(stream)) next = next ? std::min(*next, *at) : *at;
  return next;
}

// When it is missing, if nothing of it comes; nothing where it is, or the plan has no gap for it.
std::optional<Instant> Trust::gap_of(const Stream& stream) const {
  const Span gap = limits_of(stream).gap;
  if (gap <= Span{0} || stream.flag == Quality::missing || !stream.quality.last())
    return std::nullopt;
  return stream.received_at + gap + Span{1};
}

std::vector<std::uint32_t> Trust::lost_by(Instant now) {
  std::vector<std::uint32_t> lost;
  for (std::uint32_t i = 0; i < streams_.size(); ++i) {
    Stream& stream = streams_[i];
    if (limits_of(stream).gap <= Span{0} || stream.flag == Quality::missing ||
        !stream.quality.last() || now - stream.received_at <= limits_of(stream).gap)
      continue;
    stream.lost = limb_of(stream);
    stream.flag = Quality::missing;
    stream.tests = {};
    stream.tests.add(QualityTest::gap);
    lost.push_back(i);
  }
  return lost;
}

wire::StationLost::Limb Trust::limb_of(const Stream& stream) const {
  const double rising = kind_of(stream).rising_per_hour();
  if (rising <= 0) return Limb::UNKNOWN;
  // Of rain, whether it comes as amounts or as a counter, what falls around it counts.
  if (kind_of_property(kind_of(stream).property()) != PropertyKind::state) {
    for (const Stream* other : around(stream, kind_of(stream).neighbour().within_km()))
      if (other->flag != Quality::missing && change_per_hour(*other).value_or(0) >= rising)
        return Limb::IN_RAIN;
    return Limb::UNKNOWN;
  }
  const double trend = stream.quality.trend_per_hour().value_or(0);
  if (trend >= rising) return Limb::RISING;
  return trend <= -rising ? Limb::FALLING : Limb::UNKNOWN;
}

}  // namespace fenghuo::rules
