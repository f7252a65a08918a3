// What to say of a call whose arguments no overload takes: rule authors write a number of the wrong
// kind more often than anything else.
#pragma once

#include <span>
#include <string>

#include "engine/text.h"
#include "rules/language/type.h"

namespace fenghuo::language {

/// `arguments` include the receiver where the call is a member's.
Text mismatch(const std::string& function, bool member, std::span<const Type* const> arguments);

}  // namespace fenghuo::language
