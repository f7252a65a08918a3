// A comparison of a rule as it stood, in a line.
#pragma once

#include <string>

#include "cli/names.h"
#include "engine/fact.pb.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// An expression as plans have it, over several lines, on one.
std::string on_one_line(std::string text);

/// "rain.sum(60 min) >= 45".
std::string question_of(const wire::Finding& finding);

/// With what came of it, and where: "rain.sum(60 min) = 55 >= 45  holds (Shangxi rain gauge)".
Text words_of(const wire::Finding& finding, const Names& names);

}  // namespace fenghuo::cli
