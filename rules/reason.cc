#include "rules/reason.h"

#include <cmath>

#include "engine/decimal.h"
#include "engine/property.h"
#include "rules/measure_words.h"
#include "rules/series_call.h"

namespace fenghuo::rules {
namespace {

// So that most reasons are written without finding new room.
constexpr std::size_t kReasonBytesUsual = 400;

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

// Numbers stand apart from the Chinese words beside them: "指标 45 毫米", "指标每小时 0.5 米".
void add_apart(Text& text, const Text& more) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!text.zh.empty() && !more.zh.empty() && is_ascii(text.zh.back()) != is_ascii(more.zh.front()))
    text.zh += ' ';
  add(text, more);
}

// "1 小时 30 分钟", "1 h 30 min".
void add_span(Text& text, std::int64_t ms) {
  const std::int64_t minutes = ms / 60'000;
  const std::int64_t hours = minutes / 60;
  const std::int64_t days = hours / 24;
  const auto add_number = [&](const std::string& number, const char* zh, const char* en) {
    add(text, number);
    add(text, zh, en);
  };
  if (ms % 60'000 != 0)
    return add_number(format_number(static_cast<double>(ms) / 1000, 3), " 秒", " s");
  if (hours % 24 == 0 && days > 1) return add_number(std::to_string(days), " 天", " d");
  if (hours != 0) add_number(std::to_string(hours), " 小时", " h");
  if (minutes % 60 == 0) return;
  if (hours != 0) add(text, " ");
  add_number(std::to_string(minutes % 60), " 分钟", " min");
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

// A finding, what it is of (null where nobody knows such a property), and the station's own limit
// that it names.
struct Found {
  const wire::Finding& finding;
  std::optional<double> named{};
  const Property* property = find_property(finding.property());
};

Found found_in(const wire::Finding& finding, const FindingNames& names) {
  if (finding.limit_name().empty()) return {finding};
  return {finding, names.own_limit(finding).value_or(finding.limit())};
}

// How much fell in so long: there the time is part of what it is called.
bool fell(const wire::Finding& finding) {
  return finding.property() == "rain" && finding.function() == "sum" && finding.window_ms() > 0;
}

bool is_hourly(const wire::Finding& finding) {
  return finding.function() == "rate" || finding.function() == "slope";
}
// What has moved, and not where it stands.
bool is_change(const wire::Finding& finding) {
  return is_hourly(finding) || finding.function() == "delta";
}

Text property_words(const Found& found) {
  const std::string& id = found.finding.property();
  return found.property == nullptr ? Text{id, id} : name_of(*found.property);
}

Text window_of(const wire::Finding& finding) {
  Text span;
  if (finding.window_ms() > 0) add_span(span, finding.window_ms());
  return span;
}

// "1 小时雨量", "rain"; "30 分钟内水位", "water level".
Text measured(const Found& found) {
  Text text{window_of(found.finding).zh, ""};
  if (!text.zh.empty() && !fell(found.finding)) text.zh += "内";
  add_apart(text, property_words(found));
  return text;
}

std::string in_window(const wire::Finding& finding) {
  return finding.window_ms() > 0 ? " in " + window_of(finding).en : "";
}

// "1 小时雨量", "rain in 1 h"; "30 分钟内水位最大", "highest water level in 30 min"; "水位".
void add_quantity(Text& text, const Found& found) {
  FunctionWords words{};
  for (const auto& function : kFunctions)
    if (found.finding.function() == function.name && !fell(found.finding)) words = function;
  add(text, "", words.en);
  add(text, measured(found));
  add(text, words.zh, in_window(found.finding));
}

Text unit_of(const Found& found) {
  const std::string& function = found.finding.function();
  if (function == "silence" || function == "time") return {"秒", "s"};
  if (function == "count") return {"次", ""};
  return unit_words(found.property);
}

// "45 毫米", "45 mm"; of a change an hour "每小时 0.5 米", "0.5 m an hour".
Text amount_of(const Found& found, double value, const Text& direction = {}) {
  const std::string number =
      format_number(value, found.property ? found.property->decimals : kDecimalsMax);
  const Text unit = unit_of(found);
  Text text{is_hourly(found.finding) ? "每小时" : "", ""};
  add(text, direction);
  add_apart(text, {number, number});
  if (!unit.zh.empty()) text.zh += " " + unit.zh;
  if (!unit.en.empty()) text.en += " " + unit.en;
  if (is_hourly(found.finding)) text.en += " an hour";
  return text;
}

// "30 分钟内水位上涨，折合每小时 1.44 米"; "1 小时内水位下降 0.3 米".
void add_change(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  const bool up = finding.value() >= 0;
  const bool trend = finding.function() == "slope";
  const std::string window = in_window(finding);
  add(text, "", trend ? "trend of " : "");
  add(text, measured(found));
  if (finding.value() == 0)
    return add(text, "没有变化", (trend ? " is level" : " did not change") + window);
  const std::string word{change_word(found.property, up)};
  if (trend) {
    add(text, "呈" + word + "趋势", window + (up ? " is up by " : " is down by "));
  } else {
    add(text, word, (up ? " rose" : " fell") + window + " by ");
  }
  if (is_hourly(finding)) text.zh += "，折合";
  add_apart(text, amount_of(found, std::abs(finding.value())));
}

// Of a change its direction, where that isn't the one that people expect.
Text limit_amount(const Found& found, double limit) {
  const wire::Finding& finding = found.finding;
  if (!is_change(finding)) return amount_of(found, limit);
  const bool up = limit >= 0;
  if (up && finding.value() >= 0) return amount_of(found, limit);
  const Text direction{std::string(change_word(found.property, up)),
                       up ? "a rise of " : "a fall of "};
  return amount_of(found, std::abs(limit), direction);
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

// "1 小时雨量 47.5 毫米"; "水位至少 5.2 米（读数可疑）".
void add_value(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  if (is_change(finding)) {
    add_change(text, found);
  } else {
    add_quantity(text, found);
    add(text, finding.at_least() ? "至少 " : " ", finding.at_least() ? " is at least " : " is ");
    add(text, amount_of(found, finding.value()));
  }
  if (finding.suspect()) add(text, "（读数可疑）", " (suspect)");
}

// "本站警戒水位 215.1 米", "this station's warning level 215.1 m".
Text own_limit_words(const Found& found) {
  const Text name = limit_words(found.finding.limit_name(), found.property);
  const Text amount = amount_of(found, *found.named);
  return {"本站" + name.zh + " " + amount.zh, "this station's " + name.en + " " + amount.en};
}

// "45 毫米"; "本站警戒水位 215.1 米"; where the rule's limit lies beside the station's
// "214.6 米，即比本站警戒水位 215.1 米低 0.5 米".
Text limit_text(const Found& found, double limit) {
  if (!found.named) return limit_amount(found, limit);
  const Text own = own_limit_words(found);
  const double above = difference(limit, *found.named);
  if (above == 0) return own;
  Text text = amount_of(found, limit);
  const Text distance = amount_of(found, std::abs(above));
  add(text, "，即比" + own.zh, ", " + distance.en + (above > 0 ? " above " : " below ") + own.en);
  add_apart(text, {above > 0 ? "高" : "低", ""});
  add_apart(text, {distance.zh, ""});
  return text;
}

// How a value that holds stands to the station's own limit: "达到本站警戒水位 215.1 米"; where the
// rule asks for less "离本站警戒水位 215.1 米不到 0.5 米", for more "比 … 高 0.5 米以上".
void add_beside_own(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  const bool up = upwards(finding);
  const double sign = up ? 1 : -1;
  const double beyond = sign * difference(finding.limit(), *found.named);
  const bool passed = sign * difference(finding.value(), *found.named) >= 0;
  const Text own = own_limit_words(found);
  const Text distance = amount_of(found, std::abs(beyond));
  const auto say = [&](const char* zh_before, const char* zh_after, const char* zh_end,
                       const char* en) {
    add(text, zh_before, distance.en + en);
    add(text, own);
    add_apart(text, {zh_after, ""});
    add_apart(text, {distance.zh, ""});
    add_apart(text, {zh_end, ""});
  };
  if (beyond > 0)
    return say("比", up ? "高" : "低", "以上", up ? " or more above " : " or more below ");
  if (beyond == 0 || passed) {
    add(text, up ? "达到" : "低至", up ? "at or above " : "at or below ");
    return add(text, own);
  }
  add(text, "", "within ");
  say("离", finding.value() == finding.limit() ? "只有" : "不到", "", " of ");
}

bool is_reached(const wire::Finding& finding) {
  return upwards(finding) ? finding.value() >= finding.limit() : finding.value() <= finding.limit();
}

// "1 小时雨量 47.5 毫米，达到黄色指标 45 毫米".
void add_finding(Text& text, const Found& found, Level level) {
  const wire::Finding& finding = found.finding;
  add_value(text, found);
  add(text, "，", ", ");
  if (found.named && is_reached(finding)) return add_beside_own(text, found);
  if (is_reached(finding)) text.zh += upwards(finding) ? "达到" : "低至";
  text.en += level == Level::none ? "limit " : "limit of ";
  if (level != Level::none) {
    add(text, name_of(level));
    text.en += ' ';
  }
  add(text, found.named ? "指标为" : "指标", found.named ? "is " : "");
  add_apart(text, limit_text(found, finding.limit()));
}

// "1 小时雨量 30 毫米，低于解除线 40 毫米".
void add_cleared(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  add_value(text, found);
  add(text, upwards(finding) ? "，低于解除线" : "，高于解除线",
      upwards(finding) ? ", below the limit to clear, " : ", above the limit to clear, ");
  if (found.named && difference(finding.limit(), *found.named) == 0) text.zh += "，即";
  add_apart(text, limit_text(found, finding.limit()));
}

// Of a level that stands, its own limit too: where the alarm clears is another, and who reads that
// alone takes it for the limit.
wire::Finding before_deadband(const wire::Finding& finding) {
  wire::Finding own = finding;
  own.set_limit(own_limit_of(finding));
  return own;
}

// "1 小时雨量 42 毫米，黄色指标 45 毫米，低于解除线 40 毫米才解除".
void add_met(Text& text, const Found& found, Level level) {
  const wire::Finding& finding = found.finding;
  if (finding.deadband() == 0) return add_finding(text, found, level);
  const wire::Finding own = before_deadband(finding);
  add_finding(text, {own, found.named}, level);
  add(text, upwards(finding) ? "，低于解除线" : "，高于解除线",
      upwards(finding) ? ", clears below " : ", clears above ");
  add_apart(text, limit_amount(found, finding.limit()));
  add_apart(text, {"才解除", ""});
}

// "1 小时雨量 30 毫米，未到 45 毫米，差 15 毫米"; of a level that stands "…，低于解除线 40 毫米
// （指标 45 毫米），差 10 毫米".
void add_missing(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  const bool up = upwards(finding);
  add_value(text, found);
  if (finding.deadband() == 0) {
    add(text, up ? "，未到" : "，高于", up ? ", under " : ", over ");
    add_apart(text, limit_text(found, finding.limit()));
  } else {
    add(text, up ? "，低于解除线" : "，高于解除线",
        up ? ", under the limit to clear, " : ", over the limit to clear, ");
    add_apart(text, limit_amount(found, finding.limit()));
    Text own{"指标", "limit "};
    add_apart(own, limit_text(found, own_limit_of(finding)));
    add(text, "（" + own.zh + "）", " (" + own.en + ")");
  }
  add(text, "，差", ", by ");
  add_apart(text, amount_of(found, std::abs(difference(finding.limit(), finding.value()))));
}

// "1 小时雨量 60 毫米"; "水位达到本站保证水位 215.4 米"; "30 分钟内水位每小时上涨 0.8 米".
void add_needed(Text& text, const Found& found) {
  const wire::Finding& finding = found.finding;
  if (is_change(finding)) {
    const bool up = finding.limit() >= 0;
    add(text, measured(found));
    add(text, "", in_window(finding) + (up ? " up by " : " down by "));
    const Text direction{std::string(change_word(found.property, up)), ""};
    return add_apart(text, amount_of(found, std::abs(finding.limit()), direction));
  }
  add_quantity(text, found);
  if (!upwards(finding)) {
    add(text, "低至", " down to ");
  } else {
    add(text, found.named ? "达到" : "", found.named ? " at " : " ");
  }
  add_apart(text, limit_text(found, finding.limit()));
}

// What has to come beside what is met already: "1 小时雨量 60 毫米，或 3 小时 100 毫米".
Text needed(const wire::Verdict& verdict, const FindingNames& names) {
  Text text;
  const wire::Finding* before = nullptr;
  for (const auto& finding : verdict.next_level()) {
    // Of a station without that limit nobody can say what it would take.
    const bool unlimited = finding.function() == "above" && finding.limit_name().empty();
    if (unlimited || (finding.known() && finding.met())) continue;
    const Found found = found_in(finding, names);
    if (before != nullptr) add(text, "，或", ", or ");
    if (before != nullptr && fell(*before) && fell(finding)) {
      const Text span = window_of(finding);
      add_apart(text, {span.zh + " ", "in " + span.en + " "});
      add(text, limit_amount(found, finding.limit()));
    } else {
      Text need;
      add_needed(need, found);
      add_apart(text, need);
    }
    before = &finding;
  }
  return text;
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
                   const FindingNames& names) {
  const Level level = level_from_wire(condition.level()).value_or(Level::none);
  Text reason;
  for (const auto& finding : condition.findings()) {
    const Found found = found_in(finding, names);
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
    add_place_and_time(reason, finding, utc_offset, names.station(finding.station()));
  }
  if (reason.zh.empty()) add(reason, condition.expression());
  return reason;
}

Text reason_of(const wire::Verdict& verdict, Level level, bool cleared, Span utc_offset,
               const FindingNames& names, const Text& beside) {
  Text reason;
  reason.zh.reserve(kReasonBytesUsual);
  reason.en.reserve(kReasonBytesUsual);
  for (const auto& finding : verdict.findings()) {
    if (!finding.known() || finding.met() == cleared) continue;
    const Found found = found_in(finding, names);
    if (!reason.zh.empty()) add(reason, "；", "; ");
    if (cleared) {
      add_cleared(reason, found);
    } else {
      add_finding(reason, found, level);
    }
    add_place_and_time(reason, finding, utc_offset, names.station(finding.station()));
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
  if (cleared || !next) return reason;
  const Text more = needed(verdict, names);
  if (more.zh.empty()) return reason;
  const Text name = name_of(*next);
  add(reason, "；升" + name.zh + "需：" + more.zh, "; " + name.en + " needs " + more.en);
  return reason;
}

}  // namespace fenghuo::rules
