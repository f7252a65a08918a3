// Frames and bodies for the tests of SL 651: of our own making, or from novrain/SL-0x028B (MIT).
#pragma once

#include <gtest/gtest.h>

#include "adapters/sl651/report.h"
#include "adapters/sl651/splitter.h"

namespace fenghuo::adapters::sl651 {

inline constexpr Span kChina = std::chrono::hours{8};

/// 2026-07-15 at a time of day in China.
inline Instant july15(int hour, int minute, int second = 0) {
  return *from_civil(2026, 7, 15, hour, minute, second, kChina);
}

inline Bytes bytes(std::string_view hex_text) {
  const auto bytes = from_hex(hex_text);
  EXPECT_TRUE(bytes) << hex_text;
  return bytes.value_or(Bytes{});
}

inline Bytes text(std::string_view characters) {
  return {characters.begin(), characters.end()};
}

inline Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

/// River station 0061234567, timed report 9 of 08:40: rain 0.5, level 152.310, voltage 12.30.
inline const Bytes kTimedReport = bytes(
    "7E7E010061234567A000320026020009260715084000F1F1006123456748F0F02607150840201900000539230015"
    "231038121230031E40");

/// The same station keeps alive.
inline const Bytes kKeepAlive = bytes("7E7E010061234567A0002F0008020202260715150045034518");

/// The same station in ASCII: rain and level each 5 minutes from 08:05 on, one level missing.
inline const Bytes kAsciiSeries = text(
    "\x01"
    "010061234567A00031005D\x02"
    "0003260715090000ST 0061234567 H TT 2607150805 DRN05 PN05 Z 0.5 152.310 1.0 152.330 M "
    "152.350 \x03"
    "A18D");

/// All that a splitter makes of `line`, handed over in chunks.
inline std::vector<Split> split(ByteView line, std::size_t chunk_bytes = SIZE_MAX) {
  Splitter splitter;
  std::vector<Split> parts;
  while (!line.empty()) {
    const ByteView chunk = line.first(std::min(chunk_bytes, line.size()));
    line = line.subspan(chunk.size());
    splitter.push(chunk);
    while (auto part = splitter.next()) parts.push_back(std::move(*part));
  }
  splitter.end_of_input();
  while (auto part = splitter.next()) parts.push_back(std::move(*part));
  return parts;
}

/// The frame that `line` is, and nothing else.
inline Frame only_frame(ByteView line) {
  const auto parts = split(line);
  EXPECT_EQ(parts.size(), 1u);
  const Frame* frame = parts.empty() ? nullptr : std::get_if<Frame>(&parts[0]);
  EXPECT_NE(frame, nullptr);
  return frame != nullptr ? *frame : Frame{};
}

/// An uplink frame of station 0061234567 with this body.
inline Frame uplink(std::uint8_t function, Bytes body, Coding coding = Coding::hex) {
  return {.coding = coding,
          .centre = 1,
          .station = "0061234567",
          .password = 0xa000,
          .function = function,
          .packet = std::nullopt,
          .body = std::move(body)};
}

/// What a report of 08:40:00 with these element groups says.
inline Report decoded(std::string_view groups, std::uint8_t function = 0x32) {
  return decode(uplink(function, bytes("0009260715084000" + std::string(groups))), kChina);
}

/// "39 08:40 152.310", in China; "-" where there is no value.
inline std::string shown(const Reading& reading) {
  std::string value = "-";
  if (reading.value) {
    value = std::to_string(std::abs(reading.value->mantissa));
    const std::size_t decimals = reading.value->decimals;
    if (value.size() <= decimals) value.insert(0, decimals + 1 - value.size(), '0');
    if (decimals > 0) value.insert(value.size() - decimals, ".");
    if (reading.value->mantissa < 0) value.insert(0, "-");
  }
  return reading.code + " " + to_clock(reading.observed_at, kChina) + " " + value;
}

inline std::vector<std::string> shown(const Report& report) {
  std::vector<std::string> lines;
  for (const Reading& reading : report.readings) lines.push_back(shown(reading));
  for (const RefusedReading& refused : report.refused)
    lines.push_back(refused.code + " " + std::string(name_of(refused.why)));
  return lines;
}

}  // namespace fenghuo::adapters::sl651
