// Which values of which stations are believed: one StreamQuality a datastream that the plan has
// limits for, what its neighbours say, and which have been lost when it mattered.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/datastreams.h"
#include "engine/fact.pb.h"
#include "engine/plan.pb.h"
#include "rules/coverage.h"
#include "rules/geography.h"
#include "rules/history.h"
#include "rules/quality.h"
#include "rules/row.h"

namespace fenghuo::rules {

class Trust {
 public:
  /// What is known of a datastream; saved.
  struct Stream {
    std::uint32_t datastream = 0;
    StreamQuality quality;
    Instant received_at{};  // engine time of the newest value
    Quality flag = Quality::not_evaluated;
    QualityTests tests;                    // those that object to the newest value
    std::optional<Instant> doubtful_at{};  // when the newest doubtful value was observed
    bool at_least = false;
    bool doubtful = false;
    wire::StationLost::Limb lost = wire::StationLost::UNKNOWN;
    // Of an amount: what came since the moment, for how much comes an hour.
    Instant amount_since{};
    double amount = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.datastream, self.quality, self.received_at, self.flag, self.tests, self.doubtful_at,
        self.at_least, self.doubtful, self.lost, self.amount_since, self.amount);
    }

    // From the plan; not saved.
    std::int32_t kind = -1;  // into kinds(); -1: the plan has no limits for it
    std::uint32_t site = 0;
    std::uint32_t limits = 0;  // into the limits that streams share
  };

  /// A value as it was judged.
  struct Checked {
    Judged judged;
    bool changed = false;   // the stream's flag or the tests that object
    bool returned = false;  // it had been silent for too long
  };

  void bind(const wire::Plan& plan, const StationPlaces& stations, const Datastreams& datastreams);
  /// Whether the plan has limits at all.
  bool is_asked() const { return !kinds_.empty(); }
  /// Nothing where the plan has no limits for it.
  std::optional<Checked> check(const Row& row, Instant now, const StationPlaces& stations,
                               const Datastreams& datastreams);
  enum class Fetch : std::uint8_t { stream, inside };
  /// Fetches what checking the datastream's next value touches, and then what that points to.
  void prefetch(DatastreamId datastream, Fetch fetch) const;
  /// What other properties say of a stream's newest value: a rise that nothing explains.
  void doubt(Stream& stream, QualityTest test);

  /// When the next stream will have been silent for too long.
  std::optional<Instant> next_gap() const;
  std::optional<Instant> gap_of(const Stream& stream) const;
  /// Those that have been silent for too long by now, and weren't before. Each is marked as
  /// missing.
  std::vector<std::uint32_t> lost_by(Instant now);

  std::span<const Stream> streams() const { return streams_; }
  /// Of a datastream; null where the plan has no limits for it.
  Stream* find(DatastreamId datastream);
  const wire::Trust& kind_of(const Stream& stream) const {
    return kinds_[static_cast<std::size_t>(stream.kind)];
  }
  /// Change an hour: of an amount, what came.
  std::optional<double> change_per_hour(const Stream& stream) const;
  /// The station's own stream of the property; null where it has none.
  const Stream* find(std::uint32_t site, std::string_view property) const;
  /// Whether a stream of the station was lost while it rose; null where none was.
  const Stream* lost_rising(std::uint32_t site) const;
  /// Stations not further away than this, in the plan's order; the station itself left out.
  std::vector<std::uint32_t> sites_around(std::uint32_t site, double within_km) const;
  /// Streams of the same property not further away than this, the stream's own left out.
  std::vector<const Stream*> around(const Stream& stream, double within_km) const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.streams_);
  }

 private:
  void place(Stream& stream, const StationPlaces& stations, const Datastreams& datastreams);
  Stream* stream_for(DatastreamId datastream, const StationPlaces& stations,
                     const Datastreams& datastreams);
  void index(std::uint32_t stream);
  static void note_doubt(Stream& stream, Instant at);
  const QualityLimits& limits_of(const Stream& stream) const { return limits_[stream.limits]; }
  bool is_near(std::uint32_t a, std::uint32_t b, double within_km) const;
  bool is_backed(const Stream& stream) const;
  wire::StationLost::Limb limb_of(const Stream& stream) const;

  std::vector<Stream> streams_;  // in the order of their first values

  // From the plan; not saved.
  std::vector<wire::Trust> kinds_;
  std::vector<bool> of_amounts_;  // by kind
  std::vector<wire::Limit> own_limits_;
  // First those of each kind, then those of stations that have some of their own.
  std::vector<QualityLimits> limits_;
  std::vector<std::optional<Degrees>> sites_;  // where they stand
  // By datastream, into streams_. One that has had no value since the plan or a snapshot is
  // unknown: so the streams are the same whether or not the machine was restarted.
  static constexpr std::int32_t kNone = -1;
  static constexpr std::int32_t kUnknown = -2;
  std::vector<std::int32_t> stream_of_;
  std::vector<std::vector<std::uint32_t>> of_site_;  // streams, by site
};

}  // namespace fenghuo::rules
