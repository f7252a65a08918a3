#include "rules/language/utf8.h"

#include <algorithm>

namespace fenghuo::language {

bool is_scalar(std::uint32_t code_point) {
  return code_point < 0xD800 || (code_point > 0xDFFF && code_point <= 0x10FFFF);
}

void append_utf8(std::string& text, std::uint32_t c) {
  const auto tail = [&](int shift) {
    text.push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F)));
  };
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (c >> 6)));
    tail(0);
  } else if (c < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | (c >> 12)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xF0 | (c >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::optional<std::uint32_t> take_code_point(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto lead = static_cast<unsigned char>(text[0]);
  std::size_t size = 1;
  std::uint32_t value = lead;
  std::uint32_t least = 0;
  if (lead >= 0xF0 && lead < 0xF8) {
    size = 4;
    value = lead & 0x07;
    least = 0x10000;
  } else if (lead >= 0xE0) {
    size = 3;
    value = lead & 0x0F;
    least = 0x800;
  } else if (lead >= 0xC0) {
    size = 2;
    value = lead & 0x1F;
    least = 0x80;
  } else if (lead >= 0x80) {
    return std::nullopt;
  }
  if (lead >= 0xF8 || text.size() < size) return std::nullopt;
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    value = (value << 6) | (byte & 0x3F);
  }
  if (value < least || !is_scalar(value)) return std::nullopt;
  text.remove_prefix(size);
  return value;
}

bool is_utf8(std::string_view text) {
  while (!text.empty())
    if (!take_code_point(text)) return false;
  return true;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  }));
}

std::size_t byte_of(std::string_view text, std::size_t code_point) {
  std::size_t byte = 0;
  for (; code_point > 0 && byte < text.size(); --code_point) {
    ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) ++byte;
  }
  return byte;
}

}  // namespace fenghuo::language
