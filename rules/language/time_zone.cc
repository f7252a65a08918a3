#include "rules/language/time_zone.h"

#include <charconv>
#include <string>

#include "rules/language/moment.h"
#include "rules/language/zone_rule.h"

namespace fenghuo::language {
namespace {

// A version 2 file's 64-bit block (RFC 8536, section 3).
class Zone {
 public:
  explicit Zone(std::string_view file) {
    // The 32-bit block before it is skipped.
    Header header = read_header(file);
    file.remove_prefix(kHeaderBytes);
    if (header.version >= '2') {
      file.remove_prefix(header.block_bytes(4));
      header = read_header(file);
      file.remove_prefix(kHeaderBytes);
    }
    header_ = header;
    block_ = file;
    const std::string_view after = file.substr(header.block_bytes(8));
    rule_ = after.substr(1, after.size() - 2);  // between two line feeds
  }

  std::int64_t offset_at(std::int64_t utc_seconds) const {
    if (header_.times == 0 || utc_seconds < time(0)) return offset_of_type(0);
    if (utc_seconds >= time(header_.times - 1) && !rule_.empty())
      return zone_rule_offset(rule_, utc_seconds).value_or(offset_of_type(type(header_.times - 1)));
    std::size_t low = 0;
    std::size_t high = header_.times;
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      (time(middle) <= utc_seconds ? low : high) = middle;
    }
    return offset_of_type(type(low));
  }

 private:
  static constexpr std::size_t kHeaderBytes = 44;
  struct Header {
    char version = '1';
    std::size_t is_utc = 0;
    std::size_t is_std = 0;
    std::size_t leaps = 0;
    std::size_t times = 0;
    std::size_t types = 0;
    std::size_t letters = 0;
    std::size_t block_bytes(std::size_t time_bytes) const {
      return times * time_bytes + times + types * 6 + letters + leaps * (time_bytes + 4) + is_std +
             is_utc;
    }
  };

  static std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  }
  static Header read_header(std::string_view file) {
    const auto count = [&](std::size_t at) {
      return static_cast<std::size_t>(big_endian(file, at, 4));
    };
    return {file[4], count(20), count(24), count(28), count(32), count(36), count(40)};
  }

  std::int64_t time(std::size_t i) const {
    return static_cast<std::int64_t>(big_endian(block_, i * 8, 8));
  }
  std::size_t type(std::size_t i) const {
    return static_cast<unsigned char>(block_[header_.times * 8 + i]);
  }
  std::int64_t offset_of_type(std::size_t type) const {
    return static_cast<std::int32_t>(big_endian(block_, header_.times * 9 + type * 6, 4));
  }

  Header header_;
  std::string_view block_;
  std::string_view rule_;
};

// "+08:00", "-09:30", "02:00".
std::optional<std::int64_t> fixed_offset(std::string_view text) {
  const bool west = text.starts_with('-');
  if (west || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hours = 0;
  int minutes = 0;
  const auto two = [&](std::size_t at, int& value) {
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + 2, value);
    return error == std::errc{} && end == text.data() + at + 2 && text[at] != '-';
  };
  if (!two(0, hours) || !two(3, minutes) || hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

}  // namespace

std::optional<std::int64_t> offset_at(std::string_view zone, std::int64_t utc_seconds) {
  if (zone.empty() || zone == "UTC" || zone == "Z") return 0;
  if (const auto fixed = fixed_offset(zone)) return fixed;
  const auto file = find_zone(zone);
  if (!file) return std::nullopt;
  return Zone(*file).offset_at(utc_seconds);
}

}  // namespace fenghuo::language
