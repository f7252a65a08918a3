// Bytes as they are on the line, and as hexadecimal text. SL 651-2014 has two codings of one frame:
// HEX/BCD sends the bytes, ASCII sends each as two characters, so both are read and written through
// hexadecimal text here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::adapters::sl651 {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Of the frame, clause 6.2.1. A station and its centre use the same one.
enum class Coding : std::uint8_t { hex, ascii };

/// Characters on the line for one byte.
constexpr std::size_t width_of(Coding coding) {
  return coding == Coding::hex ? 1 : 2;
}

/// Upper case.
std::string to_hex(ByteView bytes);

/// With leading zeros.
std::string hex_number(unsigned number, int digits);

/// Either case; nothing for an odd number of characters or one that is no digit.
std::optional<Bytes> from_hex(std::string_view text);

/// The first `count` bytes of what `line` carries in this coding; nothing where `line` is too short
/// or has characters that are not hexadecimal.
std::optional<Bytes> octets(ByteView line, std::size_t count, Coding coding);

/// Adds hexadecimal text to `line` in this coding. The text is our own: CHECKs that it is
/// hexadecimal.
void append_octets(Bytes& line, std::string_view hex_text, Coding coding);

/// The bytes as characters; they must outlive the result.
inline std::string_view characters(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// High byte first, clause 6.2.3.1; at most 4 bytes.
std::uint32_t big_endian(ByteView bytes);

}  // namespace fenghuo::adapters::sl651
