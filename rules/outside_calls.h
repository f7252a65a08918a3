// What a condition may ask beside series, as it is written: alarms of other rules, reports of
// people, warnings of others. Each of these reads the call of a method, or gives nothing where it
// is written in another way; then the text says how it should be.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/text.h"
#include "rules/condition.h"
#include "rules/language/syntax.h"

namespace fenghuo::rules {

/// alarm('R1').active(), alarm('R1').raised(duration('10m')); `name_part`: which part of the
/// receiver is the rule's name.
std::optional<AlarmCall> alarm_call(const language::Syntax& syntax, const language::Node& method,
                                    std::size_t name_part);
Text right_form_of_alarm();

/// reports('crack').count(duration('6h')), of at most kWindowMax.
std::optional<ReportCall> report_call(const language::Syntax& syntax, const language::Node& method);
Text right_form_of_reports();

/// warning('暴雨').active(), warning('暴雨').at_least('orange').
std::optional<WarningCall> warning_call(const language::Syntax& syntax,
                                        const language::Node& method);
Text right_form_of_warning();

}  // namespace fenghuo::rules
