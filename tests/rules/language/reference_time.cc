// Moments and lengths of time of the reference: days are counted one year after the other.
#include <array>

#include "tests/rules/language/reference.h"

namespace fenghuo::language::reference {
namespace {

using Wide = __int128;

constexpr Wide kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr int kDaysTo1970 = 719'162;  // from 0001-01-01

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
int days_of(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}
// Before the first of January, from 0001-01-01.
constexpr int days_before(int year) {
  const int past = year - 1;
  return 365 * past + past / 4 - past / 100 + past / 400;
}

Wide floor_divided(Wide value, Wide by) {
  return value / by - (value % by < 0 ? 1 : 0);
}
std::int64_t seconds_of(Moment moment) {
  return static_cast<std::int64_t>(floor_divided(moment.nanoseconds, kSecond));
}
int below_second(Moment moment) {
  return static_cast<int>(moment.nanoseconds - Wide{seconds_of(moment)} * kSecond);
}

struct Date {
  int year = 1;
  int month = 1;
  int day = 1;
  int day_of_year = 0;
  int day_of_week = 0;
  int second = 0;  // of the day
};
Date date_of(std::int64_t seconds) {
  constexpr int kCycle = days_before(401);  // in which the calendar comes back to where it was
  auto days = static_cast<int>(floor_divided(seconds, kDay)) + kDaysTo1970;
  Date date;
  date.second = static_cast<int>(seconds - (std::int64_t{days} - kDaysTo1970) * kDay);
  // A zone in the west still has the year before the first.
  const bool early = days < 0;
  if (early) days += kCycle;
  date.day_of_week = (days + 1) % 7;  // 0001-01-01 was a Monday
  date.year = days / 366 + 1;
  while (days_before(date.year + 1) <= days) ++date.year;
  date.day_of_year = days - days_before(date.year);
  int rest = date.day_of_year;
  for (; rest >= days_of(date.year, date.month); ++date.month)
    rest -= days_of(date.year, date.month);
  date.day = rest + 1;
  if (early) date.year -= 400;
  return date;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  while (digits.size() < width) digits.insert(0, "0");
  return digits;
}
std::string fraction(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return "";
  std::string digits = padded(nanoseconds, 9);
  while (digits.back() == '0') digits.pop_back();
  return "." + digits;
}

// Reads a text of a known form from the left; fails where it has another.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool take(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  void want(std::string_view word) {
    if (!take(word)) throw Failed{};
  }
  int number(std::size_t width, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value * 10 + digit();
    if (value < least || value > most) throw Failed{};
    return value;
  }
  // The digits that come, as a number and as how many they were.
  std::pair<Wide, int> digits() {
    std::pair<Wide, int> read;
    for (; !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; ++read.second) {
      if (read.second == 18) throw Failed{};
      read.first = read.first * 10 + digit();
    }
    return read;
  }
  // After a point.
  Wide nanoseconds() {
    auto [value, count] = digits();
    if (count == 0) throw Failed{};
    for (; count < 9; ++count) value *= 10;
    for (; count > 9; --count) value /= 10;
    return value;
  }
  bool at_end() const { return text_.empty(); }

 private:
  int digit() {
    if (text_.empty() || text_[0] < '0' || text_[0] > '9') throw Failed{};
    const int value = text_[0] - '0';
    text_.remove_prefix(1);
    return value;
  }
  std::string_view text_;
};

Wide zone_seconds(Reader& reader) {
  if (reader.take("Z") || reader.take("z")) return 0;
  const bool east = reader.take("+");
  if (!east) reader.want("-");
  const int hours = reader.number(2, 0, 23);
  reader.want(":");
  const int seconds = hours * 3600 + reader.number(2, 0, 59) * 60;
  return east ? seconds : -seconds;
}

Value to_moment(const Arguments& a) {
  if (find_as<Moment>(a[0]) != nullptr) return a[0];
  if (const auto* seconds = find_as<std::int64_t>(a[0])) {
    if (*seconds < -62'135'596'800 || *seconds > 253'402'300'799) throw Failed{};
    return {Moment{*seconds * kSecond}};
  }
  Reader reader(as<std::string>(a[0]));
  const int year = reader.number(4, 0, 9999);
  reader.want("-");
  const int month = reader.number(2, 1, 12);
  reader.want("-");
  int days = days_before(year) + reader.number(2, 1, days_of(year, month)) - 1 - kDaysTo1970;
  for (int before = 1; before < month; ++before) days += days_of(year, before);
  if (!reader.take("t")) reader.want("T");  // RFC 3339 lets both be small
  Wide seconds = Wide{days} * kDay + reader.number(2, 0, 23) * 3600;
  reader.want(":");
  seconds += reader.number(2, 0, 59) * 60;
  reader.want(":");
  seconds += reader.number(2, 0, 59);
  Wide below = 0;
  if (reader.take(".")) below = reader.nanoseconds();
  seconds -= zone_seconds(reader);
  if (!reader.at_end() || seconds < -62'135'596'800 || seconds > 253'402'300'799) throw Failed{};
  return {Moment{seconds * kSecond + below}};
}

