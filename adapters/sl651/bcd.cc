#include "adapters/sl651/bcd.h"

#include <algorithm>

namespace fenghuo::adapters::sl651 {
namespace {

bool all(ByteView bytes, std::uint8_t wanted) {
  return std::all_of(bytes.begin(), bytes.end(), [&](std::uint8_t byte) { return byte == wanted; });
}

// 9.99 V in two bytes and 9999.9 mm in three are readings; four bytes of nines are not.
bool is_nines(ByteView bytes) {
  return bytes.size() >= 4 && bytes[0] == 0x09 && all(bytes.subspan(1), 0x99);
}

// -1 where a digit is not decimal.
int two_digits(std::uint8_t byte) {
  const int high = byte >> 4;
  const int low = byte & 0xf;
  return high > 9 || low > 9 ? -1 : high * 10 + low;
}

}  // namespace

Value read_bcd(ByteView bytes, std::uint8_t decimals) {
  if (all(bytes, 0xff) || all(bytes, 0xaa) || is_nines(bytes)) return std::nullopt;
  const bool negative = bytes[0] == 0xff;
  std::int64_t number = 0;
  for (const std::uint8_t byte : bytes.subspan(negative ? 1 : 0)) {
    const int digits = two_digits(byte);
    if (digits < 0) return Refusal::bad_number;
    if (number <= kMantissaMax) number = number * 100 + digits;
  }
  if (number > kMantissaMax) return Refusal::number_too_large;
  return Decimal{negative ? -number : number, decimals};
}

Value read_unsigned(ByteView bytes, std::uint8_t decimals) {
  if (all(bytes, 0xff)) return std::nullopt;
  if (bytes.size() > 4) return Refusal::number_too_large;
  return Decimal{big_endian(bytes), decimals};
}

std::optional<Instant> read_time(ByteView bytes, Span utc_offset) {
  const bool digits = std::all_of(bytes.begin(), bytes.end(),
                                  [](std::uint8_t byte) { return two_digits(byte) >= 0; });
  if (!digits || bytes.size() < 5) return std::nullopt;
  return from_civil(2000 + two_digits(bytes[0]), two_digits(bytes[1]), two_digits(bytes[2]),
                    two_digits(bytes[3]), two_digits(bytes[4]),
                    bytes.size() > 5 ? two_digits(bytes[5]) : 0, utc_offset);
}

std::string time_digits(Instant t, Span utc_offset) {
  const std::string text = to_rfc3339(t, utc_offset);  // 2026-07-15T08:30:05+08:00
  std::string digits;
  for (std::size_t at = 2; at <= 17; at += 3) digits += text.substr(at, 2);
  return digits;
}

std::optional<std::string> bcd_text(std::optional<Decimal> value, std::size_t bytes,
                                    std::uint8_t decimals) {
  if (!value) return std::string(bytes * 2, 'F');
  const auto number = rescale(*value, decimals);
  if (!number) return std::nullopt;
  const std::string sign = *number < 0 ? "FF" : "";
  const std::string digits = std::to_string(*number < 0 ? -*number : *number);
  if (sign.size() + digits.size() > bytes * 2) return std::nullopt;
  return sign + std::string(bytes * 2 - sign.size() - digits.size(), '0') + digits;
}

}  // namespace fenghuo::adapters::sl651
