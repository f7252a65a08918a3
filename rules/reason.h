// The reason of a verdict as sentences, made at the moment of the verdict and kept with it:
// "1 小时雨量 47.5 毫米，达到黄色指标 45 毫米（测站 上溪，02:10 至 03:10）；
// 升橙色需：1 小时雨量 60 毫米".
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/fact.pb.h"
#include "engine/level.h"
#include "engine/standing.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::rules {

/// "1 小时 30 分钟", "1 h 30 min".
Text span_text(Span span);

/// What stands behind the ids that findings have.
struct FindingNames {
  std::function<Text(const std::string&)> station;  // a station's name by its id
  /// The limit of its station that the finding names; a rule's own limit may lie above or below it.
  std::function<std::optional<double>(const wire::Finding&)> own_limit;
};

/// `beside`: what speaks for it that is no finding: reports, warnings, other alarms; may be empty.
/// `level` is the one that stands after the verdict, or, where the alarm clears, the one it had.
Text reason_of(const wire::Verdict& verdict, Level level, bool cleared, Span utc_offset,
               const FindingNames& names, const Text& beside);

/// The limit as the rule has it: of a level that stands the finding's is where it clears.
double own_limit_of(const wire::Finding& finding);

/// How a condition stands, comparison by comparison: met, or what is missing:
/// "1 小时雨量 47.5 毫米，未到 80 毫米，差 32.5 毫米（测站 …）"; of a level that stands the limit,
/// and where it clears.
Text assessment_of(const wire::AssessedCondition& condition, Span utc_offset,
                   const FindingNames& names);

}  // namespace fenghuo::rules
