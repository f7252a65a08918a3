// Whom `--by` names: a slip of the pen would put a decision or a count under nobody's name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/files.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// The people of the plan that an engine runs, as GET /api/v1/plan tells them; none where `body` is
/// no such plan, or was told to somebody without a name, who isn't told of all of them.
std::vector<adapters::Person> people_told(const std::string& body);

/// Of somebody who is neither one of these, by id or name, nor the holder of the token. Where no
/// people are known, anybody is taken. Errors: not_found, with the nearest.
Result<void> check_named(const std::string& by, std::string_view token,
                         std::span<const adapters::Person> people);

}  // namespace fenghuo::cli
