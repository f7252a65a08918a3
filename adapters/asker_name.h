// The name of whoever asks for a warning, for those who decide. The engine and its log know a
// person by the id alone; the name is put in where a message or a page leaves us.
#pragma once

#include "adapters/plan_info.h"
#include "engine/text.h"

namespace fenghuo::adapters {

/// What is asked, with a name where a person's id stands first, or first after who is to decide.
Text with_asker_name(const PlanInfo& plan, Text asked);

}  // namespace fenghuo::adapters
