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

/// With what came of it, where, and how far it is believed:
/// "rain.sum(60 min) = 55 >= 45  holds (Shangxi rain gauge, suspect)".
Text words_of(const wire::Finding& finding, const Names& names);

/// What a test of QARTOD found, by its name: 变化过快 / changes too fast. A test that we have no
/// words for stands for itself.
Text quality_test_words(const std::string& test);

}  // namespace fenghuo::cli
