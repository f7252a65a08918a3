#include "adapters/sl651/bytes.h"

#include <array>
#include <cstdio>

#include "engine/check.h"

namespace fenghuo::adapters::sl651 {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0xf]);
  }
  return text;
}

std::string hex_number(unsigned number, int digits) {
  std::array<char, 12> out{};
  std::snprintf(out.data(), out.size(), "%0*X", digits, number);
  return out.data();
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit_of(text[i]);
    const int low = digit_of(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

std::optional<Bytes> octets(ByteView line, std::size_t count, Coding coding) {
  if (line.size() < count * width_of(coding)) return std::nullopt;
  const ByteView part = line.first(count * width_of(coding));
  if (coding == Coding::ascii) return from_hex(characters(part));
  return Bytes(part.begin(), part.end());
}

void append_octets(Bytes& line, std::string_view hex_text, Coding coding) {
  const auto bytes = from_hex(hex_text);
  CHECK(bytes);
  if (coding == Coding::hex) {
    line.insert(line.end(), bytes->begin(), bytes->end());
  } else {
    line.insert(line.end(), hex_text.begin(), hex_text.end());
  }
}

std::uint32_t big_endian(ByteView bytes) {
  std::uint32_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return number;
}

}  // namespace fenghuo::adapters::sl651
