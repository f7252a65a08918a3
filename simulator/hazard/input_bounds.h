// What the hazard models ask of their input: numbers within named bounds, and an error in both
// languages that says which one isn't. Pure functions; no state.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "engine/result.h"

namespace fenghuo::simulator {

/// Steps of a series: at five minutes a step 347 days, 0.8 MB a series.
inline constexpr std::size_t kHazardStepsMax = 100'000;

/// Ends included. Not a number is within nothing.
constexpr bool within(double value, double low, double high) {
  return value >= low && value <= high;
}

inline bool all_within(std::span<const double> values, double low, double high) {
  return std::ranges::all_of(values, [&](double v) { return within(v, low, high); });
}

/// Six significant digits, without trailing zeros.
inline std::string number_text(double value) {
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.begin(), digits.end(), value, std::chars_format::general, 6);
  return {digits.begin(), end.ptr};
}

inline Error refused(std::string zh, std::string en) {
  return {Errc::bad_input, {std::move(zh), std::move(en)}};
}

/// "X must be LOW to HIGH; it is VALUE".
inline Error out_of_bounds(const std::string& zh, const std::string& en, double value, double low,
                           double high) {
  const std::string range = number_text(low) + "–" + number_text(high);
  return refused(zh + "须在 " + range + " 之间，现在是 " + number_text(value),
                 en + " must be within " + range + "; it is " + number_text(value));
}

}  // namespace fenghuo::simulator
