// Values of the expression language as JSON: plain, for people and their bindings; and in the form
// of the conformance tests (cel-spec as JSON lines), in which every value says its type.
#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>

#include "rules/language/evaluation.h"
#include "rules/language/value.h"

namespace fenghuo::cli {

/// What bindings may be: numbers are double where they have a point or an exponent, else int; an
/// object is a map with string keys. What it is made of lives in `evaluation`.
language::Value value_of_json(const boost::json::value& json, language::Evaluation& evaluation);
/// The type to declare for it: "int", "map(string, dyn)".
std::string type_of_json(const boost::json::value& json);
/// Moments and lengths of time as text, bytes as base64, numbers that JSON has not as text.
boost::json::value plain_json(const language::Value& value);

/// {"type":"int","value":"1"} and its like; nothing where it is no such value.
std::optional<language::Value> value_of_typed(const boost::json::value& json,
                                              language::Evaluation& evaluation);
boost::json::value typed_json(const language::Value& value);

/// What is printed is at most so large: parts of a value may be shared, and printed they are not.
inline constexpr std::size_t kPrintedItemsMax = 100'000;
inline constexpr int kPrintedLevelsMax = 200;
bool is_printable(const language::Value& value);

}  // namespace fenghuo::cli
