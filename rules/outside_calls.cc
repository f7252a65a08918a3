#include "rules/outside_calls.h"

#include <string>
#include <variant>

#include "rules/series_arguments.h"

namespace fenghuo::rules {
namespace {

using language::Node;
using language::Syntax;

// The text that is the call's last part, where it has so many and the last is one.
const std::string* text_in(const Syntax& syntax, const Node& call, std::size_t parts) {
  if (call.parts.size() != parts) return nullptr;
  const Node& last = syntax[call.parts.back()];
  if (last.kind != language::NodeKind::constant) return nullptr;
  const auto* text = std::get_if<std::string>(&last.constant);
  return text == nullptr || text->empty() ? nullptr : text;
}

}  // namespace

std::optional<AlarmCall> alarm_call(const Syntax& syntax, const Node& method,
                                    std::size_t name_part) {
  const auto* rule = text_in(syntax, syntax[method.parts[0]], name_part + 1);
  if (rule == nullptr) return std::nullopt;
  if (method.name == "active" && method.parts.size() == 1) return AlarmCall{*rule, std::nullopt};
  if (method.name != "raised" || method.parts.size() != 2) return std::nullopt;
  const auto within = duration_of(syntax, method.parts[1]);
  return within ? std::optional(AlarmCall{*rule, within}) : std::nullopt;
}

Text right_form_of_alarm() {
  return {"写作 alarm('规则').active() 或 alarm('规则').raised(duration('10m'))",
          "it is written alarm('RULE').active() or alarm('RULE').raised(duration('10m'))"};
}

std::optional<ReportCall> report_call(const Syntax& syntax, const Node& method) {
  const auto* kind = text_in(syntax, syntax[method.parts[0]], 1);
  if (kind == nullptr || method.name != "count" || method.parts.size() != 2) return std::nullopt;
  const Span within = duration_of(syntax, method.parts[1]).value_or(Span{0});
  if (within <= Span{0} || within > kWindowMax) return std::nullopt;
  return ReportCall{*kind, within};
}

Text right_form_of_reports() {
  return {"写作 reports('种类').count(duration('6h')) >= 2，最多 31 天",
          "it is written reports('KIND').count(duration('6h')) >= 2, of at most 31 days"};
}

std::optional<WarningCall> warning_call(const Syntax& syntax, const Node& method) {
  const auto* event = text_in(syntax, syntax[method.parts[0]], 1);
  if (event == nullptr) return std::nullopt;
  if (method.name == "active" && method.parts.size() == 1) return WarningCall{*event};
  const auto* word = method.name == "at_least" ? text_in(syntax, method, 2) : nullptr;
  const Level level = word == nullptr ? Level::none : parse_level(*word).value_or(Level::none);
  return level == Level::none ? std::nullopt : std::optional(WarningCall{*event, level});
}

Text right_form_of_warning() {
  return {"写作 warning('暴雨').active() 或 warning('暴雨').at_least('orange')",
          "it is written warning('Flood').active() or warning('Flood').at_least('orange')"};
}

}  // namespace fenghuo::rules
