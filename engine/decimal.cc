#include "engine/decimal.h"

#include <charconv>
#include <cmath>

#include "engine/property.h"

namespace fenghuo {
namespace {

constexpr std::array<std::int64_t, 19> kWholePowersOfTen = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& p : powers) {
    p = power;
    if (power <= INT64_MAX / 10) power *= 10;
  }
  return powers;
}();

}  // namespace

std::optional<std::int64_t> rescale_to_others(Decimal value, std::uint8_t decimals) {
  if (value.decimals > 18 || decimals > 18) return std::nullopt;
  std::int64_t mantissa = value.mantissa;
  if (decimals >= value.decimals) {
    const std::int64_t factor =
        kWholePowersOfTen[static_cast<std::size_t>(decimals - value.decimals)];
    if (__builtin_mul_overflow(mantissa, factor, &mantissa)) return std::nullopt;
  } else {
    const std::int64_t divisor =
        kWholePowersOfTen[static_cast<std::size_t>(value.decimals - decimals)];
    const std::int64_t rest = mantissa % divisor;
    mantissa /= divisor;
    const std::int64_t magnitude = rest < 0 ? -rest : rest;
    if (magnitude >= divisor - magnitude) mantissa += rest < 0 ? -1 : 1;
  }
  if (mantissa > kMantissaMax || mantissa < -kMantissaMax) return std::nullopt;
  return mantissa;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal value;
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  int digits = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9' && digits < 18) {
      value.mantissa = value.mantissa * 10 + (c - '0');
      value.decimals = static_cast<std::uint8_t>(value.decimals + (point ? 1 : 0));
      ++digits;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  if (negative) value.mantissa = -value.mantissa;
  return value;
}

std::optional<Decimal> decimal_from(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  for (std::uint8_t decimals = 0;; ++decimals) {
    const double scaled = value * kPowersOfTen[decimals];
    if (std::fabs(scaled) > static_cast<double>(kMantissaMax)) return std::nullopt;
    const double rounded = std::round(scaled);
    if (decimals == kDecimalsMax || std::fabs(scaled - rounded) < 1e-9 * (1 + std::fabs(scaled)))
      return Decimal{static_cast<std::int64_t>(rounded), decimals};
  }
}

std::string format_number(double value, std::uint8_t decimals) {
  std::array<char, 64> out{};
  const auto [end, error] =
      std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed, decimals);
  if (error != std::errc{}) return std::isnan(value) ? "nan" : (value < 0 ? "-inf" : "inf");
  std::string text(out.data(), end);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

}  // namespace fenghuo
