#include "cli/expression_case.h"

#include <boost/json/array.hpp>
#include <boost/json/value_to.hpp>

#include "cli/value_json.h"
#include "rules/language/checker.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

std::string text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}
bool flag_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

void declare_function(language::Environment& environment, const json::object& row) {
  const std::string name = text_in(row, "name");
  for (const auto& value : row.at("function").as_array()) {
    const auto& overload = value.as_object();
    std::string parameters;
    for (const auto& parameter : overload.at("params").as_array())
      parameters += (parameters.empty() ? "" : ", ") + json::value_to<std::string>(parameter);
    const bool member = flag_in(overload, "member");
    const std::string id = text_in(overload, "overload_id");
    const std::string result = text_in(overload, "result");
    environment.add_function({.function = name,
                              .form = member ? language::Form::member : language::Form::function,
                              .overload = id,
                              .parameters = parameters,
                              .result = result,
                              .run = nullptr});
  }
}

std::shared_ptr<const language::Environment> environment_of(const json::object& test) {
  auto environment = std::make_shared<language::Environment>();
  environment->set_container(text_in(test, "container"));
  if (const auto* rows = test.if_contains("type_env"))
    for (const auto& row : rows->as_array()) {
      const auto& declared = row.as_object();
      if (declared.contains("function")) {
        declare_function(*environment, declared);
      } else {
        environment->add_variable(text_in(declared, "name"), text_in(declared, "type"));
      }
    }
  if (const auto* bindings = test.if_contains("bindings"))
    for (const auto& [name, value] : bindings->as_object())
      if (environment->find_variable(name) == nullptr) environment->add_variable(name, "dyn");
  return environment;
}

struct Failed {
  std::string text;
};

std::string error_text(const language::Problem& problem) {
  return std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + ": " +
         problem.text.en;
}

void run_into(json::object& out, const json::object& test) {
  const auto macros =
      flag_in(test, "disable_macros") ? language::Macros::none : language::Macros::all;
  auto syntax = language::parse(text_in(test, "expr"), macros);
  if (!syntax) throw Failed{error_text(syntax.error())};
  const auto environment = environment_of(test);
  const bool unchecked = flag_in(test, "disable_check");
  const auto checked =
      language::check(std::move(*syntax), *environment,
                      unchecked ? language::Checking::names : language::Checking::full);
  if (!checked.problems.empty()) throw Failed{error_text(checked.problems.front())};
  const std::string type = to_string(*checked[checked.syntax.root].type);
  if (!unchecked) out["deduced_type"] = type;
  if (flag_in(test, "check_only")) {
    out["value"] = {{"type", "type"}, {"value", type}};
    return;
  }
  language::Evaluation bound;
  language::Machine machine(language::compile(checked, environment));
  if (const auto* bindings = test.if_contains("bindings"))
    for (const auto& [name, json] : bindings->as_object()) {
      const auto value = value_of_typed(json, bound);
      if (!value) throw Failed{"binding '" + std::string(name) + "' can't be read"};
      machine.set(environment->input_of(*environment->find_variable(name)), *value);
    }
  const language::Value& value = machine.run();
  if (value.is_error()) throw Failed{language::text_of(value).en};
  if (!is_printable(value)) throw Failed{"the result is too large to print"};
  out["value"] = typed_json(value);
}

}  // namespace

json::object run_case(const json::object& test) {
  json::object out{{"file", text_in(test, "file")},
                   {"section", text_in(test, "section")},
                   {"name", text_in(test, "name")},
                   {"ok", true}};
  try {
    run_into(out, test);
  } catch (const Failed& failed) {
    out["ok"] = false;
    out["error"] = failed.text;
  } catch (const std::exception& error) {  // of Boost.JSON: the line is no test
    out["ok"] = false;
    out["error"] = std::string("not a test: ") + error.what();
  }
  return out;
}

}  // namespace fenghuo::cli
