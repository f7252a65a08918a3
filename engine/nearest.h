// "Did you mean": the name most like a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace fenghuo {

/// The candidate with the fewest single-character edits (Levenshtein), the first of equals; nothing
/// where even that differs in more than a third of its characters (but at least 2).
std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> candidates);

}  // namespace fenghuo
