#include "cli/test_report.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <cstdio>

#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

std::string text_of(const adapters::Place& place) {
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string of_all(const CoverageCount& count) {
  return std::to_string(count.covered) + "/" + std::to_string(count.all);
}

std::string percent_of(double share) {
  return format_number(share * 100, 1) + "%";
}

// "blue yellow -orange -red": with a sign before those that never stood.
std::string levels_of(const RuleCoverage& rule) {
  std::string all;
  for (const auto& level : rule.levels)
    all += (all.empty() ? "" : " ") + std::string(level.stood ? "" : "-") +
           std::string(to_string(level.level));
  return all.empty() ? "." : all;
}

class Printer {
 public:
  Printer(const TestReportData& report, const Session& session)
      : report_(report), session_(session) {}

  void print() const {
    for (const auto& result : report_.results) {
      const bool ok = result.outcome.failures.empty();
      say((ok ? session_.say({"通过  ", "ok    "}) : session_.say({"失败  ", "FAIL  "})) +
          text_of(result.test->place) + "  " + result.test->name);
    }
    for (const auto& result : report_.results)
      for (const auto& failure : result.outcome.failures) print(failure, *result.test);
    print_coverage();
    print_totals();
  }

 private:
  static void say(const std::string& line) { std::printf("%s\n", line.c_str()); }
  void say(const Text& text) const { say(session_.say(text)); }

  void print(const TestFailure& failure, const RuleTest& test) const {
    say("");
    say(text_of(failure.place) + ": " + test.name);
    say({"  应为  " + failure.expected.zh, "  expected  " + failure.expected.en});
    say({"  实为  " + failure.stood.zh, "  stood     " + failure.stood.en});
    for (const auto& line : failure.because) say("    " + session_.say(line));
  }

  void print_coverage() const {
    say("");
    say(Text{"覆盖：分支  级别（-：没有出现过）  规则",
             "coverage: branches  levels (-: never stood)  rule"});
    for (const auto& rule : report_.coverage->rules()) {
      const CoverageCount count = branches_of(rule);
      std::printf("  %7s  %4s  %-28s  %s%s\n", of_all(count).c_str(),
                  format_number(count.share() * 100, 0).append("%").c_str(),
                  levels_of(rule).c_str(), rule.rule.c_str(),
                  rule.expected ? "" : session_.say({"  没有测试", "  not tested"}).c_str());
      if (!rule.expected) continue;
      for (const auto& branch : rule.branches) print(branch);
    }
  }

  // What no test has shown yet.
  void print(const Branches& branch) const {
    if (branch.met && branch.not_met) return;
    const Text lacks = !branch.met && !branch.not_met ? Text{"两边都没有出现", "neither way seen"}
                       : !branch.met                  ? Text{"没有出现过成立", "never seen to hold"}
                                     : Text{"没有出现过不成立", "never seen not to hold"};
    const std::string level =
        branch.level == Level::none ? std::string() : std::string(to_string(branch.level)) + "  ";
    say("             " + level + branch.comparison + "  " + session_.say(lacks));
  }

  void print_totals() const {
    const TestCoverage& coverage = *report_.coverage;
    const CoverageCount branches = coverage.branches_seen();
    const std::string seconds = format_number(report_.seconds, 2);
    const std::string tests = std::to_string(report_.results.size());
    const std::string failed = std::to_string(report_.failed());
    say({"规则 " + of_all(coverage.rules_expected()) + "，级别 " + of_all(coverage.levels_stood()) +
             "，分支 " + of_all(branches) + "（" + percent_of(branches.share()) + "）",
         "rules " + of_all(coverage.rules_expected()) + ", levels " +
             of_all(coverage.levels_stood()) + ", branches " + of_all(branches) + " (" +
             percent_of(branches.share()) + ")"});
    if (!report_.coverage_suffices()) {
      const std::string least = percent_of(*report_.branches_min);
      say({"覆盖不足：分支至少应为 " + least, "not enough: branches must be at least " + least});
    }
    say({tests + " 个测试，" + failed + " 个失败，用时 " + seconds + " 秒",
         tests + " tests, " + failed + " failed, in " + seconds + " s"});
  }

  const TestReportData& report_;
  const Session& session_;
};

json::object failure_json(const TestFailure& failure, const Session& session) {
  json::array because;
  for (const auto& line : failure.because) because.emplace_back(session.say(line));
  return {{"file", failure.place.file},          {"line", failure.place.line},
          {"column", failure.place.column},      {"expected", session.say(failure.expected)},
          {"stood", session.say(failure.stood)}, {"because", std::move(because)}};
}

json::object count_json(const CoverageCount& count) {
  return {{"covered", count.covered}, {"all", count.all}, {"share", count.share()}};
}

json::object rule_json(const RuleCoverage& rule) {
  json::array levels;
  for (const auto& level : rule.levels)
    levels.push_back({{"level", to_string(level.level)}, {"stood", level.stood}});
  json::array branches;
  for (const auto& branch : rule.branches) {
    json::object out{
        {"comparison", branch.comparison}, {"met", branch.met}, {"not_met", branch.not_met}};
    if (branch.level != Level::none) out["level"] = to_string(branch.level);
    branches.push_back(std::move(out));
  }
  return {{"rule", rule.rule},
          {"tested", rule.expected},
          {"levels", std::move(levels)},
          {"branches", std::move(branches)}};
}

}  // namespace

std::size_t TestReportData::failed() const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(),
                    [](const TestResult& result) { return !result.outcome.failures.empty(); }));
}

bool TestReportData::coverage_suffices() const {
  return !branches_min || coverage->branches_seen().share() >= *branches_min;
}

void print_report(const TestReportData& report, const Session& session) {
  Printer(report, session).print();
}

json::object report_json(const TestReportData& report, const Session& session) {
  json::array tests;
  for (const auto& [test, outcome] : report.results) {
    json::array failures;
    for (const auto& failure : outcome.failures) failures.push_back(failure_json(failure, session));
    tests.push_back({{"name", test->name},
                     {"file", test->place.file},
                     {"line", test->place.line},
                     {"ok", outcome.failures.empty()},
                     {"seconds", outcome.seconds},
                     {"failures", std::move(failures)}});
  }
  json::array rules;
  for (const auto& rule : report.coverage->rules()) rules.push_back(rule_json(rule));
  json::object coverage{{"rules", count_json(report.coverage->rules_expected())},
                        {"levels", count_json(report.coverage->levels_stood())},
                        {"branches", count_json(report.coverage->branches_seen())},
                        {"suffices", report.coverage_suffices()},
                        {"by_rule", std::move(rules)}};
  if (report.branches_min) coverage["branches_min"] = *report.branches_min;
  return {{"ok", report.failed() == 0 && report.coverage_suffices()},
          {"failed", report.failed()},
          {"seconds", report.seconds},
          {"tests", std::move(tests)},
          {"coverage", std::move(coverage)}};
}

}  // namespace fenghuo::cli
