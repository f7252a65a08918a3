// Runs a test of a plan's rules in virtual time, on the machine that serves.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/names.h"
#include "cli/rule_test.h"
#include "cli/test_coverage.h"
#include "engine/event.pb.h"
#include "simulator/virtual_run.h"

namespace fenghuo::cli {

/// An expectation that did not hold.
struct TestFailure {
  adapters::Place place;
  Text expected;
  Text stood;
  std::vector<Text> because;  // the reason of what stood, and each comparison; may be empty
};

struct TestOutcome {
  std::vector<TestFailure> failures;
  double seconds = 0;
};

class TestRunner {
 public:
  /// `plan` is one without faults. Observations wait for no others here, whatever it says of
  /// `reorder`: those of a test come in order, and an expectation is about its own moment.
  explicit TestRunner(const wire::PlanChanged& plan);

  TestOutcome run(const RuleTest& test);
  const TestCoverage& coverage() const { return coverage_; }

 private:
  // The machine with the plan in force, from which tests that start then go on: compiling the rules
  // of a large plan takes longer than most tests.
  struct Beginning {
    explicit Beginning(const wire::PlanChanged& plan, Instant start);
    Machine machine;
    LogHead head;
  };
  Beginning& beginning_at(Instant start);

  wire::PlanChanged plan_;
  Names names_;
  std::map<Instant, Beginning> beginnings_;
  TestCoverage coverage_;
};

}  // namespace fenghuo::cli
