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

/// The plan's ids.
struct KnownNames {
  std::set<std::string> rules;
  std::set<std::string> places;  // where it has areas
  std::set<std::string> stations;
  std::set<std::string> people;
  std::set<std::string> units;
  std::set<std::string> playbooks;
};

/// Of a condition that compiles: what is none of `members` (adapters/json_words.h), which facts, or
/// what stands, have; and what a member that holds a level or one of these ids, such as `area` or
/// `answered_by`, is compared with and can't be. Each with the nearest.
std::vector<language::Problem> unknown_names(const std::string& source,
                                             std::span<const std::string_view> members,
                                             const KnownNames& known);

}  // namespace fenghuo::cli
