// A secret that a plan only names: env:NAME or file:PATH.
#pragma once

#include <string>

#include "engine/result.h"

namespace fenghuo::adapters {

/// Without the line's end, where the file has one. Errors: not_found where it is not there or
/// empty; the message names the place, never the secret.
Result<std::string> read_secret(const std::string& reference);

}  // namespace fenghuo::adapters
