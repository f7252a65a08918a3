// What `fenghuo test` says: for people, as JSON, and as JUnit's XML for build servers.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "cli/rule_test.h"
#include "cli/test_run.h"
#include "cli/verb.h"

namespace fenghuo::cli {

struct TestResult {
  const RuleTest* test;
  TestOutcome outcome;
};

struct TestReportData {
  std::vector<TestResult> results;
  const TestCoverage* coverage = nullptr;
  std::optional<double> branches_min;
  double seconds = 0;

  std::size_t failed() const;
  bool coverage_suffices() const;
};

/// A line a test, then what failed and why, then the coverage by rule.
void print_report(const TestReportData& report, const Session& session);

boost::json::object report_json(const TestReportData& report, const Session& session);

/// A test suite a file, in the form that Jenkins, GitLab and GitHub read.
/// Errors: storage_failed where the file can't be written.
Result<void> write_junit(const TestReportData& report, const Session& session,
                         const std::string& path);

}  // namespace fenghuo::cli
