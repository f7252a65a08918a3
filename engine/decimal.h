// Decimal numbers as integers, so that sums are exact and the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenghuo {

/// 12.345 is {12345, 3}.
struct Decimal {
  std::int64_t mantissa = 0;
  std::uint8_t decimals = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// No reading of a sensor is larger; the bound keeps sums of a window within an int64.
/// 10^12 x 100,000 samples of a series < 9.2 x 10^18.
inline constexpr std::int64_t kMantissaMax = 1'000'000'000'000;

/// As rescale(), which calls it where it can't answer at once.
std::optional<std::int64_t> rescale_to_others(Decimal value, std::uint8_t decimals);

/// The mantissa at another number of decimals, rounded half away from zero. Nothing where it would
/// pass kMantissaMax or where decimals pass 18.
inline std::optional<std::int64_t> rescale(Decimal value, std::uint8_t decimals) {
  if (value.decimals != decimals || decimals > 18) return rescale_to_others(value, decimals);
  if (value.mantissa > kMantissaMax || value.mantissa < -kMantissaMax) return std::nullopt;
  return value.mantissa;
}

/// 10^0 to 10^18; all of them are exact.
inline constexpr std::array<double, 19> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                                     1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                                     1e14, 1e15, 1e16, 1e17, 1e18};

inline double to_double(std::int64_t mantissa, std::uint8_t decimals) {
  return static_cast<double>(mantissa) / kPowersOfTen[decimals > 18 ? 18 : decimals];
}

/// The mantissa's number divided by `divisor`, rounded once: three readings of 0.1 are 0.1 on
/// average.
inline double quotient(std::int64_t mantissa, std::uint8_t decimals, double divisor) {
  return static_cast<double>(mantissa) / (divisor * kPowersOfTen[decimals > 18 ? 18 : decimals]);
}

/// "12.345", "-0.5", "1e3" is not one. At most 18 digits; nothing for anything else.
std::optional<Decimal> parse_decimal(std::string_view text);

/// The decimal with the fewest digits (up to kDecimalsMax) that is within half a unit of the last
/// place of `value`; nothing for infinities, NaN and what passes kMantissaMax.
std::optional<Decimal> decimal_from(double value);

/// "12.3", without trailing zeros; at most `decimals` of them.
std::string format_number(double value, std::uint8_t decimals);

}  // namespace fenghuo
