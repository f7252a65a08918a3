// Events as a gauge saw them: from when its values crossed a limit until they were back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verification.h"
#include "engine/plan.pb.h"

namespace fenghuo::cli {

/// Two crossings closer than this are one event: a river at its limit goes to and fro.
inline constexpr Span kEventGap = std::chrono::hours{1};

/// "water_level>=5.2@0061230203".
struct Crossing {
  std::string property;
  std::string comparison;  // >=, >, <=, <
  double limit = 0;
  std::string station;

  bool met_by(double value) const;
};

/// Nothing where it isn't written like that.
std::optional<Crossing> parse_crossing(std::string_view text);

/// Gathers the values of the crossing's gauge.
class CrossingWatch {
 public:
  explicit CrossingWatch(Crossing crossing) : crossing_(std::move(crossing)) {}

  /// Any observation; those of others are passed over. They may come in any order.
  void take(std::string_view station, std::string_view property, Instant at, double value);
  bool has_seen_any() const { return !samples_.empty(); }

  /// The events, for every area that the station stands for: itself, the villages that it covers
  /// with their hazard points, its catchment, and the jurisdiction.
  Observed observed(const wire::Plan& plan) const;

 private:
  struct Sample {
    Instant at{};
    bool met = false;
  };
  Crossing crossing_;
  std::vector<Sample> samples_;  // 16 bytes a value of one gauge: a year of five minutes is 2 MB
};

}  // namespace fenghuo::cli
