// What a message says: the body of SL 651-2014, clause 6.6, as values. decode() is total: whatever
// the bytes, it ends, and what could not be read is named while what could is kept.
#pragma once

#include "adapters/sl651/frame.h"
#include "adapters/sl651/refusal.h"
#include "engine/decimal.h"
#include "engine/time.h"

namespace fenghuo::adapters::sl651 {

struct Reading {
  std::string station;     // 10 hexadecimal characters, upper case
  char station_class = 0;  // appendix A: P rain, H river, K reservoir, ...; 0 where not said
  std::string code;        // of the element: "39", "FF11"; see ElementName
  std::string property;
  std::string_view unit;
  Instant observed_at{};
  std::optional<Decimal> value;  // nothing: the station had none (quality flag 9, missing)
};

/// A reading, or what else the body should have had, that was not taken.
struct RefusedReading {
  Refusal why = Refusal::bad_number;
  std::string code;  // of the element or group; empty where there is none
  friend bool operator==(const RefusedReading&, const RefusedReading&) = default;
};

struct Report {
  std::string station;  // that sent it; readings may be of others
  std::uint8_t function = 0;
  std::uint16_t serial = 0;
  std::string send_time;           // as given: 12 hexadecimal characters
  std::optional<Instant> sent_at;  // nothing where it is no date
  std::vector<Reading> readings;
  std::vector<RefusedReading> refused;
  std::string text;  // F2, put in by hand: in whatever encoding the station has
  Bytes picture;     // F3
  Bytes rest;        // what follows the send time where there are no observations
};

/// Readings and refusals of one report; each block of it fits one record of the engine.
inline constexpr std::size_t kReadingsMax = 10'000;

/// Of a whole message: a frame without packets, or what Assembly made of them. Times in it are
/// local times at `utc_offset`, in China +08:00.
Report decode(const Frame& message, Span utc_offset);

}  // namespace fenghuo::adapters::sl651
