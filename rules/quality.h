// How far the values of one datastream are believed: the real-time tests of QARTOD (IOOS, Manual
// for Real-Time Quality Control of Water Level Data, 2.1) that need nothing but the stream itself.
// Each value is tested as it comes; a spike shows only when the value after it comes.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/archive.h"
#include "engine/observations.h"
#include "engine/time.h"
#include "rules/chunk.h"

namespace fenghuo::rules {

enum class QualityTest : std::uint8_t {
  gap,
  gross_range,
  climatology,
  spike,
  rate_of_change,
  flat_line,
  multi_variate,
  first_reading,
  device  // the device's own flag
};
inline constexpr std::size_t kQualityTests = 9;

/// gap, gross_range, ...: QARTOD's names.
std::string_view to_string(QualityTest test);

/// Which tests object.
class QualityTests {
 public:
  void add(QualityTest test) { bits_ |= bit(test); }
  void remove(QualityTest test) { bits_ &= static_cast<std::uint16_t>(~bit(test)); }
  bool has(QualityTest test) const { return (bits_ & bit(test)) != 0; }
  bool none() const { return bits_ == 0; }
  friend bool operator==(QualityTests, QualityTests) = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.bits_);
  }

 private:
  static constexpr std::uint16_t bit(QualityTest test) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(test));
  }
  std::uint16_t bits_ = 0;
};

/// Limits of a datastream in its property's unit. What isn't tested is infinite or zero.
struct QualityLimits {
  static constexpr double kInfinite = std::numeric_limits<double>::infinity();
  struct Range {
    double low = -kInfinite;
    double high = kInfinite;
    bool has(double value) const { return low <= value && value <= high; }
  };
  Span gap{};  // no value follows another that is older than this
  Range fail_outside{};
  Range suspect_outside{};
  Range record{};  // the lowest and highest that the station has seen
  double spike_suspect = 0;
  double spike_fail = 0;
  double rate_per_hour = 0;
  double flat_tolerance = 0;
  Span flat_suspect{};
  Span flat_fail{};
  double flat_above = -kInfinite;
  double first_reading_moved = 0;
  double first_below = kInfinite;  // and until one was below this
};

/// What the tests say of a value.
struct Judged {
  Quality flag = Quality::not_evaluated;
  QualityTests tests{};
  bool at_least = false;  // above the record: what really is may be more
  // Of the value before this one, where it now shows as a spike.
  std::optional<Quality> spike_before{};

  /// Whether alone it is not enough for "leave now". Beyond the record is no doubt: that is what
  /// the worst floods are.
  bool doubtful() const {
    QualityTests others = tests;
    others.remove(QualityTest::climatology);
    return flag == Quality::suspect && !others.none();
  }
};

class StreamQuality {
 public:
  struct Sample {
    Instant at{};
    double value = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.at, self.value);
    }
  };

  /// Values in the order of observation; one that is older than another is tested by range alone.
  Judged check(const QualityLimits& limits, const Sample& sample);

  /// What a check points to.
  void prefetch() const {
    fetch_ahead(lowest_.data());
    fetch_ahead(highest_.data());
  }

  const std::optional<Sample>& last() const { return last_; }
  /// The one before the last, in one stretch with it.
  const std::optional<Sample>& before() const { return before_; }
  /// When the first value after a gap was observed, where none has moved away from it yet.
  std::optional<Instant> first_at() const {
    return first_ ? std::optional(first_->at) : std::nullopt;
  }
  /// Change an hour, over at least half an hour where there is so much; nothing before the second
  /// value, or after a gap.
  std::optional<double> trend_per_hour() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.last_, self.before_, self.anchor_, self.candidate_, self.first_, self.seen_below_,
      self.lowest_, self.highest_, self.flat_since_);
  }

 private:
  // Of those in the flat stretch: what could become its lowest or highest, and when the one after
  // it came.
  struct Edge {
    Sample sample;
    Instant next_at{};

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.sample, self.next_at);
    }
  };
  using Edges = std::vector<Edge>;

  bool begins_anew(const QualityLimits& limits, const Sample& sample) const {
    return !last_ || (limits.gap > Span{0} && sample.at - last_->at > limits.gap);
  }
  void check_range(const QualityLimits& limits, double value, Judged& judged) const;
  void check_change(const QualityLimits& limits, const Sample& sample, Judged& judged) const;
  void check_first(const QualityLimits& limits, const Sample& sample, bool begins, bool impossible,
                   Judged& judged);
  void check_flat(const QualityLimits& limits, const Sample& sample, Judged& judged);
  void remember(const Sample& sample, bool begins);

  std::optional<Sample> last_;
  std::optional<Sample> before_;
  std::optional<Sample> anchor_;     // half an hour ago or more
  std::optional<Sample> candidate_;  // to be the next anchor
  std::optional<Sample> first_;      // after a gap, until another has moved away from it
  bool seen_below_ = false;          // since the gap: below the limit
  Edges lowest_;                     // rising
  Edges highest_;                    // falling
  Instant flat_since_{};
};

}  // namespace fenghuo::rules
