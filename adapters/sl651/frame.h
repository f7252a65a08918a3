// A frame of SL 651-2014, clauses 6.2 to 6.5, as values: what stands between start mark and
// checksum. Splitter makes frames out of bytes; encode() makes bytes out of frames.
#pragma once

#include "adapters/sl651/bytes.h"

namespace fenghuo::adapters::sl651 {

/// Table 10, control characters before and within a frame.
inline constexpr std::uint8_t kStartAscii = 0x01;  // SOH
inline constexpr std::uint8_t kStartHex = 0x7e;    // twice
inline constexpr std::uint8_t kBody = 0x02;        // STX
inline constexpr std::uint8_t kPacketBody = 0x16;  // SYN, followed by packet total and number

enum class Direction : std::uint8_t { up, down };  // up: from the station to the centre

/// Table 10, control characters that end a frame.
enum class End : std::uint8_t {
  etx = 0x03,  // up: nothing follows
  eot = 0x04,  // down: leave the line
  enq = 0x05,  // down: a query or command
  ack = 0x06,  // down: received, go on
  nak = 0x15,  // down: send this packet again
  etb = 0x17,  // up: more follows
  esc = 0x1b   // down: received, stay on the line
};

/// Of a message in several packets (mode M3); both 1 ... 4095.
struct Packet {
  std::uint16_t total = 0;
  std::uint16_t number = 0;
  friend bool operator==(const Packet&, const Packet&) = default;
};

struct Frame {
  Coding coding = Coding::hex;
  Direction direction = Direction::up;
  std::uint8_t centre = 0;
  std::string station;         // 10 hexadecimal characters, upper case: not always decimal
  std::uint16_t password = 0;  // sent in clear: an identifier at best
  std::uint8_t function = 0;   // appendix B
  std::optional<Packet> packet;
  Bytes body;  // as on the line, without packet total and number
  End end = End::etx;
  friend bool operator==(const Frame&, const Frame&) = default;
};

/// The length has 12 bits and counts the 3 bytes of packet total and number (6 in ASCII).
inline constexpr std::size_t kBodyBytesMax = 4095;

/// ASCII is the longer one: start 1, header 22, body start 1, end 1, checksum 4.
inline constexpr std::size_t kFrameBytesMax = 29 + kBodyBytesMax;

/// CHECKs that the station has 10 hexadecimal characters, and that the body fits and is not empty.
Bytes encode(const Frame& frame);

}  // namespace fenghuo::adapters::sl651
