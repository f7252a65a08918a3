// fenghuo test PLAN: the tests of a plan's rules, and how much of the rules they try.
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdio>
#include <memory>

#include "adapters/json_text.h"
#include "cli/sentence.h"
#include "cli/test_files.h"
#include "cli/test_report.h"
#include "cli/test_run.h"
#include "cli/township.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

struct Options {
  std::string folder;
  std::string only;
  std::string junit;
  Format format;
};

void test(const Options& options, Session& session) {
  const auto began = std::chrono::steady_clock::now();
  auto loaded = load_whole_plan(options.folder);
  const RuleTests tests = read_rule_tests(options.folder, loaded.change.plan(), loaded.faults);
  loaded.sort_faults();
  session.print(loaded.faults);
  if (!loaded.faults.empty()) {
    const std::size_t count = loaded.faults.size();
    return session.fail({"预案或测试有 " + std::to_string(count) + " 处问题，未测试",
                         "plan or tests have " + counted(count, "fault") + "; nothing was tested"});
  }
  if (tests.tests.empty())
    return session.fail({"预案没有测试（tests/*.yaml）", "the plan has no tests (tests/*.yaml)"});

  TestRunner runner(loaded.change);
  TestReportData report;
  for (const auto& one : tests.tests)
    if (options.only.empty() || one.name.find(options.only) != std::string::npos)
      report.results.push_back({&one, runner.run(one)});
  if (report.results.empty())
    return session.fail({"没有名字含“" + options.only + "”的测试",
                         "no test has '" + options.only + "' in its name"});
  report.coverage = &runner.coverage();
  // Some tests alone can't cover what all of them must.
  if (options.only.empty()) report.branches_min = tests.branches_min;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();

  if (options.format.json)
    std::printf("%s\n", adapters::to_text(report_json(report, session)).c_str());
  else
    print_report(report, session);
  if (!options.junit.empty())
    if (const auto written = write_junit(report, session, options.junit); !written)
      session.fail(written.error());
  if (report.failed() > 0 || !report.coverage_suffices()) session.status = faults;
}

}  // namespace

void add_test(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("test", {"跑预案的规则测试（tests/*.yaml），报告覆盖情况",
                                  "run the tests of a plan's rules (tests/*.yaml), with coverage"});
  auto options = std::make_shared<Options>();
  verb.text("PLAN", options->folder, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.text("--only", options->only,
            {"只跑名字里有这些字的测试", "only tests with this in their names"});
  verb.text("--junit", options->junit,
            {"另把结果写成 JUnit 的 XML 文件", "also write the results as JUnit's XML"});
  options->format.add_to(verb);
  verb.example("fenghuo test plans/qingxi");
  verb.run([options, &session] { test(*options, session); });
}

}  // namespace fenghuo::cli
