// A condition over JSON in the language of rules: `fact.level == 'red' && fact.area == 'shangxi'`.
#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "rules/language/problem.h"
#include "rules/language/program.h"

namespace fenghuo::cli {

class Condition {
 public:
  /// `name`: what the JSON is called in it. Errors: the language's problems; a type other than
  /// bool.
  static tl::expected<Condition, std::vector<language::Problem>> compile(const std::string& source,
                                                                         std::string_view name);

  /// Errors: bad_input where it can't be told, such as of a member that isn't there.
  Result<bool> holds(const boost::json::value& json) const;

 private:
  explicit Condition(std::shared_ptr<const language::Program> program)
      : program_(std::move(program)) {}
  std::shared_ptr<const language::Program> program_;
};

}  // namespace fenghuo::cli
