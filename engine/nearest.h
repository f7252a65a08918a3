// "Did you mean": the name most like a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/text.h"

namespace fenghuo {

/// The candidate with the fewest single-character edits (Levenshtein), the first of equals; nothing
/// where even that differs in more than a third of its characters (but at least 2), or in all. Both
/// are UTF-8.
std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> candidates);

/// "; did you mean 'rain'?" to end a sentence with; empty where nothing is near.
Text did_you_mean(const std::optional<std::string_view>& near);

}  // namespace fenghuo
