// The short notation of a series, as promtool has it for its unit tests
// (prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules, "expanding notation"):
//
//   7        7
//   a+bxn    a  a+b  a+2b ... a+nb     (n+1 values)
//   a-bxn    a  a-b  a-2b ... a-nb
//   axn      a  a ... a                (n+1 values)
//   _  _xn   one, n missing values
//
// Items stand between blanks. Left out are promtool's `stale` and its histograms: a station has
// neither. Arithmetic is decimal, so that 0+0.1x3 ends with 0.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/text.h"

namespace fenghuo::adapters {

/// Two months of five minutes. 20,000 x 16 bytes = 320 kB a series.
inline constexpr std::size_t kSeriesValuesMax = 20'000;

struct ShortSeries {
  std::uint8_t decimals = 0;                        // of all values
  std::vector<std::optional<std::int64_t>> values;  // at these decimals; nothing: missing
};

struct NotationFault {
  int column = 1;  // from 1, of the item within the text
  Text text;
};

/// The values at `decimals` or as many more as the text has. Every item that can't be read is added
/// to `faults`; more than kSeriesValuesMax values are one.
ShortSeries parse_short_series(std::string_view text, std::uint8_t decimals,
                               std::vector<NotationFault>& faults);

}  // namespace fenghuo::adapters
