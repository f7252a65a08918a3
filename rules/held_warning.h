// Received warnings that aren't to be acted on as they are: tests and exercises, and those that say
// of themselves both that they are real and that they aren't (failures.md, A22 and E19).
#pragma once

#include "engine/event.pb.h"

namespace fenghuo::rules {

/// Its status and the words of its events and headlines disagree: a warning with status Actual that
/// speaks of a test, or one with status Test or Exercise that doesn't, or denies it.
bool contradicts_itself(const wire::ReceivedWarning& warning);

/// Whether rules may see it.
bool is_for_rules(const wire::ReceivedWarning& warning);

}  // namespace fenghuo::rules
