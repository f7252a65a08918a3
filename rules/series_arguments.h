// What stands in the parentheses of a question to a series, and in comparisons: windows, tests of
// samples, and constants.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/text.h"
#include "rules/language/syntax.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// Of a call the tree has the place of its parenthesis; people look for the word before it.
std::uint32_t word_at(const language::Syntax& syntax, const language::Node& call);

/// Of "_<_" and its like.
std::optional<Comparison> comparison_of(std::string_view function);
/// The same, with its sides exchanged.
Comparison mirrored(Comparison comparison);

/// A constant of type int or double.
std::optional<double> number_of(const language::Node& node);
/// A constant of type string; null where it is none.
const std::string* text_of(const language::Syntax& syntax, language::NodeId id);
/// duration('1h'), of whole milliseconds.
std::optional<Span> duration_of(const language::Syntax& syntax, language::NodeId id);

/// Of duration('30min'), also within tumbling(): the text that is no duration; null where it is
/// one, or something else stands there.
const std::string* unread_duration(const language::Syntax& syntax, language::NodeId id);

/// duration('1h'), tumbling(duration('5m')) or day('08:00') into the call; false where it is none.
bool read_window(const language::Syntax& syntax, language::NodeId id, Span utc_offset,
                 SeriesCall& call);
/// Of a length that is too short or too long.
std::optional<Text> fault_of_window(const SeriesCall& call);
/// v, v >= 3.0 in parts 2 and 3 of the question.
bool read_test(const language::Syntax& syntax, const language::Node& node, SeriesCall& call);

}  // namespace fenghuo::rules
