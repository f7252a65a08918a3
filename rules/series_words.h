// What may be asked of a series, by name, and of which properties it makes sense.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/property.h"
#include "engine/text.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// What stands in the parentheses.
enum class SeriesArguments : std::uint8_t {
  none,           // last()
  limit,          // above('flood')
  window,         // sum(duration('1h'))
  share,          // quantile(duration('1h'), 0.9)
  test,           // holds(duration('1h'), v, v >= 3.0)
  window_or_test  // count, with or without
};

struct SeriesWord {
  std::string_view name;
  SeriesFunction function;
  std::string_view type;  // of the language
  SeriesArguments arguments;
  bool of_amounts;  // makes sense of what fell in a time: rain
  bool of_counters;
};

std::span<const SeriesWord> series_words();
const SeriesWord* find_series_word(std::string_view name);
bool makes_sense(const SeriesWord& word, PropertyKind kind);

/// duration('30min'): which there are.
Text no_such_duration(const std::string& text);

Text no_such_property(const std::string& name);
Text no_such_word(const std::string& name);
Text makes_no_sense(const std::string& property, const std::string& word, PropertyKind kind);
/// How the word is written.
Text right_form(const SeriesWord& word);

std::optional<std::string_view> nearest_property(std::string_view name);

}  // namespace fenghuo::rules
