#include "playbooks/message.h"

#include <algorithm>

namespace fenghuo::playbooks {
namespace {

// Calls `on_text` and `on_name` for what stands outside and inside of braces.
template <class OnText, class OnName>
void scan(std::string_view pattern, OnText on_text, OnName on_name) {
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    on_text(pattern.substr(0, open));
    if (open == std::string_view::npos) return;
    const auto close = pattern.find('}', open);
    const bool ended = close != std::string_view::npos;
    on_name(pattern.substr(open + 1, ended ? close - open - 1 : std::string_view::npos), ended);
    pattern = ended ? pattern.substr(close + 1) : std::string_view();
  }
}

std::string fill_in(const std::string& pattern, const std::map<std::string, Text>& values,
                    std::string Text::* language, int depth) {
  std::string out;
  scan(
      pattern, [&](std::string_view text) { out += text; },
      [&](std::string_view name, bool) {
        const auto value = values.find(std::string(name));
        if (value == values.end()) return;
        const std::string& text = value->second.*language;
        out += depth == 0 ? fill_in(text, values, language, 1) : text;
      });
  return out;
}

}  // namespace

std::vector<std::string> unknown_placeholders(const std::string& pattern,
                                              std::span<const std::string_view> all) {
  std::vector<std::string> unknown;
  scan(
      pattern, [](std::string_view) {},
      [&](std::string_view name, bool ended) {
        const bool known = std::find(all.begin(), all.end(), name) != all.end();
        if (!known || !ended) unknown.push_back("{" + std::string(name) + (ended ? "}" : ""));
      });
  return unknown;
}

Text fill_in(const Text& pattern, const std::map<std::string, Text>& values) {
  return {fill_in(pattern.zh, values, &Text::zh, 0), fill_in(pattern.en, values, &Text::en, 0)};
}

}  // namespace fenghuo::playbooks
