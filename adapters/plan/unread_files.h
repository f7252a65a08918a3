// Files of a plan's folder that nobody reads: a misspelt name, or .yml for .yaml, is otherwise left
// out in silence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/diagnostic.h"

namespace fenghuo::adapters {

/// A notice for each file or folder in the plan's folder, and in those of its folders whose files
/// are read, that is not among `known` (names relative to the plan's folder). Drills, tests, notes
/// (README*, *.md) and hidden files are left alone.
Diagnostics unread_files(const std::string& folder, const std::vector<std::string>& known);

}  // namespace fenghuo::adapters
