// The control characters around header and body; SL 651-2014, table 10. The end marks are in
// frame.h.
#pragma once

#include <cstdint>

namespace fenghuo::adapters::sl651 {

inline constexpr std::uint8_t kStartAscii = 0x01;  // SOH
inline constexpr std::uint8_t kStartHex = 0x7e;    // twice
inline constexpr std::uint8_t kBody = 0x02;        // STX
inline constexpr std::uint8_t kPacketBody = 0x16;  // SYN, followed by packet total and number

}  // namespace fenghuo::adapters::sl651
