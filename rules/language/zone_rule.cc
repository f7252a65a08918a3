#include "rules/language/zone_rule.h"

#include <charconv>

#include "rules/language/moment.h"

namespace fenghuo::language {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// A day of the year by month, week and day of the week (M), by number without the 29th of February
// (J), or by number from 0; and a time of that day.
struct Change {
  char form = 'M';
  int month = 0;
  int week = 0;
  int day = 0;
  std::int64_t seconds = 7200;

  // Seconds since 1970 of the local clock.
  std::int64_t in_year(std::int64_t year) const {
    std::int64_t days = days_from_civil(year, 1, 1);
    if (form == 'M') {
      days = days_from_civil(year, month, 1);
      const int first = civil_of(days * kDaySeconds).day_of_week;
      days += (day - first + 7) % 7 + (week - 1) * 7;
      while (civil_of(days * kDaySeconds).month != month) days -= 7;
    } else if (form == 'J') {
      const bool leap = days_from_civil(year + 1, 1, 1) - days == 366;
      days += day - 1 + (leap && day > 59 ? 1 : 0);
    } else {
      days += day;
    }
    return days * kDaySeconds + seconds;
  }
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  void name() {
    if (take('<')) {
      while (!at_end() && !take('>')) text_.remove_prefix(1);
      return;
    }
    while (!at_end() && ((text_[0] | 0x20) >= 'a' && (text_[0] | 0x20) <= 'z'))
      text_.remove_prefix(1);
  }
  int number() {
    int value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    ok_ = ok_ && error == std::errc{};
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }
  // [+-]hh[:mm[:ss]]
  std::int64_t time() {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int64_t seconds = std::int64_t{number()} * 3600;
    if (take(':')) seconds += std::int64_t{number()} * 60;
    if (take(':')) seconds += number();
    return negative ? -seconds : seconds;
  }
  Change change() {
    Change change;
    if (take('M')) {
      change.month = number();
      ok_ = take('.') && ok_;
      change.week = number();
      ok_ = take('.') && ok_ && change.month >= 1 && change.month <= 12;
    } else {
      change.form = take('J') ? 'J' : '0';
    }
    change.day = number();
    if (take('/')) change.seconds = time();
    return change;
  }

 private:
  std::string_view text_;
  bool ok_ = true;
};

}  // namespace

std::optional<std::int64_t> zone_rule_offset(std::string_view rule, std::int64_t utc_seconds) {
  Reader reader(rule);
  reader.name();
  const std::int64_t standard = -reader.time();
  if (reader.at_end()) return reader.ok() ? std::optional(standard) : std::nullopt;
  reader.name();
  const bool listed = !reader.take(',');
  const std::int64_t summer = listed ? -reader.time() : standard + 3600;
  if (listed && !reader.take(',')) return std::nullopt;
  const Change begins = reader.change();
  if (!reader.take(',')) return std::nullopt;
  const Change ends = reader.change();
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  // The year by the standard clock: changes are never so near to its ends that it matters.
  const std::int64_t year = civil_of(utc_seconds + standard).year;
  const std::int64_t begin = begins.in_year(year) - standard;
  const std::int64_t end = ends.in_year(year) - summer;
  const bool in_summer = begin < end ? utc_seconds >= begin && utc_seconds < end
                                     : utc_seconds >= begin || utc_seconds < end;
  return in_summer ? summer : standard;
}

}  // namespace fenghuo::language
