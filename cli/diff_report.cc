#include "cli/diff_report.h"

#include <boost/json/array.hpp>
#include <cstdio>

namespace fenghuo::cli {
namespace {

namespace json = boost::json;
using Kind = AlarmDifference::Kind;

constexpr struct {
  Kind kind;
  const char* word;
  const char* zh;
} kKinds[] = {{Kind::added, "added", "新增"},     {Kind::lost, "lost", "消失"},
              {Kind::earlier, "earlier", "提早"}, {Kind::later, "later", "推迟"},
              {Kind::higher, "higher", "升级"},   {Kind::lower, "lower", "降级"}};

Text name_of(Kind kind) {
  for (const auto& known : kKinds)
    if (known.kind == kind) return {known.zh, known.word};
  return {};
}

std::int64_t minutes_of(Span span) {
  return std::chrono::round<std::chrono::minutes>(span).count();
}

// "提早 10 分钟", "earlier by 10 min".
Text change_words(const AlarmDifference& difference) {
  const Text name = name_of(difference.kind);
  if (difference.kind != Kind::earlier && difference.kind != Kind::later) return name;
  const std::string minutes = std::to_string(minutes_of(std::chrono::abs(difference.shift())));
  return {name.zh + " " + minutes + " 分钟", name.en + " by " + minutes + " min"};
}

Text level_words(const AlarmDifference& difference) {
  const bool moved = difference.kind == Kind::higher || difference.kind == Kind::lower;
  const Text now = fenghuo::name_of(difference.level);
  if (!moved) return difference.level == Level::none ? Text{"成立", "fired"} : now;
  const Text was = fenghuo::name_of(difference.before_level);
  return {was.zh + "→" + now.zh, was.en + " -> " + now.en};
}

std::string when(const AlarmDifference& difference, Span utc_offset) {
  const auto clock = [&](const std::optional<Instant>& at) {
    return at ? to_day_and_clock(*at, utc_offset) : std::string("-");
  };
  return clock(difference.before) + " -> " + clock(difference.after);
}

void say(const ReportStyle& style, const Text& text) {
  std::printf("%s\n", style.session.say(text).c_str());
}

Text totals(const AlarmDiff& diff) {
  Text text{"原规则的警报 " + std::to_string(diff.alarms_before) + " 条，新规则 " +
                std::to_string(diff.alarms_after) + " 条；无变化 " +
                std::to_string(diff.unchanged) + " 条",
            "alarms before: " + std::to_string(diff.alarms_before) +
                ", with the new plan: " + std::to_string(diff.alarms_after) +
                "; as before: " + std::to_string(diff.unchanged)};
  for (const auto& known : kKinds) {
    const std::string count = std::to_string(diff.count(known.kind));
    text = {text.zh + "，" + known.zh + " " + count, text.en + ", " + known.word + ": " + count};
  }
  return text;
}

}  // namespace

void print_diff(const AlarmDiff& diff, const ComparedTime& time, const ReportStyle& style) {
  std::string rule;
  for (const auto& difference : diff.differences) {
    if (difference.rule != rule) {
      rule = difference.rule;
      const Text title = style.names.rule(rule);
      say(style, {rule + "（" + title.zh + "）", rule + " (" + title.en + ")"});
    }
    const Text area = style.names.area(difference.area);
    const Text change = change_words(difference);
    const Text level = level_words(difference);
    const std::string times = when(difference, style.utc_offset);
    say(style, {"  " + area.zh + "（" + difference.area + "）  " + change.zh + "  " + level.zh +
                    "  " + times,
                "  " + area.en + " (" + difference.area + ")  " + change.en + "  " + level.en +
                    "  " + times});
  }
  say(style, totals(diff));
  const std::string from = to_rfc3339(time.from, style.utc_offset);
  const std::string until = to_rfc3339(time.until, style.utc_offset);
  say(style, {"从 " + from + " 到 " + until, "from " + from + " to " + until});
  if (time.forgotten > 0) {
    const std::string count = std::to_string(time.forgotten);
    say(style, {"此前 " + count + " 条观测已过保留期，未比较",
                "before that, " + count + " records of observations are no longer kept"});
  }
}

json::object diff_json(const AlarmDiff& diff, const ComparedTime& time, const ReportStyle& style) {
  json::array differences;
  for (const auto& difference : diff.differences) {
    json::object out{{"rule", difference.rule},
                     {"area", difference.area},
                     {"change", fenghuo::cli::name_of(difference.kind).en}};
    if (difference.level != Level::none) out["level"] = to_string(difference.level);
    if (difference.before && difference.before_level != Level::none)
      out["before_level"] = to_string(difference.before_level);
    if (difference.before) out["before"] = to_rfc3339(*difference.before, style.utc_offset);
    if (difference.after) out["after"] = to_rfc3339(*difference.after, style.utc_offset);
    if (difference.before && difference.after) out["minutes"] = minutes_of(difference.shift());
    differences.push_back(std::move(out));
  }
  json::object totals{
      {"before", diff.alarms_before}, {"after", diff.alarms_after}, {"unchanged", diff.unchanged}};
  for (const auto& known : kKinds) totals[known.word] = diff.count(known.kind);
  return {{"from", to_rfc3339(time.from, style.utc_offset)},
          {"until", to_rfc3339(time.until, style.utc_offset)},
          {"forgotten", time.forgotten},
          {"differences", std::move(differences)},
          {"totals", std::move(totals)}};
}

}  // namespace fenghuo::cli
