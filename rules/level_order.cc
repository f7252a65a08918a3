#include "rules/level_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fenghuo::rules {
namespace {

bool upwards(Comparison comparison) {
  return comparison == Comparison::at_least || comparison == Comparison::greater;
}

// The first value that passes the comparison.
double just_met(const Threshold& threshold) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  if (threshold.comparison == Comparison::greater) return std::nextafter(threshold.limit, kFar);
  if (threshold.comparison == Comparison::less) return std::nextafter(threshold.limit, -kFar);
  return threshold.limit;
}

// So many reports of one kind, and of no other.
struct Told {
  ReportCall call;
  std::uint32_t times = 0;
};

// Two levels of a rule, asked about the same made-up readings.
class Probe {
 public:
  Probe(Condition& lower, Condition& higher) : lower_(lower), higher_(higher) {
    for (const auto* condition : {&lower, &higher})
      for (const auto& call : condition->calls())
        if (std::find(calls_.begin(), calls_.end(), call) == calls_.end()) calls_.push_back(call);
    for (const auto& call : calls_) calm_.push_back(calm(call));
  }

  std::optional<Contradiction> run() {
    for (const auto& early : higher_.thresholds())
      for (const auto& late : lower_.thresholds()) {
        const SeriesCall& call = higher_.calls()[early.call];
        if (lower_.calls()[late.call] != call || !earlier(early, late)) continue;
        if (met_alone(call, early, late))
          return Contradiction{to_string(call), early.limit, late.limit};
      }
    for (const auto& call : higher_.reports())
      if (const auto found = of_reports(call)) return found;
    return std::nullopt;
  }

 private:
  using Values = std::vector<double>;  // by place in calls_

  static bool earlier(const Threshold& early, const Threshold& late) {
    if (upwards(early.comparison) != upwards(late.comparison)) return false;
    return upwards(early.comparison) ? just_met(early) < just_met(late)
                                     : just_met(early) > just_met(late);
  }

  std::size_t place(const SeriesCall& call) const {
    return static_cast<std::size_t>(std::find(calls_.begin(), calls_.end(), call) - calls_.begin());
  }

  // A value that passes as few comparisons as there can be: below all of them, above, or between.
  double calm(const SeriesCall& call) const {
    std::vector<Threshold> asked;
    std::vector<double> candidates{0};
    for (const auto* condition : {&lower_, &higher_})
      for (const auto& threshold : condition->thresholds())
        if (condition->calls()[threshold.call] == call) {
          asked.push_back(threshold);
          candidates.push_back(threshold.limit - 1);
          candidates.push_back(threshold.limit + 1);
        }
    const auto passed = [&](double value) {
      return std::count_if(asked.begin(), asked.end(), [&](const Threshold& threshold) {
        return compare(value, threshold.comparison, threshold.limit);
      });
    };
    return *std::min_element(candidates.begin(), candidates.end(),
                             [&](double a, double b) { return passed(a) < passed(b); });
  }

  Truth ask(Condition& condition, const Values& values, const Told& told = {}) const {
    std::vector<Reading> readings;
    for (const auto& call : condition.calls()) readings.push_back({true, values[place(call)]});
    const std::vector<double> deadbands(condition.calls().size(), 0);
    const std::vector<Tally> tallies(condition.tests().size(), {.stations = 1, .groups = 1});
    const std::vector<Truth> alarms(condition.alarms().size(), Truth::no);
    std::vector<std::uint32_t> reports;
    for (const auto& call : condition.reports())
      reports.push_back(call == told.call ? told.times : 0);
    const std::vector<Truth> warnings(condition.warnings().size(), Truth::no);
    return condition.run({{readings.data()}, deadbands, tallies, alarms, reports, warnings});
  }

  // All else calm; and all else at what the lower level asks of it, one limit after the other, for
  // conditions such as "wet ground and so much rain".
  bool met_alone(const SeriesCall& call, const Threshold& early, const Threshold& late) {
    if (separates(calm_, call, early, late)) return true;
    for (const auto& other : lower_.thresholds()) {
      const SeriesCall& met = lower_.calls()[other.call];
      if (met == call) continue;
      Values values = calm_;
      values[place(met)] = just_met(other);
      if (separates(values, call, early, late)) return true;
    }
    return false;
  }

