// The station's side of SL 651-2014 in HEX/BCD coding: reports as a station sends them, for the
// storm player and for load tests.
#pragma once

#include "adapters/sl651/bytes.h"
#include "engine/decimal.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo::adapters::sl651 {

/// Values of one element.
struct StationElement {
  std::uint8_t lead = 0;                       // 39H; F4H with twelve values, each of up to 25.4 mm
  std::uint8_t definition = 0;                 // 23H: 4 bytes, 3 decimals; 60H for F4
  Instant observed_at{};                       // of the first value
  std::vector<std::optional<Decimal>> values;  // nothing: none to report. More than one with a step
};

struct StationReport {
  std::string station;  // 10 hexadecimal characters
  std::uint8_t centre = 1;
  std::uint16_t password = 0;
  std::uint8_t function = 0x32;  // 31H to 34H; 2FH has no elements
  std::uint16_t serial = 1;
  Instant sent_at{};
  char station_class = 'H';                  // appendix A
  std::optional<std::chrono::minutes> step;  // between the values of a 31H report, less than a day
  std::vector<StationElement> elements;
};

/// An uplink frame. Errors: bad_input where a value doesn't fit its definition, or the body a
/// frame.
Result<Bytes> encode_report(const StationReport& report, Span utc_offset);

}  // namespace fenghuo::adapters::sl651
