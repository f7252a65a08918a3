// Runs a test of a plan's rules in virtual time, on the machine that serves.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
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

/// Machines that are kept for tests to go on from; of a large plan a megabyte each.
inline constexpr std::size_t kBeginningsMax = 64;

class TestRunner {
 public:
  /// `plan` is one without faults. Observations wait for no others here, whatever it says of
  /// `reorder`: those of a test come in order, and an expectation is about its own moment.
  explicit TestRunner(const wire::PlanChanged& plan);

  TestOutcome run(const RuleTest& test);
  const TestCoverage& coverage() const { return coverage_; }

 private:
  // The machine with the plan in force, from which tests go on that start then and are about these
  // rules: compiling takes longer than most tests, and judging what nobody asks about longer still.
  struct Beginning {
    explicit Beginning(const wire::PlanChanged& plan, Instant start);
    Machine machine;
    LogHead head;
  };
  using Rules = std::set<std::string>;
  const Beginning& beginning_of(const RuleTest& test);

  wire::PlanChanged plan_;
  Names names_;
  std::map<std::pair<Instant, Rules>, Beginning> beginnings_;
  TestCoverage coverage_;
};

}  // namespace fenghuo::cli
