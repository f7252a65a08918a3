#include "rules/language/moment.h"

#include <array>
#include <charconv>
#include <chrono>

namespace fenghuo::language {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kDaySeconds = 86'400;

struct Split {
  std::int64_t seconds;
  std::int64_t nanoseconds;  // 0 to 999,999,999
};
Split normal(std::int64_t seconds, std::int64_t nanoseconds) {
  seconds += nanoseconds / kNanosPerSecond;
  nanoseconds %= kNanosPerSecond;
  if (nanoseconds < 0) {
    --seconds;
    nanoseconds += kNanosPerSecond;
  }
  return {seconds, nanoseconds};
}

Value made(Kind kind, Split split) {
  return {.kind = kind,
          .size = static_cast<std::uint32_t>(split.nanoseconds),
          .integer = split.seconds};
}

bool is_length(__int128 nanoseconds) {
  return nanoseconds >= INT64_MIN && nanoseconds <= INT64_MAX;
}

// Reads text from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  // So many digits as a number.
  std::optional<int> digits(std::size_t count) {
    int value = 0;
    const auto [end, error] =
        std::from_chars(text_.data(), text_.data() + std::min(count, text_.size()), value);
    if (error != std::errc{} || text_[0] == '-' || end != text_.data() + count) return std::nullopt;
    text_.remove_prefix(count);
    return value;
  }
  // The digits after a point, as nanoseconds; further ones than nine are cut off.
  std::optional<std::int64_t> fraction() {
    std::int64_t value = 0;
    std::int64_t unit = kNanosPerSecond / 10;
    std::size_t count = 0;
    for (; !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; ++count, unit /= 10) {
      value += (text_[0] - '0') * unit;
      text_.remove_prefix(1);
    }
    return count > 0 ? std::optional(value) : std::nullopt;
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

std::optional<std::int64_t> offset_seconds(Reader& reader) {
  if (reader.take('Z') || reader.take('z')) return 0;
  const bool east = reader.take('+');
  if (!east && !reader.take('-')) return std::nullopt;
  const auto hour = reader.digits(2);
  if (!hour || *hour > 23 || !reader.take(':')) return std::nullopt;
  const auto minute = reader.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  const std::int64_t seconds = *hour * 3600 + *minute * 60;
  return east ? seconds : -seconds;
}

// Digits with a point among them and a unit after, in nanoseconds, many times over.
std::optional<__int128> sum_of_parts(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 8> kUnits{
      {{"ns", 1},
       {"us", 1000},
       {"µs", 1000},
       {"μs", 1000},
       {"ms", 1'000'000},
       {"s", kNanosPerSecond},
       {"m", 60 * kNanosPerSecond},
       {"h", 3600 * kNanosPerSecond}}};
  __int128 sum = 0;
  while (!text.empty()) {
    std::uint64_t whole = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (parsed.ec == std::errc::result_out_of_range || whole > std::uint64_t{1} << 62)
      return std::nullopt;
    const bool any = parsed.ptr != text.data();
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    Reader reader(text);
    std::optional<std::int64_t> part;
    if (reader.take('.')) part = reader.fraction();
    if (!any && !part) return std::nullopt;
    text = reader.rest();
    bool known = false;
    for (const auto& [name, nanoseconds] : kUnits) {
      if (!text.starts_with(name) || (name == "m" && text.starts_with("ms"))) continue;
      sum += static_cast<__int128>(whole) * nanoseconds;
      if (part) sum += static_cast<__int128>(*part) * nanoseconds / kNanosPerSecond;
      text.remove_prefix(name.size());
      known = true;
      break;
    }
    if (!known) return std::nullopt;
  }
  return sum;
}

std::string fraction_text(std::uint32_t nanoseconds) {
  if (nanoseconds == 0) return "";
  std::string digits = std::to_string(nanoseconds);
  digits.insert(0, 9 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

Value moment(std::int64_t seconds, std::int64_t nanoseconds) {
  const Split split = normal(seconds, nanoseconds);
  if (split.seconds < kMomentSecondsMin || split.seconds > kMomentSecondsMax)
    return Value::error(Failure::out_of_range);
  return made(Kind::timestamp, split);
}

Value length_of_time(std::int64_t seconds, std::int64_t nanoseconds) {
  if (!is_length(static_cast<__int128>(seconds) * kNanosPerSecond + nanoseconds))
    return Value::error(Failure::out_of_range);
  return made(Kind::duration, normal(seconds, nanoseconds));
}

Value time_sum(const Value& a, const Value& b, int sign, Kind result) {
  const std::int64_t seconds = a.integer + sign * b.integer;
  const std::int64_t nanoseconds = std::int64_t{a.size} + sign * std::int64_t{b.size};
  return result == Kind::timestamp ? moment(seconds, nanoseconds)
                                   : length_of_time(seconds, nanoseconds);
}

std::optional<Value> parse_moment(std::string_view text) {
  Reader reader(text);
  const auto year = reader.digits(4);
  if (!year || !reader.take('-')) return std::nullopt;
  const auto month = reader.digits(2);
  if (!month || !reader.take('-')) return std::nullopt;
  const auto day = reader.digits(2);
  if (!day || !(reader.take('T') || reader.take('t'))) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  const auto hour = reader.digits(2);
  if (!date.ok() || !hour || *hour > 23 || !reader.take(':')) return std::nullopt;
  const auto minute = reader.digits(2);
  if (!minute || *minute > 59 || !reader.take(':')) return std::nullopt;
  const auto second = reader.digits(2);
  if (!second || *second > 59) return std::nullopt;
  std::int64_t nanoseconds = 0;
  if (reader.take('.')) {
    const auto part = reader.fraction();
    if (!part) return std::nullopt;
    nanoseconds = *part;
  }
  const auto offset = offset_seconds(reader);
  if (!offset || !reader.rest().empty()) return std::nullopt;
  const std::int64_t days = days_from_civil(*year, *month, *day);
  return moment(days * kDaySeconds + *hour * 3600 + *minute * 60 + *second - *offset, nanoseconds);
}

std::optional<Value> parse_length(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return length_of_time(0, 0);
  if (text.empty()) return std::nullopt;
  auto sum = sum_of_parts(text);
  if (!sum) return std::nullopt;
  if (negative) *sum = -*sum;
  if (!is_length(*sum)) return Value::error(Failure::out_of_range);
  return length_of_time(0, static_cast<std::int64_t>(*sum));
}

std::string moment_text(const Value& moment) {
  const Civil civil = civil_of(moment.integer);
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2) + "T" +
         padded(civil.hour, 2) + ":" + padded(civil.minute, 2) + ":" + padded(civil.second, 2) +
         fraction_text(moment.size) + "Z";
}

std::string length_text(const Value& length) {
  if (length.integer >= 0 || length.size == 0)
    return std::to_string(length.integer) + fraction_text(length.size) + "s";
  // -1.5 s is kept as -2 s and half a second.
  const std::int64_t whole = -(length.integer + 1);
  return "-" + std::to_string(whole) +
         fraction_text(static_cast<std::uint32_t>(kNanosPerSecond) - length.size) + "s";
}

Civil civil_of(std::int64_t local_seconds) {
  using namespace std::chrono;
  std::int64_t days = local_seconds / kDaySeconds;
  std::int64_t rest = local_seconds % kDaySeconds;
  if (rest < 0) {
    --days;
    rest += kDaySeconds;
  }
  const sys_days day{std::chrono::days{days}};
  const year_month_day date{day};
  Civil civil;
  civil.year = static_cast<int>(date.year());
  civil.month = static_cast<int>(static_cast<unsigned>(date.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(date.day()));
  civil.hour = static_cast<int>(rest / 3600);
  civil.minute = static_cast<int>(rest / 60 % 60);
  civil.second = static_cast<int>(rest % 60);
  civil.day_of_year = static_cast<int>((day - sys_days{date.year() / January / 1}).count());
  civil.day_of_week = static_cast<int>(weekday{day}.c_encoding());
  return civil;
}

std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{static_cast<int>(year)} /
                  std::chrono::month{static_cast<unsigned>(month)} /
                  std::chrono::day{static_cast<unsigned>(day)}}
      .time_since_epoch()
      .count();
}

}  // namespace fenghuo::language
