#include "rules/reason.h"

#include <cmath>

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::rules {
namespace {

// So that most reasons are written without finding new room.
constexpr std::size_t kReasonBytesUsual = 200;

void add(Text& text, std::string_view zh, std::string_view en) {
  text.zh += zh;
  text.en += en;
}
void add(Text& text, std::string_view both) {
  add(text, both, both);
}
void add(Text& text, const Text& more) {
  add(text, more.zh, more.en);
}

// "1小时30分钟", "1 h 30 min".
void add_span(Text& text, std::int64_t ms) {
  const std::int64_t minutes = ms / 60'000;
  const std::int64_t hours = minutes / 60;
  const std::int64_t days = hours / 24;
  const auto add_number = [&](const std::string& number, const char* zh, const char* en) {
    add(text, number);
    add(text, zh, en);
  };
  if (ms % 60'000 != 0)
    return add_number(format_number(static_cast<double>(ms) / 1000, 3), "秒", " s");
  if (hours % 24 == 0 && days > 1) return add_number(std::to_string(days), "天", " d");
  if (hours != 0) add_number(std::to_string(hours), "小时", " h");
  if (minutes % 60 == 0) return;
  if (hours != 0) text.en += ' ';
  add_number(std::to_string(minutes % 60), "分钟", " min");
}

struct FunctionWords {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};
// By SeriesFunction's words.
constexpr FunctionWords kFunctions[] = {{"sum", "累计", "sum of "},
                                        {"min", "最小", "lowest "},
                                        {"max", "最大", "highest "},
                                        {"avg", "平均", "mean "},
                                        {"count", "次数", "number of "},
                                        {"last", "", ""},
                                        {"above", "", ""},
                                        {"first", "最早值", "first "},
                                        {"delta", "变化", "change of "},
                                        {"slope", "每小时趋势", "trend an hour of "},
                                        {"quantile", "分位数", "quantile of "},
                                        {"stddev", "标准差", "standard deviation of "},
                                        {"increase", "增量", "increase of "},
                                        {"time", "满足条件的时间", "time of the test by "},
                                        {"rate", "每小时变化", "change an hour of "},
                                        {"silence", "未收到的时间", "silence of "}};

// A finding, and what it is of; null where nobody knows such a property.
struct Found {
  const wire::Finding& finding;
  const Property* property = find_property(finding.property());
};

// "1小时雨量", "rain in 1 h"; "水位", "water level".
void add_quantity(Text& text, const Found& found) {
  const auto& [finding, property] = found;
  const bool amount = property && property->kind == PropertyKind::amount;
  FunctionWords words{};
  for (const auto& function : kFunctions)
    if (finding.function() == function.name) words = function;
  const bool fell = amount && finding.function() == "sum" && finding.window_ms() > 0;
  Text span;
  if (finding.window_ms() > 0) add_span(span, finding.window_ms());
  add(text, span.zh, fell ? "" : words.en);
  if (!fell && !span.zh.empty()) text.zh += "内";
  if (property != nullptr) {
    add(text, property->zh, property->en);
  } else {
    add(text, finding.property());
  }
  if (!fell) text.zh += words.zh;
  if (span.en.empty()) return;
  text.en += " in ";
  text.en += span.en;
}

void add_number(Text& text, const Found& found, double value) {
  add(text, format_number(value, found.property ? found.property->decimals : kDecimalsMax));
}

void add_unit(Text& text, const Found& found) {
  const auto& [finding, property] = found;
  if (finding.function() == "silence" || finding.function() == "time")
    return add(text, " 秒", " s");
  if (finding.function() == "count" || property == nullptr || property->unit.empty()) return;
  const std::string_view unit = property->unit;
  add(text, " ");
  add(text, unit == "mm" ? "毫米" : unit == "m" ? "米" : unit, unit);
  if (finding.function() == "rate" || finding.function() == "slope") add(text, "/小时", "/h");
}

bool upwards(const wire::Finding& finding) {
  return finding.comparison() == ">=" || finding.comparison() == ">";
}

void add_place_and_time(Text& text, const wire::Finding& finding, Span utc_offset,
                        const Text& station) {
  const Instant from_at = instant_ms(finding.from_ms());
  const Instant to_at = instant_ms(finding.to_ms());
  const bool one_day = same_day(from_at, to_at, utc_offset);
  const auto add_clock = [&](Instant t) {
    add(text, one_day ? to_clock(t, utc_offset) : to_day_and_clock(t, utc_offset));
  };
  add(text, "（测站 ", " (station ");
  add(text, station);
  add(text, "，", ", ");
  if (finding.from_ms() != finding.to_ms()) {
    add_clock(from_at);
    add(text, " 至 ", " to ");
  }
  add_clock(to_at);
  add(text, "）", ")");
}

// "1小时雨量 47.5 毫米"; "水位至少 5.2 米（读数可疑）".
void add_value(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  add_quantity(text, found);
  add(text, finding.at_least() ? "至少 " : " ", finding.at_least() ? " is at least " : " is ");
  add_number(text, found, finding.value());
  add_unit(text, found);
  if (finding.suspect()) add(text, "（读数可疑）", " (suspect)");
}

// Of a station's own limit its name.
void add_limit(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  if (!finding.limit_name().empty()) {
    add(text, "本站 " + finding.limit_name() + " ", finding.limit_name() + " limit ");
  }
  add_number(text, found, finding.limit());
}

// "1小时雨量 47.5 毫米，达到黄色指标 45（测站 …）".
void add_finding(Text& text, const Found& found, Level level, bool cleared) {
  const wire::Finding& finding = found.finding;
  add_value(text, found);
  add(text, "，", ", ");
  const bool over = upwards(finding) != cleared;
  if (cleared) {
    add(text, over ? "高于解除线 " : "低于解除线 ",
        over ? "above the limit to clear, " : "below the limit to clear, ");
  } else {
    const bool own = !finding.limit_name().empty();
    const bool reached =
        over ? finding.value() >= finding.limit() : finding.value() <= finding.limit();
    if (reached) text.zh += over ? "达到" : "低至";
    if (!own) text.en += level == Level::none ? "limit " : "limit of ";
    if (level != Level::none && !own) {
      add(text, name_of(level));
      text.en += ' ';
    }
    if (!own) text.zh += "指标 ";
  }
  add_limit(text, found);
}

// Of a level that stands, its own limit too: where the alarm clears is another, and who reads that
// alone takes it for the limit.
wire::Finding before_deadband(const wire::Finding& finding) {
  wire::Finding own = finding;
  own.set_limit(own_limit_of(finding));
  return own;
}

// "1小时雨量 42 毫米，黄色指标 45，低于解除线 40 才解除".
void add_met(Text& text, const Found& found, Level level) {
  const wire::Finding& finding = found.finding;
  if (finding.deadband() == 0) return add_finding(text, found, level, false);
  const wire::Finding own = before_deadband(finding);
  add_finding(text, {own}, level, false);
  add(text, upwards(finding) ? "，低于解除线 " : "，高于解除线 ",
      upwards(finding) ? ", clears below " : ", clears above ");
  add_number(text, found, finding.limit());
  text.zh += " 才解除";
}

// "1小时雨量 30 毫米，未到 45，差 15"; of a level that stands "…，低于解除线 40（指标 45），差 10".
void add_missing(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  const bool up = upwards(finding);
  add_value(text, found);
  if (finding.deadband() == 0) {
    add(text, up ? "，未到 " : "，高于 ", up ? ", under " : ", over ");
    add_limit(text, found);
  } else {
    const wire::Finding own = before_deadband(finding);
    add(text, up ? "，低于解除线 " : "，高于解除线 ",
        up ? ", under the limit to clear, " : ", over the limit to clear, ");
    add_number(text, found, finding.limit());
    add(text, "（指标 ", " (limit ");
    add_number(text, found, own.limit());
    add(text, "）", ")");
  }
  add(text, "，差 ", ", by ");
  add_number(text, found, std::abs(finding.limit() - finding.value()));
}

}  // namespace

double own_limit_of(const wire::Finding& finding) {
  return upwards(finding) ? finding.limit() + finding.deadband()
                          : finding.limit() - finding.deadband();
}

Text span_text(Span span) {
  Text text;
  add_span(text, span.count());
  return text;
}

Text assessment_of(const wire::AssessedCondition& condition, Span utc_offset,
                   const std::function<Text(const std::string&)>& station_name) {
  const Level level = level_from_wire(condition.level()).value_or(Level::none);
  Text reason;
  for (const auto& finding : condition.findings()) {
    const Found found{finding};
    if (!reason.zh.empty()) add(reason, "；", "; ");
    if (finding.known() && finding.met()) {
      add_met(reason, found, level);
    } else if (finding.known()) {
      add_missing(reason, found);
    } else {
      add_quantity(reason, found);
      add(reason, "没有数据", ": no data");
      continue;
    }
    add_place_and_time(reason, finding, utc_offset, station_name(finding.station()));
  }
  if (reason.zh.empty()) add(reason, condition.expression());
  return reason;
}

Text reason_of(const wire::Verdict& verdict, Level level, bool cleared, Span utc_offset,
               const std::function<Text(const std::string&)>& station_name, const Text& beside) {
  Text reason;
  reason.zh.reserve(kReasonBytesUsual);
  reason.en.reserve(kReasonBytesUsual);
  for (const auto& finding : verdict.findings()) {
    if (!finding.known() || finding.met() == cleared) continue;
    if (!reason.zh.empty()) add(reason, "；", "; ");
    add_finding(reason, {finding}, level, cleared);
    add_place_and_time(reason, finding, utc_offset, station_name(finding.station()));
  }
  if (!cleared && !beside.zh.empty()) {
    if (!reason.zh.empty()) add(reason, "；", "; ");
    add(reason, beside);
  }
  if (reason.zh.empty()) {
    add(reason, cleared ? "条件不再成立：" : "条件成立：",
        cleared ? "no longer holds: " : "holds: ");
    add(reason, verdict.expression());
  }
  const auto next = next_above(level);
  if (cleared || verdict.next_level().empty() || !next) return reason;
  add(reason, "；", "; ");
  add(reason, name_of(*next));
  add(reason, "需 ", " needs ");
  bool first = true;
  for (const auto& finding : verdict.next_level()) {
    if (!first) add(reason, "或", " or ");
    first = false;
    const Found found{finding};
    add_quantity(reason, found);
    add(reason, " ");
    add_number(reason, found, finding.limit());
  }
  return reason;
}

}  // namespace fenghuo::rules
