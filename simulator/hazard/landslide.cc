#include "simulator/hazard/landslide.h"

#include <algorithm>
#include <cmath>

#include "simulator/hazard/curve_number.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

constexpr double kHoursOfDay = 24;
// A duration of twelve steps of five minutes is an hour, whatever their last digit.
constexpr double kRounding = 1e-9;

double index_of(std::span<const double> daily_rain_mm, const AntecedentDecay& decay) {
  double index_mm = 0;
  double weight = 1;
  for (std::size_t n = 1; n <= std::min(decay.days, daily_rain_mm.size()); ++n) {
    weight *= decay.per_day;
    index_mm += weight * daily_rain_mm[daily_rain_mm.size() - n];
  }
  return index_mm;
}

std::optional<Error> fault_of(const AntecedentDecay& decay) {
  if (within(decay.per_day, 0, 1) && decay.days <= 365) return std::nullopt;
  return refused("前期雨量的衰减系数须在 0–1 之间，天数不超过 365",
                 "the antecedent rain's decay must be within 0–1, its days at most 365");
}

std::optional<Error> fault_of(const IntensityDuration& threshold) {
  if (threshold.alpha_mm_h > 0 && threshold.alpha_mm_h <= 1000 && within(threshold.beta, 0, 3) &&
      threshold.shortest_h > 0 && within(threshold.longest_h, threshold.shortest_h, 10'000))
    return std::nullopt;
  return refused("雨强历时界限的参数不对：alpha 在 0–1000，beta 在 0–3，历时从短到长",
                 "the threshold can't be used: alpha within 0–1000, beta within 0–3, its shortest "
                 "duration above 0 and no longer than its longest");
}

std::optional<Error> fault_of(const SlopeTask& task) {
  if (task.rain_mm.size() > kSlopeStepsMax)
    return Error{Errc::too_many, {"雨量的时段太多", "too many steps of rain"}};
  if (!(task.step_h > 0) || task.step_h > kHoursOfDay)
    return out_of_bounds("时段长（小时，大于 0）", "the step (h, above 0)", task.step_h, 0,
                         kHoursOfDay);
  if (!all_within(task.rain_mm, 0, kRainMmMax) ||
      !all_within(task.daily_rain_before_mm, 0, kDailyRainMmMax))
    return refused("雨量须是不小于 0 的数", "rain must be a number, not below 0");
  if (!(task.dry_gap_h > 0) || !within(task.index_least_mm, 0, kRainMmMax))
    return refused("间歇时间须大于 0，前期雨量界限不小于 0",
                   "the dry gap must be above 0, the least antecedent index not below 0");
  if (auto fault = fault_of(task.decay)) return fault;
  return fault_of(task.threshold);
}

// Thresholds of 0, 1, 2 ... steps; nothing for durations that the threshold doesn't cover.
std::vector<std::optional<double>> thresholds_mm_h(const SlopeTask& task) {
  std::vector<std::optional<double>> of(task.rain_mm.size() + 1);
  for (std::size_t steps = 1; steps < of.size(); ++steps) {
    const double duration_h = static_cast<double>(steps) * task.step_h;
    if (duration_h >= task.threshold.shortest_h - kRounding &&
        duration_h <= task.threshold.longest_h + kRounding)
      of[steps] = threshold_mm_h(task.threshold, duration_h);
  }
  return of;
}

// Antecedent index, kept from day to day while the steps go by.
class DayIndex {
 public:
  explicit DayIndex(const SlopeTask& task) : task_(task), days_mm_(task.daily_rain_before_mm) {
    index_mm_ = index_of(days_mm_, task.decay);
  }

  double of_step(std::size_t step) {
    const double middle_h = (static_cast<double>(step) + 0.5) * task_.step_h;
    for (; middle_h >= static_cast<double>(day_ + 1) * kHoursOfDay; ++day_) {
      days_mm_.push_back(today_mm_);
      today_mm_ = 0;
      index_mm_ = index_of(days_mm_, task_.decay);
    }
    today_mm_ += task_.rain_mm[step];
    return index_mm_;
  }

 private:
  const SlopeTask& task_;
  std::vector<double> days_mm_;
  double today_mm_ = 0;
  double index_mm_ = 0;
  std::size_t day_ = 0;
};

// Of all durations that end with this step, the one furthest beyond its threshold.
std::optional<SlopeFailure> failure_at(const SlopeTask& task,
                                       const std::vector<std::optional<double>>& thresholds,
                                       std::size_t event_begins, std::size_t step) {
  std::optional<SlopeFailure> failure;
  double furthest = 0;
  double sum_mm = 0;
  for (std::size_t begins = step + 1; begins-- > event_begins;) {
    sum_mm += task.rain_mm[begins];
    const std::size_t steps = step + 1 - begins;
    if (!thresholds[steps]) continue;
    const double duration_h = static_cast<double>(steps) * task.step_h;
    const double intensity_mm_h = sum_mm / duration_h;
    const double times = intensity_mm_h / *thresholds[steps];
    if (times < 1 || times <= furthest) continue;
    furthest = times;
    failure = SlopeFailure{.at_h = static_cast<double>(step + 1) * task.step_h,
                           .duration_h = duration_h,
                           .intensity_mm_h = intensity_mm_h};
  }
  return failure;
}

}  // namespace

double threshold_mm_h(const IntensityDuration& threshold, double duration_h) {
  return threshold.alpha_mm_h * std::pow(duration_h, -threshold.beta);
}

Result<double> antecedent_index_mm(std::span<const double> daily_rain_mm,
                                   const AntecedentDecay& decay) {
  if (auto fault = fault_of(decay)) return *fault;
  if (!all_within(daily_rain_mm, 0, kDailyRainMmMax))
    return refused("日雨量须是不小于 0 的数，不超过 2000 毫米",
                   "daily rain must be a number from 0 to 2000 mm");
  return index_of(daily_rain_mm, decay);
}

Result<std::optional<SlopeFailure>> slope_failure(const SlopeTask& task) {
  if (auto fault = fault_of(task)) return *fault;
  const auto thresholds = thresholds_mm_h(task);
  DayIndex index(task);
  std::size_t event_begins = 0;
  std::size_t dry_steps = 0;
  bool raining = false;  // with gaps that are too short to end the event
  for (std::size_t step = 0; step < task.rain_mm.size(); ++step) {
    const double index_mm = index.of_step(step);
    dry_steps = task.rain_mm[step] > 0 ? 0 : dry_steps + 1;
    if (!raining && dry_steps == 0) event_begins = step;
    raining = (raining || dry_steps == 0) &&
              static_cast<double>(dry_steps) * task.step_h < task.dry_gap_h - kRounding;
    if (!raining || index_mm < task.index_least_mm) continue;
    auto failure = failure_at(task, thresholds, event_begins, step);
    if (!failure) continue;
    failure->index_mm = index_mm;
    return failure;
  }
  return std::optional<SlopeFailure>{};
}

}  // namespace fenghuo::simulator
