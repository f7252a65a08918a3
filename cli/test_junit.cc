// JUnit's XML, of which there is no standard: the elements and attributes that Jenkins' xunit
// plugin has a schema for (junit-10.xsd), and that others read too.
#include <pugixml.hpp>

#include <string>

#include "cli/test_report.h"
#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

std::string seconds_text(double seconds) {
  return format_number(seconds, 3);
}

// file:line:column, what was expected, what stood and why.
std::string words_of(const TestFailure& failure, const Session& session) {
  std::string text =
      failure.place.file + ":" + std::to_string(failure.place.line) + ":" +
      std::to_string(failure.place.column) + "\n" +
      session.say({"应为 " + failure.expected.zh, "expected " + failure.expected.en}) + "\n" +
      session.say({"实为 " + failure.stood.zh, "stood " + failure.stood.en});
  for (const auto& line : failure.because) text += "\n" + session.say(line);
  return text;
}

void add_case(pugi::xml_node& suite, const TestResult& result, const Session& session) {
  pugi::xml_node node = suite.append_child("testcase");
  node.append_attribute("name") = result.test->name.c_str();
  node.append_attribute("classname") = result.test->place.file.c_str();
  node.append_attribute("time") = seconds_text(result.outcome.seconds).c_str();
  if (result.outcome.failures.empty()) return;
  // One element a case: several are not read by all.
  std::string all;
  for (const auto& failure : result.outcome.failures)
    all += (all.empty() ? "" : "\n\n") + words_of(failure, session);
  const TestFailure& first = result.outcome.failures.front();
  pugi::xml_node failure = node.append_child("failure");
  const std::string message =
      session.say({"应为 " + first.expected.zh + "，实为 " + first.stood.zh,
                   "expected " + first.expected.en + ", stood " + first.stood.en});
  failure.append_attribute("message") = message.c_str();
  failure.append_attribute("type") = "expectation";
  failure.text().set(all.c_str());
}

void add_coverage(pugi::xml_node& suites, const TestReportData& report, const Session& session) {
  if (!report.branches_min) return;
  pugi::xml_node suite = suites.append_child("testsuite");
  suite.append_attribute("name") = "coverage";
  suite.append_attribute("tests") = 1;
  suite.append_attribute("failures") = report.coverage_suffices() ? 0 : 1;
  pugi::xml_node node = suite.append_child("testcase");
  node.append_attribute("name") = "coverage";
  node.append_attribute("classname") = "coverage";
  if (report.coverage_suffices()) return;
  const std::string least = format_number(*report.branches_min * 100, 1);
  const std::string is = format_number(report.coverage->branches_seen().share() * 100, 1);
  const std::string message =
      session.say({"分支覆盖 " + is + "%，至少应为 " + least + "%",
                   "branches covered: " + is + "%, at least " + least + "%"});
  node.append_child("failure").append_attribute("message") = message.c_str();
}

}  // namespace

Result<void> write_junit(const TestReportData& report, const Session& session,
                         const std::string& path) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  pugi::xml_node suite;
  std::string file;
  int tests = 0;
  int failures = 0;
  for (const auto& result : report.results) {
    if (result.test->place.file != file) {
      file = result.test->place.file;
      suite = suites.append_child("testsuite");
      suite.append_attribute("name") = file.c_str();
      suite.append_attribute("tests");
      suite.append_attribute("failures");
      tests = failures = 0;
    }
    add_case(suite, result, session);
    suite.attribute("tests") = ++tests;
    suite.attribute("failures") = failures += result.outcome.failures.empty() ? 0 : 1;
  }
  add_coverage(suites, report, session);
  if (!document.save_file(path.c_str(), "  "))
    return Error{Errc::storage_failed, {"无法写入“" + path + "”", "can't write '" + path + "'"}};
  return {};
}

}  // namespace fenghuo::cli
