// Whom `--by` names: a slip of the pen would put a decision or a count under nobody's name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/called.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// The people of the plan that an engine runs, as GET /api/v1/plan tells them; none where `body` is
/// no such plan, or was told to somebody without a name, who isn't told of all of them.
std::vector<Called> people_told(const std::string& body);

/// Whose token the engine says that it understood, in that answer; empty where it was none of its
/// lane, or an engine of before doesn't say.
std::string holder_told(const std::string& body);

/// The id of whom `by` names, by id or name; `by` itself where it is the holder of the token, or
/// where no people are known. Errors: not_found, with the nearest; bad_input where several have the
/// name.
Result<std::string> person_named(const std::string& by, std::string_view token,
                                 std::span<const Called> people);

}  // namespace fenghuo::cli
