#include "adapters/plan/series_notation.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::adapters {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// first, first + step, ... ; `count` values in all.
struct Item {
  bool missing = false;
  Decimal first;
  Decimal step;
  std::size_t count = 1;
};

// "12.5" or "-3" at the front of the text, which it takes off.
std::optional<Decimal> take_number(std::string_view& text, bool with_sign) {
  std::size_t end = with_sign && text.starts_with('-') ? 1 : 0;
  end = std::min(text.find_first_not_of("0123456789.", end), text.size());
  const auto number = parse_decimal(text.substr(0, end));
  if (number) text.remove_prefix(end);
  return number;
}

// "x12" and nothing after it.
std::optional<std::size_t> repeats(std::string_view text) {
  std::size_t count = 0;
  if (!text.starts_with('x')) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  // More is past every bound anyway; so no sum of these overflows.
  return std::min(count, kSeriesValuesMax + 1);
}

std::optional<Item> read_item(std::string_view text) {
  Item item;
  if (text.starts_with('_')) {
    item.missing = true;
    if (text.size() == 1) return item;
    const auto count = repeats(text.substr(1));
    if (!count) return std::nullopt;
    item.count = *count;
    return item;
  }
  const auto first = take_number(text, true);
  if (!first) return std::nullopt;
  item.first = *first;
  if (text.empty()) return item;
  if (text.front() == '+' || text.front() == '-') {
    const bool falls = text.front() == '-';
    text.remove_prefix(1);
    const auto step = take_number(text, false);
    if (!step) return std::nullopt;
    item.step = {falls ? -step->mantissa : step->mantissa, step->decimals};
  }
  const auto count = repeats(text);
  if (!count) return std::nullopt;
  item.count = *count + 1;
  return item;
}

Text unreadable(const std::string& item) {
  if (item == "stale")
    return {"没有 stale；缺测写作 _", "there is no 'stale'; a missing value is written _"};
  return {"看不懂“" + item + "”；写作 5、5x11、0+0.5x10、2-0.1x5、_ 或 _x3",
          "can't read '" + item + "'; items are written 5, 5x11, 0+0.5x10, 2-0.1x5, _ or _x3"};
}

// False where a value is larger than any sensor's.
bool append(const Item& item, ShortSeries& series) {
  if (item.missing) {
    series.values.resize(series.values.size() + item.count);
    return true;
  }
  auto value = rescale(item.first, series.decimals);
  const auto step = rescale(item.step, series.decimals);
  if (!value || !step) return false;
  for (std::size_t i = 0; i < item.count; ++i) {
    if (*value > kMantissaMax || *value < -kMantissaMax) return false;
    series.values.emplace_back(*value);
    *value += *step;
  }
  return true;
}

}  // namespace

ShortSeries parse_short_series(std::string_view text, std::uint8_t decimals,
                               std::vector<NotationFault>& faults) {
  struct Placed {
    Item item;
    int column;
  };
  std::vector<Placed> items;
  ShortSeries series{decimals, {}};
  for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const int column = static_cast<int>(at) + 1;
    if (const auto item = read_item(word)) {
      items.push_back({*item, column});
      series.decimals = std::max({series.decimals, item->first.decimals, item->step.decimals});
    } else {
      faults.push_back({column, unreadable(std::string(word))});
    }
    at = text.find_first_not_of(kBlanks, end);
  }
  series.decimals = std::min(series.decimals, kDecimalsMax);
  for (const auto& [item, column] : items) {
    if (series.values.size() + item.count > kSeriesValuesMax) {
      const std::string most = std::to_string(kSeriesValuesMax);
      faults.push_back({column, {"一串最多 " + most + " 个值", "a series has at most " + most}});
      break;
    }
    if (!append(item, series))
      faults.push_back({column, {"数值过大", "a value is larger than any sensor's"}});
  }
  return series;
}

}  // namespace fenghuo::adapters
