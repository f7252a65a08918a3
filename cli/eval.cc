// fenghuo eval EXPR [--bindings JSON], fenghuo eval --jsonl FILE: what an expression of the rule
// language comes to, without a plan.
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "adapters/json_text.h"
#include "cli/expression_case.h"
#include "cli/value_json.h"
#include "cli/verb.h"
#include "engine/property.h"
#include "rules/language/program.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

void complain(const language::Problem& problem, const std::string& source, Session& session) {
  session.fail({std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + "：" +
                    problem.text.zh,
                std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + ": " +
                    problem.text.en});
  std::fprintf(stderr, "%s\n", language::with_caret(source, problem.at).c_str());
}

// Where a name that isn't bound is one that only a plan gives: a station's series, or what is asked
// of an area.
void hint_at_test(const language::Problem& problem, Session& session) {
  const std::string_view text = problem.text.en;
  if (!text.starts_with("undeclared reference to ")) return;
  const auto begin = text.find('\'') + 1;
  const auto name = text.substr(begin, text.find('\'', begin) - begin);
  constexpr std::array<std::string_view, 7> kOfPlans{"stations", "own",     "upstream", "within_km",
                                                     "alarm",    "reports", "warning"};
  if (find_property(name) == nullptr &&
      std::find(kOfPlans.begin(), kOfPlans.end(), name) == kOfPlans.end())
    return;
  std::fprintf(
      stderr, "%s\n",
      session
          .say({"提示：eval 没有预案，也没有测站的观测；问测站、警报、报告的条件用 fenghuo test "
                "试（docs/testing-rules.md）",
                "hint: eval knows no plan and no observations of stations; try conditions about "
                "stations, alarms and reports by `fenghuo test` (docs/testing-rules.md)"})
          .c_str());
}

std::optional<json::object> read_bindings(const std::string& text, Session& session) {
  if (text.empty()) return json::object();
  json::error_code error;
  auto value = json::parse(text, error);
  if (!error && value.is_object()) return std::move(value.get_object());
  session.fail({"--bindings 须为一个 JSON 对象，例如 {\"level\": 3.2}",
                "--bindings takes a JSON object, such as {\"level\": 3.2}"});
  return std::nullopt;
}

void eval(const std::string& source, const std::string& bindings_text, Session& session) {
  const auto bindings = read_bindings(bindings_text, session);
  if (!bindings) return;
  const auto environment = std::make_shared<language::Environment>();
  language::Evaluation bound;
  std::vector<language::Value> inputs;
  for (const auto& [name, value] : *bindings) {
    environment->add_variable(name, type_of_json(value));
    inputs.push_back(value_of_json(value, bound));
  }
  const auto program = language::compile(source, environment);
  if (!program) {
    for (const auto& problem : program.error()) complain(problem, source, session);
    if (!program.error().empty()) hint_at_test(program.error().front(), session);
    return;
  }
  language::Machine machine(*program);
  for (std::uint32_t i = 0; i < inputs.size(); ++i) machine.set(i, inputs[i]);
  const language::Value& value = machine.run();
  if (value.is_error()) {
    const std::uint32_t byte = value.size == 0 ? 0 : value.size - 1;
    return complain({language::position_of(source, byte), language::text_of(value)}, source,
                    session);
  }
  if (!is_printable(value))
    return session.fail({"结果太大，无法打印", "the result is too large to print"});
  std::printf("%s\n", adapters::to_text(plain_json(value)).c_str());
}

void eval_lines(std::istream& in, Session& session) {
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    json::error_code error;
    const auto test = json::parse(line, error);
    if (error || !test.is_object()) {
      const std::string place = std::to_string(number);
      session.fail({"第 " + place + " 行不是 JSON 对象", "line " + place + " is no JSON object"});
      continue;
    }
    std::printf("%s\n", json::serialize(run_case(test.get_object())).c_str());
  }
}

void eval_file(const std::string& path, Session& session) {
  if (path == "-") return eval_lines(std::cin, session);
  std::ifstream in(path);
  if (!in) return session.fail({"不能读取 " + path, "can't read " + path});
  eval_lines(in, session);
}

}  // namespace

void add_eval(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("eval", {"计算一个表达式（规则所用的 CEL 语言）",
                                  "evaluate an expression in the language of rules (CEL)"});
  auto source = std::make_shared<std::string>();
  auto bindings = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  verb.text("EXPR", *source, {"表达式", "the expression"});
  verb.text("--bindings", *bindings, {"变量，JSON 对象", "variables, a JSON object"});
  verb.text("--jsonl", *file,
            {"每行一个测试（cel-spec 的 JSON 行格式），逐行输出结果；- 为标准输入",
             "a test a line (cel-spec as JSON lines), a result a line; - is standard input"});
  verb.example(
      "fenghuo eval \"level > 3.0 && rain.size() == 2\" --bindings "
      "'{\"level\": 3.2, \"rain\": [1, 2]}'");
  verb.run([source, bindings, file, &session] {
    if (source->empty() == file->empty())
      wrong_usage("EXPR", session.say({"须给出一个表达式，或用 --jsonl 给出一个文件",
                                       "give an expression, or a file by --jsonl"}));
    if (file->empty()) return eval(*source, *bindings, session);
    eval_file(*file, session);
  });
}

}  // namespace fenghuo::cli
