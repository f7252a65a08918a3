// What `fenghuo replay --diff` and `--verify` print.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "cli/alarm_diff.h"
#include "cli/names.h"
#include "cli/verb.h"
#include "cli/verification.h"

namespace fenghuo::cli {

/// How to write names and times.
struct ReportStyle {
  const Session& session;
  const Names& names;
  Span utc_offset{};
};

/// The stretch of the past that was compared.
struct ComparedTime {
  Instant from{};
  Instant until{};
  std::uint64_t forgotten = 0;  // records of observations before it that are no longer kept
};

void print_diff(const AlarmDiff& diff, const ComparedTime& time, const ReportStyle& style);
boost::json::object diff_json(const AlarmDiff& diff, const ComparedTime& time,
                              const ReportStyle& style);

void print_scores(const std::vector<Score>& scores, const ReportStyle& style);
boost::json::object scores_json(const std::vector<Score>& scores);

}  // namespace fenghuo::cli
