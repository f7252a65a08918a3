// When a slope goes: rainfall intensity and duration, on ground that earlier rain has wetted.
//
//   I = alpha D^-beta            Caine, Geografiska Annaler 62A (1980) 23-27; Guzzetti et al.,
//                                Landslides 5 (2008) 3-17
//   r_a = sum k^n r_n, n = 1..N  Crozier and Eyles (1980); Glade, Crozier and Smith, Pure and
//                                Applied Geophysics 157 (2000) 1059-1079
//
// A slope goes at the end of the first step at which the mean intensity of the last D hours of this
// rain event, for some D that the threshold covers, reaches the threshold while the antecedent
// index is at least the slope's. Both together: Godt, Baum and Chleborad, Earth Surface Processes
// and Landforms 31 (2006) 97-110. Thresholds are the least that ever sufficed: most rain beyond
// them moves nothing, so a moment found here is for exercises, and no forecast.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

/// Of the series: at the end of each step all durations of its event are looked at.
inline constexpr std::size_t kSlopeStepsMax = 20'000;
inline constexpr double kDailyRainMmMax = 2'000;

struct IntensityDuration {
  double alpha_mm_h = 0;  // intensity that an hour needs
  double beta = 0;
  double shortest_h = 0;  // durations for which it was found
  double longest_h = 0;
};

inline constexpr IntensityDuration kCaine1980{
    .alpha_mm_h = 14.82, .beta = 0.39, .shortest_h = 0.167, .longest_h = 500};
inline constexpr IntensityDuration kGuzzetti2008{
    .alpha_mm_h = 2.20, .beta = 0.44, .shortest_h = 0.1, .longest_h = 1000};

double threshold_mm_h(const IntensityDuration& threshold, double duration_h);

struct AntecedentDecay {
  double per_day = 0.84;  // k
  std::size_t days = 10;  // N
};

/// The last day of `daily_rain_mm` is yesterday; days that aren't there had no rain. Errors:
/// bad_input.
Result<double> antecedent_index_mm(std::span<const double> daily_rain_mm,
                                   const AntecedentDecay& decay = {});

struct SlopeTask {
  std::vector<double> rain_mm;  // by step, from the beginning of a day
  double step_h = 0;            // at most 24
  IntensityDuration threshold = kCaine1980;
  double dry_gap_h = 6;  // so long without rain: what comes then is another event
  std::vector<double> daily_rain_before_mm;  // the last is the day before `rain_mm` begins
  AntecedentDecay decay;
  double index_least_mm = 0;  // of the days before the day that the step begins in
};

struct SlopeFailure {
  double at_h = 0;  // after the beginning of `rain_mm`
  // The duration that went furthest beyond its threshold.
  double duration_h = 0;
  double intensity_mm_h = 0;
  double index_mm = 0;
};

/// Nothing where the slope stays. Errors: bad_input, too_many (kSlopeStepsMax).
Result<std::optional<SlopeFailure>> slope_failure(const SlopeTask& task);

}  // namespace fenghuo::simulator
