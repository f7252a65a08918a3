// Why a level did not stand in an area at a moment: how each of its conditions stood then, and what
// was missing.
#pragma once

#include <optional>
#include <string>

#include "cli/data_folder.h"
#include "cli/verb.h"
#include "engine/level.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo::cli {

struct WhyNot {
  std::string area;           // by id or name
  Level level = Level::none;  // none: all levels
  std::optional<Instant> at;  // nothing: at the log's end
  DataFolder data;
  bool json = false;
};

/// Prints to standard output. Errors: not_found where the plan of that time has no such area;
/// those of reading the log.
Result<void> explain_why_not(const WhyNot& asked, const Session& session);

}  // namespace fenghuo::cli
