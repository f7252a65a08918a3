// Reads tests/*.yaml of a plan.
#pragma once

#include <string>

#include "adapters/plan/diagnostic.h"
#include "cli/rule_test.h"
#include "engine/plan.pb.h"

namespace fenghuo::cli {

inline constexpr std::size_t kTestFilesMax = 200;
inline constexpr std::size_t kTestsPerFileMax = 1'000;
/// 200,000 x 16 bytes = 3 MB a test.
inline constexpr std::size_t kTestValuesMax = 200'000;
/// A rule remembers a month at most.
inline constexpr Span kTestSpanMax = std::chrono::days{62};

/// Every fault is added to `faults` with its place; a test with a fault is among the tests all the
/// same, and not to be run.
RuleTests read_rule_tests(const std::string& folder, const wire::Plan& plan,
                          adapters::Diagnostics& faults);

}  // namespace fenghuo::cli
