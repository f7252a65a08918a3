#include "adapters/text_encoding.h"

#include <iconv.h>

#include <array>

namespace fenghuo::adapters {

// RFC 3629, section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto continues = [&](std::size_t i) { return i < bytes.size() && (at(i) & 0xC0) == 0x80; };
  for (std::size_t i = 0; i < bytes.size();) {
    const unsigned lead = at(i);
    if (lead < 0x80) {
      ++i;
    } else if (lead >= 0xC2 && lead <= 0xDF && continues(i + 1)) {
      i += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF && continues(i + 1) && continues(i + 2)) {
      const unsigned second = at(i + 1);
      if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0)) return false;
      i += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4 && continues(i + 1) && continues(i + 2) &&
               continues(i + 3)) {
      const unsigned second = at(i + 1);
      if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) return false;
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::string> to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (is_utf8(bytes)) return std::string(bytes);
  const iconv_t converter = ::iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string in(bytes);
  std::string out;
  char* from = in.data();
  std::size_t left = in.size();
  bool good = true;
  while (good && left > 0) {
    std::array<char, 4096> buffer;
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t before = left;
    ::iconv(converter, &from, &left, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
    good = left < before;  // no progress: what stands there is no GB18030
  }
  ::iconv_close(converter);
  return good ? std::optional(std::move(out)) : std::nullopt;
}

std::string_view first_of(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  const auto inside_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
  };
  while (bytes_max > 0 && inside_character(text[bytes_max])) --bytes_max;
  return text.substr(0, bytes_max);
}

}  // namespace fenghuo::adapters