  bool separates(Values values, const SeriesCall& call, const Threshold& early,
                 const Threshold& late) {
    double& value = values[place(call)];
    if (ask(higher_, values) == Truth::yes || ask(lower_, values) == Truth::yes) return false;
    value = just_met(early);
    if (ask(higher_, values) != Truth::yes || ask(lower_, values) != Truth::no) return false;
    value = just_met(late);
    return ask(lower_, values) == Truth::yes;
  }

  // Reports are whole and few: all numbers that a rule may reasonably ask for are tried.
  std::optional<Contradiction> of_reports(const ReportCall& call) {
    constexpr std::uint32_t kReportsTried = 200;
    std::optional<std::uint32_t> early;
    for (std::uint32_t times = 0; times <= kReportsTried; ++times) {
      const bool lower = ask(lower_, calm_, {call, times}) == Truth::yes;
      const bool higher = ask(higher_, calm_, {call, times}) == Truth::yes;
      if (times == 0 && (lower || higher)) return std::nullopt;
      if (lower && !early) return std::nullopt;
      if (lower)
        return Contradiction{"reports('" + call.kind + "').count()", static_cast<double>(*early),
                             static_cast<double>(times)};
      if (higher && !early) early = times;
    }
    return std::nullopt;
  }

  Condition& lower_;
  Condition& higher_;
  std::vector<SeriesCall> calls_;
  Values calm_;
};

// What the answer can't be below: an amount, a count, a share; levels and temperatures can.
bool never_negative(const SeriesCall& call) {
  using F = SeriesFunction;
  if (call.function == F::delta || call.function == F::rate || call.function == F::slope ||
      call.function == F::above)
    return false;
  if (call.function == F::count || call.function == F::time || call.function == F::silence ||
      call.function == F::stddev || call.function == F::increase)
    return true;
  const Property* property = find_property(call.property);
  if (property == nullptr) return false;
  return property->kind != PropertyKind::state ||
         (!property->unit.empty() && property->unit != "m" && property->unit != "°C");
}

bool is_share(const SeriesCall& call) {
  const Property* property = find_property(call.property);
  return property != nullptr && property->unit == "%";
}

// "3h", "90m", "45s".
std::string words_of(Span span) {
  const std::int64_t seconds = span.count() / 1000;
  if (seconds % 3600 == 0) return std::to_string(seconds / 3600) + "h";
  if (seconds % 60 == 0) return std::to_string(seconds / 60) + "m";
  return std::to_string(seconds) + "s";
}

}  // namespace

std::optional<Contradiction> contradiction(Condition& lower, Condition& higher) {
  return Probe(lower, higher).run();
}

std::optional<Threshold> never_clears(const Condition& condition, const std::string& property,
                                      double deadband) {
  for (const auto& threshold : condition.thresholds()) {
    const SeriesCall& call = condition.calls()[threshold.call];
    if (call.property != property || !never_negative(call)) continue;
    const bool up = upwards(threshold.comparison);
    if (!up && !is_share(call)) continue;
    constexpr double kWhole = 100;
    const double end = up ? 0 : kWhole;
    const bool always = compare(end, threshold.comparison, threshold.limit);
    if (!always && compare(end, threshold.comparison, effective_limit(threshold, deadband)))
      return threshold;
  }
  return std::nullopt;
}

std::string to_string(const SeriesCall& call) {
  std::string text = call.property;
  if (call.day_before) text += ".previous()";
  if (call.ago > Span{0}) text += ".ago(" + words_of(call.ago) + ")";
  text += "." + std::string(to_string(call.function)) + "(";
  if (call.function == SeriesFunction::above)
    text += "'" + call.limit_name + "'";
  else if (call.kind == WindowKind::day)
    text += "day";
  else if (call.window > Span{0})
    text += words_of(call.window);
  return text + ")";
}

}  // namespace fenghuo::rules
