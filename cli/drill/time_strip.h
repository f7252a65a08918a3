// A stretch of time drawn from left to right over the whole width that there is: x in per cent, y
// in pixels, so that words keep their size on a telephone and on paper.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::cli {

/// Where a shape of a strip stands, in pixels from above.
struct Band {
  double top = 0;
  double height = 0;
};

class TimeStrip {
 public:
  /// `until` is later than `from`.
  TimeStrip(Instant from, Instant until, Span utc_offset);

  Instant from() const { return from_; }
  Instant until() const { return until_; }
  /// 0 to 1; what lies outside is put at the end.
  double share(Instant at) const;

  /// Nothing where both moments lie on the same side.
  std::string bar(Instant begin, Instant end, Band band, std::string_view style) const;
  std::string upright(Instant at, Band band, std::string_view style) const;
  /// From end to end.
  std::string level(double y, std::string_view style) const;
  /// `markup` drawn around the moment, at `y`.
  std::string place(Instant at, double y, const std::string& markup) const;
  /// Lines through the band, and the hour of each under it.
  std::string ticks(Band band) const;
  /// The drawing whole; `label` says what it shows, for who doesn't see it (markup, escaped).
  static std::string drawing(double height, const std::string& label, const std::string& shapes);

 private:
  Instant from_;
  Instant until_;
  Span utc_offset_;
};

}  // namespace fenghuo::cli
