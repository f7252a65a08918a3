// What a plan calls by an id, and people by a name: whichever was written, the id is sent, and of a
// slip of the pen the nearest is said.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/result.h"

namespace fenghuo::cli {

struct Called {
  std::string id;
  std::vector<std::string> words;  // how people may write it
};

/// Those in a list of the plan that GET /api/v1/plan tells, by the names of its members; none where
/// `body` is no such plan, or an item lacks `wanted`.
std::vector<Called> called_in(const std::string& body, const char* list, const char* id,
                              std::initializer_list<const char*> words,
                              const char* wanted = nullptr);

/// The id of what is meant, by id or word; `given` itself where nothing is known. Errors:
/// not_found, which says `unknown`, the nearest, and goes on with `after`; bad_input where several
/// have the word.
Result<std::string> id_of(const std::string& given, std::span<const Called> known,
                          const Text& unknown, const Text& after = {});

/// Of a command that was refused, whose members are these: what the first of them may mean that
/// names nothing there is, to end the refusal with; empty where nothing is near. `plan` and `state`
/// are what GET /api/v1/plan and /api/v1/state tell.
Text meant_in(const boost::json::object& members, const std::string& plan,
              const std::string& state);

}  // namespace fenghuo::cli
