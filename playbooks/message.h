// The words of a warning: a playbook's template with its placeholders filled in.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.h"

namespace fenghuo::playbooks {

/// What may stand between braces in a template.
inline constexpr std::string_view kPlaceholders[] = {"village", "level",    "hazard",  "action",
                                                     "reason",  "shelter",  "minutes", "effect",
                                                     "answer",  "deadline", "facility"};

/// Braces that name none of these, or have no end: as they stand in the template.
std::vector<std::string> unknown_placeholders(const std::string& pattern,
                                              std::span<const std::string_view> known);

/// Fills in both languages. A value may hold placeholders itself (an action names the shelter);
/// what it yields is not looked at again.
Text fill_in(const Text& pattern, const std::map<std::string, Text>& values);

}  // namespace fenghuo::playbooks
