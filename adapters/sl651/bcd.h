// Numbers and times packed into bytes; SL 651-2014, clauses 6.6.2.5, 6.6.2.8 and 6.6.3.3.
#pragma once

#include <variant>

#include "adapters/sl651/bytes.h"
#include "adapters/sl651/refusal.h"
#include "engine/decimal.h"
#include "engine/time.h"

namespace fenghuo::adapters::sl651 {

/// A number; nothing where the station has none to report; or why it can't be read.
using Value = std::variant<std::optional<Decimal>, Refusal>;

/// Packed decimal digits; a leading FFH means minus, in whatever width. No value is: no bytes, all
/// F, all A, and 0999...9 in four bytes or more (9999.999 m), the last two being vendors' habits.
Value read_bcd(ByteView bytes, std::uint8_t decimals);

/// HEX code, up to 4 bytes; all F is no value.
Value read_unsigned(ByteView bytes, std::uint8_t decimals);

/// YYMMDDHHmm or YYMMDDHHmmSS in packed digits, of the years 2000 ... 2099; nothing where it is no
/// such date. A station with an unset clock says 2059.
std::optional<Instant> read_time(ByteView bytes, Span utc_offset);

/// "260715083005", of which the first ten are an observation time.
std::string time_digits(Instant t, Span utc_offset);

/// Hexadecimal text of a value in so many bytes; all F where there is none. Nothing where it
/// doesn't fit.
std::optional<std::string> bcd_text(std::optional<Decimal> value, std::size_t bytes,
                                    std::uint8_t decimals);

}  // namespace fenghuo::adapters::sl651
