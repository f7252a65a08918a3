// What a condition asks of several stations, as it is written: stations.exists(s, TEST) of those of
// the rule; own.all(...), upstream.count(...), within_km(10).votes(...) of others; and
// filter(...).size(), which is a count.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/text.h"
#include "rules/condition.h"
#include "rules/language/problem.h"
#include "rules/language/syntax.h"

namespace fenghuo::rules {

struct StationQuestion {
  std::uint32_t at = 0;            // where the stations are named
  std::optional<StationSet> of{};  // none: those of the rule
  Measure measure{};
  std::string_view type{};  // of the answer, in the language
  language::NodeId test{};
  std::string variable{};  // stands for the station in the test
};

/// Nothing where the node asks no stations; a fault where it names some, and then asks in no way
/// that there is. `is_taken`: whether a name stands for something else there, as variables of
/// macros do.
tl::expected<std::optional<StationQuestion>, language::Fault> station_question(
    const language::Syntax& syntax, language::NodeId id,
    const std::function<bool(const std::string&)>& is_taken);

/// Of a question to several stations where there is but one: in a rule for single stations, or in
/// the test of another question.
Text no_stations_here();

}  // namespace fenghuo::rules