Wide unit(Reader& reader) {
  for (const auto& [name, nanoseconds] : {std::pair<const char*, Wide>{"ns", 1},
                                          {"us", 1000},
                                          {"ms", 1'000'000},
                                          {"s", kSecond},
                                          {"m", 60 * kSecond},
                                          {"h", 3600 * kSecond}})
    if (reader.take(name)) return nanoseconds;
  throw Failed{};
}
Value to_length(const Arguments& a) {
  if (find_as<Length>(a[0]) != nullptr) return a[0];
  if (const auto* seconds = find_as<std::int64_t>(a[0]))
    return {Length{to_integer(*seconds * kSecond)}};
  const auto& text = as<std::string>(a[0]);
  Reader reader(text);
  const bool negative = reader.take("-");
  if (!negative) reader.take("+");
  if (reader.at_end()) throw Failed{};
  Wide sum = 0;
  while (!reader.at_end()) {
    const auto [whole, count] = reader.digits();
    if (count == 1 && whole == 0 && reader.at_end() && sum == 0) break;  // "0" alone
    Wide part = 0;
    if (reader.take("."))
      part = reader.nanoseconds();
    else if (count == 0)
      throw Failed{};
    const Wide of = unit(reader);
    sum += whole * of + part * of / kSecond;
  }
  return {Length{to_integer(negative ? -sum : sum)}};
}

// --- parts

using Part = std::int64_t (*)(const Date& date, Moment moment);
std::int64_t year(const Date& date, Moment) {
  return date.year;
}
std::int64_t month(const Date& date, Moment) {
  return date.month - 1;
}
std::int64_t day_of_month(const Date& date, Moment) {
  return date.day - 1;
}
std::int64_t day(const Date& date, Moment) {
  return date.day;
}
std::int64_t day_of_week(const Date& date, Moment) {
  return date.day_of_week;
}
std::int64_t day_of_year(const Date& date, Moment) {
  return date.day_of_year;
}
std::int64_t hour(const Date& date, Moment) {
  return date.second / 3600;
}
std::int64_t minute(const Date& date, Moment) {
  return date.second / 60 % 60;
}
std::int64_t second(const Date& date, Moment) {
  return date.second % 60;
}
std::int64_t millisecond(const Date&, Moment moment) {
  return below_second(moment) / 1'000'000;
}

template <Part Of>
Value part(const Arguments& a) {
  const auto moment = as<Moment>(a[0]);
  return {Of(date_of(seconds_of(moment)), moment)};
}
// In a zone such as "+08:00".
template <Part Of>
Value part_there(const Arguments& a) {
  const auto moment = as<Moment>(a[0]);
  const std::string_view zone = as<std::string>(a[1]);
  Reader reader(zone == "UTC" ? "Z" : zone);
  const auto offset = static_cast<std::int64_t>(zone_seconds(reader));
  if (!reader.at_end()) throw Failed{};
  return {Of(date_of(seconds_of(moment) + offset), moment)};
}
// Of a length of time the whole of it, in such units.
template <Part Of, std::int64_t Nanoseconds>
Value part_or_whole(const Arguments& a) {
  if (const auto* length = find_as<Length>(a[0]))
    return {static_cast<std::int64_t>(length->nanoseconds / Nanoseconds)};
  return part<Of>(a);
}
Value milliseconds(const Arguments& a) {
  // The part below a second only (langdef.md, "getMilliseconds").
  if (const auto* length = find_as<Length>(a[0]))
    return {static_cast<std::int64_t>(length->nanoseconds % kSecond / 1'000'000)};
  return part<millisecond>(a);
}

}  // namespace

std::string moment_text(Moment moment) {
  const Date date = date_of(seconds_of(moment));
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T" +
         padded(date.second / 3600, 2) + ":" + padded(date.second / 60 % 60, 2) + ":" +
         padded(date.second % 60, 2) + fraction(below_second(moment)) + "Z";
}

std::string length_text(Length length) {
  const bool negative = length.nanoseconds < 0;
  const Wide size = negative ? -length.nanoseconds : length.nanoseconds;
  return (negative ? "-" : "") + std::to_string(static_cast<std::int64_t>(size / kSecond)) +
         fraction(static_cast<std::int64_t>(size % kSecond)) + "s";
}

const Table& time_functions() {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  static const Table table{{"timestamp", 1, to_moment},
                           {"duration", 1, to_length},
                           {".getFullYear", 1, part<year>},
                           {".getFullYear", 2, part_there<year>},
                           {".getMonth", 1, part<month>},
                           {".getMonth", 2, part_there<month>},
                           {".getDayOfMonth", 1, part<day_of_month>},
                           {".getDayOfMonth", 2, part_there<day_of_month>},
                           {".getDate", 1, part<day>},
                           {".getDate", 2, part_there<day>},
                           {".getDayOfWeek", 1, part<day_of_week>},
                           {".getDayOfWeek", 2, part_there<day_of_week>},
                           {".getDayOfYear", 1, part<day_of_year>},
                           {".getDayOfYear", 2, part_there<day_of_year>},
                           {".getHours", 1, part_or_whole<hour, 3600 * kNanoseconds>},
                           {".getHours", 2, part_there<hour>},
                           {".getMinutes", 1, part_or_whole<minute, 60 * kNanoseconds>},
                           {".getMinutes", 2, part_there<minute>},
                           {".getSeconds", 1, part_or_whole<second, kNanoseconds>},
                           {".getSeconds", 2, part_there<second>},
                           {".getMilliseconds", 1, milliseconds},
                           {".getMilliseconds", 2, part_there<millisecond>}};
  return table;
}

}  // namespace fenghuo::language::reference
