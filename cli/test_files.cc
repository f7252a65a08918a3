#include "cli/test_files.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "adapters/fact_kinds.h"
#include "adapters/plan/folder.h"
#include "adapters/plan/text_file.h"
#include "adapters/plan/yaml_reader.h"
#include "cli/test_names.h"
#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::cli {
namespace {

using adapters::YamlNode;

// 2026-07-01T08:00:00+08:00: a hydrological day begins.
constexpr Instant kStart = instant_ms(1'782'864'000'000);
constexpr Span kInterval = std::chrono::minutes{5};
// As long as one that doesn't say so (docs/rules.md).
constexpr Span kWarningStandsFor = std::chrono::hours{24};

Span time_since_start(const YamlNode& node) {
  const Span at = node.span();
  if (at < Span{0} || at > kTestSpanMax)
    node.fault({"从开始算起，最多 62 天", "it is counted from the start, 62 days at most"});
  return std::clamp(at, Span{0}, kTestSpanMax);
}

Level read_level(const YamlNode& node) {
  const std::string word = node.string();
  const auto level = parse_level(word);
  if (!level && !word.empty())
    node.fault({"级别为 blue、yellow、orange、red、none 或 unknown，不是“" + word + "”",
                "a level is blue, yellow, orange, red, none or unknown, not '" + word + "'"});
  return level.value_or(Level::none);
}

std::uint64_t whole_number(const YamlNode& node) {
  const double number = node.number();
  if (number >= 0 && number <= 1e9 && number == std::floor(number))
    return static_cast<std::uint64_t>(number);
  node.fault({"此处为 0 以上的整数", "this is a whole number from 0 on"});
  return 0;
}

// One file; what is wrong goes to the file's faults.
class TestFile {
 public:
  TestFile(const TestNames& names, RuleTests& out) : names_(names), out_(out) {}

  void read(const YamlNode& root);

 private:
  void read_coverage(const YamlNode& node);
  void read_test(const YamlNode& node);
  void read_input(const YamlNode& node, RuleTest& test) const;
  void read_event(const YamlNode& node, RuleTest& test) const;
  void read_expectation(const YamlNode& node, RuleTest& test) const;
  void read_level_expectation(const YamlNode& node, Expectation& expectation) const;

