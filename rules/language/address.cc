#include "rules/language/address.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace fenghuo::language {
namespace {

// A whole number of at most `most`, without a sign or leading zeros.
std::optional<unsigned> decimal(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || value > most || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  return value;
}

bool read_v4(std::string_view text, std::uint8_t* bytes) {
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return false;
    const auto value = decimal(text.substr(0, dot), 255);
    if (!value) return false;
    bytes[part] = static_cast<std::uint8_t>(*value);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return text.empty();
}

// Groups of up to four hexadecimal digits with a colon between them; false where it is none.
bool read_groups(std::string_view text, std::vector<std::uint16_t>& groups) {
  while (!text.empty()) {
    const std::size_t size = std::min(text.find(':'), text.size());
    std::uint16_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + size, value, 16);
    if (size == 0 || size > 4 || error != std::errc{} || end != text.data() + size) return false;
    groups.push_back(value);
    if (size + 1 == text.size()) return false;  // ends with a colon
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return true;
}

bool read_v6(std::string_view text, std::array<std::uint8_t, 16>& bytes) {
  std::vector<std::uint16_t> front;
  std::vector<std::uint16_t> back;
  const std::size_t gap = text.find("::");
  if (!read_groups(text.substr(0, gap), front)) return false;
  if (gap != std::string_view::npos && !read_groups(text.substr(gap + 2), back)) return false;
  const std::size_t groups = front.size() + back.size();
  if (gap == std::string_view::npos ? groups != 8 : groups > 7) return false;
  const auto put = [&](std::size_t place, std::uint16_t group) {
    bytes[place * 2] = static_cast<std::uint8_t>(group >> 8);
    bytes[place * 2 + 1] = static_cast<std::uint8_t>(group & 0xFF);
  };
  for (std::size_t i = 0; i < front.size(); ++i) put(i, front[i]);
  for (std::size_t i = 0; i < back.size(); ++i) put(8 - back.size() + i, back[i]);
  return true;
}

// With the end in four decimal numbers.
bool read_v6_of_v4(std::string_view text, std::array<std::uint8_t, 16>& bytes) {
  const std::size_t end = text.rfind(':') + 1;
  std::array<std::uint8_t, 4> v4{};
  if (!read_v4(text.substr(end), v4.data())) return false;
  // In its place two groups, which are written over.
  if (!read_v6(std::string(text.substr(0, end)) + "0:0", bytes)) return false;
  std::copy(v4.begin(), v4.end(), bytes.begin() + 12);
  return true;
}

bool is_mapped(const std::array<std::uint8_t, 16>& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) &&
         bytes[10] == 0xFF && bytes[11] == 0xFF;
}

// The longest run of zero groups, of at least two; the first of equals.
struct Run {
  std::size_t begin = 8;
  std::size_t size = 1;
};
Run longest_zeros(const std::array<std::uint16_t, 8>& groups) {
  Run longest;
  for (std::size_t begin = 0; begin < 8; ++begin) {
    std::size_t size = 0;
    while (begin + size < 8 && groups[begin + size] == 0) ++size;
    if (size > longest.size) longest = {begin, size};
  }
  return longest;
}

}  // namespace

ParsedAddress parse_address(std::string_view text) {
  ParsedAddress parsed;
  auto& address = parsed.address;
  parsed.problem = AddressProblem::malformed;
  if (text.find('%') != std::string_view::npos) {
    parsed.problem = AddressProblem::zone;
  } else if (text.find(':') == std::string_view::npos) {
    if (read_v4(text, address.bytes.data())) parsed.problem = AddressProblem::none;
  } else if (text.find('.') != std::string_view::npos) {
    if (read_v6_of_v4(text, address.bytes)) {
      parsed.problem = is_mapped(address.bytes) ? AddressProblem::mapped : AddressProblem::none;
      address.v6 = true;
    }
  } else if (read_v6(text, address.bytes)) {
    parsed.problem = AddressProblem::none;
    address.v6 = !is_mapped(address.bytes);
    if (!address.v6) {
      std::copy(address.bytes.begin() + 12, address.bytes.end(), address.bytes.begin());
      std::fill(address.bytes.begin() + 4, address.bytes.end(), std::uint8_t{0});
    }
  }
  return parsed;
}

ParsedAddress parse_network(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) return {{}, AddressProblem::malformed};
  ParsedAddress parsed = parse_address(text.substr(0, slash));
  if (parsed.problem != AddressProblem::none) return parsed;
  const auto bits = decimal(text.substr(slash + 1), parsed.address.bits());
  if (!bits) return {{}, AddressProblem::malformed};
  parsed.address.prefix_bits = static_cast<std::uint8_t>(*bits);
  return parsed;
}

std::string address_text(const Address& address) {
  std::string text;
  if (!address.v6) {
    for (std::size_t i = 0; i < 4; ++i)
      text += (i > 0 ? "." : "") + std::to_string(address.bytes[i]);
    return text;
  }
  std::array<std::uint16_t, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i)
    groups[i] = static_cast<std::uint16_t>(address.bytes[i * 2] << 8 | address.bytes[i * 2 + 1]);
  const Run zeros = longest_zeros(groups);
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == zeros.begin) {
      text += "::";
      i += zeros.size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ":";
    std::array<char, 4> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), groups[i], 16);
    text.append(digits.data(), written.ptr);
  }
  return text;
}

std::string network_text(const Address& network) {
  return address_text(network) + "/" + std::to_string(network.prefix_bits);
}

Address masked(const Address& network) {
  Address out = network;
  for (std::size_t bit = network.prefix_bits; bit < network.bits(); ++bit)
    out.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
  return out;
}

bool contains(const Address& network, const Address& address) {
  if (network.v6 != address.v6) return false;
  Address same_prefix = address;
  same_prefix.prefix_bits = network.prefix_bits;
  return masked(same_prefix).bytes == masked(network).bytes;
}

bool is_unspecified(const Address& address) {
  return address.bytes == std::array<std::uint8_t, 16>{};
}

bool is_loopback(const Address& address) {
  if (!address.v6) return address.bytes[0] == 127;
  std::array<std::uint8_t, 16> one{};
  one[15] = 1;
  return address.bytes == one;
}

bool is_link_local_unicast(const Address& address) {
  const auto& bytes = address.bytes;
  return address.v6 ? bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80
                    : bytes[0] == 169 && bytes[1] == 254;
}

bool is_link_local_multicast(const Address& address) {
  const auto& bytes = address.bytes;
  return address.v6 ? bytes[0] == 0xFF && (bytes[1] & 0x0F) == 0x02
                    : bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0;
}

bool is_global_unicast(const Address& address) {
  const auto& bytes = address.bytes;
  const bool multicast = address.v6 ? bytes[0] == 0xFF : (bytes[0] & 0xF0) == 0xE0;
  const bool broadcast =
      !address.v6 && bytes[0] == 255 && bytes[1] == 255 && bytes[2] == 255 && bytes[3] == 255;
  return !is_unspecified(address) && !is_loopback(address) && !multicast &&
         !is_link_local_unicast(address) && !broadcast;
}

}  // namespace fenghuo::language
