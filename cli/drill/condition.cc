#include "cli/drill/condition.h"

#include <boost/json/value.hpp>

#include "cli/value_json.h"
#include "rules/language/environment.h"

namespace fenghuo::cli {

tl::expected<Condition, std::vector<language::Problem>> Condition::compile(
    const std::string& source, std::string_view name) {
  auto environment = std::make_shared<language::Environment>();
  environment->add_variable(std::string(name), "map(string, dyn)");
  auto program = language::compile(source, environment);
  if (!program) return tl::unexpected(std::move(program.error()));
  const std::string& type = (*program)->type();
  if (type != "bool" && type != "dyn")
    return tl::unexpected(std::vector<language::Problem>{
        {{1, 1},
         {"条件须为真假值（bool），这里是 " + type, "a condition is a bool, this is " + type}}});
  return Condition(std::move(*program));
}

Result<bool> Condition::holds(const boost::json::value& json) const {
  language::Evaluation bound;
  language::Machine machine(program_);
  machine.set(0, value_of_json(json, bound));
  const language::Value& value = machine.run();
  if (value.is_error()) return Error{Errc::bad_input, language::text_of(value)};
  if (!value.is(true) && !value.is(false))
    return Error{Errc::bad_input, {"条件的值不是真假", "the condition's value is no bool"}};
  return value.is(true);
}

}  // namespace fenghuo::cli
