// The commands by which an exercise is led, watched and stopped, as verbs.
#pragma once

#include "cli/verb.h"

namespace fenghuo::cli {

void add_exercise_commands(Verb& commands, Session& session);

}  // namespace fenghuo::cli
