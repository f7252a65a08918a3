#include "rules/reason.h"

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::rules {
namespace {

// "1小时30分", "1 h 30 min".
Text span_text(std::int64_t ms) {
  const std::int64_t minutes = ms / 60'000;
  const std::int64_t hours = minutes / 60;
  const std::int64_t days = hours / 24;
  if (ms % 60'000 != 0) {
    const std::string s = format_number(static_cast<double>(ms) / 1000, 3);
    return {s + "秒", s + " s"};
  }
  Text text;
  const auto add = [&](std::int64_t n, const char* zh, const char* en) {
    if (n == 0) return;
    text.zh += std::to_string(n) + zh;
    text.en += (text.en.empty() ? "" : " ") + std::to_string(n) + en;
  };
  if (hours % 24 == 0 && days > 1) {
    add(days, "天", " d");
    return text;
  }
  add(hours, "小时", " h");
  add(minutes % 60, "分钟", " min");
  return text;
}

struct FunctionWords {
  const char* name;
  const char* zh;
  const char* en;
};
// By SeriesFunction's words.
constexpr FunctionWords kFunctions[] = {{"sum", "累计", "sum of "},
                                        {"min", "最小", "lowest "},
                                        {"max", "最大", "highest "},
                                        {"avg", "平均", "mean "},
                                        {"count", "次数", "number of "},
                                        {"last", "", ""},
                                        {"first", "最早值", "first "},
                                        {"delta", "变化", "change of "},
                                        {"slope", "每小时趋势", "trend an hour of "},
                                        {"quantile", "分位数", "quantile of "},
                                        {"stddev", "标准差", "standard deviation of "},
                                        {"increase", "增量", "increase of "},
                                        {"time", "满足条件的时间", "time of the test by "},
                                        {"rate", "每小时变化", "change an hour of "},
                                        {"silence", "未收到的时间", "silence of "}};

// "1小时雨量", "rain in 1 h"; "水位", "water level".
Text quantity(const wire::Finding& finding) {
  const Property* property = find_property(finding.property());
  const Text name = property ? name_of(*property) : Text{finding.property(), finding.property()};
  const Text span = finding.window_ms() > 0 ? span_text(finding.window_ms()) : Text{};
  const bool amount = property && property->kind == PropertyKind::amount;
  Text words{"", ""};
  for (const auto& function : kFunctions)
    if (finding.function() == function.name) words = {function.zh, function.en};
  if (amount && finding.function() == "sum" && !span.zh.empty())
    return {span.zh + name.zh, name.en + " in " + span.en};
  Text text{span.zh + (span.zh.empty() ? "" : "内") + name.zh + words.zh, words.en + name.en};
  if (!span.en.empty()) text.en += " in " + span.en;
  return text;
}

std::string number(const wire::Finding& finding, double value) {
  const Property* property = find_property(finding.property());
  return format_number(value, property ? property->decimals : kDecimalsMax);
}

Text unit(const wire::Finding& finding) {
  const Property* property = find_property(finding.property());
  if (finding.function() == "silence" || finding.function() == "time") return {" 秒", " s"};
  if (finding.function() == "count" || property == nullptr || property->unit.empty()) return {};
  std::string zh(property->unit);
  if (zh == "mm") zh = "毫米";
  if (zh == "m") zh = "米";
  std::string en(property->unit);
  const bool rate = finding.function() == "rate" || finding.function() == "slope";
  return {" " + zh + (rate ? "/小时" : ""), " " + en + (rate ? "/h" : "")};
}

bool upwards(const wire::Finding& finding) {
  return finding.comparison() == ">=" || finding.comparison() == ">";
}

Text place_and_time(const wire::Finding& finding, Span utc_offset, const Text& station) {
  const Instant from_at = instant_ms(finding.from_ms());
  const Instant to_at = instant_ms(finding.to_ms());
  const bool one_day = same_day(from_at, to_at, utc_offset);
  const auto clock = [&](Instant t) {
    return one_day ? to_clock(t, utc_offset) : to_day_and_clock(t, utc_offset);
  };
  const std::string from = clock(from_at);
  const std::string to = clock(to_at);
  const bool windowed = finding.from_ms() != finding.to_ms();
  return {"（测站 " + station.zh + "，" + (windowed ? from + " 至 " + to : to) + "）",
          " (station " + station.en + ", " + (windowed ? from + " to " + to : to) + ")"};
}

}  // namespace

Text reason_of(const wire::Verdict& verdict, Level level, bool cleared, Span utc_offset,
               const std::function<Text(const std::string&)>& station_name) {
  Text reason;
  const Text level_name = name_of(level);
  const std::string level_name_zh = level == Level::none ? "" : level_name.zh;
  for (const auto& finding : verdict.findings()) {
    if (!finding.known() || finding.met() == cleared) continue;
    const Text what = quantity(finding);
    const Text in_unit = unit(finding);
    const std::string value = number(finding, finding.value());
    const std::string limit = number(finding, finding.limit());
    const Text where = place_and_time(finding, utc_offset, station_name(finding.station()));
    if (!reason.zh.empty()) reason = {reason.zh + "；", reason.en + "; "};
    const bool over = upwards(finding) != cleared;
    reason.zh += what.zh + " " + value + in_unit.zh + "，" +
                 (cleared ? (over ? "高于解除线 " : "低于解除线 ")
                          : (over ? "达到" : "低至") + level_name_zh + "指标 ") +
                 limit + where.zh;
    reason.en += what.en + " is " + value + in_unit.en + ", " +
                 (cleared ? (over ? "above" : "below") + std::string(" the limit to clear, ")
                  : level == Level::none ? "limit "
                                         : "limit of " + level_name.en + " ") +
                 limit + where.en;
  }
  if (reason.zh.empty())
    reason = {"条件" + std::string(cleared ? "不再成立：" : "成立：") + verdict.expression(),
              (cleared ? "no longer holds: " : "holds: ") + verdict.expression()};
  if (cleared || verdict.next_level().empty()) return reason;
  const auto next = next_above(level);
  if (!next) return reason;
  Text needs;
  for (const auto& finding : verdict.next_level()) {
    const Text what = quantity(finding);
    if (!needs.zh.empty()) needs = {needs.zh + "或", needs.en + " or "};
    needs.zh += what.zh + " " + number(finding, finding.limit());
    needs.en += what.en + " " + number(finding, finding.limit());
  }
  return {reason.zh + "；" + name_of(*next).zh + "需 " + needs.zh,
          reason.en + "; " + name_of(*next).en + " needs " + needs.en};
}

}  // namespace fenghuo::rules