  const TestNames& names_;
  RuleTests& out_;
  std::set<std::string> test_names_;
};

void TestFile::read(const YamlNode& root) {
  root.only({"coverage", "tests"});
  read_coverage(root.optional("coverage"));
  const YamlNode tests = root.required("tests");
  const auto items = tests.items();
  if (items.size() > kTestsPerFileMax)
    tests.fault({"一个文件最多 1000 个测试", "a file has at most 1,000 tests"});
  for (std::size_t i = 0; i < items.size() && i < kTestsPerFileMax; ++i) read_test(items[i]);
}

// {minimum: 80%}
void TestFile::read_coverage(const YamlNode& node) {
  if (node.absent()) return;
  node.only({"minimum"});
  const YamlNode minimum = node.required("minimum");
  std::string text = minimum.string();
  if (text.ends_with('%')) text.pop_back();
  const auto percent = parse_decimal(text);
  const double share = percent ? to_double(percent->mantissa, percent->decimals) / 100 : -1;
  if (!minimum.absent() && !(share >= 0 && share <= 1))
    minimum.fault({"minimum 写作 80%，0% 至 100%", "minimum is written 80%, from 0% to 100%"});
  out_.branches_min = std::max(out_.branches_min.value_or(0), std::clamp(share, 0.0, 1.0));
}

void TestFile::read_test(const YamlNode& node) {
  node.only({"name", "start", "interval", "input", "events", "expect"});
  RuleTest test{.place = node.place(), .start = kStart};
  const YamlNode name = node.required("name");
  test.name = name.string();
  if (!test.name.empty() && !test_names_.insert(test.name).second)
    name.fault({"同一文件里已有叫这个名字的测试", "this file has a test of that name already"});
  const YamlNode start = node.optional("start");
  if (!start.absent()) {
    const auto at = parse_rfc3339(start.string());
    if (!at)
      start.fault({"时间写作 \"2026-07-01T08:00:00+08:00\"",
                   "a time is written \"2026-07-01T08:00:00+08:00\""});
    test.start = at.value_or(kStart);
  }
  const YamlNode interval = node.optional("interval");
  test.interval = interval.span(kInterval);
  if (test.interval < std::chrono::seconds{1} || test.interval > std::chrono::days{1}) {
    interval.fault({"interval 为 1 秒至 1 天", "interval is from 1 s to 1 day"});
    test.interval = kInterval;
  }
  for (const auto& item : node.optional("input").items()) read_input(item, test);
  for (const auto& item : node.optional("events").items()) read_event(item, test);
  const YamlNode expect = node.required("expect");
  for (const auto& item : expect.items()) read_expectation(item, test);
  if (!expect.absent() && test.expectations.empty())
    expect.fault({"什么也不要求的测试不会失败；expect 至少写一条",
                  "a test that expects nothing can't fail; expect has at least one item"});
  out_.tests.push_back(std::move(test));
}

// {station: "0061230101", rain: "0x11 5x11"}
void TestFile::read_input(const YamlNode& node, RuleTest& test) const {
  const std::string station = names_.station(node.required("station"));
  for (const auto& key : node.keys()) {
    if (key == "station") continue;
    const YamlNode value = node.optional(key);
    names_.check_property(key, value);
    const auto* property = find_property(key);
    std::vector<adapters::NotationFault> faults;
    auto series = adapters::parse_short_series(
        value.string(), property ? property->decimals : kDecimalsMax, faults);
    for (const auto& fault : faults) value.fault_within(1, fault.column, fault.text);
    const auto same = [&](const TestSeries& other) {
      return other.station == station && other.property == key;
    };
    if (std::any_of(test.input.begin(), test.input.end(), same))
      value.fault({"该测站的这个要素已经写过", "the station has this property already"});
    std::size_t values = series.values.size();
    for (const auto& other : test.input) values += other.values.values.size();
    if (values > kTestValuesMax)
      value.fault({"一个测试最多 20 万个值", "a test has at most 200,000 values"});
    else if (test.interval * static_cast<std::int64_t>(series.values.size()) > kTestSpanMax)
      value.fault({"一个测试最长 62 天", "a test lasts 62 days at most"});
    else
      test.input.push_back({station, key, std::move(series)});
  }
}

// {at: 30m, report: crack, area: shangxi} or {at: 30m, warning: 暴雨, level: orange}
void TestFile::read_event(const YamlNode& node, RuleTest& test) const {
  const YamlNode report = node.optional("report");
  const YamlNode warning = node.optional("warning");
  if (report.absent() == warning.absent())
    return node.fault({"写 report（群众报告）或 warning（外部预警）其中之一",
                       "either report (of a person) or warning (of others) belongs here"});
  const Span at = time_since_start(node.required("at"));
  if (!report.absent()) {
    node.only({"at", "report", "area", "text"});
    test.reports.push_back(
        {at, report.string(), names_.place(node.required("area")), node.optional("text").string()});
    return;
  }
  node.only({"at", "warning", "level", "area", "for"});
  TestWarning added{.at = at,
                    .event = warning.string(),
                    .level = read_level(node.required("level")),
                    .area = names_.place(node.optional("area")),
                    .stands_for = node.optional("for").span(kWarningStandsFor)};
  if (added.stands_for <= Span{0})
    node.optional("for").fault({"for 大于 0，例如 6h", "for is above 0, such as 6h"});
  test.warnings.push_back(std::move(added));
}

void TestFile::read_expectation(const YamlNode& node, RuleTest& test) const {
  Expectation added{.place = node.place(), .at = time_since_start(node.required("at"))};
  const YamlNode fired = node.optional("fired");
  const YamlNode fact = node.optional("fact");
  if (!fired.absent()) {
    node.only({"at", "fired", "area", "times"});
    added.kind = Expectation::Kind::fired;
    added.rule = names_.rule(fired);
    if (names_.has_levels(added.rule))
      fired.fault({"这条规则分级别，写作 {at: …, rule: " + added.rule + ", area: …, level: …}",
                   "this rule has levels; write {at: ..., rule: " + added.rule +
                       ", area: ..., level: ...}"});
    added.area = names_.area_of(added.rule, node.required("area"));
    added.times = whole_number(node.required("times"));
  } else if (!fact.absent()) {
    node.only({"at", "fact", "count"});
    added.kind = Expectation::Kind::fact;
    added.fact = names_.fact_kind(fact);
    added.fact_kind = adapters::fact_kind(added.fact).value_or(wire::Fact::KIND_NOT_SET);
    added.times = whole_number(node.required("count"));
  } else {
    read_level_expectation(node, added);
  }
  test.expectations.push_back(std::move(added));
}

void TestFile::read_level_expectation(const YamlNode& node, Expectation& expectation) const {
  node.only({"at", "rule", "area", "level", "reason"});
  const YamlNode level = node.required("level");
  const YamlNode rule = node.required("rule");
  expectation.rule = names_.rule(rule);
  expectation.area = names_.area_of(expectation.rule, node.required("area"));
  if (names_.is_rule(expectation.rule) && !names_.has_levels(expectation.rule))
    rule.fault(
        {"这条规则不分级别，写作 {at: …, fired: " + expectation.rule + ", area: …, times: 1}",
         "this rule has no levels; write {at: ..., fired: " + expectation.rule +
             ", area: ..., times: 1}"});
  expectation.reason = node.optional("reason").string();
  if (level.string() == "unknown")
    expectation.kind = Expectation::Kind::unknown;
  else
    expectation.level = read_level(level);
}

}  // namespace

RuleTests read_rule_tests(const std::string& folder, const wire::Plan& plan,
                          adapters::Diagnostics& faults) {
  RuleTests out;
  const TestNames names(plan);
  const auto files = adapters::yaml_files(folder, "tests");
  if (files.size() > kTestFilesMax)
    faults.push_back({{"tests", 1, 1}, {"最多 200 个测试文件", "at most 200 files of tests"}});
  for (std::size_t i = 0; i < files.size() && i < kTestFilesMax; ++i) {
    const auto file =
        adapters::read_text_file(folder + "/" + files[i], adapters::kPlanFileBytesMax);
    if (!file) {
      faults.push_back({{files[i], 1, 1}, file.error().text});
      continue;
    }
    adapters::YamlFile yaml{files[i], file->text, faults};
    const YamlNode root = YamlNode::parse(yaml);
    ++out.files;
    if (!root.absent()) TestFile(names, out).read(root);
  }
  return out;
}

}  // namespace fenghuo::cli
