#include "rules/series_arguments.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fenghuo::rules {

using language::Node;
using language::NodeId;
using language::NodeKind;
using language::Syntax;

namespace {

// By the order of Comparison; of one with its sides exchanged, as far from the end.
constexpr std::array<std::string_view, 4> kComparisons{"_<_", "_<=_", "_>=_", "_>_"};

// "08:00" after midnight.
std::optional<Span> time_of_day(std::string_view text) {
  int hour = 0;
  int minute = 0;
  const auto read = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() && digits.size() == 2;
  };
  if (text.size() != 5 || text[2] != ':' || !read(text.substr(0, 2), hour) ||
      !read(text.substr(3), minute) || hour > 23 || minute > 59)
    return std::nullopt;
  return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

}  // namespace

std::uint32_t word_at(const Syntax& syntax, const Node& call) {
  const auto size = static_cast<std::uint32_t>(call.name.size());
  const bool stands_there =
      call.at >= size &&
      std::string_view(syntax.source).substr(call.at - size).starts_with(call.name);
  return stands_there ? call.at - size : call.at;
}

std::optional<Comparison> comparison_of(std::string_view function) {
  const auto* sign = std::find(kComparisons.begin(), kComparisons.end(), function);
  if (sign == kComparisons.end()) return std::nullopt;
  return static_cast<Comparison>(sign - kComparisons.begin());
}

Comparison mirrored(Comparison comparison) {
  return static_cast<Comparison>(3 - static_cast<int>(comparison));
}

std::optional<double> number_of(const Node& node) {
  if (node.kind != NodeKind::constant) return std::nullopt;
  if (const auto* number = std::get_if<double>(&node.constant)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&node.constant))
    return static_cast<double>(*number);
  return std::nullopt;
}

const std::string* text_of(const Syntax& syntax, NodeId id) {
  const Node& node = syntax[id];
  return node.kind == NodeKind::constant ? std::get_if<std::string>(&node.constant) : nullptr;
}

std::optional<Text> fault_of_window(const SeriesCall& call) {
  if (call.kind != WindowKind::day && (call.window <= Span{0} || call.window > kWindowMax))
    return Text{"时长须大于零，最多 31 天", "a window is longer than zero and at most 31 days"};
  if (call.kind == WindowKind::tumbling && call.window < kTumblingMin)
    return Text{"tumbling 的时长至少 1 秒", "a tumbling window is at least 1 s"};
  return std::nullopt;
}

std::optional<Span> duration_of(const Syntax& syntax, NodeId id) {
  const Node& node = syntax[id];
  if (node.kind != NodeKind::call || node.name != "duration" || node.member ||
      node.parts.size() != 1)
    return std::nullopt;
  const auto* text = std::get_if<std::string>(&syntax[node.parts[0]].constant);
  return text == nullptr ? std::nullopt : parse_duration(*text);
}

const std::string* unread_duration(const Syntax& syntax, NodeId id) {
  const Node& node = syntax[id];
  if (node.kind != NodeKind::call || node.member || node.parts.size() != 1) return nullptr;
  if (node.name == "tumbling") return unread_duration(syntax, node.parts[0]);
  const auto* text = node.name == "duration" ? text_of(syntax, node.parts[0]) : nullptr;
  return text == nullptr || parse_duration(*text) ? nullptr : text;
}

bool read_window(const Syntax& syntax, NodeId id, Span utc_offset, SeriesCall& call) {
  const Node& node = syntax[id];
  if (const auto span = duration_of(syntax, id)) {
    call.window = *span;
    return true;
  }
  if (node.kind != NodeKind::call || node.member || node.parts.size() != 1) return false;
  if (node.name == "tumbling") {
    const auto span = duration_of(syntax, node.parts[0]);
    if (!span) return false;
    call.kind = WindowKind::tumbling;
    call.window = *span;
    return true;
  }
  const auto* text = std::get_if<std::string>(&syntax[node.parts[0]].constant);
  const auto start = text == nullptr ? std::nullopt : time_of_day(*text);
  if (node.name != "day" || !start) return false;
  call.kind = WindowKind::day;
  call.window = *start - utc_offset;
  return true;
}

bool read_test(const Syntax& syntax, const Node& node, SeriesCall& call) {
  const Node& variable = syntax[node.parts[2]];
  const Node& test = syntax[node.parts[3]];
  if (variable.kind != NodeKind::identifier || test.kind != NodeKind::call ||
      test.parts.size() != 2)
    return false;
  auto comparison = comparison_of(test.name);
  if (!comparison) return false;
  NodeId value = test.parts[0];
  auto limit = number_of(syntax[test.parts[1]]);
  if (!limit) {
    value = test.parts[1];
    limit = number_of(syntax[test.parts[0]]);
    comparison = mirrored(*comparison);
  }
  const Node& named = syntax[value];
  if (!limit || named.kind != NodeKind::identifier || named.name != variable.name) return false;
  call.test = SampleTest{*comparison, *limit};
  return true;
}

}  // namespace fenghuo::rules
