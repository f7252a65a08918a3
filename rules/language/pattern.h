// Regular expressions in the syntax of RE2, which never takes more than time linear in the text.
#pragma once

#include <optional>
#include <string_view>

namespace fenghuo::language {

/// Whether the pattern is found anywhere in the text; nothing where it is no pattern.
std::optional<bool> matches_pattern(std::string_view text, std::string_view pattern);

}  // namespace fenghuo::language
