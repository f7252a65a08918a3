// What an expectation's condition names and nothing has: it could never be evaluated, and a `never`
// would be met for ever. Found before the night is played.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/language/problem.h"

namespace fenghuo::cli {

struct KnownNames {
  std::span<const std::string_view> members;  // adapters/json_words.h
  std::set<std::string> rules;                // of the plan
  std::set<std::string> places;               // where it has areas
};

/// Of a condition that compiles: members that no fact, or nothing that stands, has; and what
/// `level`, `rule` and `area` are compared with and can't be. Each with the nearest.
std::vector<language::Problem> unknown_names(const std::string& source, const KnownNames& known);

}  // namespace fenghuo::cli
