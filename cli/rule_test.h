// A test of a plan's rules, as tests/*.yaml say it: what comes in, and what should stand when.
// docs/testing-rules.md shows the form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/plan/diagnostic.h"
#include "adapters/plan/series_notation.h"
#include "engine/fact.pb.h"
#include "engine/level.h"
#include "engine/time.h"

namespace fenghuo::cli {

/// One property of one station; value i stands at start + i x interval.
struct TestSeries {
  std::string station;
  std::string property;
  adapters::ShortSeries values;
};

/// What a person reported.
struct TestReport {
  Span at{};  // since the start, as everywhere here
  std::string kind;
  std::string area;
  std::string text;
};

/// A warning of others.
struct TestWarning {
  Span at{};
  std::string event;
  Level level = Level::none;
  std::string area;  // the jurisdiction where it is empty
  Span stands_for{};
};

struct Expectation {
  enum class Kind : std::uint8_t {
    level,    // this level stands, none included
    unknown,  // it can't be told
    fired,    // the rule has fired `times` times
    fact      // there were `times` facts of the kind
  };
  adapters::Place place;
  Span at{};
  Kind kind = Kind::level;
  std::string rule;
  std::string area;
  Level level = Level::none;
  std::string reason;  // text that the reason has in it, in one of the languages
  std::string fact;
  wire::Fact::KindCase fact_kind = wire::Fact::KIND_NOT_SET;
  std::uint64_t times = 0;
};

struct RuleTest {
  adapters::Place place;
  std::string name;
  Instant start{};
  Span interval{};
  std::vector<TestSeries> input;
  std::vector<TestReport> reports;
  std::vector<TestWarning> warnings;
  std::vector<Expectation> expectations;
};

struct RuleTests {
  std::vector<RuleTest> tests;
  std::optional<double> branches_min;  // 0.8 is 80 %; the largest that a file asks for
  std::size_t files = 0;
};

}  // namespace fenghuo::cli
