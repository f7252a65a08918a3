// Any text as an expression: what doesn't parse or doesn't pass the checker says where and why;
// what does, and what was checked for names alone, must run to a sound value or to an error with a
// text.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/check.h"
#include "rules/language/checker.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

// What the expressions of the corpus speak of. rain has no value: nothing was observed.
class Station {
 public:
  Station() {
    bind("level", "double", Value::of(152.5));
    bind("count", "int", Value::of(std::int64_t{3}));
    bind("size", "uint", Value::of(std::uint64_t{7}));
    bind("ok", "bool", Value::of(true));
    bind("name", "string", Value::of(std::string_view("雨量站 7")));
    bind("raw", "bytes", Value::of(std::string_view("\0\xFFz", 3), Kind::bytes));
    const Value depths[] = {Value::of(2.5), Value::of(-1.0), Value::of(0.0)};
    bind("depths", "list(double)", values_.list(depths));
    bind("limits", "map(string, int)",
         values_.map({{Value::of(std::string_view("high")), Value::of(std::int64_t{150})},
                      {Value::of(std::string_view("low")), Value::of(std::int64_t{90})}}));
    bind("now", "timestamp", {.kind = Kind::timestamp, .size = 5, .integer = 1'700'000'000});
    bind("gap", "duration", {.kind = Kind::duration, .size = 500'000'000, .integer = -90});
    bind("any", "dyn", values_.some(Value::of(std::int64_t{1})));
    CHECK(environment_->add_variable("rain", "dyn"));
  }

  const std::shared_ptr<Environment>& environment() const { return environment_; }
  void give(Machine& machine) const {
    for (const auto& [input, value] : bound_) machine.set(input, value);
  }

 private:
  void bind(const char* variable, const char* type, Value value) {
    CHECK(!value.is_error());
    const auto input = environment_->add_variable(variable, type);
    CHECK(input);
    bound_.emplace_back(*input, value);
  }

  std::shared_ptr<Environment> environment_ = std::make_shared<Environment>();
  Evaluation values_;
  std::vector<std::pair<std::uint32_t, Value>> bound_;
};

const Station& station() {
  static const Station only;
  return only;
}

void check_problem(const std::string& source, const Problem& problem) {
  CHECK(!problem.text.zh.empty() && !problem.text.en.empty());
  CHECK(problem.at.line >= 1 && problem.at.column >= 1);
  CHECK(problem.at.line <= 1 + std::count(source.begin(), source.end(), '\n'));
  CHECK(problem.at.column <= std::ssize(source) + 1);
  CHECK(!with_caret(source, problem.at).empty());
}

// Looks at so many parts of it, as lists may share theirs.
void check_value(const Value& value, bool utf8, int& parts_left) {
  if (--parts_left < 0) return;
  CHECK(value.kind < Kind::error);
  CHECK(!type_name(value).empty());
  if (value.kind == Kind::string) CHECK(!utf8 || is_utf8(value.string()));
  if (value.kind == Kind::timestamp || value.kind == Kind::duration)
    CHECK(value.size < 1'000'000'000);
  if (value.kind == Kind::optional && value.size > 0) check_value(*value.items, utf8, parts_left);
  if (value.kind == Kind::list)
    for (const auto& item : value.list()) check_value(item, utf8, parts_left);
  if (value.kind != Kind::map) return;
  const auto entries = value.map();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(is_key(entries[i].key));
    CHECK(i == 0 || key_before(entries[i - 1].key, entries[i].key));
    check_value(entries[i].key, utf8, parts_left);
    check_value(entries[i].value, utf8, parts_left);
  }
}

void check_result(const std::string& source, const Value& result) {
  if (!result.is_error()) {
    int parts_left = 1000;
    check_value(result, is_utf8(source), parts_left);
    return;
  }
  const Text text = text_of(result);
  CHECK(!text.zh.empty() && !text.en.empty());
  CHECK(result.size <= source.size() + 1);
}

void check_runs(const std::string& source, const Checked& checked) {
  for (const auto& node : checked.syntax.nodes) CHECK(node.at <= source.size());
  const auto program = compile(checked, station().environment());
  CHECK(program->source() == source && !program->type().empty());
  CHECK(program->inputs() == station().environment()->variables().size());
  Machine machine(program);
  const Kind without_inputs = machine.run().kind;
  station().give(machine);
  const Value first = machine.run();
  check_result(source, first);
  const Kind kind = first.kind;
  const Failure failure = first.failure;
  const Value& second = machine.run();
  CHECK(second.kind == kind && (kind != Kind::error || second.failure == failure));
  CHECK(Machine(program).run().kind == without_inputs);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source(reinterpret_cast<const char*>(data), size);
  for (const Macros macros : {Macros::none, Macros::standard, Macros::all}) {
    auto syntax = parse(source, macros);
    if (!syntax) {
      check_problem(source, syntax.error());
      continue;
    }
    for (const Checking checking : {Checking::full, Checking::names}) {
      const Checked checked = check(*syntax, *station().environment(), checking);
      for (const auto& problem : checked.problems) check_problem(source, problem);
      if (checked.problems.empty()) check_runs(source, checked);
    }
  }
  return 0;
}

}  // namespace fenghuo::language
